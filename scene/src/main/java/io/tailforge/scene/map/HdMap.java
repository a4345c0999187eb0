package io.tailforge.scene.map;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A layout: what lies on and beside the road.
 *
 * @param name what people call it
 * @param format id of the reader that made it (for example {@code opendrive})
 * @param elements in the order of the source, ids unique; later ones are drawn over earlier ones of the same layer
 */
public record HdMap(
        String name,
        String format,
        DrivingSide drivingSide,
        Optional<GeoReference> geoReference,
        List<MapElement> elements) {
    public HdMap {
        Objects.requireNonNull(name);
        Objects.requireNonNull(format);
        Objects.requireNonNull(drivingSide);
        Objects.requireNonNull(geoReference);
        elements = List.copyOf(elements);
        Set<String> ids = new HashSet<>();
        for (MapElement element : elements) {
            if (!ids.add(element.id())) {
                throw new IllegalArgumentException("two map elements have the id " + element.id());
            }
        }
    }

    /** The map without its name: what its hash is taken over and what travels to engines, so that a renamed file is the same layout. */
    public HdMap nameless() {
        return new HdMap("", format, drivingSide, geoReference, elements);
    }

    /** The elements of one kind, in order. */
    public <E extends MapElement> List<E> listElements(Class<E> kind) {
        return elements.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}

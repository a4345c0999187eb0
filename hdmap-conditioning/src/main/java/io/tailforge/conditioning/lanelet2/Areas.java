package io.tailforge.conditioning.lanelet2;

import io.tailforge.conditioning.lanelet2.OsmDocument.Relation;
import io.tailforge.conditioning.lanelet2.OsmDocument.Way;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.DrivableArea;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Multipolygons: those for cars become paved areas, the others are counted. */
final class Areas {
    private static final int MAX_CORNERS = 1_000_000;
    private static final Set<String> FOR_CARS = Set.of("parking", "exit", "freespace");

    private final OsmDocument document;
    private final NodePlaces places;
    private final Map<String, Integer> unused = new TreeMap<>();
    private long corners;

    Areas(OsmDocument document, NodePlaces places) {
        this.document = document;
        this.places = places;
    }

    List<DrivableArea> listAll() {
        return document.relations("multipolygon").stream()
                .flatMap(area -> area.element().make(() -> of(area)).stream())
                .toList();
    }

    private Optional<DrivableArea> of(Relation area) {
        String subtype = area.tag("subtype", "none");
        if (!FOR_CARS.contains(subtype)) {
            unused.merge(subtype.length() > 40 ? subtype.substring(0, 40) : subtype, 1, Integer::sum);
            return Optional.empty();
        }
        List<Way> outer = area.members("outer").stream()
                .flatMap(member -> document.findWay(member.ref()).stream())
                .toList();
        corners += outer.stream().mapToLong(way -> way.nodes().size()).sum();
        if (corners > MAX_CORNERS) {
            throw area.element()
                    .bad("MAP-TOO-LARGE", "takes the map over " + MAX_CORNERS + " corners of areas; cut it");
        }
        List<Vec3> outline = outline(outer);
        return outline.size() < 3
                ? Optional.empty()
                : Optional.of(new DrivableArea(Long.toString(area.id()), Polyline3.of(outline)));
    }

    /** The outer ways end to end, each turned where its other end meets the one before. */
    private List<Vec3> outline(List<Way> outer) {
        List<Vec3> corners = new ArrayList<>();
        for (int i = 0; i < outer.size(); i++) {
            List<Vec3> points = new ArrayList<>(places.points(outer.get(i)));
            if (points.isEmpty()) {
                continue;
            }
            List<Vec3> next = places.points(outer.get((i + 1) % outer.size()));
            boolean turned = corners.isEmpty()
                    ? next.contains(points.getFirst()) && !next.contains(points.getLast())
                    : points.getLast().equals(corners.getLast());
            if (turned) {
                Collections.reverse(points);
            }
            boolean joined = !corners.isEmpty() && corners.getLast().equals(points.getFirst());
            corners.addAll(joined ? points.subList(1, points.size()) : points);
        }
        boolean closed = corners.size() > 1 && corners.getFirst().equals(corners.getLast());
        return closed ? corners.subList(0, corners.size() - 1) : corners;
    }

    void warnOfUnused(Findings warnings) {
        unused.forEach((subtype, count) -> warnings.warn(document.root()
                .problem("MAP-OBJECT-UNUSED", count + " areas of subtype '" + subtype + "' are not used")));
    }
}

package io.tailforge.conditioning.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.Junction;
import io.tailforge.scene.map.MapElement.Lane;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What holds of every map, however odd the file was: unique ids, links that lead somewhere and back, bounded size. */
public final class MapSoundness {
    private static final int MAX_ELEMENTS = 1_000_000;
    private static final int MAX_WARNINGS = 20_000;

    private MapSoundness() {}

    /** Fails where a reading is not sound. That coordinates are finite their type sees to. */
    public static void require(LayoutReading reading) {
        HdMap map = reading.map();
        assertThat(map.elements()).hasSizeLessThan(MAX_ELEMENTS);
        assertThat(reading.warnings()).hasSizeLessThan(MAX_WARNINGS);
        Set<String> ids = new HashSet<>();
        map.elements()
                .forEach(element ->
                        assertThat(ids.add(element.id())).as(element.id()).isTrue());
        Map<String, Lane> lanes = new HashMap<>();
        map.listElements(Lane.class).forEach(lane -> lanes.put(lane.id(), lane));
        lanes.values().forEach(lane -> requireLinks(lanes, lane));
        map.listElements(Junction.class)
                .forEach(
                        junction -> assertThat(lanes.keySet()).as(junction.id()).containsAll(junction.lanes()));
    }

    private static void requireLinks(Map<String, Lane> lanes, Lane lane) {
        requireBack(lanes, lane, lane.successors(), true);
        requireBack(lanes, lane, lane.predecessors(), false);
        lane.leftNeighbour().ifPresent(id -> assertThat(lanes).as(lane.id()).containsKey(id));
        lane.rightNeighbour().ifPresent(id -> assertThat(lanes).as(lane.id()).containsKey(id));
        lane.oncomingNeighbour().ifPresent(id -> assertThat(lanes).as(lane.id()).containsKey(id));
    }

    private static void requireBack(Map<String, Lane> lanes, Lane lane, Collection<String> ids, boolean ahead) {
        for (String id : ids) {
            Lane other = lanes.get(id);
            assertThat(other).as(lane.id() + " -> " + id).isNotNull();
            if (other != null) {
                assertThat(ahead ? other.predecessors() : other.successors())
                        .as(id)
                        .contains(lane.id());
            }
        }
    }
}

package io.tailforge.world.build;

import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.map.MapElement.Walkway;
import java.util.List;

/** What kind of place a layout is, read off what the map says; decides what stands beside its roads. */
enum Setting {
    TOWN,
    SUBURB,
    MOTORWAY,
    COUNTRY;

    /** 80 km/h: no map puts houses beside a road where cars go faster. */
    private static final double FAST = 22.2;

    static Setting of(HdMap map) {
        List<Lane> lanes = map.listElements(Lane.class).stream()
                .filter(lane -> lane.kind() == LaneKind.DRIVING)
                .toList();
        long fast = lanes.stream()
                .filter(lane -> lane.speedLimit().orElse(0) > FAST)
                .count();
        List<RoadBoundary> edges = map.listElements(RoadBoundary.class);
        long barriers =
                edges.stream().filter(e -> e.kind() == BoundaryKind.BARRIER).count();
        boolean walks = !map.listElements(Walkway.class).isEmpty();
        boolean lights = !map.listElements(TrafficLight.class).isEmpty();
        boolean crossings = !map.listElements(Crosswalk.class).isEmpty();
        if (fast * 2 > lanes.size() || barriers * 2 > edges.size() && barriers > 0 && !walks) {
            return MOTORWAY;
        }
        if (lights || crossings && !walks) {
            return TOWN;
        }
        return walks ? SUBURB : COUNTRY;
    }

    /** Metres that the land rolls, far from the road. */
    double relief() {
        return switch (this) {
            case TOWN -> 0.2;
            case SUBURB -> 0.6;
            case MOTORWAY -> 3;
            case COUNTRY -> 2;
        };
    }

    /** The land beside the road is built over. */
    boolean isPaved() {
        return this == TOWN;
    }
}

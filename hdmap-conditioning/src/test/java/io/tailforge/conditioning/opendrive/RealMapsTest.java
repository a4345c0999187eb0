package io.tailforge.conditioning.opendrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.SharedMaps;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Junction;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.map.MapElement.Walkway;
import io.tailforge.scene.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Public maps; counts and end points as other readers (pyxodr, esmini) give them. */
class RealMapsTest {
    private static LayoutReading read(String map) {
        return new OpenDriveReader().read(SharedMaps.require(map));
    }

    private static <E extends MapElement> List<E> elements(LayoutReading reading, Class<E> kind) {
        return reading.map().listElements(kind);
    }

    private static Lane lane(LayoutReading reading, String id) {
        return Xodr.lane(reading, id);
    }

    /** Lanes and walkways; a walkway cut at a junction counts once. */
    private static long laneCount(LayoutReading reading) {
        return elements(reading, Lane.class).size()
                + elements(reading, Walkway.class).stream()
                        .filter(walkway -> !walkway.id().contains("#"))
                        .count();
    }

    private static long drivableEnds(LayoutReading reading) {
        return elements(reading, Lane.class).stream()
                .filter(lane ->
                        lane.kind() == LaneKind.DRIVING && lane.successors().isEmpty())
                .count();
    }

    @Test
    void fabriksgatanHasItsLanesAndItsRoadEndsWhereEsminiPutsIt() {
        LayoutReading reading = read("esmini/fabriksgatan_traffic_lights.xodr");
        assertThat(laneCount(reading)).isEqualTo(44);
        assertThat(reading.map().drivingSide()).isEqualTo(DrivingSide.RIGHT);
        // The left rail of lane 0.0.-1 is the reference line.
        Vec3 end = lane(reading, "0.0.-1").left().last();
        assertThat(end.horizontalDistanceTo(new Vec3(46.261, -101.834, 0))).isLessThan(0.001);
        assertThat(elements(reading, TrafficLight.class)).hasSize(3);
        assertThat(elements(reading, Junction.class)).singleElement().satisfies(junction -> {
            assertThat(junction.signalised()).isTrue();
            assertThat(junction.lanes()).hasSize(16);
        });
        assertThat(reading.warnings()).isEmpty();
    }

    @Test
    void everyWayThroughTheCrossingOfFabriksgatanIsConnected() {
        LayoutReading reading = read("esmini/fabriksgatan_traffic_lights.xodr");
        List<Lane> crossing = elements(reading, Lane.class).stream()
                .filter(lane ->
                        lane.kind() == LaneKind.DRIVING && lane.junction().isPresent())
                .toList();
        assertThat(crossing).hasSize(12).allSatisfy(lane -> {
            assertThat(lane.successors()).hasSize(1);
            assertThat(lane.predecessors()).hasSize(1);
        });
        // Four roads leave the map.
        assertThat(drivableEnds(reading)).isEqualTo(4);
    }

    @Test
    void e6KeepsLeft() {
        LayoutReading reading = read("esmini/e6mini-lht.xodr");
        assertThat(laneCount(reading)).isEqualTo(14);
        assertThat(reading.map().drivingSide()).isEqualTo(DrivingSide.LEFT);
        Lane right = lane(reading, "0.0.-2");
        assertThat(right.left().length()).isCloseTo(1464, within(25.0));
        // Lane -1 is the median beside the reference line, on the inner side of which the road ends here.
        Polyline3 inner = lane(reading, "0.0.-1").right();
        assertThat(inner.first().distanceTo(new Vec3(156.892, 1451.912, -2.71))).isLessThan(0.001);
        assertThat(right.rightNeighbour()).isEmpty();
        assertThat(right.leftNeighbour()).contains("0.0.-3");
    }

    @Test
    void town02HasAllItsLanesAndNoOpenEnd() {
        LayoutReading reading = read("carla-via-scenic/Town02.xodr");
        assertThat(laneCount(reading)).isEqualTo(216);
        assertThat(drivableEnds(reading)).isZero();
        assertThat(elements(reading, Junction.class)).hasSize(8).allMatch(Junction::signalised);
        assertThat(reading.warnings())
                .extracting(Problem::code)
                .containsOnly("MAP-LIGHT-HEIGHT", "MAP-OBJECT-UNUSED", "MAP-GEOREF-UNUSED");
    }

    @Test
    void eachLightOfTown02LooksAtTheTrafficBesideIt() {
        LayoutReading reading = read("carla-via-scenic/Town02.xodr");
        List<Lane> lanes = elements(reading, Lane.class).stream()
                .filter(lane -> lane.kind() == LaneKind.DRIVING)
                .toList();
        assertThat(elements(reading, TrafficLight.class)).hasSize(24).allSatisfy(light -> {
            Vec3 heading = headingOfNearestRightRail(lanes, light.corners().first());
            double towards = heading.x() * Math.cos(light.facing()) + heading.y() * Math.sin(light.facing());
            assertThat(towards).isLessThan(-0.9);
        });
    }

    private static Vec3 headingOfNearestRightRail(List<Lane> lanes, Vec3 place) {
        Vec3 heading = Vec3.UP;
        double best = Double.POSITIVE_INFINITY;
        for (Lane lane : lanes) {
            Polyline3 rail = lane.right();
            for (int i = 1; i < rail.size(); i++) {
                double distance = rail.point(i).horizontalDistanceTo(place);
                if (distance < best) {
                    best = distance;
                    heading = rail.point(i).minus(rail.point(i - 1)).normalized();
                }
            }
        }
        return heading;
    }

    @Test
    void edgesOfOneConnectingRoadDoNotCrossAnother() {
        LayoutReading reading = read("carla-via-scenic/Town02.xodr");
        List<Lane> inside = elements(reading, Lane.class).stream()
                .filter(lane ->
                        lane.kind() == LaneKind.DRIVING && lane.junction().isPresent())
                .toList();
        List<Vec3> middles = inside.stream()
                .map(lane -> lane.left()
                        .pointAt(lane.left().length() / 2)
                        .lerp(lane.right().pointAt(lane.right().length() / 2), 0.5))
                .toList();
        assertThat(elements(reading, MapElement.RoadBoundary.class))
                .allSatisfy(boundary -> boundary.line().points().forEach(point -> assertThat(middles)
                        .as(boundary.id())
                        .allMatch(middle -> middle.distanceTo(point) > 0.8)));
    }

    @Test
    void multiIntersectionsIsReadWhole() {
        LayoutReading reading = read("esmini/multi_intersections.xodr");
        assertThat(elements(reading, Junction.class)).hasSize(5).allMatch(Junction::signalised);
        assertThat(elements(reading, MapElement.Crosswalk.class)).hasSize(17);
        assertThat(elements(reading, MapElement.WaitLine.class)).hasSize(17);
        assertThat(elements(reading, MapElement.TrafficSign.class)).hasSize(21);
        Polyline3 rail = lane(reading, "196.0.-1").left();
        assertThat(Math.min(
                        rail.first().horizontalDistanceTo(new Vec3(290, 120, 0)),
                        rail.last().horizontalDistanceTo(new Vec3(290, 120, 0))))
                .isLessThan(0.001);
        // One road leaves the map, one lane narrows to nothing.
        assertThat(drivableEnds(reading)).isEqualTo(2);
    }

    @Test
    void theVelodromeIsBanked() {
        LayoutReading reading = read("esmini/velodrome.xodr");
        List<Lane> lanes = elements(reading, Lane.class);
        assertThat(lanes).hasSize(3);
        Lane inner = lanes.getFirst();
        double steepest = 0;
        for (int i = 0; i < inner.left().size(); i++) {
            Vec3 across = inner.left().point(i).minus(inner.right().point(i));
            steepest = Math.max(steepest, Math.abs(across.z()) / across.norm());
        }
        assertThat(steepest).isGreaterThan(0.3);
        assertThat(inner.successors()).containsExactly(inner.id());
    }

    @Test
    void soderledenKeepsNoPlaceForItContradictsItself() {
        LayoutReading reading = read("esmini/soderleden.xodr");
        assertThat(reading.map().geoReference()).isEmpty();
        assertThat(reading.warnings()).extracting(Problem::code).contains("MAP-GEOREF-UNUSED");
    }

    @Test
    void theRampOfSoderledenJoinsTheMainRoad() {
        LayoutReading reading = read("esmini/soderleden.xodr");
        assertThat(lane(reading, "1.0.-1").successors()).containsExactly("5.0.-1");
        assertThat(lane(reading, "5.0.-1").successors()).containsExactly("0.0.-3");
        // Two lanes leave the map; the ramp's narrows to nothing beside the one it names as its successor.
        assertThat(drivableEnds(reading)).isEqualTo(3);
        assertThat(reading.warnings()).extracting(Problem::code).contains("MAP-LINK-GAP");
    }

    @Test
    void theTunnelHasWallsBesideTheRoadAndNoneAboveIt() {
        LayoutReading reading = read("esmini/tunnels.xodr");
        List<MapElement.RoadBoundary> walls = elements(reading, MapElement.RoadBoundary.class).stream()
                .filter(boundary -> boundary.kind() == MapElement.BoundaryKind.BARRIER)
                .toList();
        assertThat(walls).hasSize(2);
        assertThat(walls.getFirst().line().length()).isCloseTo(150, within(10.0));
    }
}

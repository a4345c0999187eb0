package io.tailforge.conditioning.lanelet2;

import static io.tailforge.conditioning.lanelet2.Osm.member;
import static io.tailforge.conditioning.lanelet2.Osm.nodes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.conditioning.LayoutCheck;
import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.SharedMaps;
import io.tailforge.conditioning.SourceLane;
import io.tailforge.conditioning.crs.MapProjection;
import io.tailforge.conditioning.crs.ProjectedCrs;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.GeoReference;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.DrivableArea;
import io.tailforge.scene.map.MapElement.Junction;
import io.tailforge.scene.map.MapElement.Kerb;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.map.MapElement.Pole;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.map.MapElement.TrafficSign;
import io.tailforge.scene.map.MapElement.WaitLine;
import io.tailforge.scene.map.MapElement.Walkway;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Lanelet2ReaderTest {
    @TempDir
    Path folder;

    private LayoutReading read(Osm osm) throws IOException {
        return new Lanelet2Reader().read(osm.write(folder, "map"));
    }

    private static <E extends MapElement> E get(LayoutReading reading, Class<E> kind, String id) {
        return reading.map().listElements(kind).stream()
                .filter(element -> element.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " " + id));
    }

    private static List<String> codes(LayoutReading reading) {
        return reading.warnings().stream().map(Problem::code).toList();
    }

    @Test
    void lanesRunInTheDirectionOfTheirBoundsAndKnowTheirNeighbours() throws IOException {
        LayoutReading street = read(Osm.street());
        Lane east = get(street, Lane.class, "1");
        assertThat(east.left().last().x()).isGreaterThan(east.left().first().x());
        assertThat(east.left().first().y()).isGreaterThan(east.right().first().y());
        assertThat(east.successors()).containsExactly("2");
        assertThat(get(street, Lane.class, "2").predecessors()).containsExactly("1");
        // Its right bound lies north of the left one: it runs west, against the way they share.
        Lane west = get(street, Lane.class, "4");
        assertThat(west.left().last().x()).isLessThan(west.left().first().x());
        assertThat(west.oncomingNeighbour()).contains("1");
        assertThat(street.map().drivingSide()).isEqualTo(DrivingSide.RIGHT);
    }

    @Test
    void whereOncomingLanesLieOnTheRightTrafficKeepsLeft() throws IOException {
        LayoutReading reading = read(Osm.grid(3, 2)
                .way(10, nodes(100, 101))
                .way(20, nodes(200, 201))
                .way(30, nodes(301, 300))
                .lanelet(1, 10, 20)
                .lanelet(2, 30, 20));
        assertThat(reading.map().drivingSide()).isEqualTo(DrivingSide.LEFT);
        assertThat(get(reading, Lane.class, "1").oncomingNeighbour()).contains("2");
    }

    @Test
    void lanesBesideEachOtherAreNeighboursWhateverTheMarking() throws IOException {
        LayoutReading reading = read(Osm.grid(3, 2)
                .way(10, nodes(100, 101))
                .way(20, nodes(200, 201), "type=line_thin", "subtype=solid")
                .way(30, nodes(300, 301))
                .lanelet(1, 20, 10)
                .lanelet(2, 30, 20));
        assertThat(get(reading, Lane.class, "1").leftNeighbour()).contains("2");
        assertThat(get(reading, Lane.class, "2").rightNeighbour()).contains("1");
        assertThat(codes(reading)).contains("MAP-DRIVING-SIDE");
    }

    @Test
    void whereTheMapSaysNothingTheRoadEndsWhereItsLanesDo() throws IOException {
        LayoutReading reading = read(Osm.grid(3, 2)
                .way(10, nodes(100, 101))
                .way(20, nodes(200, 201))
                .way(30, nodes(300, 301), "type=virtual")
                .lanelet(1, 20, 10)
                .lanelet(2, 30, 20));
        assertThat(reading.map().listElements(RoadBoundary.class))
                .extracting(RoadBoundary::id, RoadBoundary::kind)
                .containsExactly(tuple("way:10", BoundaryKind.ROAD_EDGE));
    }

    @Test
    void theRegionTellsTheDrivingSideWhereLanesDoNot() throws IOException {
        LayoutReading reading = read(
                Osm.grid(2, 2).way(10, nodes(100, 101)).way(20, nodes(200, 201)).lanelet(1, 20, 10, "region=jp"));
        assertThat(reading.map().drivingSide()).isEqualTo(DrivingSide.LEFT);
    }

    @Test
    void speedLimitsHaveUnitsAndDefaults() throws IOException {
        LayoutReading street = read(Osm.street());
        assertThat(get(street, Lane.class, "1").speedLimit()).hasValue(50 / 3.6);
        assertThat(get(street, Lane.class, "2").speedLimit()).hasValue(30 / 3.6);
        assertThat(get(street, Lane.class, "3").speedLimit()).hasValue(20 * 0.44704);
        assertThat(get(street, Lane.class, "4").speedLimit()).isEmpty();
        assertThat(SpeedLimits.parse("8 mps")).hasValue(8);
        assertThat(SpeedLimits.parse("walk")).isEmpty();
    }

    @Test
    void aRegulatoryElementLimitsTheSpeedOfItsLanelets() throws IOException {
        LayoutReading reading = read(Osm.grid(2, 2)
                .way(10, nodes(100, 101))
                .way(20, nodes(200, 201))
                .way(40, nodes(100, 200), "type=traffic_sign", "subtype=de274-60")
                .relation(7, member("way", 40, "refers"), "type=regulatory_element", "subtype=speed_limit")
                .relation(
                        1,
                        member("way", 20, "left")
                                + member("way", 10, "right")
                                + member("relation", 7, "regulatory_element"),
                        "type=lanelet",
                        "location=urban"));
        assertThat(get(reading, Lane.class, "1").speedLimit()).hasValue(60 / 3.6);
    }

    @Test
    void waysBecomeLinesAndEdges() throws IOException {
        LayoutReading street = read(Osm.street());
        assertThat(get(street, LaneLine.class, "way:20").style()).isEqualTo(LineStyle.LONG_DASHED_SINGLE);
        assertThat(get(street, LaneLine.class, "way:21").colour()).isEqualTo(LineColour.YELLOW);
        assertThat(get(street, RoadBoundary.class, "way:10").kind()).isEqualTo(BoundaryKind.KERB);
        assertThat(get(street, RoadBoundary.class, "way:30").kind()).isEqualTo(BoundaryKind.ROAD_EDGE);
        assertThat(get(street, RoadBoundary.class, "way:31").kind()).isEqualTo(BoundaryKind.BARRIER);
    }

    @Test
    void aKerbHasTheRoadOnItsLeft() throws IOException {
        Kerb kerb = get(read(Osm.street()), Kerb.class, "kerb:10");
        assertThat(kerb.height()).isEqualTo(0.12);
        assertThat(kerb.line().last().x()).isGreaterThan(kerb.line().first().x());
        assertThat(kerb.line().first().z()).isEqualTo(0.12);
    }

    @Test
    void doubleLinesKeepTheirSides() throws IOException {
        LayoutReading reading = read(Osm.grid(2, 2)
                .way(10, nodes(100, 101), "type=line_thin", "subtype=dashed_solid")
                .way(20, nodes(200, 201), "type=line_thick", "subtype=dashed")
                .way(21, nodes(200, 201), "type=line_thin", "subtype=solid_dashed")
                .lanelet(1, 20, 10));
        // Lanelet2: from left to right. Ours: DASHED_SOLID is solid on the left.
        assertThat(get(reading, LaneLine.class, "way:10").style()).isEqualTo(LineStyle.SOLID_DASHED);
        assertThat(get(reading, LaneLine.class, "way:21").style()).isEqualTo(LineStyle.DASHED_SOLID);
        assertThat(get(reading, LaneLine.class, "way:20").style()).isEqualTo(LineStyle.SHORT_DASHED_SINGLE);
    }

    @Test
    void whoMayUseALaneletDecidesWhatItIs() throws IOException {
        Osm osm = Osm.grid(2, 2).way(10, nodes(100, 101)).way(20, nodes(200, 201));
        osm.lanelet(1, 20, 10, "subtype=road")
                .lanelet(2, 20, 10, "subtype=crosswalk")
                .lanelet(3, 20, 10, "subtype=walkway")
                .lanelet(4, 20, 10, "subtype=bicycle_lane")
                .lanelet(5, 20, 10, "subtype=bus_lane")
                .lanelet(6, 20, 10, "subtype=road", "participant:bicycle=yes", "participant:pedestrian=yes")
                .lanelet(7, 20, 10, "subtype=walkway", "participant:vehicle=yes")
                .lanelet(8, 20, 10, "subtype=rail");
        LayoutReading reading = read(osm);
        assertThat(get(reading, Lane.class, "1").kind()).isEqualTo(LaneKind.DRIVING);
        assertThat(get(reading, Crosswalk.class, "2").area().size()).isEqualTo(4);
        assertThat(get(reading, Walkway.class, "3").left().size()).isEqualTo(2);
        assertThat(get(reading, Lane.class, "4").kind()).isEqualTo(LaneKind.BICYCLE);
        assertThat(get(reading, Lane.class, "5").kind()).isEqualTo(LaneKind.BUS);
        assertThat(get(reading, Walkway.class, "6").left().size()).isEqualTo(2);
        assertThat(get(reading, Lane.class, "7").kind()).isEqualTo(LaneKind.DRIVING);
        assertThat(get(reading, Lane.class, "8").kind()).isEqualTo(LaneKind.OTHER);
        List<SourceLane> all = new Lanelet2Reader().listLanes(folder.resolve("map.osm"));
        assertThat(all).extracting(SourceLane::kind).contains("crosswalk", "walkway", "other");
    }

    private static Osm signalledStreet() {
        return Osm.grid(2, 4, "ele=2")
                .node(901, 49.00003, 8.00033, "ele=7")
                .node(902, 49.00003, 8.00033 + 1e-9, "ele=7")
                .node(903, 49.00006, 8.0003)
                .node(904, 49.000055, 8.0003)
                .way(10, nodes(100, 101, 102, 103))
                .way(20, nodes(200, 201, 202, 203))
                .way(40, nodes(103, 203), "type=stop_line")
                .way(41, nodes(903, 904), "type=traffic_light", "height=0.9")
                .way(42, nodes(901, 902), "type=traffic_sign", "subtype=de205")
                .relation(
                        7,
                        member("way", 41, "refers") + member("way", 42, "refers") + member("way", 40, "ref_line"),
                        "type=regulatory_element",
                        "subtype=traffic_light")
                .relation(
                        1,
                        member("way", 20, "left")
                                + member("way", 10, "right")
                                + member("relation", 7, "regulatory_element"),
                        "type=lanelet",
                        "subtype=road");
    }

    @Test
    void lightsAndSignsLookAtTheTrafficTheyAreFor() throws IOException {
        LayoutReading reading = read(signalledStreet());
        TrafficLight light = get(reading, TrafficLight.class, "way:41");
        assertThat(Math.abs(light.facing())).isCloseTo(Math.PI, within(0.05));
        Cuboid box = Cuboid.ofCorners(light.corners());
        assertThat(box.size().z()).isCloseTo(0.9, within(1e-9));
        // No height of its own, so 2.6 m above the road, which lies at 2 m.
        assertThat(box.worldFromCuboid().translation().z() - 0.45).isCloseTo(4.6, within(1e-9));
        assertThat(codes(reading)).contains("MAP-LIGHT-HEIGHT");
        TrafficSign sign = get(reading, TrafficSign.class, "way:42");
        assertThat(sign.code()).isEqualTo("de:205");
        assertThat(Cuboid.ofCorners(sign.corners())
                        .worldFromCuboid()
                        .translation()
                        .z())
                .isCloseTo(7.3, within(1e-9));
        assertThat(reading.map().listElements(WaitLine.class)).hasSize(1);
    }

    @Test
    void whatStandsBesideTheRoadHasAPole() throws IOException {
        LayoutReading reading = read(signalledStreet());
        Vec3 top = get(reading, Pole.class, "pole:41").axis().last();
        assertThat(top.z()).isCloseTo(5.5, within(1e-9));
        assertThat(get(reading, Pole.class, "pole:41").axis().first().z()).isCloseTo(2, within(1e-9));
    }

    @Test
    void theOriginIsTheMiddleOfTheLanesRoundedAndMetresAreUtm() throws IOException {
        GeoReference place = read(Osm.street()).map().geoReference().orElseThrow();
        assertThat(place.latitude()).isEqualTo(49.0);
        assertThat(place.longitude()).isEqualTo(8.0001);
        assertThat(place.projection()).contains("+proj=utm +zone=32");
    }

    @Test
    void localCoordinatesAreKeptAndPlaceTheMap() throws IOException {
        // 54SVE: latitude and longitude and the coordinates in its square, as Autoware writes both.
        Osm osm = new Osm();
        double[][] places = {{3769.0, 73748.3}, {3779.0, 73748.3}, {3769.0, 73751.3}, {3779.0, 73751.3}};
        for (int i = 0; i < 4; i++) {
            ProjectedCrs crs =
                    ProjectedCrs.parse("+proj=utm +zone=54 +datum=WGS84").orElseThrow();
            double[] at = crs.unproject(400_000 + places[i][0], 3_900_000 + places[i][1]);
            osm.node(i, at[0], at[1], "local_x=" + places[i][0], "local_y=" + places[i][1], "ele=1");
        }
        LayoutReading reading =
                read(osm.way(10, nodes(0, 1)).way(20, nodes(2, 3)).lanelet(1, 20, 10, "subtype=road"));
        assertThat(get(reading, Lane.class, "1").right().first()).isEqualTo(new Vec3(3769.0, 73748.3, 1));
        GeoReference origin = reading.map().geoReference().orElseThrow();
        double[] back = MapProjection.of(origin).toGeographic(3769.0, 73748.3);
        assertThat(back[0]).isCloseTo(35.9033, within(1e-4));
        assertThat(back[1]).isCloseTo(139.9336, within(1e-4));
    }

    @Test
    void localCoordinatesWithoutAPlaceAreReadWithAWarning() throws IOException {
        Osm osm = new Osm();
        for (int i = 0; i < 4; i++) {
            osm.raw("<node id='" + i + "' lat='' lon=''><tag k='local_x' v='" + (i % 2) * 10 + "'/><tag k='local_y' v='"
                    + (i / 2) * 3 + "'/></node>");
        }
        LayoutReading reading =
                read(osm.way(10, nodes(0, 1)).way(20, nodes(2, 3)).lanelet(1, 20, 10));
        assertThat(reading.map().geoReference()).isEmpty();
        assertThat(codes(reading)).contains("MAP-GEOREF-UNUSED");
        assertThat(get(reading, Lane.class, "1").left().last()).isEqualTo(new Vec3(10, 3, 0));
    }

    @Test
    void aMapWithFewHeightsIsFlatAndOneWithMostIsFilledUp() throws IOException {
        Osm flat = Osm.grid(2, 4).node(105, 49, 8.0005, "ele=3");
        flat.way(10, nodes(100, 101, 102, 103, 105))
                .way(20, nodes(200, 201, 202, 203))
                .lanelet(1, 20, 10);
        LayoutReading level = read(flat);
        assertThat(get(level, Lane.class, "1").right().last().z()).isZero();
        assertThat(codes(level)).contains("LANELET2-HEIGHTS");
        Osm hilly = Osm.grid(2, 4, "ele=4").node(105, 49, 8.0005).node(106, 49, 8.0006, "ele=8");
        hilly.way(10, nodes(100, 101, 102, 103, 105, 106))
                .way(20, nodes(200, 201, 202, 203))
                .lanelet(1, 20, 10);
        assertThat(get(read(hilly), Lane.class, "1").right().point(4).z()).isEqualTo(6);
    }

    @Test
    void whatIsMissingIsLeftOutAndSaid() throws IOException {
        LayoutReading reading = read(Osm.street()
                .way(50, nodes(100, 999, 101))
                .lanelet(5, 20, 50)
                .lanelet(6, 20, 777)
                .relation(7, member("way", 20, "left"), "type=lanelet"));
        assertThat(codes(reading)).contains("MAP-DANGLING-LINK", "LANELET2-BOUND");
        assertThat(reading.map().listElements(Lane.class))
                .extracting(Lane::id)
                .contains("5")
                .doesNotContain("6", "7");
        assertThat(reading.warnings())
                .filteredOn(problem -> problem.code().equals("LANELET2-BOUND"))
                .allSatisfy(problem -> assertThat(problem.line()).isPositive());
    }

    @Test
    void whatAnEditorDeletedIsNotThere() throws IOException {
        LayoutReading reading = read(Osm.street()
                .raw("<relation id='9' action='delete'>" + member("way", 20, "left") + member("way", 10, "right")
                        + "<tag k='type' v='lanelet'/></relation>"));
        assertThat(reading.map().listElements(Lane.class)).extracting(Lane::id).doesNotContain("9");
    }

    @Test
    void areasForCarsArePavedAndTheOthersCounted() throws IOException {
        LayoutReading reading = read(Osm.street()
                .way(60, nodes(100, 101, 201))
                .way(61, nodes(100, 200, 201))
                .relation(
                        70,
                        member("way", 60, "outer") + member("way", 61, "outer"),
                        "type=multipolygon",
                        "subtype=parking")
                .relation(71, member("way", 60, "outer"), "type=multipolygon", "subtype=vegetation"));
        assertThat(get(reading, DrivableArea.class, "70").area().size()).isEqualTo(4);
        assertThat(codes(reading)).contains("MAP-OBJECT-UNUSED");
    }

    @Test
    void lanesThatTurnAreAJunction() throws IOException {
        LayoutReading reading = read(Osm.street()
                .way(70, nodes(102, 301), "type=virtual")
                .way(71, nodes(202, 300), "type=virtual")
                .lanelet(8, 71, 70, "turn_direction=left"));
        Junction junction = get(reading, Junction.class, "junction:0");
        assertThat(junction.lanes()).contains("8");
        assertThat(junction.signalised()).isFalse();
        assertThat(get(reading, Lane.class, "8").junction()).contains("junction:0");
    }

    @Test
    void aCheckTellsEveryProblemWithItsLineAndNothingThatFollowsFromIt() throws IOException {
        // A node of no latitude (line 3), a way whose second node is no number (line 12), a lanelet without an id (19).
        String faulty = Osm.street()
                .document()
                .replaceFirst("lat='[^']*'", "lat='north'")
                .replace("<way id='10'><nd ref='100'/><nd ref='101'/>", "<way id='10'><nd ref='100'/><nd ref='east'/>")
                .replace("<relation id='2'>", "<relation>");
        LayoutCheck check = new Lanelet2Reader().check(Files.writeString(folder.resolve("faulty.osm"), faulty));
        assertThat(check.reading()).isEmpty();
        assertThat(check.problems())
                .extracting(Problem::code, Problem::line, Problem::pointer)
                .containsExactlyInAnyOrder(
                        tuple("LANELET2-NUMBER", 3, "node 100"),
                        tuple("LANELET2-NUMBER", 12, "nd"),
                        tuple("LANELET2-MISSING-ATTRIBUTE", 19, "relation"));
        assertThat(check.warnings()).isEmpty();
    }

    @Test
    void nodesAreLookedAtThoughNoLaneletIsLeft() throws IOException {
        String faulty = Osm.grid(2, 2)
                .way(10, nodes(100, 101))
                .way(20, nodes(200, 201))
                .lanelet(1, 20, 10)
                .document()
                .replaceFirst("lat='[^']*'", "lat='north'")
                .replace("<relation id='1'>", "<relation>");
        LayoutCheck check = new Lanelet2Reader().check(Files.writeString(folder.resolve("faulty.osm"), faulty));
        assertThat(check.problems())
                .extracting(Problem::code, Problem::line)
                .containsExactlyInAnyOrder(tuple("LANELET2-NUMBER", 3), tuple("LANELET2-MISSING-ATTRIBUTE", 9));
    }

    @Test
    void bothCoordinatesOfANodeAndItsHeightAreLookedAt() throws IOException {
        String faulty = Osm.street()
                .document()
                .replaceFirst("lat='[^']*' lon='[^']*'>", "lat='north' lon='east'><tag k='ele' v='high'/>");
        LayoutCheck check = new Lanelet2Reader().check(Files.writeString(folder.resolve("faulty.osm"), faulty));
        assertThat(check.problems())
                .extracting(Problem::code)
                .containsExactly("LANELET2-NUMBER", "LANELET2-NUMBER", "LANELET2-NUMBER");
    }

    @Test
    void aThousandBadNodesAreToldToAHundred() throws IOException {
        Osm osm = Osm.grid(2, 500).way(10, LongStream.range(100, 600).toArray());
        String faulty = osm.way(20, LongStream.range(100, 600).toArray())
                .lanelet(1, 20, 10)
                .document()
                .replaceAll("lat='[^']*'", "lat='91'");
        LayoutCheck check = new Lanelet2Reader().check(Files.writeString(folder.resolve("faulty.osm"), faulty));
        assertThat(check.problems()).hasSize(100);
    }

    @Test
    void plainOpenStreetMapIsRefusedWithAdvice() {
        Path plain = SharedMaps.require("osm-plain/garching_intersection.osm");
        assertThatThrownBy(() -> new Lanelet2Reader().read(plain))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("LANELET2-NO-LANELET")
                .hasMessageContaining("lanelets");
    }
}

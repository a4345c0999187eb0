package io.tailforge.conditioning.opendrive;

import static io.tailforge.conditioning.opendrive.Xodr.LINE_100;
import static io.tailforge.conditioning.opendrive.Xodr.TWO_LANES;
import static io.tailforge.conditioning.opendrive.Xodr.document;
import static io.tailforge.conditioning.opendrive.Xodr.lane;
import static io.tailforge.conditioning.opendrive.Xodr.lanes;
import static io.tailforge.conditioning.opendrive.Xodr.road;
import static io.tailforge.conditioning.opendrive.Xodr.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.conditioning.LayoutCheck;
import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.GeoReference;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.map.MapElement.PoleKind;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenDriveReaderTest {
    @TempDir
    Path folder;

    private LayoutReading read(String rest) throws IOException {
        return Xodr.read(folder, document(road(LINE_100, rest)));
    }

    private static <E extends MapElement> List<E> elements(LayoutReading reading, Class<E> kind) {
        return reading.map().listElements(kind);
    }

    private LayoutReading readWith(String things) throws IOException {
        return read(lanes(lane(1, "driving", 3.5), lane(-1, "driving", 3.5), lane(-2, "sidewalk", 2)) + things);
    }

    @Test
    void onTheRightLanesToTheRightOfTheLineRunAlongIt() throws IOException {
        LayoutReading reading = read(TWO_LANES);
        assertThat(lane(reading, "1.0.-1").left().last().x()).isEqualTo(100);
        assertThat(lane(reading, "1.0.1").left().last().x()).isEqualTo(0);
        assertThat(lane(reading, "1.0.1").oncomingNeighbour()).contains("1.0.-1");
        assertThat(reading.map().drivingSide()).isEqualTo(DrivingSide.RIGHT);
    }

    @Test
    void onTheLeftTheyRunTheOtherWay() throws IOException {
        LayoutReading reading =
                Xodr.read(folder, document(road("1", "length=\"100\" rule=\"LHT\"", LINE_100, TWO_LANES)));
        assertThat(lane(reading, "1.0.-1").left().last().x()).isEqualTo(0);
        assertThat(lane(reading, "1.0.-1").left().last().y()).isEqualTo(-3.5);
        assertThat(reading.map().drivingSide()).isEqualTo(DrivingSide.LEFT);
    }

    @Test
    void lanesForTrafficBesideEachOtherAreNeighbours() throws IOException {
        LayoutReading reading = read(lanes(lane(-1, "driving", 3), lane(-2, "driving", 3), lane(-3, "parking", 2)));
        assertThat(lane(reading, "1.0.-1").rightNeighbour()).contains("1.0.-2");
        assertThat(lane(reading, "1.0.-2").leftNeighbour()).contains("1.0.-1");
        assertThat(lane(reading, "1.0.-2").rightNeighbour()).isEmpty();
        assertThat(lane(reading, "1.0.-1").oncomingNeighbour()).isEmpty();
    }

    @Test
    void aWalkwayStandsBehindAKerb() throws IOException {
        LayoutReading reading = readWith("");
        assertThat(elements(reading, MapElement.Walkway.class)).singleElement().satisfies(walkway -> {
            assertThat(walkway.id()).isEqualTo("1.0.-2");
            assertThat(walkway.left().first()).isEqualTo(new Vec3(0, -3.5, 0.12));
        });
        assertThat(elements(reading, MapElement.Kerb.class)).singleElement().satisfies(kerb -> {
            assertThat(kerb.height()).isCloseTo(0.12, within(1e-9));
            assertThat(kerb.line().last().x()).as("road on its left").isEqualTo(100);
        });
        assertThat(elements(reading, MapElement.RoadBoundary.class))
                .extracting(MapElement.RoadBoundary::kind)
                .containsExactly(BoundaryKind.ROAD_EDGE, BoundaryKind.KERB);
    }

    @Test
    void aNarrowBorderBeforeAWalkwayIsItsGutterAndAWideOneIsNot() throws IOException {
        LayoutReading gutter = read(lanes(lane(-1, "driving", 3), lane(-2, "border", 0.3), lane(-3, "sidewalk", 2)));
        assertThat(elements(gutter, MapElement.RoadBoundary.class)
                        .getLast()
                        .line()
                        .first()
                        .y())
                .isCloseTo(-3.3, within(1e-9));
        LayoutReading verge = read(lanes(lane(-1, "driving", 3), lane(-2, "border", 2), lane(-3, "sidewalk", 2)));
        assertThat(elements(verge, MapElement.RoadBoundary.class)
                        .getLast()
                        .line()
                        .first()
                        .y())
                .isCloseTo(-3, within(1e-9));
    }

    @Test
    void marksBecomeLinesAndEqualOnesInARowOneLine() throws IOException {
        String marks = mark(0, "solid", "yellow")
                + mark(30, "solid", "yellow")
                + mark(60, "broken", "white")
                + mark(80, "none", "white");
        LayoutReading reading = read(lanes(lane(1, "driving", 3), lane(-1, "driving", 3, marks)));
        List<MapElement.LaneLine> lines = elements(reading, MapElement.LaneLine.class);
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().style()).isEqualTo(LineStyle.SOLID_SINGLE);
        assertThat(lines.getFirst().colour()).isEqualTo(LineColour.YELLOW);
        assertThat(lines.getFirst().line().length()).isCloseTo(60, within(1e-9));
        assertThat(lines.getLast().style()).isEqualTo(LineStyle.LONG_DASHED_SINGLE);
        assertThat(lines.getLast().line().last()).isEqualTo(new Vec3(80, -3, 0));
    }

    @Test
    void aDoubleMarkIsNamedFromTheInsideOut() throws IOException {
        String left = mark(0, "solid broken", "white");
        LayoutReading reading = read(lanes(lane(1, "driving", 3, left), lane(-1, "driving", 3, left)));
        assertThat(elements(reading, MapElement.LaneLine.class))
                .extracting(MapElement.LaneLine::style)
                .containsExactly(LineStyle.SOLID_DASHED, LineStyle.DASHED_SOLID);
    }

    private static String mark(double s, String type, String colour) {
        return "<roadMark sOffset=\"" + s + "\" type=\"" + type + "\" color=\"" + colour + "\"/>";
    }

    @Test
    void aLightLooksAtItsTrafficFromAPole() throws IOException {
        LayoutReading reading =
                readWith("<signals><signal id=\"7\" s=\"90\" t=\"-4\" zOffset=\"3\" orientation=\"+\" dynamic=\"yes\""
                        + " type=\"1000001\" country=\"OpenDRIVE\" height=\"0.9\" width=\"0.3\"/></signals>");
        assertThat(elements(reading, MapElement.TrafficLight.class))
                .singleElement()
                .satisfies(light -> {
                    assertThat(Math.cos(light.facing())).isCloseTo(-1, within(1e-9));
                    assertThat(light.corners().point(0).x()).isLessThan(90);
                    assertThat(light.corners().point(0).z()).isCloseTo(3.9, within(1e-9));
                });
        assertThat(elements(reading, MapElement.Pole.class)).singleElement().satisfies(pole -> {
            assertThat(pole.kind()).isEqualTo(PoleKind.LIGHT);
            assertThat(pole.axis().last().z()).isCloseTo(3.9, within(1e-9));
        });
    }

    @Test
    void aSignOverTheRoadHasNoPoleInTheLane() throws IOException {
        LayoutReading reading =
                readWith("<signals><signal id=\"7\" s=\"50\" t=\"-1.7\" zOffset=\"5\" orientation=\"-\" dynamic=\"no\""
                        + " type=\"274\" subtype=\"50\" country=\"DE\" height=\"0.6\" width=\"0.6\"/></signals>");
        assertThat(elements(reading, MapElement.TrafficSign.class))
                .singleElement()
                .satisfies(sign -> {
                    assertThat(sign.code()).isEqualTo("de:274-50");
                    assertThat(Math.cos(sign.facing())).isCloseTo(1, within(1e-9));
                });
        assertThat(elements(reading, MapElement.Pole.class)).isEmpty();
    }

    @Test
    void objectsBecomeCrossingsStopLinesTreesAndBarriers() throws IOException {
        LayoutReading reading = readWith("<objects>"
                + "<object id=\"1\" type=\"crosswalk\" s=\"20\" t=\"0\"><outlines><outline>" + corner(18, 3.5)
                + corner(18, -3.5) + corner(22, -3.5) + corner(22, 3.5) + "</outline></outlines></object>"
                + "<object id=\"2\" type=\"roadMark\" name=\"StopLine\" s=\"16\" t=\"-1.75\" length=\"0.4\" width=\"3.5\"/>"
                + "<object id=\"3\" type=\"tree\" s=\"5\" t=\"9\" height=\"7\" radius=\"3\"><repeat s=\"5\" length=\"90\" distance=\"10\" tStart=\"9\" tEnd=\"9\"/></object>"
                + "<object id=\"4\" type=\"barrier\" s=\"0\" t=\"8\"><repeat s=\"10\" length=\"50\" distance=\"0\" tStart=\"8\" tEnd=\"8\"/></object>"
                + "<object id=\"5\" type=\"statue\" s=\"0\" t=\"8\"/></objects>");
        assertThat(elements(reading, MapElement.Crosswalk.class))
                .singleElement()
                .satisfies(crossing -> assertThat(crossing.area().size()).isEqualTo(4));
        assertThat(elements(reading, MapElement.WaitLine.class))
                .singleElement()
                .satisfies(line -> assertThat(line.line().length()).isCloseTo(3.5, within(1e-9)));
        assertThat(elements(reading, MapElement.Pole.class)).hasSize(10).allSatisfy(pole -> {
            assertThat(pole.kind()).isEqualTo(PoleKind.TREE);
            assertThat(pole.radius()).as("a trunk, not the crown").isEqualTo(0.2);
        });
        assertThat(elements(reading, MapElement.RoadBoundary.class))
                .filteredOn(boundary -> boundary.kind() == BoundaryKind.BARRIER)
                .singleElement()
                .satisfies(barrier -> assertThat(barrier.line().length()).isCloseTo(50, within(1e-9)));
        assertThat(reading.warnings()).extracting(Problem::code).containsExactly("MAP-OBJECT-UNUSED");
    }

    private static String corner(double s, double t) {
        return "<cornerRoad s=\"" + s + "\" t=\"" + t + "\"/>";
    }

    @Test
    void aProjectionCentredOnTheOriginTellsThePlaceAndOneAtZeroDoesNot() throws IOException {
        assertThat(place("+proj=tmerc +lat_0=48.1 +lon_0=11.5 +x_0=0 +y_0=0", "")
                        .orElseThrow()
                        .latitude())
                .isCloseTo(48.1, within(1e-9));
        assertThat(place("+proj=tmerc +lat_0=0 +lon_0=0", "")).isEmpty();
        assertThat(place("+proj=nonsense +lat_0=abc", "")).isEmpty();
    }

    /** The CN Tower is at 43 38 33.24 N, 79 23 13.7 W, which is 630084 E, 4833438 N in zone 17. */
    @Test
    void utmWithAnOffsetTellsThePlace() throws IOException {
        GeoReference tower = utm(17, 630_084, 4_833_438);
        assertThat(tower.longitude()).isCloseTo(-79.387139, within(1.5e-5));
        assertThat(tower.latitude()).isCloseTo(43.642567, within(1.5e-5));
        assertThat(utm(32, 500_000, 4_982_950.4002).latitude()).isCloseTo(45, within(1e-8));
        assertThat(utm(32, 500_000, 4_982_950.4002).longitude()).isCloseTo(9, within(1e-12));
    }

    private GeoReference utm(int zone, double x, double y) throws IOException {
        String offset = "<offset x=\"" + x + "\" y=\"" + y + "\" z=\"0\" hdg=\"0\"/>";
        return place("+proj=utm +zone=" + zone + " +datum=WGS84", offset).orElseThrow();
    }

    private java.util.Optional<GeoReference> place(String projection, String offset) throws IOException {
        String text = document(road(LINE_100, TWO_LANES))
                .replace(
                        "<header revMajor=\"1\" revMinor=\"7\"/>",
                        "<header revMajor=\"1\" revMinor=\"7\"><geoReference><![CDATA[" + projection
                                + "]]></geoReference>" + offset + "</header>");
        return Xodr.read(folder, text).map().geoReference();
    }

    @Test
    void speedLimitsAreMetresPerSecond() throws IOException {
        String road = "<type s=\"0\" type=\"town\"><speed max=\"36\" unit=\"km/h\"/></type>";
        String own = "<speed sOffset=\"0\" max=\"30\" unit=\"mph\"/>";
        LayoutReading reading = read(road + lanes(lane(1, "driving", 3, own), lane(-1, "driving", 3)));
        assertThat(lane(reading, "1.0.-1").speedLimit().orElseThrow()).isCloseTo(10, within(1e-9));
        assertThat(lane(reading, "1.0.1").speedLimit().orElseThrow()).isCloseTo(13.4112, within(1e-9));
    }

    @Test
    void linksThatLeadNowhereAreLeftOut() throws IOException {
        String dangling = "<link><successor id=\"-9\"/><predecessor id=\"-1\"/></link>";
        String link = "<link><predecessor elementType=\"road\" elementId=\"1\" contactPoint=\"end\"/>"
                + "<successor elementType=\"road\" elementId=\"77\" contactPoint=\"start\"/></link>";
        LayoutReading reading = read(link + lanes(lane(-1, "driving", 3, dangling)));
        assertThat(lane(reading, "1.0.-1").successors()).isEmpty();
        assertThat(lane(reading, "1.0.-1").predecessors()).isEmpty();
        assertThat(reading.warnings()).extracting(Problem::code).containsExactly("MAP-LINK-GAP");
    }

    @Test
    void aRefusalNamesFileLineAndElement() {
        String text = document(road(LINE_100.replace("y=\"0\"", "y=\"NaN\""), TWO_LANES));
        assertThatThrownBy(() -> Xodr.read(folder, text))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("map.xodr:6 geometry: 'y' is NaN");
    }

    @Test
    void aFileInUtf16IsReadToo() throws IOException {
        String text =
                document(road(LINE_100, TWO_LANES)).replace("version=\"1.0\"", "version=\"1.0\" encoding=\"UTF-16\"");
        Path file = folder.resolve("wide.xodr");
        Files.write(file, text.getBytes(StandardCharsets.UTF_16));
        assertThat(Layouts.read(file).map().name()).isEqualTo("wide");
    }

    @Test
    void aNegativeWidthCountsAsNoneAndIsTold() throws IOException {
        LayoutReading reading = read(lanes(lane(-1, "driving", 3), lane(-2, "driving", -1)));
        assertThat(elements(reading, MapElement.Lane.class)).hasSize(1);
        assertThat(reading.warnings()).extracting(Problem::code).containsExactly("MAP-NEGATIVE-WIDTH");
    }

    @Test
    void aPlaceIsToldByAnyProjectionWithAnOffsetAndByNoneThatIsTurned() throws IOException {
        String lambert = "+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +y_0=6600000 +ellps=GRS80";
        assertThat(place(lambert, "<offset x=\"700000\" y=\"6600000\" z=\"0\" hdg=\"0\"/>")
                        .orElseThrow()
                        .latitude())
                .isCloseTo(46.5, within(1e-7));
        assertThat(place(lambert, "")).as("no offset to the false origin").isEmpty();
        assertThat(place("+proj=tmerc +lat_0=48 +lon_0=11", "<offset x=\"0\" y=\"0\" z=\"0\" hdg=\"1\"/>"))
                .isEmpty();
        assertThat(place("+proj=tmerc +lat_0=48 +lon_0=11", "<offset x=\"0\" y=\"111000\" z=\"0\" hdg=\"0\"/>")
                        .orElseThrow()
                        .latitude())
                .isBetween(48.99, 49.01);
    }

    @Test
    void theShapeOfACrossSectionRaisesTheRoad() throws IOException {
        String shape = "<lateralProfile><shape s=\"0\" t=\"-3\" a=\"0\" b=\"0.02\" c=\"0\" d=\"0\"/>"
                + "<shape s=\"0\" t=\"0\" a=\"0.06\" b=\"0\" c=\"0\" d=\"0\"/>"
                + "<shape s=\"100\" t=\"0\" a=\"0\" b=\"0\" c=\"0\" d=\"0\"/></lateralProfile>";
        LayoutReading reading = read(shape + lanes(lane(1, "driving", 3), lane(-1, "driving", 3)));
        MapElement.Lane right = lane(reading, "1.0.-1");
        assertThat(right.left().first().z()).isCloseTo(0.06, within(1e-9));
        assertThat(right.right().first().z()).isCloseTo(0, within(1e-9));
        assertThat(right.left().last().z()).isCloseTo(0, within(1e-9));
        assertThat(right.left().pointAt(50).z()).isCloseTo(0.03, within(1e-6));
    }

    @Test
    void aLimitHoldsWhereItStands() throws IOException {
        String types = "<type s=\"0\" type=\"town\"><speed max=\"10\"/></type><type s=\"50\" type=\"rural\"/>"
                + "<type s=\"80\" type=\"motorway\"><speed max=\"30\"/></type>";
        LayoutReading reading = read(types + "<lanes>" + section(0, lane(-1, "driving", 3))
                + section(50, lane(-1, "driving", 3)) + section(80, lane(-1, "driving", 3)) + "</lanes>");
        assertThat(lane(reading, "1.0.-1").speedLimit()).hasValue(10);
        assertThat(lane(reading, "1.1.-1").speedLimit()).isEmpty();
        assertThat(lane(reading, "1.2.-1").speedLimit()).hasValue(30);
    }

    @Test
    void aLaneForBusesOnlyIsABusLane() throws IOException {
        String old = "<access sOffset=\"0\" rule=\"allow\" restriction=\"bus\"/>";
        String since18 =
                "<access sOffset=\"0\" rule=\"allow\"><restriction type=\"bus\"/><restriction type=\"taxi\"/></access>";
        String denied = "<access sOffset=\"0\" rule=\"deny\" restriction=\"bus\"/>";
        LayoutReading reading = read(
                lanes(lane(-1, "driving", 3, old), lane(-2, "driving", 3, since18), lane(-3, "driving", 3, denied)));
        assertThat(elements(reading, MapElement.Lane.class))
                .extracting(MapElement.Lane::kind)
                .containsExactly(MapElement.LaneKind.BUS, MapElement.LaneKind.BUS, MapElement.LaneKind.DRIVING);
    }

    @Test
    void aReversedLaneRunsAgainstItsSide() throws IOException {
        LayoutReading reading = read(lanes(lane(-1, "driving", 3).replace("<lane ", "<lane direction=\"reversed\" ")));
        assertThat(lane(reading, "1.0.-1").left().last()).isEqualTo(new Vec3(0, -3, 0));
    }

    @Test
    void widthHoldsWhereThereIsABorderToo() throws IOException {
        String border = "<border sOffset=\"0\" a=\"9\" b=\"0\" c=\"0\" d=\"0\"/>";
        assertThat(lane(read(lanes(lane(-1, "driving", 3, border))), "1.0.-1")
                        .right()
                        .first()
                        .y())
                .isEqualTo(-3);
    }

    @Test
    void aMarkSwaysOrLiesBesideItsEdge() throws IOException {
        String sway = "<roadMark sOffset=\"0\" type=\"solid\"><sway ds=\"0\" a=\"0\" b=\"0\" c=\"0\" d=\"0\"/>"
                + "<sway ds=\"50\" a=\"0\" b=\"0.01\" c=\"0\" d=\"0\"/></roadMark>";
        String beside = "<roadMark sOffset=\"0\" type=\"solid\"><type name=\"x\"><line length=\"1\" space=\"0\""
                + " tOffset=\"0.2\" sOffset=\"0\"/></type></roadMark>";
        List<MapElement.LaneLine> lines = elements(
                read(lanes(lane(-1, "driving", 3, sway), lane(-2, "driving", 3, beside))), MapElement.LaneLine.class);
        assertThat(lines.getFirst().line().first().y()).isCloseTo(-3, within(1e-9));
        assertThat(lines.getFirst().line().last().y()).isCloseTo(-2.5, within(1e-9));
        assertThat(lines.getLast().line().last().y()).isCloseTo(-5.8, within(1e-9));
    }

    @Test
    void aRepeatedPaintedBarIsThereAsOftenAsItSays() throws IOException {
        LayoutReading reading =
                readWith("<objects><object id=\"1\" type=\"roadMark\" name=\"bar\" s=\"5\" t=\"0\" hdg=\"0\">"
                        + "<repeat s=\"10\" length=\"20\" distance=\"5\" tStart=\"1\" tEnd=\"1\"/><outlines>"
                        + "<outline outer=\"false\"><cornerLocal u=\"0\" v=\"0\"/></outline><outline>"
                        + "<cornerLocal u=\"0\" v=\"0\"/><cornerLocal u=\"1\" v=\"0\"/><cornerLocal u=\"1\" v=\"0.5\"/>"
                        + "</outline></outlines></object></objects>");
        assertThat(elements(reading, MapElement.RoadMarking.class))
                .extracting(marking -> marking.area().first())
                .containsExactly(
                        new Vec3(10, 1, 0),
                        new Vec3(15, 1, 0),
                        new Vec3(20, 1, 0),
                        new Vec3(25, 1, 0),
                        new Vec3(30, 1, 0));
    }

    @Test
    void whatHasNoPlaceIsTold() throws IOException {
        String things = "<objects><bridge s=\"0\" length=\"9\" id=\"b\" type=\"steel\"/>"
                + "<tunnel s=\"20\" length=\"9\" id=\"t\" type=\"standard\"/></objects>"
                + "<signals><signalReference s=\"1\" t=\"1\" id=\"77\" orientation=\"+\"/></signals>";
        LayoutReading reading = readWith(things);
        assertThat(reading.warnings())
                .extracting(Problem::code)
                .containsExactly("MAP-STRUCTURE-UNUSED", "MAP-STRUCTURE-UNUSED", "MAP-DANGLING-LINK");
    }

    @Test
    void aWayOutOfTheMiddleOfARoadIsTold() throws IOException {
        String out =
                "<link><predecessor elementType=\"road\" elementId=\"1\" elementS=\"50\" elementDir=\"+\"/></link>";
        String way = road(
                        "2",
                        "length=\"100\"",
                        LINE_100,
                        out + lanes(lane(-1, "driving", 3, "<link><predecessor id=\"-1\"/></link>")))
                .replace("junction=\"-1\"", "junction=\"9\"");
        String virtual = "<junction id=\"9\" type=\"virtual\" mainRoad=\"1\" sStart=\"40\" sEnd=\"60\"/>";
        LayoutReading reading =
                Xodr.read(folder, document(road(LINE_100, lanes(lane(-1, "driving", 3))), way, virtual));
        assertThat(lane(reading, "2.0.-1").predecessors()).isEmpty();
        assertThat(reading.warnings()).extracting(Problem::code).containsExactly("MAP-JUNCTION-VIRTUAL");
        assertThat(elements(reading, MapElement.Junction.class)).hasSize(1);
    }

    @Test
    void faultsOnThreeRoadsAreToldTogetherWithTheirLines() throws IOException {
        String bent = road("1", "length=\"100\"", LINE_100.replace("<line/>", "<circle/>"), TWO_LANES);
        String narrow = road("2", "length=\"100\"", LINE_100, TWO_LANES.replaceFirst("a=\"3.5\"", "a=\"narrow\""));
        String nowhere = road(
                "3",
                "length=\"100\"",
                LINE_100,
                TWO_LANES + "\n<signals>\n<signal id=\"7\" t=\"1\" dynamic=\"no\"/>\n</signals>");
        String junction =
                "<junction id=\"9\"><connection id=\"0\" incomingRoad=\"3\" connectingRoad=\"1\"/></junction>";
        String text = document(bent, narrow, nowhere, junction);
        LayoutCheck check = new OpenDriveReader().check(Xodr.write(folder, "map", text));
        assertThat(check.reading()).isEmpty();
        assertThat(check.problems())
                .extracting(Problem::code, Problem::line)
                .containsExactly(
                        tuple("XODR-GEOMETRY", lineOf(text, "<circle/>")),
                        tuple("XODR-NUMBER", lineOf(text, "narrow")),
                        tuple("XODR-MISSING-ATTRIBUTE", lineOf(text, "<signal ")));
        assertThat(check.warnings())
                .as("the road that is refused is no dangling link")
                .isEmpty();
    }

    private static int lineOf(String text, String part) {
        return (int) text.substring(0, text.indexOf(part) + 1).lines().count();
    }

    @Test
    void everyFaultOfOneRoadIsTold() throws IOException {
        String sections = "<lanes>" + section(0, lane(-1, "driving", 3).replace("a=\"3.0\"", "")) + "\n"
                + section(50, lane(-2, "driving", 3)) + "</lanes>";
        LayoutCheck check = check(road(LINE_100.replace("x=\"0\"", "x=\"east\""), sections));
        assertThat(check.problems())
                .extracting(Problem::code)
                .containsExactly("XODR-NUMBER", "XODR-MISSING-ATTRIBUTE", "XODR-LANE");
    }

    @Test
    void aRoadThatLeavesTheMapIsToldOnce() throws IOException {
        String steep = "<elevationProfile><elevation s=\"0\" a=\"0\" b=\"1e8\" c=\"0\" d=\"0\"/></elevationProfile>";
        String sections =
                "<lanes>" + section(0, lane(-1, "driving", 3)) + section(50, lane(-1, "driving", 3)) + "</lanes>";
        LayoutCheck check =
                check(road(LINE_100, steep + sections + "<objects><object id=\"1\" type=\"pole\"/></objects>"));
        assertThat(check.problems()).extracting(Problem::code).containsExactly("MAP-NOT-FINITE");
    }

    @Test
    void faultsBeyondTheFirstHundredAreNotLookedFor() throws IOException {
        String[] roads = new String[150];
        for (int i = 0; i < roads.length; i++) {
            roads[i] = road("" + i, "length=\"100\"", LINE_100.replace("<line/>", ""), TWO_LANES);
        }
        assertThat(check(roads).problems()).hasSize(100);
    }

    private LayoutCheck check(String... roads) throws IOException {
        return new OpenDriveReader().check(Xodr.write(folder, "map", document(roads)));
    }

    @Test
    void aCrossingOfRoadsIsNoJunction() throws IOException {
        LayoutReading reading =
                Xodr.read(folder, document(road(LINE_100, TWO_LANES), "<junction id=\"9\" type=\"crossing\"/>"));
        assertThat(elements(reading, MapElement.Junction.class)).isEmpty();
    }
}

package io.tailforge.conditioning.commonroad;

import static io.tailforge.conditioning.commonroad.Scenario.beside;
import static io.tailforge.conditioning.commonroad.Scenario.point;
import static io.tailforge.conditioning.commonroad.Scenario.ref;
import static io.tailforge.conditioning.commonroad.Scenario.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.conditioning.LayoutCheck;
import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Recording;
import io.tailforge.conditioning.crs.MapProjection;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.GeoReference;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.Junction;
import io.tailforge.scene.map.MapElement.Kerb;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.map.MapElement.Pole;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.map.MapElement.TrafficSign;
import io.tailforge.scene.map.MapElement.WaitLine;
import io.tailforge.scene.map.MapElement.Walkway;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.LightTimeline.LightState;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommonRoadReaderTest {
    @TempDir
    Path folder;

    private LayoutReading read(Scenario scenario) throws IOException {
        return new CommonRoadReader().read(scenario.write(folder, "scenario"));
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

    /** A moving car, a parked one, a light, and an ego that starts at 10 m/s in the first lane. */
    static Scenario traffic() {
        return Scenario.street()
                .add("<trafficLight id='9'><cycle>"
                        + "<cycleElement><duration>5</duration><color>green</color></cycleElement>"
                        + "<cycleElement><duration>7</duration><color>red</color></cycleElement></cycle><position>"
                        + point(50, -2) + "</position><active>true</active></trafficLight>")
                .add("<dynamicObstacle id='20'><type>truck</type><shape><rectangle><length>4.5</length><width>2</width>"
                        + "</rectangle></shape>" + state("initialState", 20, 1.75, 0, 0, 10) + "<trajectory>"
                        + state("state", 21, 1.75, 0, 1, 10) + state("state", 22, 1.75, 0, 2, 10)
                        + "</trajectory></dynamicObstacle>")
                .add(
                        "<staticObstacle id='21'><type>parkedVehicle</type><shape><circle><radius>1</radius></circle></shape>"
                                + state("initialState", 40, 5, 0, 0, 0) + "</staticObstacle>")
                .add("<planningProblem id='30'>" + state("initialState", 5, 1.75, 0, 0, 10) + "</planningProblem>");
    }

    @Test
    void lanesKnowWhoFollowsAndWhoIsBeside() throws IOException {
        LayoutReading street = read(Scenario.street());
        assertThat(get(street, Lane.class, "1").successors()).containsExactly("2");
        assertThat(get(street, Lane.class, "2").predecessors()).containsExactly("1");
        assertThat(get(street, Lane.class, "1").oncomingNeighbour()).contains("3");
        assertThat(street.map().drivingSide()).isEqualTo(DrivingSide.RIGHT);
        assertThat(street.recording()).isEmpty();
    }

    @Test
    void theCountryTellsTheDrivingSideWhereLanesDoNot() throws IOException {
        assertThat(read(new Scenario("2018b", "GBR_Road-1").lane("1", 0, 50, 0, ""))
                        .map()
                        .drivingSide())
                .isEqualTo(DrivingSide.LEFT);
        LayoutReading nowhere = read(new Scenario("2018b", "ZAM_Road-1").lane("1", 0, 50, 0, ""));
        assertThat(nowhere.map().drivingSide()).isEqualTo(DrivingSide.RIGHT);
        assertThat(codes(nowhere)).contains("MAP-DRIVING-SIDE");
    }

    @Test
    void linksToNowhereAndOverGapsAreLeftOutWithAWarning() throws IOException {
        LayoutReading reading = read(new Scenario("2020a", "DEU_Gap-1")
                .lane("1", 0, 50, 0, ref("successor", "2") + ref("successor", "7"))
                .lane("2", 60, 100, 0, ""));
        assertThat(get(reading, Lane.class, "1").successors()).isEmpty();
        assertThat(codes(reading)).contains("MAP-LINK-GAP", "MAP-DANGLING-LINK");
    }

    @Test
    void markingsAreDrawnOnceAndEdgesWhereNoLaneIsBeside() throws IOException {
        double[] low = {0, 0, 50, 0};
        double[] middle = {0, 3.5, 50, 3.5};
        double[] high = {0, 7, 50, 7};
        LayoutReading reading = read(new Scenario("2020a", "DEU_Marks-1")
                .lane("1", middle, low, "dashed_solid", "curb", beside("adjacentLeft", "2", "same"))
                .lane("2", high, middle, "no_marking", "dashed_solid", beside("adjacentRight", "1", "same")));
        assertThat(reading.map().listElements(LaneLine.class)).hasSize(1);
        // Dashed on the left of the line; ours say SOLID_DASHED for solid on the right.
        assertThat(get(reading, LaneLine.class, "line:1:left").style()).isEqualTo(LineStyle.SOLID_DASHED);
        assertThat(get(reading, RoadBoundary.class, "edge:1:right").kind()).isEqualTo(BoundaryKind.KERB);
        assertThat(get(reading, RoadBoundary.class, "edge:2:left").kind()).isEqualTo(BoundaryKind.ROAD_EDGE);
        Kerb kerb = get(reading, Kerb.class, "kerb:1:right");
        assertThat(kerb.line().last()).isEqualTo(new Vec3(50, 0, 0.12));
        assertThat(get(reading, Lane.class, "1").leftNeighbour()).contains("2");
    }

    @Test
    void typesDecideWhatALaneletIs() throws IOException {
        LayoutReading reading = read(new Scenario("2020a", "DEU_Types-1")
                .lane("1", 0, 50, 0, "<laneletType>urban</laneletType><laneletType>busLane</laneletType>")
                .lane("2", 0, 50, 10, "<laneletType>bicycleLane</laneletType>")
                .lane("3", 0, 50, 20, "<laneletType>sidewalk</laneletType>")
                .lane("4", 0, 50, 30, "<laneletType>crosswalk</laneletType>"));
        assertThat(get(reading, Lane.class, "1").kind()).isEqualTo(LaneKind.BUS);
        assertThat(get(reading, Lane.class, "2").kind()).isEqualTo(LaneKind.BICYCLE);
        assertThat(get(reading, Walkway.class, "3").left().size()).isEqualTo(2);
        assertThat(get(reading, Crosswalk.class, "4").area().size()).isEqualTo(4);
    }

    @Test
    void signsLimitTheSpeedAndStandWhereTheyCanBeSeen() throws IOException {
        String limit = "<trafficSignElement><trafficSignID>274</trafficSignID><additionalValue>13.88888889"
                + "</additionalValue></trafficSignElement>";
        LayoutReading reading = read(new Scenario("2020a", "DEU_Signs-1")
                .lane(
                        "1",
                        0,
                        50,
                        0,
                        ref("trafficSignRef", "5") + "<stopLine><lineMarking>solid</lineMarking></stopLine>")
                .lane("2", 0, 50, 20, ref("trafficSignRef", "6"))
                .add("<trafficSign id='5'>" + limit + "<position>" + point(25, -2) + "</position></trafficSign>")
                .add("<trafficSign id='6'>" + limit + "<virtual>true</virtual></trafficSign>"));
        assertThat(get(reading, Lane.class, "1").speedLimit().orElseThrow()).isCloseTo(13.889, within(1e-3));
        assertThat(get(reading, Lane.class, "2").speedLimit().orElseThrow()).isCloseTo(13.889, within(1e-3));
        assertThat(reading.map().listElements(TrafficSign.class)).hasSize(1);
        TrafficSign sign = get(reading, TrafficSign.class, "sign:5");
        assertThat(sign.code()).isEqualTo("deu:274-50");
        assertThat(Math.abs(sign.facing())).isCloseTo(Math.PI, within(1e-9));
        assertThat(get(reading, Pole.class, "pole:sign:5").axis().first()).isEqualTo(new Vec3(25, -2, 0));
        assertThat(get(reading, WaitLine.class, "stop:1").line().first()).isEqualTo(new Vec3(50, 3.5, 0));
    }

    @Test
    void intersectionsAreJunctions() throws IOException {
        LayoutReading reading = read(new Scenario("2020a", "DEU_Crossing-1")
                .lane("1", 0, 50, 0, ref("successor", "2") + ref("trafficLightRef", "9"))
                .lane("2", 50, 60, 0, ref("predecessor", "1"))
                .add("<trafficLight id='9'><active>true</active></trafficLight>")
                .add("<intersection id='8'><incoming id='80'>" + ref("incomingLanelet", "1")
                        + ref("successorsStraight", "2") + "</incoming></intersection>"));
        Junction junction = get(reading, Junction.class, "junction:8");
        assertThat(junction.lanes()).containsExactly("2");
        assertThat(junction.signalised()).isTrue();
        assertThat(get(reading, Lane.class, "2").junction()).contains("junction:8");
        // The light has no place of its own: right of the end of the lanelet that names it.
        assertThat(get(reading, Pole.class, "pole:light:9").axis().first()).isEqualTo(new Vec3(50, -1, 0));
    }

    @Test
    void aScenarioWithoutIntersectionsHasThoseItsLanesTell() throws IOException {
        LayoutReading reading = read(new Scenario("2018b", "USA_Crossing-1")
                .lane("1", 0, 50, 0, "")
                .lane("2", new double[] {20, -20, 20, 20}, new double[] {24, -20, 24, 20}, "", "", ""));
        assertThat(get(reading, Junction.class, "junction:0").lanes()).containsExactly("1", "2");
    }

    @Test
    void obstaclesAreARecordedDrive() throws IOException {
        Recording drive = read(traffic()).recording().orElseThrow();
        ActorTrack truck = drive.actors().getFirst();
        assertThat(truck.actorClass()).isEqualTo(ActorClass.TRUCK);
        assertThat(truck.moving()).isTrue();
        assertThat(truck.states().get(2).timestampMicros()).isEqualTo(200_000);
        assertThat(truck.states().get(2).worldFromActor().translation().x()).isEqualTo(22);
        ActorTrack parked = drive.actors().get(1);
        assertThat(parked.moving()).isFalse();
        assertThat(parked.findAt(200_000)).isPresent();
        assertThat(parked.states().getFirst().size().x()).isEqualTo(2);
    }

    @Test
    void theEgoGoesOnFromThePlanningProblemAlongItsLane() throws IOException {
        Recording drive = read(traffic()).recording().orElseThrow();
        Vec3 start = drive.ego().at(0).translation();
        assertThat(start.x()).isCloseTo(5 - 1.4, within(1e-9));
        assertThat(start.y()).isCloseTo(1.75, within(1e-9));
        assertThat(drive.ego().at(200_000).translation().x()).isCloseTo(start.x() + 2, within(1e-6));
    }

    @Test
    void obstaclesWithoutAnEgoAreNoDrive() throws IOException {
        LayoutReading reading = read(Scenario.street()
                .add("<obstacle id='20'><role>static</role><type>car</type><shape><rectangle><length>4</length><width>2"
                        + "</width></rectangle></shape>" + state("initialState", 20, 1.75, 0, 0, 0) + "</obstacle>"));
        assertThat(reading.recording()).isEmpty();
        assertThat(codes(reading)).contains("COMMONROAD-NO-EGO");
    }

    @Test
    void lightsGoThroughTheirCycles() throws IOException {
        LayoutReading reading = read(traffic());
        assertThat(reading.map().listElements(TrafficLight.class)).hasSize(1);
        Recording drive = reading.recording().orElseThrow();
        assertThat(drive.lights().getFirst().lightId()).isEqualTo("light:9");
        assertThat(drive.lights().getFirst().at(0)).isEqualTo(LightState.GREEN);
    }

    @Test
    void aPlaceIsTheStatedOneOrThatOfTheProjection() throws IOException {
        String gps = "<gpsLatitude>48.26</gpsLatitude><gpsLongitude>11.66</gpsLongitude>";
        GeoReference stated = read(Scenario.street().add("<location>" + gps + "</location>"))
                .map()
                .geoReference()
                .orElseThrow();
        assertThat(stated).isEqualTo(new GeoReference(48.26, 11.66, ""));
        GeoReference projected = read(Scenario.street()
                        .add("<location>" + gps
                                + "<geoTransformation><geoReference>+proj=tmerc +lat_0=48.25 +lon_0=11.65"
                                + " +datum=WGS84</geoReference></geoTransformation></location>"))
                .map()
                .geoReference()
                .orElseThrow();
        assertThat(MapProjection.of(projected).toGeographic(0, 0)[0]).isCloseTo(48.25, within(1e-9));
        assertThat(read(Scenario.street()
                                .add(
                                        "<location><gpsLatitude>999</gpsLatitude><gpsLongitude>999</gpsLongitude></location>"))
                        .map()
                        .geoReference())
                .isEmpty();
    }

    @Test
    void aProjectionFarFromTheStatedPlaceIsNotUsed() throws IOException {
        LayoutReading reading = read(Scenario.street()
                .add("<location><gpsLatitude>48.26</gpsLatitude><gpsLongitude>11.66</gpsLongitude><geoTransformation>"
                        + "<geoReference>+proj=tmerc +lat_0=37 +lon_0=-122 +datum=WGS84</geoReference>"
                        + "</geoTransformation></location>"));
        assertThat(reading.map().geoReference()).contains(new GeoReference(48.26, 11.66, ""));
        assertThat(codes(reading)).contains("MAP-GEOREF-UNUSED");
    }

    private LayoutCheck check(String document) throws IOException {
        return new CommonRoadReader().check(Files.writeString(folder.resolve("faulty.xml"), document));
    }

    @Test
    void aCheckTellsEveryProblemWithItsLineAndNothingThatFollowsFromIt() throws IOException {
        // In line 4 a lanelet has a point at no number, in 6 a light lasts less than nothing, in 7 a truck has no
        // length.
        LayoutCheck check = check(traffic()
                .document()
                .replaceFirst("(?s)(id='2'.*?<x>)50.0", "$1far")
                .replace("<duration>5<", "<duration>-5<")
                .replace("<length>4.5", "<length>0"));
        assertThat(check.reading()).isEmpty();
        assertThat(check.problems())
                .extracting(Problem::code, Problem::line, Problem::pointer)
                .containsExactlyInAnyOrder(
                        tuple("COMMONROAD-NUMBER", 4, "x"),
                        tuple("COMMONROAD-OBSTACLE", 7, "rectangle"),
                        tuple("COMMONROAD-LIGHT", 6, "cycleElement"));
        assertThat(check.warnings()).isEmpty();
    }

    @Test
    void signsIntersectionsAndEachStateOfAnObstacleAreLookedAtThoughNoLaneletIsGood() throws IOException {
        String limit = "<trafficSignElement><trafficSignID>274</trafficSignID><additionalValue>fast</additionalValue>"
                + "</trafficSignElement>";
        LayoutCheck check = check(traffic()
                .add("<trafficSign id='5'>" + limit + "<position>" + point(25, -2) + "</position></trafficSign>")
                .add("<intersection id='8'><incoming id='80'><incomingLanelet/></incoming></intersection>")
                .document()
                .replace("<leftBound>", "<upperBound>")
                .replace("</leftBound>", "</upperBound>")
                .replace("<x>21.0", "<x>here")
                .replace("<x>22.0", "<x>there"));
        assertThat(check.problems())
                .extracting(Problem::code, Problem::line)
                .containsExactlyInAnyOrder(
                        tuple("COMMONROAD-MISSING-ELEMENT", 3),
                        tuple("COMMONROAD-MISSING-ELEMENT", 4),
                        tuple("COMMONROAD-MISSING-ELEMENT", 5),
                        tuple("COMMONROAD-NUMBER", 7),
                        tuple("COMMONROAD-NUMBER", 7),
                        tuple("COMMONROAD-NUMBER", 10),
                        tuple("COMMONROAD-MISSING-ATTRIBUTE", 11));
        assertThat(check.warnings()).isEmpty();
    }
}

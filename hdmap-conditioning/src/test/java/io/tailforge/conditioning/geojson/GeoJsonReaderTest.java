package io.tailforge.conditioning.geojson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.conditioning.LayoutCheck;
import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.map.MapElement.Pole;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.map.MapElement.TrafficSign;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeoJsonReaderTest {
    @TempDir
    Path folder;

    private LayoutReading read(String json) throws IOException {
        return Layouts.read(Street.write(folder, json));
    }

    private static <E extends MapElement> E first(LayoutReading reading, Class<E> kind) {
        return reading.map().listElements(kind).getFirst();
    }

    @Test
    void lanesThatStateNoLinksAreLinkedWhereTheyMeet() throws IOException {
        List<Lane> lanes = read(Street.whole()).map().listElements(Lane.class);
        assertThat(lanes.getFirst().successors()).containsExactly("b");
        assertThat(lanes.getFirst().oncomingNeighbour()).contains("c");
        assertThat(lanes.get(1).predecessors()).containsExactly("a");
    }

    @Test
    void propertiesBecomeWhatTheyName() throws IOException {
        LayoutReading reading = read(Street.whole());
        assertThat(first(reading, LaneLine.class).style()).isEqualTo(LineStyle.DASHED_SOLID);
        assertThat(first(reading, LaneLine.class).colour()).isEqualTo(LineColour.YELLOW);
        assertThat(first(reading, Crosswalk.class).area().size()).isEqualTo(4);
        assertThat(first(reading, Crosswalk.class).area().z(0)).isEqualTo(2);
        assertThat(first(reading, Pole.class).axis().last()).isEqualTo(new Vec3(10, -4, 5));
        assertThat(first(reading, TrafficSign.class).code()).isEqualTo("de:205");
        assertThat(reading.map().listElements(RoadBoundary.class))
                .extracting(RoadBoundary::id)
                .containsExactly("road_boundary:#7", "road_boundary:#7#1");
        assertThat(reading.map().drivingSide()).isEqualTo(DrivingSide.RIGHT);
    }

    @Test
    void aSignDrawnAsAPointLooksTowardsItsFacing() throws IOException {
        TrafficSign sign = first(read(Street.whole()), TrafficSign.class);
        Vec3 axis = sign.corners().point(0).minus(sign.corners().point(3));
        assertThat(StrictMath.atan2(axis.y(), axis.x())).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void aCentreLineWithAWidthIsALane() throws IOException {
        String bent = "{\"type\":\"Feature\",\"properties\":{\"layer\":\"lane\",\"width\":4},"
                + "\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[0,0],[10,0],[10,10]]}}";
        Lane lane = first(read(Street.HEAD + bent + "]}"), Lane.class);
        assertThat(lane.left().toArray()).containsExactly(new double[] {0, 2, 0, 8, 2, 0, 8, 10, 0}, within(1e-9));
        assertThat(lane.right().toArray()).containsExactly(new double[] {0, -2, 0, 12, -2, 0, 12, 10, 0}, within(1e-9));
    }

    @Test
    void longitudeAndLatitudeAreTheDefault() throws IOException {
        String lane = Street.lane("a", "[[8.4,49.0],[8.401,49.0]],[[8.4,48.99997],[8.401,48.99997]]");
        LayoutReading reading = read("{\"type\":\"FeatureCollection\",\"features\":[" + lane + "]}");
        assertThat(reading.map().geoReference().orElseThrow().latitude()).isEqualTo(49.0);
        assertThat(first(reading, Lane.class).left().length()).isCloseTo(73.17, within(0.05));
        assertThat(first(reading, Lane.class).right().first().y()).isCloseTo(-3.34, within(0.01));
    }

    @Test
    void layersThatNobodyKnowsAreCounted() throws IOException {
        LayoutReading reading = read(Street.whole().replace("\"layer\":\"crosswalk\"", "\"layer\":\"bench\""));
        assertThat(reading.warnings()).extracting(Problem::code).containsExactly("GEOJSON-LAYER-UNKNOWN");
        assertThat(reading.warnings().getFirst().detail()).contains("bench").contains("1 ");
    }

    @Test
    void everyProblemIsToldWithItsLine() throws IOException {
        Path file = Street.write(
                folder, Street.whole().replace("dashed_solid", "dashy").replace("street_lamp", "lamp"));
        LayoutCheck check = Layouts.check(file);
        assertThat(check.reading()).isEmpty();
        assertThat(check.problems())
                .extracting(Problem::code, Problem::line)
                .containsExactly(tuple("UNKNOWN-VALUE", 5), tuple("UNKNOWN-VALUE", 7));
    }
}

package io.tailforge.quality.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.DrivableArea;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class LaneHeightsTest {
    @Test
    void aLaneTellsTheRoadsHeightOnIt() {
        LaneHeights heights = around(lane("along", 0.2));
        assertThat(heights.at(5, 0)).isCloseTo(0.2, within(1e-6));
        assertThat(heights.at(5, 9)).isNaN();
    }

    @Test
    void whereLanesThatCrossLieAtOddsNothingIsTold() {
        LaneHeights heights = around(lane("along", 0), lane("over it", 0.3));
        assertThat(heights.at(5, 0)).isNaN();
        assertThat(around(lane("along", 0), lane("over it", 0.06)).at(5, 0)).isCloseTo(0.03, within(0.01));
    }

    @Test
    void anAreaThatLiesHigherThanTheLaneLeavesTheHeightOpen() {
        Lane lane = lane("along", 0);
        assertThat(around(lane, area(0.3, 0.3)).at(5, 0)).isNaN();
        assertThat(around(lane, area(0.3, 0.3)).at(-5, 0)).as("beside it").isZero();
        assertThat(around(lane, area(0.05, 0.05)).at(5, 0)).as("level with it").isZero();
    }

    @Test
    void anUnevenAreaLeavesTheHeightOpen() {
        assertThat(around(lane("along", 0), area(0, 0.4)).at(5, 0)).isNaN();
    }

    private static LaneHeights around(MapElement... elements) {
        HdMap map = new HdMap("map", "test", DrivingSide.RIGHT, Optional.empty(), new ArrayList<>(List.of(elements)));
        return LaneHeights.around(MapLanes.of(map), Vec3.ZERO);
    }

    private static Lane lane(String id, double z) {
        return new Lane(
                id,
                Polyline3.of(-20, 3, z, 20, 3, z),
                Polyline3.of(-20, -3, z, 20, -3, z),
                LaneKind.DRIVING,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty());
    }

    private static DrivableArea area(double z, double last) {
        return new DrivableArea("area", Polyline3.of(2, -2, z, 8, -2, z, 8, 2, z, 2, 2, last));
    }
}

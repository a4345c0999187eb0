package io.tailforge.world.build.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeamsTest {
    @Test
    void lanesSideBySideMeetAtOneHeight() {
        List<Strip> closed = Seams.close(List.of(lane(0, 3.5, 0), lane(3.52, 7, 0.02)));
        assertThat(closed.get(0).left())
                .allSatisfy(p -> assertThat(p.z()).isCloseTo(0.01 + p.x() * 0.05, within(1e-9)));
        assertThat(closed.get(1).right())
                .allSatisfy(p -> assertThat(p.z()).isCloseTo(0.01 + p.x() * 0.05, within(1e-9)));
        assertThat(closed.get(0).right()).isEqualTo(lane(0, 3.5, 0).right());
        assertThat(closed.get(1).left()).isEqualTo(lane(3.52, 7, 0.02).left());
    }

    @Test
    void aBridgeAndACrossingLaneAreLeftAlone() {
        Strip road = lane(0, 3.5, 0);
        Strip bridge = lane(3.5, 7, 6);
        Strip across = new Strip(
                List.of(new Vec3(20, -10, 1), new Vec3(20, 10, 1)),
                List.of(new Vec3(24, -10, 1.2), new Vec3(24, 10, 1.2)));
        assertThat(Seams.close(List.of(road, bridge, across))).containsExactly(road, bridge, across);
    }

    private static Strip lane(double right, double left, double height) {
        List<Vec3> l = new ArrayList<>();
        List<Vec3> r = new ArrayList<>();
        for (double x = 0; x <= 50; x += left < 4 ? 5 : 2.5) {
            l.add(new Vec3(x, left, height + x * 0.05));
            r.add(new Vec3(x, right, height + x * 0.05));
        }
        return new Strip(l, r);
    }
}

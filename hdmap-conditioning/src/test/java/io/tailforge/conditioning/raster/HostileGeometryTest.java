package io.tailforge.conditioning.raster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.map.MapElement.WaitLine;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.video.Frame;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Geometry that no survey makes and a file may hold all the same. */
class HostileGeometryTest {
    private static final Scene SCENE = TestScenes.scene(
            TestScenes.rig(320, 180),
            TestScenes.DRIVING_AT_10_METRES_A_SECOND,
            List.of(),
            new FrameGrid(2, 10, 320, 180));

    private static Frame draw(MapElement... elements) {
        Frame frame = Frame.rgb24(320, 180);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> TestScenes.draw(SCENE, TestScenes.map(elements), "ahead", 0, frame));
        return frame;
    }

    private static boolean isBlack(Frame frame) {
        return frame.sameAs(Frame.rgb24(320, 180));
    }

    @Test
    void linesToTheHorizonOfDoublesAreDrawnInTime() {
        WaitLine line = new WaitLine("w", Polyline3.of(20, 0, 0, 20, 1e12, 0, 20, -1e12, 3e11, 20, 1, 0));

        RoadBoundary boundary = new RoadBoundary("b", Polyline3.of(1, 0, 0, 1e12, 0, 0), BoundaryKind.OTHER);

        assertThat(isBlack(draw(line))).isFalse();
        // Its first piece ends 15,000 km away, so its mean depth has faded to black.
        assertThat(isBlack(draw(boundary))).isTrue();
    }

    @Test
    void aPointInTheCameraPlaneHasNoPixel() {
        WaitLine line = new WaitLine("w", Polyline3.of(0, 1, 1.5, 0, 2, 1.5, 20, 0, 0));
        Crosswalk area = new Crosswalk("c", Polyline3.of(0, 1, 1.5, 10, -1, 0, 10, 1, 0));

        assertThat(isBlack(draw(line))).isTrue();
        assertThat(draw(area).width()).isEqualTo(320);
    }

    @Test
    void singlePointsAndRepeatedPointsAreHarmless() {
        RoadBoundary point = new RoadBoundary("p", Polyline3.of(10, 0, 0), BoundaryKind.OTHER);
        RoadBoundary twice = new RoadBoundary("q", Polyline3.of(10, 2, 0, 10, 2, 0), BoundaryKind.OTHER);
        Crosswalk flat = new Crosswalk("c", Polyline3.of(10, 0, 0, 10, 1, 0));

        assertThat(isBlack(draw(point, flat))).isTrue();
        assertThat(isBlack(draw(twice))).isFalse();
    }

    @Test
    void anythingFiniteIsDrawnWithoutError() {
        SplittableRandom random = new SplittableRandom(20261122);
        for (int i = 0; i < 300; i++) {
            double[] xyz = new double[3 * (2 + random.nextInt(6))];
            for (int j = 0; j < xyz.length; j++) {
                xyz[j] = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-3, 6));
            }
            assertThat(draw(new WaitLine("w", Polyline3.of(xyz)), new Crosswalk("c", Polyline3.of(xyz)))
                            .height())
                    .isEqualTo(180);
        }
    }
}

package io.tailforge.conditioning.raster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.conditioning.ControlFrames;
import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.WaitLine;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.video.Frame;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@code fixWarts} mends: 320x180, 90 degrees wide, 1.5 m above a flat street, looking along x. */
class WartsTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;
    private static final Scene SCENE = TestScenes.scene(
            TestScenes.rig(WIDTH, HEIGHT),
            TestScenes.DRIVING_AT_10_METRES_A_SECOND,
            List.of(),
            new FrameGrid(1, 10, WIDTH, HEIGHT));

    private static Frame draw(boolean fixed, MapElement element) {
        Frame frame = Frame.rgb24(WIDTH, HEIGHT);
        DrawingOptions options = new DrawingOptions(Set.of(), fixed);
        try (ControlFrames frames = new HdMapV1Renderer().open(SCENE, TestScenes.map(element), options)) {
            frames.painter(SCENE.rig().getCamera("ahead")).draw(0, frame);
        }
        return frame;
    }

    /** Whether the street at (x, y) is coloured. */
    private static boolean isLit(Frame frame, double x, double y) {
        int column = (int) Math.rint((WIDTH - 1) / 2.0 - y / x * WIDTH / 2);
        int row = (int) Math.rint((HEIGHT - 1) / 2.0 + 1.5 / x * WIDTH / 2);
        return frame.sample(column, row, 0) > 0;
    }

    private static Crosswalk crossing(double... xyz) {
        return new Crosswalk("crossing", Polyline3.of(xyz));
    }

    @Test
    void aDentStaysOpen() {
        Crosswalk dented =
                crossing(10, -4, 0, 10, 4, 0, 20, 4, 0, 20, 1.5, 0, 13, 1.5, 0, 13, -1.5, 0, 20, -1.5, 0, 20, -4, 0);

        assertThat(isLit(draw(false, dented), 17, 0)).isTrue();
        assertThat(isLit(draw(true, dented), 17, 0)).isFalse();
        assertThat(isLit(draw(true, dented), 17, 3)).isTrue();
        assertThat(isLit(draw(true, dented), 11.5, 0)).isTrue();
    }

    @Test
    void aCrossingUnderTheCarIsSeen() {
        Crosswalk near = crossing(-2, -30, 0, 8, -30, 0, 8, 30, 0, -2, 30, 0);

        assertThat(isLit(draw(false, near), 5, 0)).isFalse();
        assertThat(isLit(draw(true, near), 5, 0)).isTrue();
        assertThat(isLit(draw(true, near), 9, 0)).isFalse();
    }

    @Test
    void aLineFromBehindReachesTheLowerBorder() {
        WaitLine line = new WaitLine("line", Polyline3.of(-10, -1, 0, 10, -1, 0));

        assertThat(isLit(draw(false, line), 2.8, -1)).isFalse();
        assertThat(isLit(draw(true, line), 2.8, -1)).isTrue();
        assertThat(isLit(draw(true, line), 8, -1)).isTrue();
    }

    @Test
    void aSignCutByTheCameraPlaneKeepsItsOuterEnd() {
        MapElement.TrafficSign sign = new MapElement.TrafficSign(
                "sign",
                new io.tailforge.scene.geometry.Cuboid(
                                io.tailforge.scene.geometry.Pose.ofYaw(0, -3, 1.5, 0),
                                new io.tailforge.scene.geometry.Vec3(12, 0.2, 1))
                        .corners(),
                Math.PI,
                "");

        Frame mended = draw(true, sign);
        assertThat(mended.sample(WIDTH - 1, HEIGHT / 2, 0)).isPositive();
        assertThat(mended.sample(WIDTH / 2 + 60, HEIGHT / 2, 0)).isZero();
    }
}

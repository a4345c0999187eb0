package io.tailforge.videogen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.Scene;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Shutter;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.WorldBvh;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MotionBlurTest {
    private static final int WIDTH = RollingShutterTest.WIDTH;
    private static final int ROW = 36;
    private static final ViewFrame EMPTY =
            shoot(RollingShutterTest.LENSES.getFirst(), 0, false, TestStreet.plane(Material.ASPHALT));

    @Test
    void anEdgeIsAsBroadAsItMovesWhileTheFrameIsExposed() {
        CameraModel lens = RollingShutterTest.LENSES.getFirst();
        double[] uv = new double[4];
        double[] there = new double[2];
        lens.project(0, 0, 10.5, uv);
        lens.project(RollingShutterTest.SPEED * 0.04, 0, 10.5, there);
        double moved = there[0] - uv[0];
        double sharp = breadth(shoot(lens, 0, false));
        double blurred = breadth(shoot(lens, 40_000, false));
        assertThat(sharp).isLessThan(4);
        assertThat(blurred).isCloseTo(moved, within(0.15 * moved + 1));
    }

    @Test
    void theEgosOwnMotionBlursAsMuch() {
        CameraModel lens = RollingShutterTest.LENSES.getFirst();
        double byActor = breadth(shoot(lens, 40_000, false));
        double byEgo = breadth(shoot(lens, 40_000, true));
        assertThat(byEgo).isCloseTo(byActor, within(2.0));
    }

    @Test
    void blurNeitherMakesNorTakesLightAndLeavesTheTruthSharp() {
        CameraModel lens = RollingShutterTest.LENSES.getFirst();
        ViewFrame sharp = shoot(lens, 0, false);
        ViewFrame blurred = shoot(lens, 40_000, false);
        assertThat(blurred.instance()).isEqualTo(sharp.instance());
        assertThat(blurred.depth()).isEqualTo(sharp.depth());
        assertThat(sum(blurred)).isCloseTo(sum(sharp), within(0.02 * sum(sharp)));
    }

    private static double sum(ViewFrame frame) {
        double sum = 0;
        for (int u = 8; u < WIDTH - 8; u++) {
            sum += green(frame, u);
        }
        return sum;
    }

    private static float green(ViewFrame frame, int u) {
        return frame.canvas.smooth[3 * (ROW * WIDTH + u) + 1];
    }

    /** Pixels over which a row passes from a tenth to nine tenths of the way to the post, times five quarters; both edges' mean. */
    private static double breadth(ViewFrame frame) {
        float most = 0;
        for (int u = 0; u < WIDTH; u++) {
            most = Math.max(most, Math.abs(green(frame, u) - green(EMPTY, u)));
        }
        int between = 0;
        for (int u = 0; u < WIDTH; u++) {
            float share = Math.abs(green(frame, u) - green(EMPTY, u)) / most;
            between += share > 0.1 && share < 0.9 ? 1 : 0;
        }
        return between / 2.0 * 1.25;
    }

    private static ViewFrame shoot(CameraModel lens, long exposureMicros, boolean egoMoves) {
        SceneMesh mesh = egoMoves ? RollingShutterTest.standing(3) : RollingShutterTest.crossing(3);
        return shoot(lens, exposureMicros, egoMoves, mesh);
    }

    private static ViewFrame shoot(CameraModel lens, long exposureMicros, boolean egoMoves, SceneMesh mesh) {
        Scene scene = RollingShutterTest.scene(lens, new Shutter(0, OptionalLong.of(exposureMicros)), egoMoves);
        CameraEngine engine =
                new CameraEngine(scene, mesh, WorldBvh.of(mesh), 7, RenderSettings.ofPreset(RenderPreset.DEFAULT));
        ViewFrame frame = engine.newFrame();
        engine.shoot(0, 1, frame);
        return frame;
    }

    @Test
    void theSensorExposesLongerWhereItIsDarkAndThenAmplifies() {
        FrameGrid grid = new FrameGrid(1, 30, 64, 32);
        Sensor noon = Sensor.of(Shutter.GLOBAL, grid, 0.045f);
        Sensor night = Sensor.of(Shutter.GLOBAL, grid, 15);
        assertThat(noon.seconds()).isCloseTo(0.001f, within(1e-4f));
        assertThat(noon.amplification()).isEqualTo(1);
        assertThat(night.seconds()).isCloseTo(1 / 60f, within(1e-5f));
        assertThat(night.noise(0.1f)).isGreaterThan(3 * noon.noise(0.1f));
        assertThat(Sensor.of(new Shutter(0, OptionalLong.of(5_000)), grid, 0.045f)
                        .seconds())
                .isEqualTo(0.005f);
    }
}

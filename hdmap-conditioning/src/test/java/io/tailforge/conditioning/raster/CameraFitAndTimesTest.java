package io.tailforge.conditioning.raster;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FThetaCamera;
import io.tailforge.scene.sensor.FThetaCamera.Direction;
import io.tailforge.scene.sensor.Fit;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.FrameTimes;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.video.Frame;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CameraFitAndTimesTest {
    private static final HdMap MAP = TestScenes.map(
            new LaneLine("line", Polyline3.of(-20, 1, 0, 100, 2, 0), LineColour.WHITE, LineStyle.SOLID_SINGLE),
            new RoadBoundary("kerb", Polyline3.of(-20, -4, 0, 100, -4, 0), BoundaryKind.KERB),
            new RoadBoundary("bridge", Polyline3.of(8, -30, 5.4, 8, 30, 5.4), BoundaryKind.KERB),
            new Crosswalk("zebra", Polyline3.of(1.9, -3, 0, 6, -3, 0, 6, 3, 0, 1.9, 3, 0)));
    private static final CameraModel WIDE = new FThetaCamera(
            1920,
            1080,
            954.2,
            547.2,
            List.of(0.0, 1.058e-3, 8.2e-9, -3.39e-11, 8.07e-14, -2.9e-17),
            Direction.PIXEL_DISTANCE_TO_ANGLE,
            1,
            0,
            0,
            1);

    private static Frame draw(CameraModel model, Fit fit, int height) {
        FrameGrid grid = new FrameGrid(2, 10, 1280, height);
        return draw(grid, model, FrameTimes.ON_GRID, fit, 0);
    }

    private static Frame draw(FrameGrid grid, CameraModel model, FrameTimes times, Fit fit, int frame) {
        Camera camera = new Camera(
                "ahead", model, TestScenes.rig(64, 64).cameras().getFirst().rigFromCamera(), times);
        Rig rig = new Rig("one", List.of(camera), List.of()).fitted(fit, grid.width(), grid.height());
        Scene scene = TestScenes.scene(rig, TestScenes.DRIVING_AT_10_METRES_A_SECOND, List.of(), grid);
        Frame out = Frame.rgb24(grid.width(), grid.height());
        TestScenes.draw(scene, MAP, "ahead", frame, out);
        return out;
    }

    private static byte[] rows(Frame frame, int from, int to) {
        return Arrays.copyOfRange(frame.bytes(), 3 * frame.width() * from, 3 * frame.width() * to);
    }

    @Test
    void aCropTo704IsRows8To711OfThe720Picture() {
        for (CameraModel model : List.of(WIDE, PinholeCamera.ofHorizontalFov(1920, 1080, 2))) {
            Frame whole = draw(model, Fit.STRETCH, 720);
            Frame cut = draw(model, Fit.CROP, 704);
            assertThat(cut.bytes()).isEqualTo(rows(whole, 8, 712));
            assertThat(draw(model, Fit.STRETCH, 704).bytes()).isNotEqualTo(cut.bytes());
        }
    }

    @Test
    void aCameraWithATimeOffsetSeesWhatTheOthersSeeThen() {
        FrameGrid grid = new FrameGrid(4, 10, 320, 180);
        Frame late = draw(grid, WIDE, new FrameTimes.Offset(100_000), Fit.STRETCH, 1);
        Frame listed =
                draw(grid, WIDE, new FrameTimes.Listed(List.of(0L, 200_000L, 250_000L, 300_000L)), Fit.STRETCH, 1);
        Frame twoOnTime = draw(grid, WIDE, FrameTimes.ON_GRID, Fit.STRETCH, 2);
        assertThat(late.bytes()).isEqualTo(twoOnTime.bytes());
        assertThat(listed.bytes()).isEqualTo(twoOnTime.bytes());
        assertThat(draw(grid, WIDE, FrameTimes.ON_GRID, Fit.STRETCH, 1).bytes()).isNotEqualTo(late.bytes());
    }
}

package io.tailforge.conditioning.raster;

import io.tailforge.conditioning.ControlPainter;
import io.tailforge.scene.Scene;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.video.Frame;
import java.util.List;

/** One camera's raw control frames at the scene's size. Not thread-safe. */
final class ControlView implements ControlPainter {
    private final Scene scene;
    private final Camera camera;
    private final HdMapRasterizer rasterizer;
    private final Finish finish;

    /** From the picture that is drawn to the one that is asked for. */
    private sealed interface Finish {
        /** They are the same. */
        record AsDrawn() implements Finish {}

        /** 1280x720 squeezed to 1280x704. */
        record Squeezed(Frame canvas, LanczosRows rows) implements Finish {}

        /** The middle rows of 1280x720. */
        record Cut(Frame canvas) implements Finish {}

        static Finish of(FrameGrid grid, CameraModel model) {
            if (!HdMapV1Style.isCutDown(grid)) {
                return new AsDrawn();
            }
            Frame canvas = Frame.rgb24(grid.width(), HdMapV1Style.HEIGHT);
            return HdMapV1Style.isSqueezed(model)
                    ? new Squeezed(canvas, new LanczosRows(HdMapV1Style.HEIGHT, grid.height()))
                    : new Cut(canvas);
        }
    }

    ControlView(Scene scene, List<LayerShapes> layers, boolean withBoxes, Warts warts, Camera camera) {
        this.scene = scene;
        this.camera = camera;
        FrameGrid grid = scene.grid();
        CameraModel model = camera.model().resized(grid.width(), grid.height());
        finish = Finish.of(grid, model);
        CameraModel drawn =
                switch (finish) {
                    case Finish.AsDrawn() -> model;
                    case Finish.Squeezed any -> camera.model().resized(grid.width(), HdMapV1Style.HEIGHT);
                    case Finish.Cut any -> model.cropped(grid.width(), HdMapV1Style.HEIGHT);
                };
        rasterizer = new HdMapRasterizer(
                scene,
                layers,
                withBoxes,
                warts,
                new Camera(camera.name(), drawn, camera.rigFromCamera(), camera.times()));
    }

    @Override
    public void draw(int frame, Frame out) {
        long timestampMicros = scene.timestampMicros(camera, frame);
        switch (finish) {
            case Finish.AsDrawn() -> rasterizer.draw(timestampMicros, out);
            case Finish.Squeezed(Frame canvas, LanczosRows rows) -> {
                rasterizer.draw(timestampMicros, canvas);
                rows.resize(canvas, out);
            }
            case Finish.Cut(Frame canvas) -> {
                rasterizer.draw(timestampMicros, canvas);
                int skipped = (canvas.height() - out.height()) / 2 * 3 * canvas.width();
                System.arraycopy(canvas.bytes(), skipped, out.bytes(), 0, out.bytes().length);
            }
        }
    }
}

package io.tailforge.conditioning.raster;

import io.tailforge.conditioning.ControlPainter;
import io.tailforge.scene.Scene;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.video.Frame;
import java.util.List;
import java.util.Optional;

/** One camera's raw control frames at the scene's size. Not thread-safe. */
final class ControlView implements ControlPainter {
    private final FrameGrid grid;
    private final HdMapRasterizer rasterizer;
    private final Optional<Resizing> resizing;

    private record Resizing(Frame canvas, LanczosRows rows) {}

    ControlView(Scene scene, List<LayerShapes> layers, boolean withBoxes, Camera camera) {
        this.grid = scene.grid();
        boolean resized = grid.width() == HdMapV1Style.WIDTH && grid.height() == HdMapV1Style.RESIZED_HEIGHT;
        int height = resized ? HdMapV1Style.HEIGHT : grid.height();
        this.rasterizer = new HdMapRasterizer(scene, layers, withBoxes, camera.resized(grid.width(), height));
        this.resizing = resized
                ? Optional.of(new Resizing(Frame.rgb24(grid.width(), height), new LanczosRows(height, grid.height())))
                : Optional.empty();
    }

    @Override
    public void draw(int frame, Frame out) {
        long timestampMicros = grid.timestampMicros(frame);
        if (resizing.isEmpty()) {
            rasterizer.draw(timestampMicros, out);
            return;
        }
        Resizing step = resizing.get();
        rasterizer.draw(timestampMicros, step.canvas());
        step.rows().resize(step.canvas(), out);
    }
}

package io.tailforge.conditioning.raster;

import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.motion.ActorClass.Coarse;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import java.util.Comparator;
import java.util.List;

/**
 * Draws the frames of one camera in the style hdmap-v1, before any codec. Every layer is drawn on its own black canvas,
 * without hidden-surface removal, and the canvases are merged by the maximum of each channel. Not thread-safe: one for
 * each camera and thread.
 */
final class HdMapRasterizer {
    private final Scene scene;
    private final List<LayerShapes> layers;
    private final List<ActorTrack> actors;
    private final Pose rigFromCamera;
    private final Canvas canvas;
    private final MergedPicture merged;
    private final CameraPoints points;
    private final ShapePainter painter;
    private final ThickLine linePen;
    private final ThickLine boxPen;

    /** @param camera at the size to draw at */
    HdMapRasterizer(Scene scene, List<LayerShapes> layers, boolean withBoxes, Warts warts, Camera camera) {
        this.scene = scene;
        this.layers = layers;
        this.actors = withBoxes
                ? scene.actors().stream()
                        .sorted(Comparator.comparing(ActorTrack::id))
                        .toList()
                : List.of();
        this.rigFromCamera = camera.rigFromCamera();
        this.canvas = new Canvas(camera.model().width(), camera.model().height());
        this.merged = new MergedPicture(canvas.width(), canvas.height());
        this.points = new CameraPoints(camera.model(), warts.nearDepth());
        this.painter = new ShapePainter(canvas, points, warts);
        this.linePen = painter.pen(HdMapV1Style.thickness(HdMapV1Style.LINE_THICKNESS, canvas.height()));
        this.boxPen = painter.pen(HdMapV1Style.thickness(HdMapV1Style.BOX_THICKNESS, canvas.height()));
    }

    int width() {
        return canvas.width();
    }

    int height() {
        return canvas.height();
    }

    /** Draws what the camera's map view shows at a time, over whatever the frame held. */
    void draw(long timestampMicros, Frame out) {
        if (out.width() != width() || out.height() != height() || out.format() != PixelFormat.RGB24) {
            throw new IllegalArgumentException("this camera draws " + width() + "x" + height() + " RGB24 frames");
        }
        out.clear();
        points.look(scene.ego().at(timestampMicros).times(rigFromCamera));
        for (LayerShapes layer : layers) {
            drawLayer(layer);
            canvas.mergeInto(merged);
        }
        for (Coarse coarse : Coarse.values()) {
            drawBoxes(coarse, timestampMicros);
            canvas.mergeInto(merged);
        }
        merged.moveInto(out.bytes());
    }

    private void drawLayer(LayerShapes layer) {
        for (int shape = 0; shape < layer.size(); shape++) {
            if (!points.mayShow(layer.balls(), 4 * shape, HdMapV1Style.MAX_DEPTH)) {
                continue;
            }
            points.load(layer.xyz(), layer.start(shape), layer.end(shape));
            int rgb = layer.layer().rgb();
            switch (layer.layer().kind()) {
                case AREA -> painter.area(rgb);
                case CUBOID -> painter.hull(rgb);
                case LINE, RESAMPLED_LINE -> painter.polyline(rgb, linePen);
            }
        }
    }

    private void drawBoxes(Coarse coarse, long timestampMicros) {
        for (ActorTrack actor : actors) {
            if (actor.actorClass().coarse() == coarse) {
                actor.findAt(timestampMicros).ifPresent(state -> drawBox(coarse, state.box()));
            }
        }
    }

    private void drawBox(Coarse coarse, Cuboid box) {
        double[] path = LayerShapes.cuboidPath(box.corners());
        points.load(path, 0, path.length / 3);
        painter.polyline(HdMapV1Style.boxColour(coarse), boxPen);
    }
}

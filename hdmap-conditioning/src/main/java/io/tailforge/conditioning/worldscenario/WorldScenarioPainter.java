package io.tailforge.conditioning.worldscenario;

import io.tailforge.conditioning.ControlPainter;
import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorClass.Coarse;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One camera's frames. Buffers are reused from frame to frame; not thread-safe. */
final class WorldScenarioPainter implements ControlPainter {
    private final Scene scene;
    private final ScenarioShapes shapes;
    private final List<ActorTrack> actors;
    private final Camera camera;
    private final SampleBuffer buffer;
    private final CameraSpace space;
    private final Underpass underpass = new Underpass();
    private final StrokePainter strokes;
    private final SolidPainter solids;

    WorldScenarioPainter(Scene scene, ScenarioShapes shapes, List<ActorTrack> actors, Camera camera, boolean fixWarts) {
        FrameGrid grid = scene.grid();
        this.scene = scene;
        this.shapes = shapes;
        this.actors = actors;
        this.camera = camera;
        this.buffer = new SampleBuffer(grid.width(), grid.height());
        this.space = new CameraSpace(camera.model().resized(grid.width(), grid.height()));
        SegmentPainter segments = new SegmentPainter(buffer);
        this.strokes = new StrokePainter(space, buffer, segments);
        this.solids = new SolidPainter(space, buffer, segments, fixWarts);
    }

    @Override
    public void draw(int frame, Frame out) {
        if (out.width() != buffer.width() || out.height() != buffer.height() || out.format() != PixelFormat.RGB24) {
            throw new IllegalArgumentException(
                    "this camera draws " + buffer.width() + "x" + buffer.height() + " RGB24 frames");
        }
        long timestampMicros = scene.timestampMicros(camera, frame);
        Pose worldFromRig = scene.ego().at(timestampMicros);
        space.look(worldFromRig.times(camera.rigFromCamera()));
        underpass.stand(worldFromRig);
        shapes.shapes().forEach(this::draw);
        shapes.signs().forEach(solids::draw);
        shapes.lights().forEach(light -> solids.draw(light.at(timestampMicros)));
        drawBoxes(timestampMicros);
        buffer.resolve(out.bytes());
    }

    /** Nearer boxes first: what they hide need not be coloured. */
    private void drawBoxes(long timestampMicros) {
        List<SeenBox> boxes = new ArrayList<>(actors.size());
        for (ActorTrack actor : actors) {
            actor.findAt(timestampMicros).ifPresent(state -> boxes.add(seen(actor, state.box())));
        }
        boxes.sort(Comparator.comparingDouble(SeenBox::depth));
        boxes.forEach(box -> solids.drawBox(box.coarse(), box.box()));
    }

    private record SeenBox(Coarse coarse, Cuboid box, double depth) {}

    private SeenBox seen(ActorTrack actor, Cuboid box) {
        Vec3 centre = box.worldFromCuboid().translation();
        double depth = space.depth(new double[] {centre.x(), centre.y(), centre.z()}, 0);
        return new SeenBox(actor.actorClass().coarse(), box, depth);
    }

    private void draw(Shape shape) {
        double depth = space.depth(shape.centre(), 0);
        boolean seen = depth + shape.radius() >= 0 && depth - shape.radius() <= WorldScenarioV3Style.MAX_DEPTH;
        if (seen && !underpass.hides(shape.outline())) {
            shape.strokes().forEach(strokes::draw);
            shape.areas().forEach(solids::draw);
        }
    }
}

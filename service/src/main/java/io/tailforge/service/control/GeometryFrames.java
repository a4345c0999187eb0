package io.tailforge.service.control;

import io.tailforge.conditioning.ControlFrames;
import io.tailforge.conditioning.ControlPainter;
import io.tailforge.scene.Scene;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.service.embedded.BuiltWorld;
import io.tailforge.video.Frame;
import io.tailforge.videogen.GeometryFrame;
import io.tailforge.videogen.GeometryPass;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Control frames whose every pixel follows from what its ray meets. A camera's rays are made once and shared by its painters. */
final class GeometryFrames implements ControlFrames {
    private final Scene scene;
    private final BuiltWorld world;
    private final Colouring colouring;
    private final Map<Camera, GeometryPass> passes = new ConcurrentHashMap<>();

    GeometryFrames(Scene scene, BuiltWorld world, Colouring colouring) {
        this.scene = scene;
        this.world = world;
        this.colouring = colouring;
    }

    /** Turns what a camera met into RGB24, three bytes a pixel. */
    interface Colouring {
        void paint(GeometryFrame seen, byte[] rgb);
    }

    @Override
    public ControlPainter painter(Camera camera) {
        GeometryPass pass = passes.computeIfAbsent(
                        camera, any -> GeometryPass.of(scene, world.mesh(), world.bvh(), camera))
                .copy();
        GeometryFrame seen = pass.newFrame();
        return (int frame, Frame out) -> {
            pass.look(frame, seen);
            colouring.paint(seen, out.bytes());
        };
    }

    @Override
    public void close() {
        passes.clear();
    }
}

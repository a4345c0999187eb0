package io.tailforge.service.control;

import io.tailforge.conditioning.ControlFrames;
import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.scene.Scene;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.service.control.GeometryFrames.Look;
import io.tailforge.service.embedded.BuiltWorld;
import io.tailforge.videogen.GeometryPass;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** A style whose pixels follow from what their rays meet: several of them can be drawn from one look. */
interface GeometryStyle extends WorldStyle {
    GeometryFrames.Colouring colouring(DrawingOptions options);

    /** A camera's rays are made once and shared by its painters; each painter looks for itself. */
    @Override
    default ControlFrames open(Scene scene, BuiltWorld world, DrawingOptions options) {
        Map<Camera, GeometryPass> passes = new ConcurrentHashMap<>();
        return new GeometryFrames(
                camera -> new Look(
                        passes.computeIfAbsent(camera, any -> GeometryPass.of(scene, world.mesh(), world.bvh(), camera))
                                .copy()),
                colouring(options));
    }

    /** One look a camera, for all styles that are opened with it and drawn frame by frame on one thread. */
    static Function<Camera, Look> sharedLooks(Scene scene, Supplier<BuiltWorld> world) {
        Map<Camera, Look> looks = new ConcurrentHashMap<>();
        return camera -> looks.computeIfAbsent(
                camera,
                any -> new Look(
                        GeometryPass.of(scene, world.get().mesh(), world.get().bvh(), camera)));
    }
}

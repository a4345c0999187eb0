package io.tailforge.variation.prompt;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Camera;

/** Where a camera looks, in eighths of the circle, by its mounting on the rig. */
final class CameraFacing {
    private static final String[] EIGHTHS = {
        "straight ahead",
        "ahead and to the left",
        "to the left",
        "back and to the left",
        "straight back",
        "back and to the right",
        "to the right",
        "ahead and to the right"
    };

    private CameraFacing() {}

    static String of(Camera camera) {
        Vec3 axis = camera.rigFromCamera().rotate(new Vec3(0, 0, 1));
        double degrees = Math.toDegrees(StrictMath.atan2(axis.y(), axis.x()));
        return EIGHTHS[Math.floorMod(Math.round(degrees / 45), 8)];
    }
}

package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Vec3;

/** The ego's own body, a saloon car; no actor comes nearer to it than the margin. */
final class EgoVehicle {
    static final String ID = "ego";

    /** Length, width, height in metres. */
    static final Vec3 SIZE = new Vec3(4.9, 1.95, 1.5);

    /** Metres from the rear axle, the rig's origin, forward to the middle of the body. */
    static final double MIDDLE = 1.4;

    private EgoVehicle() {}
}

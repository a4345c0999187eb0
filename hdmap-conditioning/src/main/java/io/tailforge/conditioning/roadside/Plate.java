package io.tailforge.conditioning.roadside;

import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;

/**
 * A light or sign.
 *
 * @param foot the ground below it
 * @param facing heading towards which it looks
 * @param bottom height of its lower edge, in the layout
 */
public record Plate(Vec3 foot, double facing, double bottom, double thickness, double width, double height) {
    public static final double LIGHT_BOTTOM = 2.6;
    public static final double SIGN_BOTTOM = 2;

    private static final double LIGHT_DEPTH = 0.3;
    private static final double SIGN_DEPTH = 0.03;

    public static Plate light(Vec3 foot, double facing, double bottom, double width, double height) {
        return new Plate(foot, facing, bottom, LIGHT_DEPTH, width, height);
    }

    public static Plate sign(Vec3 foot, double facing, double bottom, double width, double height) {
        return new Plate(foot, facing, bottom, SIGN_DEPTH, width, height);
    }

    /** The 8 corners in RDS-HQ order. */
    public Polyline3 corners() {
        Pose pose = Pose.ofYaw(foot.x(), foot.y(), bottom + height / 2, facing);
        return new Cuboid(pose, new Vec3(thickness, width, height)).corners();
    }

    Vec3 top() {
        return new Vec3(foot.x(), foot.y(), bottom + height);
    }
}

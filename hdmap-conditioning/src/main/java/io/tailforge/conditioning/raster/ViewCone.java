package io.tailforge.conditioning.raster;

import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.Projection;

/** The circular cone round the optical axis that holds every direction a camera's image shows. */
final class ViewCone {
    /** Radians added for what lies between the directions looked at, and for inexact inverses. */
    private static final double MARGIN = 0.02;

    private static final int STEPS = 64;

    private final double halfAngle;
    private final double sin;
    private final double cos;

    private ViewCone(double halfAngle) {
        this.halfAngle = halfAngle;
        this.sin = StrictMath.sin(halfAngle);
        this.cos = StrictMath.cos(halfAngle);
    }

    /** From the directions along the image's border, half a pixel outside of it. */
    static ViewCone of(CameraModel model) {
        Projection projection = model.prepared();
        double widest = 0;
        for (int step = 0; step <= STEPS; step++) {
            double u = -0.5 + (double) model.width() * step / STEPS;
            double v = -0.5 + (double) model.height() * step / STEPS;
            widest = Math.max(widest, angle(projection, u, -0.5));
            widest = Math.max(widest, angle(projection, u, model.height() - 0.5));
            widest = Math.max(widest, angle(projection, -0.5, v));
            widest = Math.max(widest, angle(projection, model.width() - 0.5, v));
        }
        return new ViewCone(widest + MARGIN);
    }

    private static double angle(Projection projection, double u, double v) {
        double[] ray = new double[3];
        projection.ray(u, v, ray);
        double angle = StrictMath.atan2(Math.hypot(ray[0], ray[1]), ray[2]);
        return Double.isNaN(angle) ? Math.PI : angle;
    }

    /** False only if no point of the ball is in the cone. Camera frame, metres. */
    boolean mayTouch(double x, double y, double z, double radius) {
        if (halfAngle >= Math.PI / 2) {
            return true;
        }
        double fromAxis = Math.sqrt(x * x + y * y);
        return fromAxis * cos - z * sin <= radius;
    }
}

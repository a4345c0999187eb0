package io.tailforge.lidargen.air;

/**
 * Spray that the wheels of one vehicle throw up: a wedge behind it that widens, rises to two metres and thins out within ten.
 * Its extinction grows with the film on the road and the square of the speed; at a millimetre of water it is that of the
 * published "strong spray" (0.0359 / m) at 108 km/h and of "moderate spray" (0.0104 / m) at 58 km/h.
 *
 * @param x in the scene's frame, metres: between the rear wheels
 * @param z of the road there
 * @param forwardX level unit vector of the way it drives
 * @param halfWidth of the vehicle, metres
 * @param core mean extinction behind the wheels at knee height, 1/m
 */
public record SprayPlume(
        double x, double y, double z, double forwardX, double forwardY, double halfWidth, double core) {
    public static final double LENGTH = 10;
    public static final double HEIGHT = 2;

    private static final double STRONG_EXTINCTION = 0.0359;
    private static final double STRONG_METRES_PER_SECOND = 30;
    private static final double SPREAD = 0.08;
    /** Over the core's mean, at the wheel. */
    private static final double PEAK = 4.1;

    /** Of the core. @param filmMillimetres of water on the road */
    public static double extinction(double metresPerSecond, double filmMillimetres) {
        double speed = metresPerSecond / STRONG_METRES_PER_SECOND;
        return STRONG_EXTINCTION * filmMillimetres * speed * speed;
    }

    /** Mean extinction at a point, 1/m; 0 outside. */
    public double extinction(double px, double py, double pz) {
        double behind = -((px - x) * forwardX + (py - y) * forwardY);
        double above = pz - z;
        if (behind <= 0 || behind >= LENGTH || above < 0 || above >= HEIGHT) {
            return 0;
        }
        double side = (py - y) * forwardX - (px - x) * forwardY;
        double across = side / (halfWidth + SPREAD * behind);
        if (across * across >= 1) {
            return 0;
        }
        double near = Math.min(1, behind / 0.8) * StrictMath.exp(-behind / 5) * (1 - behind / LENGTH);
        double low = StrictMath.exp(-above / (0.4 + 0.13 * behind)) * Math.min(1, 4 * (1 - above / HEIGHT));
        return PEAK * core * near * low * (1 - across * across);
    }

    /** Whether a ray can meet it: by the sphere around it. */
    boolean isNear(double ox, double oy, double oz, double dx, double dy, double dz, double reach) {
        double toX = x - 0.5 * LENGTH * forwardX - ox;
        double toY = y - 0.5 * LENGTH * forwardY - oy;
        double toZ = z + 0.5 * HEIGHT - oz;
        double along = toX * dx + toY * dy + toZ * dz;
        double radius = 0.5 * LENGTH + halfWidth + 1;
        double distance = toX * toX + toY * toY + toZ * toZ - along * along;
        return distance < radius * radius && along > -radius && along < reach + radius;
    }
}

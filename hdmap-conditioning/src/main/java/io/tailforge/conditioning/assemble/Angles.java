package io.tailforge.conditioning.assemble;

/** Headings in the plane, radians. */
final class Angles {
    private Angles() {}

    /** The same direction in (-pi, pi]. */
    static double wrap(double angle) {
        double turned = angle % (2 * Math.PI);
        if (turned > Math.PI) {
            return turned - 2 * Math.PI;
        }
        return turned <= -Math.PI ? turned + 2 * Math.PI : turned;
    }

    /** How far apart two headings are, 0..pi. */
    static double between(double a, double b) {
        return Math.abs(wrap(a - b));
    }

    /** How far apart two undirected lines are, 0..pi/2. */
    static double betweenAxes(double a, double b) {
        double apart = between(a, b);
        return Math.min(apart, Math.PI - apart);
    }
}

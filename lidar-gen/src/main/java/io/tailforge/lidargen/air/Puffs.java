package io.tailforge.lidargen.air;

/** Turbulent density of spray: smooth noise of mean 1 over the scene's frame, in clumps with gaps between them. */
final class Puffs {
    private static final double CELL = 0.5;
    private static final double RISE = 0.5;
    /** What of the smooth noise (mean a half) is a gap. */
    private static final double GAP = 0.35;

    private static final double SCALE = 19.6;

    private final long seed;
    private final double shiftX;
    private final double shiftY;
    private final double lift;

    Puffs(long seed, double seconds) {
        this.seed = mix(seed ^ 0x7370726179L);
        this.shiftX = unit(this.seed, 1);
        this.shiftY = unit(this.seed, 2);
        this.lift = RISE * seconds;
    }

    double at(double x, double y, double z) {
        double above = Math.max(0, smooth(x / CELL + shiftX, y / CELL + shiftY, (z - lift) / CELL) - GAP);
        return SCALE * above * above;
    }

    private double smooth(double x, double y, double z) {
        long ix = (long) Math.floor(x);
        long iy = (long) Math.floor(y);
        long iz = (long) Math.floor(z);
        double fx = ease(x - ix);
        double fy = ease(y - iy);
        double fz = ease(z - iz);
        return mixed(plane(ix, iy, iz, fx, fy), plane(ix, iy, iz + 1, fx, fy), fz);
    }

    private double plane(long x, long y, long z, double fx, double fy) {
        return mixed(
                mixed(corner(x, y, z), corner(x + 1, y, z), fx),
                mixed(corner(x, y + 1, z), corner(x + 1, y + 1, z), fx),
                fy);
    }

    private double corner(long x, long y, long z) {
        return unit(seed + x * 0x9E3779B97F4A7C15L, y * 0xD1B54A32D192ED03L + z);
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }

    private static double mixed(double a, double b, double t) {
        return a + t * (b - a);
    }

    /** Uniform in 0 (included) .. 1 (excluded), a pure function of both. */
    static double unit(long shot, long number) {
        return (mix(mix(shot) + number) >>> 11) * 0x1p-53;
    }

    private static long mix(long z) {
        z += 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}

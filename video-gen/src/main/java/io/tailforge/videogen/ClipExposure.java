package io.tailforge.videogen;

/**
 * The exposure of every frame of a clip, shared by all its cameras, smoothed as a camera does: each frame depends on the
 * ones before it only. Known before the first frame is made, so that frames may be made in any order.
 */
public final class ClipExposure {
    private static final double EASE_SECONDS = 0.8;
    private static final double NIGHT_LUMINANCE = 2e-4;
    private static final double DAY_LUMINANCE = 1;

    private static final double BRIGHT_AT_AVERAGE = 0.4;
    private static final double SKY_AT_AVERAGE = 0.12;
    private static final double MOST_HELD = 1.8;
    private static final double HELD = 0.85;

    private final float[] gains;

    private ClipExposure(float[] gains) {
        this.gains = gains;
    }

    /**
     * From metered frames.
     *
     * @param luminances what {@link #metered} says of each frame over all cameras
     * @param key how much brighter than middle grey the scene is meant to be: snow and fog are white, not grey
     */
    static ClipExposure of(double[] luminances, int fps, double key) {
        float[] gains = new float[luminances.length];
        double ease = 1 - StrictMath.exp(-1 / (EASE_SECONDS * fps));
        double logarithm = StrictMath.log(key * gain(luminances[0]));
        for (int k = 0; k < gains.length; k++) {
            logarithm += ease * (StrictMath.log(key * gain(luminances[k])) - logarithm);
            gains[k] = (float) StrictMath.exp(logarithm);
        }
        return new ClipExposure(gains);
    }

    /** A street in shade is metered darker when much beside it lies in the sun, so that what is sunlit, and the sky, keep their drawing. */
    static double metered(double average, double bright, double sky) {
        double held = Math.max(BRIGHT_AT_AVERAGE * bright, SKY_AT_AVERAGE * sky);
        double ratio = Math.max(1, held / average);
        return average * Math.min(MOST_HELD, StrictMath.pow(ratio, HELD));
    }

    /** Dark scenes are meant to look dark: the key falls from middle grey by day to a sixth of it at night. */
    private static double gain(double luminance) {
        double bounded = Math.max(luminance, 3e-4);
        double day = StrictMath.log(bounded / NIGHT_LUMINANCE) / StrictMath.log(DAY_LUMINANCE / NIGHT_LUMINANCE);
        double share = Math.max(0, Math.min(1, day));
        return (0.027 + 0.153 * share) / bounded;
    }

    /** What linear light is multiplied with before the film, per frame. */
    public float gain(int frame) {
        return gains[frame];
    }

    public int frames() {
        return gains.length;
    }
}

package io.tailforge.videogen;

import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Shutter;

/**
 * How a camera's sensor takes a frame. It is exposed as long as the light demands, at most {@link #LONGEST} and half a
 * frame; what is then missing is amplified, noise and all.
 *
 * @param seconds of exposure
 * @param amplification of what the sensor counted, 1 in good light
 */
record Sensor(float seconds, float amplification) {
    /** An exposure of 1/1000 s by noon (4 kcd/m2 metered), 1/150 s on a rainy day. */
    private static final double SECONDS_PER_GAIN = 0.0222;

    private static final double LONGEST = 1 / 60.0;

    /**
     * Electrons that make white, and those that reading adds; two fifths of the noise are left by the processing behind, less
     * of it the more was amplified.
     */
    private static final float FULL_WELL = 9000;

    private static final float READ_NOISE = 3;
    private static final float LEFT = 0.4f;
    private static final float SMOOTHED_FROM = 8;

    /** @param gain the clip's exposure at this frame */
    static Sensor of(Shutter shutter, FrameGrid grid, float gain) {
        double wanted = SECONDS_PER_GAIN * gain;
        double longest = Math.min(LONGEST, 0.5 / grid.fps());
        double seconds = shutter.exposureMicros().isPresent()
                ? shutter.exposureMicros().getAsLong() * 1e-6
                : Math.min(wanted, longest);
        double gathering = Math.max(seconds, 1e-4);
        return new Sensor((float) seconds, (float) Math.max(1, wanted / gathering));
    }

    /** Standard deviation of a linear value: the photons' own, and the reading's. */
    float noise(float value) {
        float electron = amplification / FULL_WELL;
        float read = READ_NOISE * electron;
        float left = LEFT / Elementary.sqrt(Math.max(1, amplification / SMOOTHED_FROM));
        return left * Elementary.sqrt(Math.max(0, value) * electron + read * read);
    }
}

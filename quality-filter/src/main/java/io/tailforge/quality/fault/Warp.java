package io.tailforge.quality.fault;

import java.util.SplittableRandom;

/** Where a picture is bent to, smoothly in space. */
@FunctionalInterface
public interface Warp {
    /**
     * Fills in where a frame's pixels come from.
     *
     * @param dx receives for each pixel, row by row, how far to its right what is shown there was, pixels
     * @param dy the same downwards
     */
    void at(int frame, int width, int height, float[] dx, float[] dy);

    Warp STILL = (frame, width, height, dx, dy) -> {
        java.util.Arrays.fill(dx, 0);
        java.util.Arrays.fill(dy, 0);
    };

    /** The whole picture somewhere else in each frame. @param sigma pixels in either direction */
    static Warp jitter(double sigma, long seed) {
        return (frame, width, height, dx, dy) -> {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + frame);
            java.util.Arrays.fill(dx, (float) (sigma * random.nextGaussian()));
            java.util.Arrays.fill(dy, (float) (sigma * random.nextGaussian()));
        };
    }

    /** From a frame on the whole picture further to the left. @param pixels negative: to the right */
    static Warp aside(double pixels, int first) {
        return (frame, width, height, dx, dy) -> {
            java.util.Arrays.fill(dx, frame < first ? 0 : (float) pixels);
            java.util.Arrays.fill(dy, 0);
        };
    }

    /** Slow waves through the picture. @param amplitude pixels, of either direction */
    static Warp waves(double amplitude, long seed) {
        return (frame, width, height, dx, dy) -> {
            fill(new SplittableRandom(seed), frame, width, height, amplitude, dx);
            fill(new SplittableRandom(seed + 1), frame, width, height, amplitude, dy);
        };
    }

    /** Two plane waves of a third to two thirds of the picture's width that run at half a turn to one turn in ten frames. */
    private static void fill(SplittableRandom r, int frame, int width, int height, double amplitude, float[] out) {
        java.util.Arrays.fill(out, 0);
        for (int wave = 0; wave < 2; wave++) {
            double direction = r.nextDouble(2 * Math.PI);
            double k = 2 * Math.PI / (width * r.nextDouble(0.33, 0.67));
            double phase = r.nextDouble(2 * Math.PI) + frame * r.nextDouble(0.1, 0.2) * Math.PI;
            double kx = k * StrictMath.cos(direction);
            double ky = k * StrictMath.sin(direction);
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    out[y * width + x] += (float) (amplitude / Math.sqrt(2) * Math.sin(kx * x + ky * y + phase));
                }
            }
        }
    }
}

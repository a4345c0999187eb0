package io.tailforge.quality.fault;

import io.tailforge.video.Frame;

/**
 * Pictures that were interpolated. The kernel is a Lanczos window of three lobes stretched by a half, so that a picture loses as
 * much sharpness where it stays as where it moves by a part of a pixel: sharpness must not tell the fault.
 */
final class InterpolatedReel implements Reel {
    private static final double STRETCH = 1.5;
    private static final int TAPS = 10;
    private static final int PHASES = 128;
    private static final float[][] KERNEL = kernel();

    private final Reel reel;
    private final Warp warp;

    InterpolatedReel(Reel reel, Warp warp) {
        this.reel = reel;
        this.warp = warp;
    }

    @Override
    public int frames() {
        return reel.frames();
    }

    @Override
    public Frame frame(int index) {
        Frame picture = reel.frame(index);
        int width = picture.width();
        int height = picture.height();
        float[] dx = new float[width * height];
        float[] dy = new float[width * height];
        warp.at(index, width, height, dx, dy);
        float[] rows = new float[width * height * 3];
        float[] pixels = new float[width * height * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = picture.bytes()[i] & 0xff;
        }
        pass(pixels, rows, width, height, 1, dx);
        pass(rows, pixels, height, width, width, dy);
        for (int i = 0; i < pixels.length; i++) {
            picture.bytes()[i] = (byte) Math.clamp(Math.round(pixels[i]), 0, 255);
        }
        return picture;
    }

    /** Along one direction. @param step from a pixel to the next along it */
    private static void pass(float[] in, float[] out, int length, int lines, int step, float[] displacement) {
        int across = step == 1 ? length : 1;
        for (int line = 0; line < lines; line++) {
            for (int i = 0; i < length; i++) {
                int at = line * across + i * step;
                double place = i + displacement[at];
                int base = (int) Math.floor(place);
                float[] weights = KERNEL[(int) ((place - base) * PHASES)];
                float red = 0;
                float green = 0;
                float blue = 0;
                for (int t = 0; t < TAPS; t++) {
                    int from = 3 * (line * across + Math.clamp(base + t - TAPS / 2 + 1, 0, length - 1) * step);
                    red += weights[t] * in[from];
                    green += weights[t] * in[from + 1];
                    blue += weights[t] * in[from + 2];
                }
                out[3 * at] = red;
                out[3 * at + 1] = green;
                out[3 * at + 2] = blue;
            }
        }
    }

    private static float[][] kernel() {
        float[][] kernel = new float[PHASES][TAPS];
        for (int phase = 0; phase < PHASES; phase++) {
            double sum = 0;
            for (int t = 0; t < TAPS; t++) {
                double x = (t - TAPS / 2 + 1 - (double) phase / PHASES) / STRETCH;
                kernel[phase][t] = (float) lanczos(x);
                sum += kernel[phase][t];
            }
            for (int t = 0; t < TAPS; t++) {
                kernel[phase][t] /= (float) sum;
            }
        }
        return kernel;
    }

    private static double lanczos(double x) {
        if (Math.abs(x) >= 3) {
            return 0;
        }
        return x == 0
                ? 1
                : 3 * StrictMath.sin(Math.PI * x) * StrictMath.sin(Math.PI * x / 3) / (Math.PI * Math.PI * x * x);
    }
}

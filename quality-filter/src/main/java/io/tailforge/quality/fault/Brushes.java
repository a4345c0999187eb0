package io.tailforge.quality.fault;

import io.tailforge.scene.artifact.ImageRegion;
import io.tailforge.video.Frame;
import java.util.SplittableRandom;

/** Changes of single pictures. */
final class Brushes {
    static final ImageRegion WHOLE = new ImageRegion(0, 0, 1, 1);

    private Brushes() {}

    /** A rectangle in the middle. @param share of the picture's area */
    static ImageRegion middle(double share) {
        double side = Math.sqrt(share);
        return new ImageRegion((1 - side) / 2, (1 - side) / 2, (1 + side) / 2, (1 + side) / 2);
    }

    /** Each frame's brightness off by a random gain. @param sigma of the gain */
    static Brush flicker(double sigma, long seed, ImageRegion region) {
        return (index, picture, before) ->
                scale(picture, region, 1 + sigma * new SplittableRandom(seed * 1_000_003 + index).nextGaussian());
    }

    static Brush gain(double gain) {
        return (index, picture, before) -> scale(picture, WHOLE, gain);
    }

    /** Another white balance: red grows by a share and blue shrinks by it. */
    static Brush warmth(double share) {
        double[] gain = {1 + share, 1, 1 - share};
        return (index, picture, before) -> each(picture, WHOLE, (value, at) -> value * gain[at % 3]);
    }

    private static void scale(Frame picture, ImageRegion region, double gain) {
        each(picture, region, (value, at) -> value * gain);
    }

    /** Sensor noise. @param sigma luma levels */
    static Brush grain(double sigma, long seed) {
        return (index, picture, before) -> {
            SplittableRandom random = new SplittableRandom(seed + index);
            byte[] bytes = picture.bytes();
            for (int i = 0; i < bytes.length; i += 3) {
                int off = (int) Math.round(sigma * random.nextGaussian());
                for (int c = 0; c < 3; c++) {
                    bytes[i + c] = (byte) Math.clamp((bytes[i + c] & 0xff) + off, 0, 255);
                }
            }
        };
    }

    /** A share of an earlier picture over each. */
    static Brush ghost(double share, int framesBack) {
        return (index, picture, before) -> blend(picture, before.frame(Math.max(0, index - framesBack)), share, WHOLE);
    }

    /** A share of one picture over all others, in a part of them. */
    static Brush stuck(double share, int frame, ImageRegion region) {
        return (index, picture, before) -> blend(picture, before.frame(frame), share, region);
    }

    private static void blend(Frame picture, Frame other, double share, ImageRegion region) {
        each(picture, region, (value, at) -> (1 - share) * value + share * (other.bytes()[at] & 0xff));
    }

    /** Left and right exchanged. */
    static void mirror(int index, Frame picture, Reel before) {
        Frame source = picture.copy();
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int from = 3 * (y * picture.width() + picture.width() - 1 - x);
                System.arraycopy(source.bytes(), from, picture.bytes(), 3 * (y * picture.width() + x), 3);
            }
        }
    }

    /** Out of focus. @param sigma pixels */
    static Brush blur(double sigma) {
        float[] kernel = gaussian(sigma);
        return (index, picture, before) -> {
            byte[] bytes = picture.bytes();
            int row = 3 * picture.width();
            for (int y = 0; y < picture.height(); y++) {
                for (int c = 0; c < 3; c++) {
                    convolve(bytes, y * row + c, 3, picture.width(), kernel);
                }
            }
            for (int x = 0; x < row; x++) {
                convolve(bytes, x, row, picture.height(), kernel);
            }
        };
    }

    private static float[] gaussian(double sigma) {
        int radius = (int) Math.ceil(3 * sigma);
        float[] kernel = new float[2 * radius + 1];
        double sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) StrictMath.exp(-0.5 * (i - radius) * (i - radius) / (sigma * sigma));
            sum += kernel[i];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= (float) sum;
        }
        return kernel;
    }

    private static void convolve(byte[] bytes, int first, int step, int length, float[] kernel) {
        float[] line = new float[length];
        for (int i = 0; i < length; i++) {
            line[i] = bytes[first + i * step] & 0xff;
        }
        int radius = kernel.length / 2;
        for (int i = 0; i < length; i++) {
            float sum = 0;
            for (int k = 0; k < kernel.length; k++) {
                sum += kernel[k] * line[Math.clamp(i + k - radius, 0, length - 1)];
            }
            bytes[first + i * step] = (byte) Math.clamp(Math.round(sum), 0, 255);
        }
    }

    /** Another value of a sample. @param at its index in the picture */
    @FunctionalInterface
    interface Sample {
        double change(int value, int at);
    }

    static void each(Frame picture, ImageRegion region, Sample change) {
        int left = (int) Math.round(region.left() * picture.width());
        int right = (int) Math.round(region.right() * picture.width());
        int bottom = (int) Math.round(region.bottom() * picture.height());
        byte[] bytes = picture.bytes();
        for (int y = (int) Math.round(region.top() * picture.height()); y < bottom; y++) {
            for (int at = 3 * (y * picture.width() + left); at < 3 * (y * picture.width() + right); at++) {
                bytes[at] = (byte) Math.clamp(Math.round(change.change(bytes[at] & 0xff, at)), 0, 255);
            }
        }
    }
}

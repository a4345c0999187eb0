package io.tailforge.conditioning.raster;

import io.tailforge.video.Frame;

/**
 * The figures by which control frames are compared: over all pixels PSNR; over lit ones (largest channel above 24)
 * intersection over union, precision and recall within a square of two pixels, and the mean colour error where both are
 * lit.
 */
public record FrameComparison(double psnr, double iou, double precision, double recall, double colour) {
    private static final int LIT = 24;
    private static final int TOLERANCE = 2;

    public static FrameComparison of(Frame reference, Frame candidate) {
        boolean[][] a = lit(reference);
        boolean[][] b = lit(candidate);
        double both = 0;
        double either = 0;
        double colour = 0;
        for (int y = 0; y < a.length; y++) {
            for (int x = 0; x < a[y].length; x++) {
                both += a[y][x] && b[y][x] ? 1 : 0;
                either += a[y][x] || b[y][x] ? 1 : 0;
                colour += a[y][x] && b[y][x] ? difference(reference, candidate, x, y) : 0;
            }
        }
        return new FrameComparison(
                psnr(reference, candidate),
                either == 0 ? 1 : both / either,
                near(b, a),
                near(a, b),
                both == 0 ? 0 : colour / both / 3);
    }

    private static boolean[][] lit(Frame frame) {
        boolean[][] lit = new boolean[frame.height()][frame.width()];
        for (int y = 0; y < frame.height(); y++) {
            for (int x = 0; x < frame.width(); x++) {
                lit[y][x] =
                        Math.max(frame.sample(x, y, 0), Math.max(frame.sample(x, y, 1), frame.sample(x, y, 2))) > LIT;
            }
        }
        return lit;
    }

    private static double difference(Frame a, Frame b, int x, int y) {
        double sum = 0;
        for (int channel = 0; channel < 3; channel++) {
            sum += Math.abs(a.sample(x, y, channel) - b.sample(x, y, channel));
        }
        return sum;
    }

    private static double psnr(Frame a, Frame b) {
        double squares = 0;
        for (int i = 0; i < a.bytes().length; i++) {
            double d = (a.bytes()[i] & 0xff) - (b.bytes()[i] & 0xff);
            squares += d * d;
        }
        return squares == 0 ? 99 : Math.min(99, 10 * Math.log10(255.0 * 255 * a.bytes().length / squares));
    }

    /** Share of the lit pixels of one that have a lit pixel of the other close by. */
    private static double near(boolean[][] of, boolean[][] to) {
        double lit = 0;
        double found = 0;
        for (int y = 0; y < of.length; y++) {
            for (int x = 0; x < of[y].length; x++) {
                lit += of[y][x] ? 1 : 0;
                found += of[y][x] && isNear(to, x, y) ? 1 : 0;
            }
        }
        return lit == 0 ? 1 : found / lit;
    }

    private static boolean isNear(boolean[][] lit, int x, int y) {
        for (int row = Math.max(0, y - TOLERANCE); row <= Math.min(lit.length - 1, y + TOLERANCE); row++) {
            for (int col = Math.max(0, x - TOLERANCE); col <= Math.min(lit[row].length - 1, x + TOLERANCE); col++) {
                if (lit[row][col]) {
                    return true;
                }
            }
        }
        return false;
    }
}

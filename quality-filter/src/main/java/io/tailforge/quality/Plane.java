package io.tailforge.quality;

/**
 * One channel of a picture.
 *
 * @param pixels unsigned, row by row from the top; not to be changed
 */
public record Plane(int width, int height, byte[] pixels) {
    public Plane {
        if (pixels.length != width * height) {
            throw new IllegalArgumentException("not a plane of " + width + "x" + height + ": " + pixels.length);
        }
    }

    public int at(int x, int y) {
        return pixels[y * width + x] & 0xff;
    }

    /** Between the four pixels around a place, integers in pixel centres; the border's value beyond it. */
    public double sample(double u, double v) {
        double x = Math.clamp(u, 0, width - 1.0);
        double y = Math.clamp(v, 0, height - 1.0);
        int left = Math.min((int) x, Math.max(0, width - 2));
        int top = Math.min((int) y, Math.max(0, height - 2));
        int right = Math.min(left + 1, width - 1);
        int bottom = Math.min(top + 1, height - 1);
        double a = x - left;
        double b = y - top;
        return (1 - b) * ((1 - a) * at(left, top) + a * at(right, top))
                + b * ((1 - a) * at(left, bottom) + a * at(right, bottom));
    }
}

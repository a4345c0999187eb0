package io.tailforge.conditioning.raster;

/**
 * Lines of a given thickness with round caps, by OpenCV's integer geometry: a four-cornered polygon in 16-bit fixed point
 * whose outline is drawn too, so that thickness 8 covers about 8.9 pixels, and a filled circle at each end.
 */
final class ThickLine {
    private final Canvas canvas;
    private final ConvexFill fill;
    private final double halfWidth;
    private final int radius;
    private final int[] capHalfWidths;
    private final long[] x = new long[4];
    private final long[] y = new long[4];
    private boolean owes;
    private long owedX;
    private long owedY;
    private int owedRgb;

    /** @param thickness pixels, at least 2 */
    ThickLine(Canvas canvas, ConvexFill fill, int thickness) {
        if (thickness < 2) {
            throw new IllegalArgumentException("a thick line is at least 2 pixels thick, not " + thickness);
        }
        this.canvas = canvas;
        this.fill = fill;
        this.halfWidth = (thickness + thickness % 2) * ThinLine.ONE / 2.0;
        this.radius = (thickness + 1) / 2;
        this.capHalfWidths = circle(radius);
    }

    /** A stroke; its cap at the far end is owed until the next one, which mostly covers it, or {@link #lift()}. */
    void draw(long fromX, long fromY, long toX, long toY, int rgb) {
        if (isOutside(fromX, fromY, toX, toY)) {
            return;
        }
        if (fromX != owedX || fromY != owedY) {
            lift();
        }
        double dx = fromX - toX;
        double dy = toY - fromY;
        double length = Math.sqrt(dx * dx + dy * dy);
        if (length > 0) {
            band(
                    fromX << ThinLine.SHIFT,
                    fromY << ThinLine.SHIFT,
                    toX << ThinLine.SHIFT,
                    toY << ThinLine.SHIFT,
                    dx,
                    dy,
                    length,
                    rgb);
        }
        if (length > 0) {
            cap(fromX, fromY, rgb);
        }
        owes = true;
        owedX = toX;
        owedY = toY;
        owedRgb = rgb;
    }

    /** Draws the cap that is owed; to be called after the last stroke of a line. */
    void lift() {
        if (owes) {
            cap(owedX, owedY, owedRgb);
            owes = false;
        }
    }

    private boolean isOutside(long fromX, long fromY, long toX, long toY) {
        int margin = radius + 2;
        return Math.max(fromX, toX) < -margin
                || Math.max(fromY, toY) < -margin
                || Math.min(fromX, toX) > canvas.width() + margin
                || Math.min(fromY, toY) > canvas.height() + margin;
    }

    private void band(long x0, long y0, long x1, long y1, double dx, double dy, double length, int rgb) {
        double scale = halfWidth / length;
        long acrossX = (long) Math.rint(dy * scale);
        long acrossY = (long) Math.rint(dx * scale);
        corner(0, x0 + acrossX, y0 + acrossY);
        corner(1, x0 - acrossX, y0 - acrossY);
        corner(2, x1 - acrossX, y1 - acrossY);
        corner(3, x1 + acrossX, y1 + acrossY);
        fill.fillFixed(x, y, 4, rgb);
    }

    private void corner(int i, long cornerX, long cornerY) {
        x[i] = cornerX;
        y[i] = cornerY;
    }

    private void cap(long centreX, long centreY, int rgb) {
        int left = (int) centreX;
        int top = (int) centreY;
        for (int dy = -radius; dy <= radius; dy++) {
            int half = capHalfWidths[Math.abs(dy)];
            canvas.span(top + dy, left - half, left + half, rgb);
        }
    }

    /** Half width of the filled midpoint circle in each row from its centre. */
    private static int[] circle(int radius) {
        int[] half = new int[radius + 1];
        int error = 0;
        int dx = radius;
        int plus = 1;
        int minus = 2 * radius - 1;
        for (int dy = 0; dx >= dy; dy++) {
            half[dy] = Math.max(half[dy], dx);
            half[dx] = Math.max(half[dx], dy);
            error += plus;
            plus += 2;
            if (error > 0) {
                error -= minus;
                dx--;
                minus -= 2;
            }
        }
        return half;
    }
}

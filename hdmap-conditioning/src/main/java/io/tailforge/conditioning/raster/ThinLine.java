package io.tailforge.conditioning.raster;

/** One-pixel lines, 8-connected, clipped to the canvas: between whole pixels (Bresenham) or fixed-point ones (DDA). */
final class ThinLine {
    static final int SHIFT = 16;
    static final long ONE = 1L << SHIFT;
    private static final long HALF = ONE >> 1;

    private final Canvas canvas;
    private final SegmentClip clip = new SegmentClip();

    ThinLine(Canvas canvas) {
        this.canvas = canvas;
    }

    void betweenPixels(long fromX, long fromY, long toX, long toY, int rgb) {
        clip.set(fromX, fromY, toX, toY);
        if (!clip.clip(canvas.width() - 1L, canvas.height() - 1L)) {
            return;
        }
        boolean backwards = clip.x1 < clip.x0;
        int x = (int) (backwards ? clip.x1 : clip.x0);
        int y = (int) (backwards ? clip.y1 : clip.y0);
        int dx = (int) Math.abs(clip.x1 - clip.x0);
        int dy = (int) (backwards ? clip.y0 - clip.y1 : clip.y1 - clip.y0);
        bresenham(x, y, dx, Math.abs(dy), dy < 0 ? -1 : 1, rgb);
    }

    private void bresenham(int fromX, int fromY, int dx, int dy, int down, int rgb) {
        boolean steep = dy > dx;
        int along = steep ? dy : dx;
        int across = steep ? dx : dy;
        int error = along - 2 * across;
        int x = fromX;
        int y = fromY;
        for (int i = 0; i <= along; i++) {
            canvas.point(x, y, rgb);
            boolean diagonal = error < 0;
            error += diagonal ? 2 * along - 2 * across : -2 * across;
            x += !steep || diagonal ? 1 : 0;
            y += steep || diagonal ? down : 0;
        }
    }

    /** Ends with 16 fractional bits. */
    void betweenFixed(long fromX, long fromY, long toX, long toY, int rgb) {
        clip.set(fromX, fromY, toX, toY);
        if (!clip.clip(canvas.width() * ONE - 1, canvas.height() * ONE - 1)) {
            return;
        }
        long dx = clip.x1 - clip.x0;
        long dy = clip.y1 - clip.y0;
        boolean flat = Math.abs(dx) > Math.abs(dy);
        boolean swap = flat ? dx < 0 : dy < 0;
        long x0 = swap ? clip.x1 : clip.x0;
        long y0 = swap ? clip.y1 : clip.y0;
        long x1 = swap ? clip.x0 : clip.x1;
        long y1 = swap ? clip.y0 : clip.y1;
        canvas.point((int) (x1 + HALF >> SHIFT), (int) (y1 + HALF >> SHIFT), rgb);
        if (flat) {
            walkRight(x0, y0, x1, ((swap ? -dy : dy) << SHIFT) / (Math.abs(dx) | 1), rgb);
        } else {
            walkDown(x0, y0, y1, ((swap ? -dx : dx) << SHIFT) / (Math.abs(dy) | 1), rgb);
        }
    }

    private void walkRight(long x0, long y0, long x1, long slope, int rgb) {
        int x = (int) (x0 + HALF >> SHIFT);
        long y = y0 + HALF;
        for (long left = x1 - x0 >> SHIFT; left >= 0; left--) {
            canvas.point(x++, (int) (y >> SHIFT), rgb);
            y += slope;
        }
    }

    private void walkDown(long x0, long y0, long y1, long slope, int rgb) {
        int y = (int) (y0 + HALF >> SHIFT);
        long x = x0 + HALF;
        for (long left = y1 - y0 >> SHIFT; left >= 0; left--) {
            canvas.point((int) (x >> SHIFT), y++, rgb);
            x += slope;
        }
    }
}

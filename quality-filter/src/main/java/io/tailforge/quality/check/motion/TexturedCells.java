package io.tailforge.quality.check.motion;

import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.Plane;
import java.util.Arrays;

/** Picks cells to follow: in each block of the grid the one with most texture in two directions, on a surface without a step. */
final class TexturedCells {
    private static final int COLUMNS = FrameLuma.COLUMNS;
    private static final int ROWS = FrameLuma.ROWS;

    /** Cells along a block's side. */
    private static final int BLOCK = 3;

    /** Farther away nothing moves enough to be judged, metres. */
    private static final float FAR = 90;

    /** Change of a surface's slope in inverse depth from cell to cell, as share of the inverse depth. */
    private static final float BENT = 0.03f;

    private static final int REACH = 3;
    private static final double LEAST = 3;

    private final int[] picked = new int[(COLUMNS / BLOCK + 1) * (ROWS / BLOCK + 1)];

    /** Cell indices, in the order of rows; not to be kept. */
    int[] pick(Plane grey, ExpectedView view) {
        int count = 0;
        for (int row = 1; row < ROWS - 1; row += BLOCK) {
            for (int column = 1; column < COLUMNS - 1; column += BLOCK) {
                int cell = best(grey, view, row, column);
                if (cell >= 0) {
                    picked[count++] = cell;
                }
            }
        }
        return Arrays.copyOf(picked, count);
    }

    private static int best(Plane grey, ExpectedView view, int top, int left) {
        int best = -1;
        double most = LEAST;
        for (int row = top; row < Math.min(ROWS - 1, top + BLOCK); row++) {
            for (int column = left; column < Math.min(COLUMNS - 1, left + BLOCK); column++) {
                if (isSurface(view, row * COLUMNS + column)) {
                    double texture = texture(grey, u(grey, column), v(grey, row));
                    if (texture > most) {
                        most = texture;
                        best = row * COLUMNS + column;
                    }
                }
            }
        }
        return best;
    }

    static double u(Plane grey, int column) {
        return (column + 0.5) * grey.width() / COLUMNS - 0.5;
    }

    static double v(Plane grey, int row) {
        return (row + 0.5) * grey.height() / ROWS - 0.5;
    }

    /** One actor or none, no edge of depth beside the cell. */
    static boolean isSurface(ExpectedView view, int cell) {
        return isSmooth(view, cell, 1) && isSmooth(view, cell, COLUMNS);
    }

    private static boolean isSmooth(ExpectedView view, int cell, int step) {
        float[] depth = view.depth();
        char[] instance = view.instance();
        float here = depth[cell];
        float before = depth[cell - step];
        float after = depth[cell + step];
        if (!(here > 0 && here < FAR && before > 0 && after > 0 && before + after < Float.POSITIVE_INFINITY)) {
            return false;
        }
        return instance[cell - step] == instance[cell]
                && instance[cell + step] == instance[cell]
                && Math.abs(here / before + here / after - 2) < BENT;
    }

    /** Less of both eigenvalues of the mean gradient product around a pixel, every second one looked at. */
    private static double texture(Plane grey, double u, double v) {
        int x = (int) Math.round(u);
        int y = (int) Math.round(v);
        if (!PatchTracker.isInside(grey, x, y, PatchTracker.HALF + 3)) {
            return 0;
        }
        byte[] pixels = grey.pixels();
        int width = grey.width();
        int xx = 0;
        int xy = 0;
        int yy = 0;
        for (int dy = -REACH; dy <= REACH; dy += 2) {
            for (int dx = -REACH; dx <= REACH; dx += 2) {
                int i = (y + dy) * width + x + dx;
                int gx = (pixels[i + 1] & 0xff) - (pixels[i - 1] & 0xff);
                int gy = (pixels[i + width] & 0xff) - (pixels[i - width] & 0xff);
                xx += gx * gx;
                xy += gx * gy;
                yy += gy * gy;
            }
        }
        double half = (xx + yy) / 2.0;
        double least = half - Math.sqrt((double) (xx - yy) * (xx - yy) / 4 + (double) xy * xy);
        return least / (4 * 16);
    }
}

package io.tailforge.videogen;

import io.tailforge.world.trace.Hits;
import java.util.function.BooleanSupplier;

/**
 * Motion blur: each pixel gathers along the way that the fastest thing near it moves while the frame is exposed, from
 * pixels that move across it or lie behind what moves (after McGuire et al., A Reconstruction Filter for Plausible Motion
 * Blur, 2012). Tiles in which nothing moves a pixel cost next to nothing.
 */
final class MotionBlur {
    private static final float WORTH_IT = 1;
    private static final float LONGEST = 2 * TileOrder.SIDE;
    private static final int MOST_TAPS = 15;
    private static final int PROBES = 4;

    private final Smear smear;
    private final CameraRays rays;
    private final Canvas canvas;
    private final int columns;
    private final int rows;
    /** The longest way in each tile, then around it, right and down in pixels. */
    private final float[] most;

    private final float[] around;

    MotionBlur(Smear smear, CameraRays rays, Canvas canvas) {
        this.smear = smear;
        this.rays = rays;
        this.canvas = canvas;
        columns = (canvas.width + TileOrder.SIDE - 1) / TileOrder.SIDE;
        rows = (canvas.height + TileOrder.SIDE - 1) / TileOrder.SIDE;
        most = new float[2 * columns * rows];
        around = new float[most.length];
    }

    /** Blurs {@code canvas.smooth}. */
    void blur(Crew crew, BooleanSupplier cancelled) {
        crew.work(rows, () -> new Tracker()::probe, cancelled);
        boolean any = false;
        for (int tile = 0; tile < columns * rows; tile++) {
            any |= spread(tile);
        }
        if (any) {
            canvas.makeRoomForBlur();
            crew.work(rows, () -> new Tracker()::follow, cancelled);
            crew.work(rows, () -> this::gather, cancelled);
            crew.work(rows, () -> this::put, cancelled);
        }
    }

    private boolean isBlurred(int tile) {
        return square(around, tile) > WORTH_IT * WORTH_IT;
    }

    private static float square(float[] ways, int k) {
        return ways[2 * k] * ways[2 * k] + ways[2 * k + 1] * ways[2 * k + 1];
    }

    /** Takes the longest way of the tile and its neighbours; says whether it is worth blurring. */
    private boolean spread(int tile) {
        int best = tile;
        for (int j = Math.max(0, tile / columns - 1); j <= Math.min(rows - 1, tile / columns + 1); j++) {
            for (int i = Math.max(0, tile % columns - 1); i <= Math.min(columns - 1, tile % columns + 1); i++) {
                best = square(most, j * columns + i) > square(most, best) ? j * columns + i : best;
            }
        }
        around[2 * tile] = most[2 * best];
        around[2 * tile + 1] = most[2 * best + 1];
        return isBlurred(tile);
    }

    /** Finds ways on the picture. One per thread. */
    private final class Tracker {
        private final float[] moved = new float[3];
        private final float[] way = new float[2];

        void probe(int tileRow) {
            int end = Math.min(canvas.height, (tileRow + 1) * TileOrder.SIDE);
            for (int v = tileRow * TileOrder.SIDE; v < end; v += PROBES) {
                for (int u = 0; u < canvas.width; u += PROBES) {
                    track(v * canvas.width + u);
                    int tile = tileRow * columns + u / TileOrder.SIDE;
                    if (way[0] * way[0] + way[1] * way[1] > square(most, tile)) {
                        most[2 * tile] = way[0];
                        most[2 * tile + 1] = way[1];
                    }
                }
            }
        }

        /** Fills the ways of every pixel that a blurred tile may gather from. */
        void follow(int tileRow) {
            int end = Math.min(canvas.height, (tileRow + 1) * TileOrder.SIDE);
            for (int column = 0; column < columns; column++) {
                if (isNearBlur(tileRow, column)) {
                    for (int v = tileRow * TileOrder.SIDE; v < end; v++) {
                        for (int u = column * TileOrder.SIDE; u < Math.min(canvas.width, (column + 1) * 16); u++) {
                            int p = v * canvas.width + u;
                            track(p);
                            canvas.way[p] = Elementary.sqrt(way[0] * way[0] + way[1] * way[1]);
                        }
                    }
                }
            }
        }

        private boolean isNearBlur(int tileRow, int column) {
            for (int j = Math.max(0, tileRow - 1); j <= Math.min(rows - 1, tileRow + 1); j++) {
                for (int i = Math.max(0, column - 1); i <= Math.min(columns - 1, column + 1); i++) {
                    if (isBlurred(j * columns + i)) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** How far what pixel p shows moves, in pixels, from the rays of the pixels beside it: true of any lens. */
        private void track(int p) {
            float[] map = smear.of(canvas.instance[p]);
            float range = canvas.range[p];
            if (canvas.instance[p] == Hits.NONE || range == Float.POSITIVE_INFINITY) {
                Smear.turn(map, canvas.rayX[p], canvas.rayY[p], canvas.rayZ[p], moved);
            } else {
                Smear.move(map, range * canvas.rayX[p], range * canvas.rayY[p], range * canvas.rayZ[p], moved);
                float inverse = 1 / Math.max(range, 0.2f);
                moved[0] *= inverse;
                moved[1] *= inverse;
                moved[2] *= inverse;
            }
            solve(p);
        }

        private void solve(int p) {
            int right = p % canvas.width == canvas.width - 1 ? p - 1 : p + 1;
            int below = p + canvas.width >= canvas.width * canvas.height ? p - canvas.width : p + canvas.width;
            float ax = (rays.x[right] - rays.x[p]) * (right - p);
            float ay = (rays.y[right] - rays.y[p]) * (right - p);
            float az = (rays.z[right] - rays.z[p]) * (right - p);
            float sign = below > p ? 1 : -1;
            float bx = (rays.x[below] - rays.x[p]) * sign;
            float by = (rays.y[below] - rays.y[p]) * sign;
            float bz = (rays.z[below] - rays.z[p]) * sign;
            float along = moved[0] * rays.x[p] + moved[1] * rays.y[p] + moved[2] * rays.z[p];
            float dx = moved[0] - along * rays.x[p];
            float dy = moved[1] - along * rays.y[p];
            float dz = moved[2] - along * rays.z[p];
            float aa = ax * ax + ay * ay + az * az;
            float ab = ax * bx + ay * by + az * bz;
            float bb = bx * bx + by * by + bz * bz;
            float ad = ax * dx + ay * dy + az * dz;
            float bd = bx * dx + by * dy + bz * dz;
            float determinant = aa * bb - ab * ab;
            boolean folded = !(determinant > 1e-20f) || rays.beyondLens.get(p);
            bound(folded ? 0 : (bb * ad - ab * bd) / determinant, folded ? 0 : (aa * bd - ab * ad) / determinant);
        }

        private void bound(float u, float v) {
            float square = u * u + v * v;
            float scale = square > LONGEST * LONGEST ? LONGEST / Elementary.sqrt(square) : 1;
            way[0] = u * scale;
            way[1] = v * scale;
        }
    }

    private void gather(int tileRow) {
        int end = Math.min(canvas.height, (tileRow + 1) * TileOrder.SIDE);
        for (int v = tileRow * TileOrder.SIDE; v < end; v++) {
            for (int u = 0; u < canvas.width; u++) {
                int tile = tileRow * columns + u / TileOrder.SIDE;
                if (isBlurred(tile)) {
                    gather(u, v, around[2 * tile], around[2 * tile + 1]);
                }
            }
        }
    }

    private void gather(int u, int v, float wayU, float wayV) {
        int p = v * canvas.width + u;
        float length = Elementary.sqrt(wayU * wayU + wayV * wayV);
        int taps = Math.clamp((int) length | 1, 3, MOST_TAPS);
        float own = canvas.way[p];
        float weight = 1 / Math.max(own, 1);
        float red = weight * canvas.smooth[3 * p];
        float green = weight * canvas.smooth[3 * p + 1];
        float blue = weight * canvas.smooth[3 * p + 2];
        float total = weight;
        for (int k = 0; k < taps; k++) {
            float t = (k + 0.5f) / taps - 0.5f;
            int qu = Math.round(u + t * wayU);
            int qv = Math.round(v + t * wayV);
            boolean outside = qu < 0 || qv < 0 || qu >= canvas.width || qv >= canvas.height;
            if (k != taps / 2 && !outside) {
                int q = qv * canvas.width + qu;
                float w = share(p, q, Math.abs(t) * length, own) / taps;
                red += w * canvas.smooth[3 * q];
                green += w * canvas.smooth[3 * q + 1];
                blue += w * canvas.smooth[3 * q + 2];
                total += w;
            }
        }
        canvas.blurred[3 * p] = red / total;
        canvas.blurred[3 * p + 1] = green / total;
        canvas.blurred[3 * p + 2] = blue / total;
    }

    /** What pixel q, so far away, adds to p: where q moves across p in front of it, or p moves and uncovers q, or both. */
    private float share(int p, int q, float distance, float own) {
        float across = reach(distance, 0.5f * canvas.way[q]);
        float uncovered = reach(distance, 0.5f * own);
        if (across == 0 && uncovered == 0) {
            return 0;
        }
        float farther = farther(canvas.range[q], canvas.range[p]);
        float front = Elementary.clamp01(1 - farther);
        float behind = Elementary.clamp01(1 + farther);
        return front * across + behind * uncovered + 2 * across * uncovered;
    }

    /** How much farther a is than b, in fifths of the nearer range. */
    private static float farther(float a, float b) {
        return a == b ? 0 : 5 * (a - b) / Math.min(a, b);
    }

    /** Whether a way reaches so far, softened by a pixel. */
    private static float reach(float distance, float way) {
        return Elementary.clamp01(way - distance + 0.5f);
    }

    private void put(int tileRow) {
        int end = Math.min(canvas.height, (tileRow + 1) * TileOrder.SIDE);
        for (int column = 0; column < columns; column++) {
            if (isBlurred(tileRow * columns + column)) {
                int left = column * TileOrder.SIDE;
                int count = 3 * (Math.min(canvas.width, left + TileOrder.SIDE) - left);
                for (int v = tileRow * TileOrder.SIDE; v < end; v++) {
                    int at = 3 * (v * canvas.width + left);
                    System.arraycopy(canvas.blurred, at, canvas.smooth, at, count);
                }
            }
        }
    }
}

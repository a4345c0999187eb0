package io.tailforge.world.build.ground;

import io.tailforge.scene.geometry.Vec3;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The ground as a raster of half-metre cells (coarser for very long clips): what each cell is, how high, how far from the
 * road. Answers where there is room beside the road; the surfaces themselves are exact meshes.
 */
public final class GroundGrid {
    static final byte FREE = 0;
    static final byte LANE = 1;
    static final byte FILL = 2;
    static final byte WALK = 3;
    static final byte TAKEN = 4;
    static final byte WALL = 1;
    private static final double CLOSING = 6;
    /** Cells that a road's edge may lie beyond the last cell of the road, and a little. */
    private static final double OVERSHOOT = 1.25;

    private final double x0;
    private final double y0;
    private final double cell;
    private final int nx;
    private final int ny;
    private final byte[] kind;
    private final byte[] wall;
    private final float[] height;
    private float[] roadDistance = new float[0];
    private float[] hardDistance = new float[0];

    public GroundGrid(Extent extent) {
        double width = extent.maxX() - extent.minX();
        double depth = extent.maxY() - extent.minY();
        cell = Math.max(0.5, Math.sqrt(width * depth / 6e6));
        x0 = extent.minX();
        y0 = extent.minY();
        nx = (int) Math.ceil(width / cell) + 1;
        ny = (int) Math.ceil(depth / cell) + 1;
        kind = new byte[nx * ny];
        wall = new byte[nx * ny];
        height = new float[nx * ny];
        Arrays.fill(height, Float.NaN);
    }

    public double cell() {
        return cell;
    }

    int nx() {
        return nx;
    }

    int ny() {
        return ny;
    }

    double x(int ix) {
        return x0 + ix * cell;
    }

    double y(int iy) {
        return y0 + iy * cell;
    }

    /** The first column at or after a place. */
    int columnAt(double x) {
        return Math.clamp((long) Math.ceil((x - x0) / cell - 1e-9), 0, nx - 1);
    }

    int rowAt(double y) {
        return Math.clamp((long) Math.ceil((y - y0) / cell - 1e-9), 0, ny - 1);
    }

    byte kind(int ix, int iy) {
        return ix < 0 || iy < 0 || ix >= nx || iy >= ny ? FREE : kind[iy * nx + ix];
    }

    float height(int ix, int iy) {
        return height[iy * nx + ix];
    }

    /** Height of the road over a cell, or of the edge of the road beside it; NaN where there is none. */
    double roadAbove(int ix, int iy) {
        if (isRoad(ix, iy)) {
            return height(ix, iy);
        }
        double least = Double.NaN;
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                if (isRoad(ix + dx, iy + dy)) {
                    double at = beyond(ix + dx, iy + dy, dx, dy);
                    least = Double.isNaN(least) ? at : Math.min(least, at);
                }
            }
        }
        return least;
    }

    /** The surface drawn on beyond its last cell where it falls. */
    private double beyond(int ix, int iy, int dx, int dy) {
        double edge = height(ix, iy);
        double rise = isRoad(ix + dx, iy + dy) ? height(ix + dx, iy + dy) - edge : 0;
        return edge - OVERSHOOT * Math.max(0, rise);
    }

    private boolean isRoad(int ix, int iy) {
        byte here = kind(ix, iy);
        return here == LANE || here == FILL;
    }

    void addLanes(Strip strip) {
        mark(strip, LANE);
    }

    void addWalk(Strip strip) {
        mark(strip, WALK);
    }

    private void mark(Strip s, byte what) {
        for (int i = 1; i < s.size(); i++) {
            mark(s.left().get(i - 1), s.right().get(i - 1), s.right().get(i), what);
            mark(s.left().get(i - 1), s.right().get(i), s.left().get(i), what);
        }
    }

    void mark(Vec3 a, Vec3 b, Vec3 c, byte what) {
        int fromX = clampX(Math.min(a.x(), Math.min(b.x(), c.x())));
        int toX = clampX(Math.max(a.x(), Math.max(b.x(), c.x())) + cell);
        int fromY = clampY(Math.min(a.y(), Math.min(b.y(), c.y())));
        int toY = clampY(Math.max(a.y(), Math.max(b.y(), c.y())) + cell);
        double area = (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
        if (area == 0) {
            return;
        }
        for (int iy = fromY; iy <= toY; iy++) {
            for (int ix = fromX; ix <= toX; ix++) {
                double wb = ((x(ix) - a.x()) * (c.y() - a.y()) - (y(iy) - a.y()) * (c.x() - a.x())) / area;
                double wc = ((b.x() - a.x()) * (y(iy) - a.y()) - (b.y() - a.y()) * (x(ix) - a.x())) / area;
                if (wb >= -1e-9 && wc >= -1e-9 && wb + wc <= 1 + 1e-9) {
                    set(iy * nx + ix, what, a.z() + wb * (b.z() - a.z()) + wc * (c.z() - a.z()));
                }
            }
        }
    }

    private void set(int i, byte what, double z) {
        if (what == WALK && kind[i] == LANE) {
            return;
        }
        boolean over = kind[i] == what && z > height[i];
        if (!over) {
            kind[i] = what;
            height[i] = (float) z;
        }
    }

    private int clampX(double x) {
        return Math.clamp((long) Math.floor((x - x0) / cell), 0, nx - 1);
    }

    private int clampY(double y) {
        return Math.clamp((long) Math.floor((y - y0) / cell), 0, ny - 1);
    }

    /** A line that the road's surface does not spread across. */
    public void addWall(List<Vec3> line) {
        for (int i = 1; i < line.size(); i++) {
            Vec3 a = line.get(i - 1);
            Vec3 b = line.get(i);
            int steps = (int) Math.ceil(a.horizontalDistanceTo(b) / cell * 4) + 1;
            for (int k = 0; k <= steps; k++) {
                int index = index(a.x() + (b.x() - a.x()) * k / steps, a.y() + (b.y() - a.y()) * k / steps);
                if (index >= 0) {
                    wall[index] = WALL;
                }
            }
        }
    }

    private int index(double x, double y) {
        int ix = (int) Math.floor((x - x0) / cell + 0.5);
        int iy = (int) Math.floor((y - y0) / cell + 0.5);
        return ix < 0 || iy < 0 || ix >= nx || iy >= ny ? -1 : iy * nx + ix;
    }

    /** Fills gaps of the road's surface, then heights everywhere, then the distances. */
    public void finish() {
        new RoadClosing(kind, wall, height, nx, ny).close((int) Math.round(CLOSING / 2 / cell));
        HeightFill.fill(height, nx, ny);
        measure();
    }

    void measure() {
        roadDistance = distances(LANE, FILL, LANE);
        hardDistance = distances(LANE, FILL, WALK);
    }

    /** Chamfer distance to the nearest cell of the kinds, metres, 0 inside. */
    private float[] distances(byte a, byte b, byte c) {
        float[] d = new float[kind.length];
        for (int i = 0; i < d.length; i++) {
            d[i] = kind[i] == a || kind[i] == b || kind[i] == c ? 0 : 1e6f;
        }
        for (int y = 0; y < ny; y++) {
            for (int x = 0; x < nx; x++) {
                relax(d, x, y, x - 1, y, 1);
                relax(d, x, y, x, y - 1, 1);
                relax(d, x, y, x - 1, y - 1, 1.4142f);
                relax(d, x, y, x + 1, y - 1, 1.4142f);
            }
        }
        for (int y = ny - 1; y >= 0; y--) {
            for (int x = nx - 1; x >= 0; x--) {
                relax(d, x, y, x + 1, y, 1);
                relax(d, x, y, x, y + 1, 1);
                relax(d, x, y, x + 1, y + 1, 1.4142f);
                relax(d, x, y, x - 1, y + 1, 1.4142f);
            }
        }
        return d;
    }

    private void relax(float[] d, int x, int y, int fromX, int fromY, float steps) {
        if (fromX >= 0 && fromY >= 0 && fromX < nx && fromY < ny) {
            float through = d[fromY * nx + fromX] + steps * (float) cell;
            if (through < d[y * nx + x]) {
                d[y * nx + x] = through;
            }
        }
    }

    /** Height of the ground, bilinear; road height near roads, drawn out smoothly from them elsewhere. */
    public double height(double x, double y) {
        return bilinear(height, x, y);
    }

    /** Metres to the road's surface, 0 on it. */
    public double roadDistance(double x, double y) {
        return bilinear(roadDistance, x, y);
    }

    /** Metres to the road's surface or a walkway, 0 on them. */
    public double hardDistance(double x, double y) {
        return bilinear(hardDistance, x, y);
    }

    private double bilinear(float[] field, double x, double y) {
        double fx = Math.clamp((x - x0) / cell, 0, nx - 1.001);
        double fy = Math.clamp((y - y0) / cell, 0, ny - 1.001);
        int ix = (int) fx;
        int iy = (int) fy;
        double tx = fx - ix;
        double ty = fy - iy;
        int i = iy * nx + ix;
        return (field[i] * (1 - tx) + field[i + 1] * tx) * (1 - ty)
                + (field[i + nx] * (1 - tx) + field[i + nx + 1] * tx) * ty;
    }

    public boolean isLane(double x, double y) {
        int i = index(x, y);
        return i >= 0 && kind[i] == LANE;
    }

    public boolean isRoad(double x, double y) {
        int i = index(x, y);
        return i >= 0 && (kind[i] == LANE || kind[i] == FILL);
    }

    public boolean isWalk(double x, double y) {
        int i = index(x, y);
        return i >= 0 && kind[i] == WALK;
    }

    /** Neither road nor walk nor taken by something that was placed. */
    public boolean isFree(double x, double y) {
        int i = index(x, y);
        return i >= 0 && kind[i] == FREE;
    }

    /** True where a rectangle about a centre has nothing in it. @param yaw heading of its length */
    public boolean isFree(double x, double y, double yaw, double length, double width) {
        return all(x, y, yaw, length, width, i -> i >= 0 && kind[i] == FREE);
    }

    /** True where a rectangle about a centre has no road in it. */
    public boolean isOffRoad(double x, double y, double yaw, double length, double width) {
        return all(x, y, yaw, length, width, i -> i < 0 || kind[i] != LANE && kind[i] != FILL);
    }

    /** Keeps a rectangle for what is placed there. */
    public void take(double x, double y, double yaw, double length, double width) {
        all(x, y, yaw, length, width, i -> {
            if (i >= 0 && kind[i] == FREE) {
                kind[i] = TAKEN;
            }
            return true;
        });
    }

    /** Whether something holds for all cells of a rectangle; -1 stands for those outside the raster. */
    private boolean all(double x, double y, double yaw, double length, double width, IntPredicate holds) {
        double cos = StrictMath.cos(yaw);
        double sin = StrictMath.sin(yaw);
        int n = Math.max(1, (int) Math.ceil(length / cell));
        int m = Math.max(1, (int) Math.ceil(width / cell));
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                double a = (i / (double) n - 0.5) * length;
                double b = (j / (double) m - 0.5) * width;
                if (!holds.test(index(x + a * cos - b * sin, y + a * sin + b * cos))) {
                    return false;
                }
            }
        }
        return true;
    }
}

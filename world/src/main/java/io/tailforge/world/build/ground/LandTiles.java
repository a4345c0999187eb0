package io.tailforge.world.build.ground;

import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The land as squares of 1 m at the road's edge that grow with the distance, without cracks between sizes. Where a square would
 * come through the road its corners are pressed down.
 */
final class LandTiles {
    private static final int ROOT = 128;
    /** Land without anything on it goes on to here beyond the extent, so that the horizon is land; metres. */
    private static final double FAR = 900;
    /** The land stays this far below the road, metres. */
    private static final double CLEAR = 0.02;

    /** A square; {@code rim} are its corners and those of smaller neighbours on its sides, counter-clockwise. */
    private record Leaf(int x, int y, int size, List<Long> rim) {
        boolean isPlain() {
            return rim.size() == 4;
        }

        long centre() {
            return key(x + size / 2, y + size / 2);
        }
    }

    private final Terrain terrain;
    private final GroundGrid grid;
    private final Extent extent;
    private final Set<Long> corners = new HashSet<>();
    private final List<int[]> squares = new ArrayList<>();
    private final Map<Long, Double> heights = new HashMap<>();
    private final Map<Long, Integer> vertices = new HashMap<>();

    LandTiles(Terrain terrain, GroundGrid grid, Extent extent) {
        this.terrain = terrain;
        this.grid = grid;
        this.extent = extent;
    }

    void addTo(MeshBuilder mesh) {
        List<Leaf> leaves = leaves();
        leaves.forEach(this::press);
        leaves.forEach(leaf -> add(leaf, mesh));
    }

    private List<Leaf> leaves() {
        int fromX = Math.floorDiv((int) Math.floor(extent.minX() - FAR), ROOT) * ROOT;
        int fromY = Math.floorDiv((int) Math.floor(extent.minY() - FAR), ROOT) * ROOT;
        for (int y = fromY; y < extent.maxY() + FAR; y += ROOT) {
            for (int x = fromX; x < extent.maxX() + FAR; x += ROOT) {
                split(x, y, ROOT);
            }
        }
        for (int[] square : squares) {
            corners.add(key(square[0], square[1]));
            corners.add(key(square[0] + square[2], square[1]));
            corners.add(key(square[0], square[1] + square[2]));
            corners.add(key(square[0] + square[2], square[1] + square[2]));
        }
        return squares.stream().map(s -> leaf(s[0], s[1], s[2])).toList();
    }

    private static long key(int x, int y) {
        return (long) x << 32 ^ (y & 0xFFFFFFFFL);
    }

    private static int x(long key) {
        return (int) (key >> 32);
    }

    private static int y(long key) {
        return (int) key;
    }

    private void split(int x, int y, int size) {
        double cx = x + size / 2.0;
        double cy = y + size / 2.0;
        if (extent.distanceToPath(cx, cy) > extent.radius() + FAR + size) {
            return;
        }
        if (size > 1 && size > wanted(cx, cy, size)) {
            int half = size / 2;
            split(x, y, half);
            split(x + half, y, half);
            split(x, y + half, half);
            split(x + half, y + half, half);
            return;
        }
        squares.add(new int[] {x, y, size});
    }

    /** The largest square allowed here. */
    private double wanted(double x, double y, int size) {
        double edge = grid.hardDistance(x, y) - 0.71 * size;
        double distance = extent.distanceToPath(x, y);
        if (distance > extent.radius() + 0.71 * size) {
            return 32;
        }
        double far = distance / 12;
        return Math.max(edge > 0 ? 1 + edge / 2 : far > 8 ? 2 : 1, far > 10 ? 4 : 0);
    }

    private Leaf leaf(int x, int y, int size) {
        List<Long> rim = new ArrayList<>(4);
        edge(rim, x, y, 1, 0, size);
        edge(rim, x + size, y, 0, 1, size);
        edge(rim, x + size, y + size, -1, 0, size);
        edge(rim, x, y + size, 0, -1, size);
        return new Leaf(x, y, size, rim);
    }

    private void edge(List<Long> rim, int x, int y, int dx, int dy, int size) {
        for (int i = 0; i < size; i++) {
            long corner = key(x + i * dx, y + i * dy);
            if (i == 0 || corners.contains(corner)) {
                rim.add(corner);
            }
        }
    }

    private double height(long corner) {
        return heights.computeIfAbsent(corner, key -> terrain.height(x(key), y(key)));
    }

    private void press(Leaf leaf) {
        double half = leaf.size() / 2.0;
        double reach = 0.71 * leaf.size() + 2 * grid.cell();
        if (!extent.isNear(leaf.x() + half, leaf.y() + half)
                || grid.roadDistance(leaf.x() + half, leaf.y() + half) > reach) {
            return;
        }
        for (int iy = grid.rowAt(leaf.y()); grid.y(iy) <= leaf.y() + leaf.size() + 1e-9; iy++) {
            for (int ix = grid.columnAt(leaf.x()); grid.x(ix) <= leaf.x() + leaf.size() + 1e-9; ix++) {
                double ceiling = grid.roadAbove(ix, iy) - CLEAR;
                if (!Double.isNaN(ceiling)) {
                    press(leaf, grid.x(ix), grid.y(iy), ceiling);
                }
            }
        }
    }

    private void press(Leaf leaf, double x, double y, double ceiling) {
        List<Long> rim = leaf.rim();
        if (leaf.isPlain()) {
            press(rim.get(0), rim.get(1), rim.get(2), x, y, ceiling);
            press(rim.get(0), rim.get(2), rim.get(3), x, y, ceiling);
            return;
        }
        for (int i = 0; i < rim.size(); i++) {
            press(leaf.centre(), rim.get(i), rim.get((i + 1) % rim.size()), x, y, ceiling);
        }
    }

    /** Lowers a triangle, where the point lies in it, until it is not above the ceiling there. */
    private void press(long a, long b, long c, double x, double y, double ceiling) {
        double area = (double) (x(b) - x(a)) * (y(c) - y(a)) - (double) (y(b) - y(a)) * (x(c) - x(a));
        double wb = ((x - x(a)) * (y(c) - y(a)) - (y - y(a)) * (x(c) - x(a))) / area;
        double wc = ((x(b) - x(a)) * (y - y(a)) - (y(b) - y(a)) * (x - x(a))) / area;
        if (wb < -1e-9 || wc < -1e-9 || wb + wc > 1 + 1e-9) {
            return;
        }
        double excess = height(a) + wb * (height(b) - height(a)) + wc * (height(c) - height(a)) - ceiling;
        if (excess > 0) {
            heights.merge(a, -excess, Double::sum);
            heights.merge(b, -excess, Double::sum);
            heights.merge(c, -excess, Double::sum);
        }
    }

    private void add(Leaf leaf, MeshBuilder mesh) {
        double half = leaf.size() / 2.0;
        Material material = terrain.isUnderRoad(leaf.x(), leaf.y(), leaf.size())
                ? Material.ASPHALT
                : terrain.material(leaf.x() + half, leaf.y() + half);
        int[] rim = leaf.rim().stream().mapToInt(corner -> vertex(corner, mesh)).toArray();
        if (leaf.isPlain()) {
            mesh.quad(rim[0], rim[1], rim[2], rim[3], material, Shaper.NEUTRAL);
            return;
        }
        int centre = vertex(leaf.centre(), mesh);
        for (int i = 0; i < rim.length; i++) {
            mesh.triangle(centre, rim[i], rim[(i + 1) % rim.length], material, Shaper.NEUTRAL);
        }
    }

    private int vertex(long corner, MeshBuilder mesh) {
        return vertices.computeIfAbsent(corner, key -> {
            int x = x(key);
            int y = y(key);
            double nx = terrain.height(x - 0.7, y) - terrain.height(x + 0.7, y);
            double ny = terrain.height(x, y - 0.7) - terrain.height(x, y + 0.7);
            double norm = Math.sqrt(nx * nx + ny * ny + 1.96);
            return mesh.vertex(x, y, height(key), nx / norm, ny / norm, 1.4 / norm, x, y);
        });
    }
}

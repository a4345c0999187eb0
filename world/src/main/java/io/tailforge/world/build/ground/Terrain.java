package io.tailforge.world.build.ground;

import io.tailforge.world.build.shape.Chance;
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
 * The land: squares of 1 m at the road's edge that grow with the distance, without cracks between sizes. It stays below
 * the road and the walks and rolls a little away from them.
 */
public final class Terrain {
    private static final int ROOT = 128;
    /** Land without anything on it goes on to here beyond the extent, so that the horizon is land; metres. */
    private static final double FAR = 900;

    private static final double UNDER_ROAD = 0.06;
    private static final double AT_EDGE = 0.03;

    private final GroundGrid grid;
    private final Extent extent;
    private final long seed;
    private final double relief;
    private final boolean paved;
    private final Set<Long> corners = new HashSet<>();
    private final List<int[]> leaves = new ArrayList<>();
    private final Map<Long, Integer> vertices = new HashMap<>();

    /**
     * @param relief metres that the land rolls up and down, far from the road
     * @param paved true where the land beside the road is built over
     */
    public Terrain(GroundGrid grid, Extent extent, long seed, double relief, boolean paved) {
        this.grid = grid;
        this.extent = extent;
        this.seed = seed;
        this.relief = relief;
        this.paved = paved;
    }

    public void addTo(MeshBuilder mesh) {
        int fromX = Math.floorDiv((int) Math.floor(extent.minX() - FAR), ROOT) * ROOT;
        int fromY = Math.floorDiv((int) Math.floor(extent.minY() - FAR), ROOT) * ROOT;
        for (int y = fromY; y < extent.maxY() + FAR; y += ROOT) {
            for (int x = fromX; x < extent.maxX() + FAR; x += ROOT) {
                split(x, y, ROOT);
            }
        }
        for (int[] leaf : leaves) {
            corner(leaf[0], leaf[1]);
            corner(leaf[0] + leaf[2], leaf[1]);
            corner(leaf[0], leaf[1] + leaf[2]);
            corner(leaf[0] + leaf[2], leaf[1] + leaf[2]);
        }
        for (int[] leaf : leaves) {
            addLeaf(leaf[0], leaf[1], leaf[2], mesh);
        }
    }

    private void corner(int x, int y) {
        corners.add(key(x, y));
    }

    private static long key(int x, int y) {
        return (long) x << 32 ^ (y & 0xFFFFFFFFL);
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
        leaves.add(new int[] {x, y, size});
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

    private void addLeaf(int x, int y, int size, MeshBuilder mesh) {
        List<Integer> rim = new ArrayList<>();
        edge(rim, x, y, 1, 0, size, mesh);
        edge(rim, x + size, y, 0, 1, size, mesh);
        edge(rim, x + size, y + size, -1, 0, size, mesh);
        edge(rim, x, y + size, 0, -1, size, mesh);
        Material material = isUnderRoad(x, y, size) ? Material.ASPHALT : material(x + size / 2.0, y + size / 2.0);
        if (rim.size() == 4) {
            mesh.quad(rim.get(0), rim.get(1), rim.get(2), rim.get(3), material, Shaper.NEUTRAL);
            return;
        }
        double cx = x + size / 2.0;
        double cy = y + size / 2.0;
        int centre = mesh.vertex(cx, cy, height(cx, cy), 0, 0, 0, cx, cy);
        for (int i = 0; i < rim.size(); i++) {
            mesh.triangle(centre, rim.get(i), rim.get((i + 1) % rim.size()), material, Shaper.NEUTRAL);
        }
    }

    private void edge(List<Integer> rim, int x, int y, int dx, int dy, int size, MeshBuilder mesh) {
        for (int i = 0; i < size; i++) {
            if (i == 0 || corners.contains(key(x + i * dx, y + i * dy))) {
                rim.add(vertex(x + i * dx, y + i * dy, mesh));
            }
        }
    }

    private int vertex(int x, int y, MeshBuilder mesh) {
        return vertices.computeIfAbsent(key(x, y), _ -> {
            double h = height(x, y);
            double nx = height(x - 0.7, y) - height(x + 0.7, y);
            double ny = height(x, y - 0.7) - height(x, y + 0.7);
            double norm = Math.sqrt(nx * nx + ny * ny + 1.96);
            return mesh.vertex(x, y, h, nx / norm, ny / norm, 1.4 / norm, x, y);
        });
    }

    private boolean isUnderRoad(int x, int y, int size) {
        return extent.isNear(x, y)
                && grid.roadDistance(x, y) == 0
                && grid.roadDistance(x + size, y) == 0
                && grid.roadDistance(x, y + size) == 0
                && grid.roadDistance(x + size, y + size) == 0;
    }

    private Material material(double x, double y) {
        double road = grid.hardDistance(x, y);
        if (!extent.isNear(x, y)) {
            return Material.GRASS;
        }
        if (paved) {
            return road < 25 ? Material.PAVING : Material.GRASS;
        }
        boolean field = relief > 0.8 && road > 25 && noise(x / 70, y / 70, 7) > 0.35;
        return field ? Material.SOIL : Material.GRASS;
    }

    /** Height of the land; things that stand on it start here. */
    public double height(double x, double y) {
        double d = grid.hardDistance(x, y);
        double under =
                d < 0.7 ? UNDER_ROAD - (UNDER_ROAD - AT_EDGE) * d / 0.7 : AT_EDGE * Math.max(0, 1 - (d - 0.7) / 2);
        double ramp = Math.clamp((d - 6) / 50, 0, 1);
        double roll = noise(x / 45, y / 45, 1) + 0.35 * noise(x / 14, y / 14, 2);
        double hills = 0.025 * Math.max(0, extent.distanceToPath(x, y) - 1.5 * extent.radius());
        double beyond = hills == 0 ? 0 : hills * (0.7 + noise(x / 260, y / 260, 3));
        return grid.height(x, y) - under + beyond + relief * ramp * ramp * (3 - 2 * ramp) * roll;
    }

    /** Smooth value noise, about -1..1. */
    private double noise(double x, double y, int layer) {
        long ix = (long) Math.floor(x);
        long iy = (long) Math.floor(y);
        double tx = fade(x - ix);
        double ty = fade(y - iy);
        double low = lattice(ix, iy, layer) * (1 - tx) + lattice(ix + 1, iy, layer) * tx;
        double high = lattice(ix, iy + 1, layer) * (1 - tx) + lattice(ix + 1, iy + 1, layer) * tx;
        return low * (1 - ty) + high * ty;
    }

    private static double fade(double t) {
        return t * t * (3 - 2 * t);
    }

    private double lattice(long x, long y, int layer) {
        return (Chance.hash(seed + layer, "land", x * 73_856_093L ^ y * 19_349_663L) >> 11) * 0x1p-52;
    }
}

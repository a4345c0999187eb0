package io.tailforge.world.build.ground;

import io.tailforge.world.build.shape.Chance;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;

/** The land: below the road and the walks, following their grade, and rolling a little away from them. */
public final class Terrain {
    private static final double UNDER_ROAD = 0.06;
    private static final double AT_EDGE = 0.03;

    private final GroundGrid grid;
    private final Extent extent;
    private final long seed;
    private final double relief;
    private final boolean paved;

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
        new LandTiles(this, grid, extent).addTo(mesh);
    }

    boolean isUnderRoad(int x, int y, int size) {
        return extent.isNear(x, y)
                && grid.roadDistance(x, y) == 0
                && grid.roadDistance(x + size, y) == 0
                && grid.roadDistance(x, y + size) == 0
                && grid.roadDistance(x + size, y + size) == 0;
    }

    Material material(double x, double y) {
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

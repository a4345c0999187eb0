package io.tailforge.world.build.beside;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.world.build.ground.Extent;
import io.tailforge.world.build.ground.GroundGrid;
import io.tailforge.world.build.ground.Terrain;
import io.tailforge.world.build.shape.Chance;
import io.tailforge.world.mesh.ShapeCycle;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Trees and bushes off the road, thicker where a wood is. A few shapes are shared by all. */
final class Planting {
    private static final double CELL = 9;
    private static final int BROADLEAF = 5;
    private static final int CONIFERS = 2;
    private static final int BUSHES = 3;

    private final GroundGrid grid;
    private final Extent extent;
    private final Terrain terrain;
    private final long seed;
    private final Props props;
    private final List<ShapeCycle> streetTrees = new ArrayList<>();
    private final List<ShapeCycle> trees = new ArrayList<>();
    private final List<ShapeCycle> bushes = new ArrayList<>();

    Planting(GroundGrid grid, Extent extent, Terrain terrain, long seed, Props props) {
        this.grid = grid;
        this.extent = extent;
        this.terrain = terrain;
        this.seed = seed;
        this.props = props;
        for (int i = 0; i < BROADLEAF; i++) {
            SplittableRandom random = Chance.of(seed, "tree", i);
            streetTrees.add(ShapeCycle.rigid(TreeShape.broadleaf(6.5 + 0.6 * i, 2.7, 1.7 + 0.15 * i, 1200, random)));
            trees.add(ShapeCycle.rigid(TreeShape.broadleaf(8 + 1.6 * i, 1.6 + 0.2 * i, 2.4 + 0.45 * i, 1200, random)));
        }
        for (int i = 0; i < CONIFERS; i++) {
            trees.add(ShapeCycle.rigid(TreeShape.conifer(11 + 4 * i, 1200, Chance.of(seed, "conifer", i))));
        }
        for (int i = 0; i < BUSHES; i++) {
            bushes.add(ShapeCycle.rigid(TreeShape.bush(0.7 + 0.3 * i, 0.9 + 0.4 * i, 350, Chance.of(seed, "bush", i))));
        }
    }

    /** A tree that keeps clear of the cars beside it. */
    void streetTree(double x, double y, SplittableRandom random) {
        stand(streetTrees.get(random.nextInt(streetTrees.size())), x, y, 2 * Math.PI * random.nextDouble());
    }

    void tree(double x, double y, SplittableRandom random) {
        stand(trees.get(random.nextInt(trees.size())), x, y, 2 * Math.PI * random.nextDouble());
    }

    void bush(double x, double y, SplittableRandom random) {
        stand(bushes.get(random.nextInt(bushes.size())), x, y, 2 * Math.PI * random.nextDouble());
    }

    private void stand(ShapeCycle shape, double x, double y, double yaw) {
        props.standIfFree(shape, Pose.ofYaw(x, y, terrain.height(x, y), yaw));
    }

    /** @param density of trees, 0..1, where the land is open; {@code nearest} distance to the road */
    void scatter(double density, double nearest) {
        int fromX = (int) Math.floor(extent.minX() / CELL);
        int toX = (int) Math.ceil(extent.maxX() / CELL);
        int fromY = (int) Math.floor(extent.minY() / CELL);
        int toY = (int) Math.ceil(extent.maxY() / CELL);
        for (int iy = fromY; iy < toY; iy++) {
            for (int ix = fromX; ix < toX; ix++) {
                scatterCell(ix, iy, density, nearest);
            }
        }
    }

    private void scatterCell(int ix, int iy, double density, double nearest) {
        SplittableRandom random = Chance.of(seed, "planting " + ix, iy);
        double x = (ix + 0.1 + 0.8 * random.nextDouble()) * CELL;
        double y = (iy + 0.1 + 0.8 * random.nextDouble()) * CELL;
        double wood = Chance.of(seed, "wood " + Math.floorDiv(ix, 6), Math.floorDiv(iy, 6))
                                .nextDouble()
                        < 0.35
                ? 2.6
                : 0.45;
        double off = grid.hardDistance(x, y);
        if (!extent.isNear(x, y) || off < 1.5 || !grid.isFree(x, y, 0, 2.4, 2.4)) {
            return;
        }
        double draw = random.nextDouble();
        if (off > nearest && draw < density * wood) {
            tree(x, y, random);
        } else if (off < nearest + 12 && draw > 1 - 0.35 * density * wood) {
            bush(x, y, random);
        }
    }
}

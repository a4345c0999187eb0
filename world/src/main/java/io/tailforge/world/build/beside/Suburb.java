package io.tailforge.world.build.beside;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.build.ground.Extent;
import io.tailforge.world.build.ground.GroundGrid;
import io.tailforge.world.build.ground.Terrain;
import io.tailforge.world.build.shape.Chance;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import java.util.List;
import java.util.SplittableRandom;

/** Detached houses in gardens behind hedges and fences. */
final class Suburb {
    private static final double LOT = 17;
    private static final double FRONT_GARDEN = 5;

    private final GroundGrid grid;
    private final Extent extent;
    private final Terrain terrain;
    private final long seed;
    private final MeshBuilder mesh;
    private final Planting planting;
    private int placed;

    Suburb(GroundGrid grid, Extent extent, Terrain terrain, long seed, MeshBuilder mesh, Planting planting) {
        this.grid = grid;
        this.extent = extent;
        this.terrain = terrain;
        this.seed = seed;
        this.mesh = mesh;
        this.planting = planting;
    }

    void addHouses(List<List<Frontage.Place>> edges) {
        for (List<Frontage.Place> stretch : edges) {
            int lot = (int) (LOT / Frontage.STEP);
            int i = 0;
            while (i + lot < stretch.size()) {
                i += lot(stretch.subList(i, i + lot)) ? lot : 2;
            }
        }
    }

    private boolean lot(List<Frontage.Place> front) {
        SplittableRandom random = Chance.of(seed, "house", placed);
        Frontage.Place middle = front.get(front.size() / 2);
        double width = 8 + 3 * random.nextDouble();
        double depth = 8 + 2 * random.nextDouble();
        double walk = Math.max(middle.walk(), 1.6);
        double out = walk + FRONT_GARDEN + depth / 2;
        double x = middle.x(out);
        double y = middle.y(out);
        double yaw = middle.outward() - Math.PI / 2;
        if (!extent.isNear(x, y) || !grid.isFree(x, y, yaw, width + 2, depth + 2)) {
            return false;
        }
        grid.take(x, y, yaw, width, depth);
        double z = terrain.height(x, y) + 0.15;
        House.detached(width, depth, random).draw(Shaper.on(mesh).at(x, y, z, yaw), random);
        enclose(front, walk, random);
        placed++;
        return true;
    }

    /** A hedge, a fence or a low wall along the walk, with a gap for the path. */
    private void enclose(List<Frontage.Place> front, double walk, SplittableRandom random) {
        int kind = random.nextInt(3);
        int gap = 2 + random.nextInt(front.size() - 6);
        for (int i = 0; i + 1 < front.size(); i++) {
            Vec3 a = foot(front.get(i), walk + 0.45);
            Vec3 b = foot(front.get(i + 1), walk + 0.45);
            boolean path = i == gap || i == gap + 1;
            if (!path && grid.isFree(a.x(), a.y()) && grid.isFree(b.x(), b.y()) && a.distanceTo(b) > 0.1) {
                piece(a, b, kind);
            }
        }
        Frontage.Place corner = front.getFirst();
        double x = corner.x(walk + 2.5);
        double y = corner.y(walk + 2.5);
        if (grid.isFree(x, y, 0, 2, 2) && grid.hardDistance(x, y) > 1.5) {
            planting.tree(x, y, random);
        }
    }

    private Vec3 foot(Frontage.Place place, double out) {
        double x = place.x(out);
        double y = place.y(out);
        return new Vec3(x, y, terrain.height(x, y));
    }

    private void piece(Vec3 a, Vec3 b, int kind) {
        Vec3 along = b.minus(a);
        double yaw = StrictMath.atan2(along.y(), along.x());
        double length = a.horizontalDistanceTo(b) + 0.02;
        Shaper at = Shaper.on(mesh).at(a.x(), a.y(), Math.min(a.z(), b.z()), yaw);
        switch (kind) {
            case 0 -> at.of(Material.FOLIAGE, 0xD8E8C0).box(0, -0.3, -0.3, length, 0.3, 1.15, false);
            case 1 -> {
                Shaper wood = at.of(Material.WOOD, 0xFFFFFF);
                wood.box(0, -0.02, 0.25, length, 0.02, 0.33);
                wood.box(0, -0.02, 0.7, length, 0.02, 0.78);
                for (double x = 0.05; x < length; x += 0.17) {
                    wood.box(x, -0.04, -0.2, x + 0.09, -0.02, 0.95, false);
                }
            }
            default -> {
                at.of(Material.WALL_BRICK).box(0, -0.12, -0.3, length, 0.12, 0.75, false);
                at.of(Material.WALL_CONCRETE).box(0, -0.16, 0.75, length, 0.16, 0.82);
            }
        }
    }
}

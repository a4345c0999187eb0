package io.tailforge.world.build.beside;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.build.ground.Extent;
import io.tailforge.world.build.ground.GroundGrid;
import io.tailforge.world.build.ground.Terrain;
import io.tailforge.world.build.shape.Chance;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.MeshBuilder;
import java.util.List;
import java.util.SplittableRandom;

/** Rows of houses along the streets, behind the walkway, never on it. */
final class Town {
    private static final double NARROWEST_WALK = 3.2;

    private final GroundGrid grid;
    private final Extent extent;
    private final Terrain terrain;
    private final long seed;
    private final MeshBuilder mesh;
    private final Props props;
    private int placed;

    Town(GroundGrid grid, Extent extent, Terrain terrain, long seed, MeshBuilder mesh, Props props) {
        this.props = props;
        this.grid = grid;
        this.extent = extent;
        this.terrain = terrain;
        this.seed = seed;
        this.mesh = mesh;
    }

    void addBuildings(List<List<Frontage.Place>> edges) {
        for (List<Frontage.Place> stretch : edges) {
            row(stretch);
        }
    }

    private void row(List<Frontage.Place> stretch) {
        int i = 0;
        while (i < stretch.size()) {
            SplittableRandom random = Chance.of(seed, "building", placed);
            double width = 9 + 11 * random.nextDouble();
            int half = (int) Math.ceil(width / 2 / Frontage.STEP);
            int middle = i + half;
            boolean stands = middle + half < stretch.size() + 4
                    && middle < stretch.size()
                    && place(stretch.get(middle), width, random);
            i += stands ? 2 * half : 2;
        }
    }

    private boolean place(Frontage.Place place, double width, SplittableRandom random) {
        double depth = 10 + 4 * random.nextDouble();
        double out = Math.max(place.walk(), NARROWEST_WALK) + 0.6 + depth / 2;
        double x = place.x(out);
        double y = place.y(out);
        double yaw = place.outward() - Math.PI / 2;
        if (!grid.isFree(x, y, yaw, width - 0.6, depth + 0.8) || !grid.isOffRoad(x, y, yaw, width + 1.2, depth + 1.2)) {
            return false;
        }
        grid.take(x, y, yaw, width, depth);
        placed++;
        double z = terrain.height(place.x(out - depth / 2), place.y(out - depth / 2)) + 0.12;
        Building building = Building.inTown(width, depth, random);
        building.draw(Shaper.on(mesh).at(x, y, z, yaw), random);
        if (building.front().shops()) {
            double front = out - depth / 2 - 0.3;
            Vec3 towards = new Vec3(-place.outX(), -place.outY(), -0.4).normalized();
            props.shopWindow(new Vec3(place.x(front), place.y(front), z + 2.2), towards);
        }
        return true;
    }
}

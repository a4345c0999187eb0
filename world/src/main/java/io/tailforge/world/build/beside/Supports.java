package io.tailforge.world.build.beside;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.Pole;
import io.tailforge.world.build.ground.Extent;
import io.tailforge.world.build.ground.GroundGrid;
import io.tailforge.world.build.ground.Terrain;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.Material;
import java.util.List;

/** What signs and signals hang on: the map's pole where one stands near, else a post of our own, with an arm over the road. */
final class Supports {
    private static final double POLE_NEAR = 1.6;
    private static final double LONGEST_ARM = 28;
    private static final int GREY = 0x9AA0A6;

    private final GroundGrid grid;
    private final Terrain terrain;
    private final List<List<Vec3>> poles;
    private final Shaper metal;

    Supports(GroundGrid grid, Terrain terrain, Extent extent, List<Pole> poles, Shaper ground) {
        this.grid = grid;
        this.terrain = terrain;
        this.poles = poles.stream().map(pole -> extent.local(pole.axis())).toList();
        this.metal = ground.of(Material.POLE_METAL, GREY);
    }

    /** @param back middle of the thing's back; {@code facing} where its face looks; {@code half} half its height */
    void hold(Vec3 back, double facing, double half) {
        Vec3 behind = new Vec3(-StrictMath.cos(facing), -StrictMath.sin(facing), 0);
        Vec3 left = new Vec3(behind.y(), -behind.x(), 0);
        Vec3 hook = back.plus(behind.times(0.08));
        for (List<Vec3> pole : poles) {
            Vec3 foot = pole.getFirst();
            double top = Math.max(foot.z(), pole.getLast().z());
            if (foot.horizontalDistanceTo(back) < POLE_NEAR && top > back.z() - half - 0.6) {
                Vec3 clamp = new Vec3(foot.x(), foot.y(), Math.min(top, back.z()));
                rod(hook, clamp, 0.025);
                return;
            }
        }
        if (!grid.isRoad(hook.x(), hook.y())) {
            post(hook, half);
            return;
        }
        arm(hook, left, half);
    }

    private void post(Vec3 hook, double half) {
        double foot = terrain.height(hook.x(), hook.y()) - 0.2;
        metal.rod(new Vec3(hook.x(), hook.y(), foot), hook.plus(new Vec3(0, 0, half)), 0.04, 0.04, 8);
    }

    private void arm(Vec3 hook, Vec3 left, double half) {
        for (double out = 0.5; out < LONGEST_ARM; out += 0.5) {
            for (int side = -1; side <= 1; side += 2) {
                Vec3 foot = hook.plus(left.times(side * (out + 0.5)));
                Vec3 edge = hook.plus(left.times(side * out));
                if (!grid.isRoad(foot.x(), foot.y()) && !grid.isRoad(edge.x(), edge.y())) {
                    Vec3 top = new Vec3(foot.x(), foot.y(), hook.z() + Math.min(half, 0.3));
                    double ground = terrain.height(foot.x(), foot.y()) - 0.2;
                    metal.rod(new Vec3(foot.x(), foot.y(), ground), top, 0.11, 0.08, 10);
                    rod(new Vec3(foot.x(), foot.y(), hook.z()), hook, 0.05);
                    return;
                }
            }
        }
    }

    private void rod(Vec3 from, Vec3 to, double radius) {
        if (from.distanceTo(to) > 0.02) {
            metal.rod(from, to, radius, radius, 8);
        }
    }
}

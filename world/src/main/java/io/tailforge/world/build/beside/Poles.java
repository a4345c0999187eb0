package io.tailforge.world.build.beside;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.Pole;
import io.tailforge.world.build.ground.Extent;
import io.tailforge.world.build.ground.GroundGrid;
import io.tailforge.world.build.shape.Chance;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.ShapeCycle;
import java.util.List;

/** The map's own poles, as what it says they are. */
final class Poles {
    private final GroundGrid grid;
    private final Extent extent;
    private final Shaper ground;
    private final Props props;
    private final Planting planting;
    private final long seed;
    private final ShapeCycle lamp = FurnitureShapes.streetLamp();
    private final ShapeCycle bollard = FurnitureShapes.bollard();

    Poles(GroundGrid grid, Extent extent, Shaper ground, Props props, Planting planting, long seed) {
        this.grid = grid;
        this.extent = extent;
        this.ground = ground;
        this.props = props;
        this.planting = planting;
        this.seed = seed;
    }

    void add(Pole pole) {
        List<Vec3> axis = extent.local(pole.axis());
        Vec3 foot = axis.getFirst().z() <= axis.getLast().z() ? axis.getFirst() : axis.getLast();
        Vec3 top = axis.getFirst().z() <= axis.getLast().z() ? axis.getLast() : axis.getFirst();
        if (!extent.isNear(foot)) {
            return;
        }
        switch (pole.kind()) {
            case TREE -> planting.streetTree(foot.x(), foot.y(), Chance.of(seed, "pole " + pole.id(), 0));
            case STREET_LAMP -> lamp(foot);
            case BOLLARD -> props.stand(bollard, Pose.ofYaw(foot.x(), foot.y(), foot.z(), 0));
            case TELEGRAPH ->
                props.stand(
                        FurnitureShapes.telegraphPole(Math.max(1, top.z() - foot.z()), pole.radius()),
                        Pose.ofYaw(foot.x(), foot.y(), foot.z(), 0));
            case SIGN, LIGHT, OTHER -> rod(foot, top, pole.radius());
        }
    }

    private void rod(Vec3 foot, Vec3 top, double radius) {
        if (foot.distanceTo(top) > 0.05) {
            Vec3 below = foot.minus(top).normalized().times(0.15);
            ground.of(Material.POLE_METAL, 0x9AA0A6).rod(foot.plus(below), top, radius, radius, 10);
        }
    }

    private void lamp(Vec3 foot) {
        double best = Double.MAX_VALUE;
        double towards = 0;
        for (int k = 0; k < 16; k++) {
            double angle = Math.PI * k / 8;
            double d = grid.roadDistance(foot.x() + 2 * StrictMath.cos(angle), foot.y() + 2 * StrictMath.sin(angle));
            if (d < best) {
                best = d;
                towards = angle;
            }
        }
        Pose pose = Pose.ofYaw(foot.x(), foot.y(), foot.z(), towards);
        props.stand(lamp, pose);
        props.streetLamp(pose.transform(FurnitureShapes.LAMP_LIGHT));
    }
}

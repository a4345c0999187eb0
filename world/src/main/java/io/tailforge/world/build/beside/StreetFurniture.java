package io.tailforge.world.build.beside;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.world.build.ground.GroundGrid;
import io.tailforge.world.build.ground.Terrain;
import io.tailforge.world.build.ground.Walks;
import io.tailforge.world.build.shape.Chance;
import io.tailforge.world.mesh.ShapeCycle;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Lamps, trees, benches, bins and bollards along the walkways, in the strip next to the kerb. Where an actor is in the way a
 * thing is left out and the rest of the street stays as it is.
 */
final class StreetFurniture {
    private static final double LAMP_STEP = 30;
    private static final double TREE_STEP = 11;
    private static final double KERB_STRIP = 0.85;
    private static final double FOOT = 0.4;
    private static final double PIT = 0.7;

    private final GroundGrid grid;
    private final Terrain terrain;
    private final Planting planting;
    private final Props props;
    private final long seed;
    private final ShapeCycle lamp = FurnitureShapes.streetLamp();
    private final ShapeCycle pit = FurnitureShapes.treePit();
    private final List<ShapeCycle> small = List.of(
            FurnitureShapes.bench(),
            FurnitureShapes.bin(),
            FurnitureShapes.bollard(),
            FurnitureShapes.cabinet(),
            FurnitureShapes.parkedCycle(),
            FurnitureShapes.bollard());
    private final boolean lamps;
    private int stretches;

    /** @param lamps false where the map has its own */
    StreetFurniture(GroundGrid grid, Terrain terrain, Planting planting, Props props, long seed, boolean lamps) {
        this.grid = grid;
        this.terrain = terrain;
        this.planting = planting;
        this.props = props;
        this.seed = seed;
        this.lamps = lamps;
    }

    /** @param trees false where the road is no place for them */
    void line(List<Frontage.Place> stretch, boolean trees) {
        SplittableRandom random = Chance.of(seed, "furniture", stretches++);
        double lampAt = lamps ? LAMP_STEP * random.nextDouble() * 0.5 : Double.MAX_VALUE;
        double treeAt = 4 + TREE_STEP * random.nextDouble();
        double thingAt = 8 + 10 * random.nextDouble();
        boolean alley = trees && random.nextInt(4) > 0;
        for (int i = 0; i < stretch.size(); i++) {
            Frontage.Place place = stretch.get(i);
            double s = i * Frontage.STEP;
            if (s >= lampAt) {
                lampAt += lamp(place) ? LAMP_STEP : 1;
            } else if (s >= treeAt && alley && lampAt - s > 3) {
                treeAt += tree(place, random) ? TREE_STEP : 1;
            } else if (s >= thingAt && lampAt - s > 2 && treeAt - s > 2) {
                thingAt += thing(place, random) ? 9 + 14 * random.nextDouble() : 1;
            }
        }
    }

    private double height(Frontage.Place place, double x, double y) {
        return grid.isWalk(x, y) ? place.edge().z() + Walks.KERB_HEIGHT : terrain.height(x, y);
    }

    /** No road within a radius, so that a foot, a bench or a tree's pit does not reach over the kerb. */
    private boolean isOpen(double x, double y, double radius) {
        for (int k = 0; k < 8; k++) {
            double angle = Math.PI * k / 4;
            if (grid.isRoad(x + radius * StrictMath.cos(angle), y + radius * StrictMath.sin(angle))) {
                return false;
            }
        }
        return !grid.isRoad(x, y) && (grid.isWalk(x, y) || grid.isFree(x, y));
    }

    private boolean lamp(Frontage.Place place) {
        double x = place.x(0.75);
        double y = place.y(0.75);
        if (!isOpen(x, y, FOOT)) {
            return false;
        }
        Pose pose = Pose.ofYaw(x, y, height(place, x, y), place.outward() + Math.PI);
        props.standIfFree(lamp, pose);
        props.streetLampIfFree(pose.transform(FurnitureShapes.LAMP_LIGHT), pose.translation());
        return true;
    }

    private boolean tree(Frontage.Place place, SplittableRandom random) {
        double x = place.x(KERB_STRIP + 0.1);
        double y = place.y(KERB_STRIP + 0.1);
        if (!isOpen(x, y, PIT)) {
            return false;
        }
        if (grid.isWalk(x, y)) {
            props.standIfFree(pit, Pose.ofYaw(x, y, height(place, x, y), place.outward()));
        }
        planting.streetTree(x, y, random);
        return true;
    }

    private boolean thing(Frontage.Place place, SplittableRandom random) {
        double x = place.x(KERB_STRIP);
        double y = place.y(KERB_STRIP);
        if (!grid.isWalk(x, y) || !isOpen(x, y, FOOT) || place.walk() < 2) {
            return false;
        }
        ShapeCycle shape = small.get(random.nextInt(small.size()));
        props.standIfFree(shape, Pose.ofYaw(x, y, height(place, x, y), place.outward() + Math.PI));
        return true;
    }
}

package io.tailforge.world.build.beside;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.world.build.ground.GroundGrid;
import io.tailforge.world.build.ground.Terrain;
import io.tailforge.world.build.shape.Chance;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.ShapeCycle;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Beside a motorway: marker posts, stretches of noise wall, gantries with boards over the carriageway. */
final class Motorway {
    private static final int POST_STEP = 50;
    private static final double POST_OUT = 1.1;
    private static final double WALL_OUT = 5.5;
    private static final int PANEL = 4;
    private static final double WALL_HEIGHT = 3.6;
    private static final double CLEARANCE = 5.7;
    private static final double WIDEST = 24;
    private static final double NARROWEST = 6;
    private static final int GANTRY_STEP = 450;

    private final GroundGrid grid;
    private final Terrain terrain;
    private final long seed;
    private final Shaper ground;
    private final Props props;
    private final DrivingSide side;
    private final boolean green;
    private final ShapeCycle post = FurnitureShapes.markerPost();
    private int stretches;

    /** @param green boards, as North America has them; else blue */
    Motorway(
            GroundGrid grid,
            Terrain terrain,
            long seed,
            MeshBuilder mesh,
            Props props,
            DrivingSide side,
            boolean green) {
        this.grid = grid;
        this.terrain = terrain;
        this.seed = seed;
        this.ground = Shaper.on(mesh);
        this.props = props;
        this.side = side;
        this.green = green;
    }

    /** @param edge outer edge of a carriageway, a place a metre */
    void line(List<Frontage.Place> edge) {
        SplittableRandom random = Chance.of(seed, "motorway", stretches++);
        for (int i = random.nextInt(POST_STEP); i < edge.size(); i += POST_STEP) {
            post(edge.get(i));
        }
        for (int i = random.nextInt(120); i < edge.size(); ) {
            int length = 80 + PANEL * random.nextInt(30);
            wall(edge.subList(i, Math.min(edge.size(), i + length)), random);
            i += length + 60 + random.nextInt(160);
        }
        for (int i = 70 + random.nextInt(60); i < edge.size(); i += GANTRY_STEP) {
            gantry(edge.get(i), random);
        }
    }

    private void post(Frontage.Place place) {
        double x = place.x(POST_OUT);
        double y = place.y(POST_OUT);
        if (grid.isFree(x, y)) {
            props.standIfFree(post, Pose.ofYaw(x, y, terrain.height(x, y), along(place)));
        }
    }

    /** Heading of the traffic at an outer edge. */
    private double along(Frontage.Place place) {
        return place.outward() + (side == DrivingSide.RIGHT ? Math.PI / 2 : -Math.PI / 2);
    }

    private void wall(List<Frontage.Place> stretch, SplittableRandom random) {
        int tint = Chance.pick(random, 0xFFFFFF, 0xE8E0D0, 0xC8D8C8, 0xD8C8B8);
        List<Section> panels = new ArrayList<>();
        for (int i = 0; i + PANEL < stretch.size(); i += PANEL) {
            Section panel = Section.between(foot(stretch.get(i)), foot(stretch.get(i + PANEL)));
            if (grid.isFree(panel.middle().x(), panel.middle().y(), panel.yaw(), PANEL + 1, 1.5)) {
                panels.add(panel);
            }
        }
        panels.forEach(panel -> draw(panel, tint));
    }

    private record Section(Vec3 from, Vec3 to, double yaw) {
        static Section between(Vec3 from, Vec3 to) {
            return new Section(from, to, StrictMath.atan2(to.y() - from.y(), to.x() - from.x()));
        }

        Vec3 middle() {
            return from.lerp(to, 0.5);
        }
    }

    private Vec3 foot(Frontage.Place place) {
        double x = place.x(WALL_OUT);
        double y = place.y(WALL_OUT);
        return new Vec3(x, y, terrain.height(x, y));
    }

    private void draw(Section panel, int tint) {
        Vec3 from = panel.from();
        double length = from.horizontalDistanceTo(panel.to());
        Shaper at = ground.at(from.x(), from.y(), Math.min(from.z(), panel.to().z()), panel.yaw());
        Shaper boards = at.of(Material.WALL_CONCRETE, tint);
        for (double z = 0; z < WALL_HEIGHT - 0.1; z += 0.6) {
            boards.box(0, -0.06, z + 0.03, length, 0.06, z + 0.6);
        }
        boards.box(0, -0.045, -0.6, length, 0.045, WALL_HEIGHT - 0.03, false);
        at.of(Material.POLE_METAL, 0x808488).box(-0.1, -0.12, -0.6, 0.1, 0.12, WALL_HEIGHT + 0.05);
        grid.take(panel.middle().x(), panel.middle().y(), panel.yaw(), PANEL, 1);
    }

    private void gantry(Frontage.Place place, SplittableRandom random) {
        double width = carriageway(place);
        if (width < NARROWEST || width > WIDEST) {
            return;
        }
        double near = place.edge().z();
        double top = near + CLEARANCE;
        leg(place, POST_OUT, top + 1.4);
        boolean wide = !grid.isLane(place.x(-width - 0.6), place.y(-width - 0.6));
        double reach = wide ? width + 0.6 : 0.75 * width;
        if (wide) {
            leg(place, -width - 0.6, top + 1.4);
        }
        Shaper steel = ground.of(Material.POLE_METAL, 0xA0A4A8);
        for (double up : new double[] {0.35, 1.25}) {
            steel.rod(at(place, POST_OUT, top + up), at(place, -reach, top + up), 0.11, 0.11, 8);
        }
        int boards = Math.max(1, (int) (width / 5.5));
        for (int i = 0; i < boards; i++) {
            board(place, -width * (i + 0.5) / boards, top + 0.8, random.nextInt(4) == 0 ? 3.2 : 4.2);
        }
    }

    /** Metres of lanes inwards from the outer edge. */
    private double carriageway(Frontage.Place place) {
        double in = 0.5;
        while (in <= WIDEST && grid.isLane(place.x(-in), place.y(-in))) {
            in += 0.25;
        }
        return in;
    }

    private static Vec3 at(Frontage.Place place, double out, double z) {
        return new Vec3(place.x(out), place.y(out), z);
    }

    private void leg(Frontage.Place place, double out, double top) {
        double foot = terrain.height(place.x(out), place.y(out)) - 0.3;
        ground.of(Material.POLE_METAL, 0xA0A4A8).rod(at(place, out, foot), at(place, out, top), 0.2, 0.16, 10);
    }

    private void board(Frontage.Place place, double out, double z, double width) {
        Vec3 centre = at(place, out, z);
        Shaper face = ground.at(centre.x(), centre.y(), centre.z(), along(place) + Math.PI)
                .at(0.2, 0, 0, 0);
        new SignFaces(face, width / 2, 1.25).guide(green);
    }
}

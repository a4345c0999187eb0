package io.tailforge.world.build.beside;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.world.build.ground.Extent;
import io.tailforge.world.build.ground.GroundGrid;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.Material;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Guard rails of the W shape on posts, and kerb stones, along the road's boundaries. Never over a lane. */
final class Barriers {
    private static final double POST_STEP = 4;
    private static final double SET_BACK = 0.35;
    /** Half the width of a kerb stone. */
    private static final double STONE = 0.09;
    /** Section of the rail: metres out of the rail's plane and up. */
    private static final double[][] RAIL = {
        {0.0, 0.43}, {0.07, 0.47}, {0.07, 0.53}, {0.015, 0.57}, {0.015, 0.61}, {0.07, 0.65}, {0.07, 0.71}, {0.0, 0.75}
    };

    private final GroundGrid grid;
    private final Extent extent;
    private final Shaper ground;

    Barriers(GroundGrid grid, Extent extent, Shaper ground) {
        this.grid = grid;
        this.extent = extent;
        this.ground = ground;
    }

    /** @param kerbs true where the map has no kerbs but in its boundaries */
    void add(RoadBoundary boundary, boolean kerbs) {
        switch (boundary.kind()) {
            case BARRIER -> along(boundary, SET_BACK, this::draw);
            case KERB -> kerb(boundary, kerbs, 0.12);
            case TALL_KERB -> kerb(boundary, kerbs, 0.2);
            case ROAD_EDGE, OTHER -> {}
        }
    }

    private void kerb(RoadBoundary boundary, boolean kerbs, double height) {
        if (kerbs) {
            along(boundary, STONE, line -> stones(line, height));
        }
    }

    private void along(RoadBoundary boundary, double setBack, Consumer<List<Vec3>> draw) {
        List<Vec3> line = extent.local(boundary.line());
        List<Vec3> stretch = new ArrayList<>();
        double side = 0;
        for (int i = 0; i < line.size(); i++) {
            Vec3 p = line.get(i);
            Vec3 normal = normal(line, i);
            double here = extent.isNear(p) ? outside(p, normal) : 0;
            if (here == 0 || here != side && side != 0) {
                draw.accept(stretch);
                stretch = new ArrayList<>();
            }
            if (here != 0) {
                stretch.add(p.plus(normal.times(here * setBack)));
            }
            side = here;
        }
        draw.accept(stretch);
    }

    private static Vec3 normal(List<Vec3> line, int i) {
        Vec3 along = line.get(Math.min(i + 1, line.size() - 1)).minus(line.get(Math.max(i - 1, 0)));
        double norm = Math.max(1e-9, Math.sqrt(along.x() * along.x() + along.y() * along.y()));
        return new Vec3(-along.y() / norm, along.x() / norm, 0);
    }

    /** +1 where there is room on the left of the line, -1 on its right, 0 where both sides are lanes. */
    private double outside(Vec3 p, Vec3 normal) {
        boolean left = lane(p, normal, 1);
        boolean right = lane(p, normal, -1);
        if (left && right) {
            return 0;
        }
        return left ? -1 : 1;
    }

    private boolean lane(Vec3 p, Vec3 normal, int side) {
        for (double out = 0.3; out <= 0.9; out += 0.3) {
            if (grid.isLane(p.x() + side * out * normal.x(), p.y() + side * out * normal.y())) {
                return true;
            }
        }
        return false;
    }

    private void draw(List<Vec3> line) {
        double since = POST_STEP;
        for (int i = 1; i < line.size(); i++) {
            rail(line, i);
            double length = line.get(i).distanceTo(line.get(i - 1));
            for (double s = POST_STEP - since; s < length; s += POST_STEP) {
                post(line.get(i - 1).lerp(line.get(i), Math.max(0, s) / length));
                since = -s;
            }
            since += length;
        }
    }

    private void rail(List<Vec3> line, int i) {
        Shaper steel = ground.of(Material.BARRIER);
        Vec3 a = line.get(i - 1);
        Vec3 b = line.get(i);
        Vec3 na = normal(line, i - 1);
        Vec3 nb = normal(line, i);
        for (int k = 1; k < RAIL.length; k++) {
            for (int face = -1; face <= 1; face += 2) {
                Vec3 p = section(a, na, k - 1, face);
                Vec3 q = section(b, nb, k - 1, face);
                Vec3 r = section(b, nb, k, face);
                Vec3 s = section(a, na, k, face);
                if (face < 0) {
                    steel.quad(p, q, r, s);
                } else {
                    steel.quad(q, p, s, r);
                }
            }
        }
    }

    private static Vec3 section(Vec3 p, Vec3 normal, int k, int face) {
        return p.plus(normal.times(face * (0.05 + RAIL[k][0]))).plus(new Vec3(0, 0, RAIL[k][1]));
    }

    private void stones(List<Vec3> line, double height) {
        Shaper stone = ground.of(Material.KERB_STONE);
        for (int i = 1; i < line.size(); i++) {
            Vec3 a = line.get(i - 1).plus(normal(line, i - 1).times(STONE));
            Vec3 b = line.get(i).plus(normal(line, i).times(STONE));
            Vec3 c = line.get(i).minus(normal(line, i).times(STONE));
            Vec3 d = line.get(i - 1).minus(normal(line, i - 1).times(STONE));
            Vec3 up = new Vec3(0, 0, height);
            Vec3 down = new Vec3(0, 0, -0.3);
            stone.quad(d.plus(up), c.plus(up), b.plus(up), a.plus(up));
            stone.quad(d.plus(down), c.plus(down), c.plus(up), d.plus(up));
            stone.quad(b.plus(down), a.plus(down), a.plus(up), b.plus(up));
        }
    }

    private void post(Vec3 p) {
        ground.of(Material.POLE_METAL).at(p.x(), p.y(), p.z(), 0).box(-0.05, -0.05, -0.4, 0.05, 0.05, 0.7);
    }
}

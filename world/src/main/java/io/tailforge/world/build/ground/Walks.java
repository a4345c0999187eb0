package io.tailforge.world.build.ground;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.Kerb;
import io.tailforge.scene.map.MapElement.Walkway;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import java.util.ArrayList;
import java.util.List;

/** Walkways as raised slabs with a kerb stone on the road's side, and kerbs where there is no walkway. */
public final class Walks {
    /** Height of a kerb above the road where the map does not say, metres. */
    public static final double KERB_HEIGHT = 0.12;

    private static final double STONE = 0.16;
    private static final double SKIRT = 0.35;
    private static final double PIECE = 0.6;

    private final GroundGrid grid;
    private final Extent extent;
    private final MeshBuilder mesh;

    public Walks(GroundGrid grid, Extent extent, MeshBuilder mesh) {
        this.grid = grid;
        this.extent = extent;
        this.mesh = mesh;
    }

    /** The walkways in view as strips, to be marked before the grid is finished. */
    public List<Strip> mark(List<Walkway> walkways) {
        List<Strip> strips = new ArrayList<>();
        for (Walkway walkway : walkways) {
            List<Vec3> left = extent.local(walkway.left());
            List<Vec3> right = extent.local(walkway.right());
            if (left.size() > 1 && right.size() > 1 && extent.touches(left)) {
                Strip strip = Strip.between(left, right);
                strips.add(strip);
                grid.addWalk(strip);
            }
        }
        return strips;
    }

    /** After the grid is finished. Where the map leads a walk over the road, the road is all there is. */
    public void add(Strip strip) {
        Strip slab = raised(crosses(strip) ? strip.cut(PIECE) : strip);
        boolean[] open = new boolean[slab.size() + 1];
        for (int i = 1; i < slab.size(); i++) {
            open[i] = (extent.isNear(slab.centre(i)) || extent.isNear(slab.centre(i - 1))) && !isOnRoad(slab, i);
        }
        Shaper top = Shaper.on(mesh).of(Material.PAVING);
        for (int i = 1; i < slab.size(); i++) {
            if (open[i]) {
                Vec3 a = slab.right().get(i - 1);
                Vec3 b = slab.right().get(i);
                Vec3 c = slab.left().get(i);
                Vec3 d = slab.left().get(i - 1);
                top.quad(a, b, c, d);
                edge(a, b, c.minus(b));
                edge(c, d, a.minus(d));
            }
        }
        for (int i = 0; i < slab.size(); i++) {
            if (open[i] != open[i + 1]) {
                end(slab, i, open[i + 1]);
            }
        }
    }

    private boolean crosses(Strip strip) {
        for (int i = 1; i < strip.size(); i++) {
            double length = strip.centre(i).distanceTo(strip.centre(i - 1));
            for (double s = 0; s <= length; s += PIECE) {
                Vec3 p = strip.centre(i - 1).lerp(strip.centre(i), s / Math.max(length, PIECE));
                if (grid.isLane(p.x(), p.y())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Away from the slab's sides, where the raster may take a lane beside it for one below it. */
    private boolean isOnRoad(Strip slab, int i) {
        double width = slab.left().get(i).distanceTo(slab.right().get(i));
        for (double across = 0.1; across < 0.95; across += 0.1) {
            boolean inside = Math.min(across, 1 - across) * width > grid.cell() || Math.abs(across - 0.5) < 0.05;
            Vec3 p = slab.across(i - 1, across).lerp(slab.across(i, across), 0.5);
            if (inside && grid.isLane(p.x(), p.y())) {
                return true;
            }
        }
        return false;
    }

    private void end(Strip slab, int i, boolean first) {
        Vec3 a = first ? slab.left().get(i) : slab.right().get(i);
        Vec3 b = first ? slab.right().get(i) : slab.left().get(i);
        if (extent.isNear(a)) {
            wall(a, b, SKIRT);
        }
    }

    /** Lifted to kerb height where the map draws the walk level with the road. */
    private Strip raised(Strip strip) {
        List<Double> steps = new ArrayList<>();
        for (int i = 0; i < strip.size(); i++) {
            for (Vec3 p : List.of(strip.left().get(i), strip.right().get(i))) {
                Vec3 out = p.minus(strip.centre(i));
                double norm = Math.max(1e-6, Math.sqrt(out.x() * out.x() + out.y() * out.y()));
                double x = p.x() + out.x() / norm * 0.8;
                double y = p.y() + out.y() / norm * 0.8;
                if (grid.isRoad(x, y)) {
                    steps.add(p.z() - grid.height(x, y));
                }
            }
        }
        steps.sort(Double::compare);
        double step = steps.isEmpty() ? 0 : steps.get(steps.size() / 2);
        double lift = step < 0.04 ? KERB_HEIGHT - Math.max(step, 0) : 0;
        return new Strip(lifted(strip.left(), lift), lifted(strip.right(), lift));
    }

    private static List<Vec3> lifted(List<Vec3> rail, double lift) {
        return rail.stream().map(p -> p.plus(new Vec3(0, 0, lift))).toList();
    }

    /** The side from a to b (outside on the right), with a stone along it where it faces the road. */
    private void edge(Vec3 a, Vec3 b, Vec3 inward) {
        Vec3 middle = a.lerp(b, 0.5);
        double norm = Math.max(1e-6, inward.norm());
        Vec3 out = inward.times(-0.8 / norm);
        wall(a, b, SKIRT);
        if (grid.isRoad(middle.x() + out.x(), middle.y() + out.y())) {
            Vec3 in = inward.times(STONE / norm).plus(new Vec3(0, 0, 0.004));
            Vec3 up = new Vec3(0, 0, 0.004);
            Shaper.on(mesh).of(Material.KERB_STONE).quad(a.plus(up), b.plus(up), b.plus(in), a.plus(in));
        }
    }

    private void wall(Vec3 a, Vec3 b, double depth) {
        Vec3 down = new Vec3(0, 0, -depth);
        Shaper.on(mesh).of(Material.KERB_STONE).quad(a.plus(down), b.plus(down), b, a);
    }

    /** A stone beside the road where no walkway carries one. Road on the left of the line. */
    public void add(Kerb kerb) {
        List<Vec3> line = extent.local(kerb.line());
        for (int i = 1; i < line.size(); i++) {
            Vec3 a = line.get(i - 1);
            Vec3 b = line.get(i);
            if (extent.isNear(a) && a.horizontalDistanceTo(b) > 1e-6 && !besideWalk(a.lerp(b, 0.5))) {
                stone(
                        a,
                        b,
                        Paint.normal(line, i - 1).times(-STONE),
                        Paint.normal(line, i).times(-STONE));
            }
        }
    }

    private boolean besideWalk(Vec3 p) {
        for (int k = 0; k < 8; k++) {
            double angle = Math.PI * k / 4;
            if (grid.isWalk(p.x() + 0.7 * StrictMath.cos(angle), p.y() + 0.7 * StrictMath.sin(angle))) {
                return true;
            }
        }
        return false;
    }

    private void stone(Vec3 a, Vec3 b, Vec3 outA, Vec3 outB) {
        Vec3 c = b.plus(outB);
        Vec3 d = a.plus(outA);
        wall(b, a, SKIRT);
        wall(d, c, SKIRT);
        Shaper.on(mesh).of(Material.KERB_STONE).quad(d, c, b, a);
    }
}

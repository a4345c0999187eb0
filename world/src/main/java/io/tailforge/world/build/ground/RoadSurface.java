package io.tailforge.world.build.ground;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.DrivableArea;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.world.build.shape.Polygons;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * The asphalt: every lane as a strip between its rails, and between lanes (junctions, shoulders up to the road's boundary)
 * a filling a centimetre lower. Lanes that cross in a junction lie a millimetre apart, so that no two surfaces coincide.
 */
public final class RoadSurface {
    private static final double FILL_DROP = 0.012;
    private static final double LEDGE = 0.12;
    private static final double LEDGE_DROP = 0.004;
    private static final double END_DROP = 0.008;
    private static final double JUNCTION_STEP = 0.0006;

    private final GroundGrid grid;
    private final Extent extent;
    private final RoadTop top = new RoadTop();
    private final List<Strip> strips = new ArrayList<>();

    public RoadSurface(GroundGrid grid, Extent extent) {
        this.grid = grid;
        this.extent = extent;
    }

    RoadTop top() {
        return top;
    }

    /** Lane strips in view, mesh frame. */
    public List<Strip> strips() {
        return strips;
    }

    public void addLanes(List<Lane> lanes, MeshBuilder mesh) {
        List<Integer> seen = new ArrayList<>();
        List<Strip> measured = new ArrayList<>();
        for (int i = 0; i < lanes.size(); i++) {
            List<Vec3> left = extent.local(lanes.get(i).left());
            List<Vec3> right = extent.local(lanes.get(i).right());
            if (extent.touches(left) && left.size() > 1 && right.size() > 1) {
                seen.add(i);
                measured.add(Strip.between(left, right));
            }
        }
        strips.addAll(Seams.close(measured));
        for (int k = 0; k < strips.size(); k++) {
            int i = seen.get(k);
            double drop = lanes.get(i).junction().isPresent() ? JUNCTION_STEP * (1 + i % 8) : 0;
            grid.addLanes(strips.get(k));
            addStrip(strips.get(k), drop, i, mesh);
        }
    }

    private void addStrip(Strip strip, double drop, int lane, MeshBuilder mesh) {
        double u = 0;
        for (int i = 1; i < strip.size(); i++) {
            Vec3 from = strip.centre(i - 1);
            Vec3 to = strip.centre(i);
            double step = from.distanceTo(to);
            if (extent.isNear(from) || extent.isNear(to)) {
                segment(strip, i, drop, u, u + step, mesh);
                ledges(strip, i, drop, mesh);
                index(strip, i, drop, lane);
            }
            u += step;
        }
        ends(strip, drop, mesh);
    }

    /** Where a lane goes on into a junction the sheets are some millimetres apart; a ledge at both ends closes the slit. */
    private void ends(Strip s, double drop, MeshBuilder mesh) {
        Vec3 down = new Vec3(0, 0, -drop);
        int n = s.size() - 1;
        Vec3 left = s.left().get(n).plus(down);
        Vec3 right = s.right().get(n).plus(down);
        if (extent.isNear(left)) {
            ledge(left, right, s.left().get(n - 1), s.right().get(n - 1), END_DROP, mesh);
        }
        left = s.left().get(0).plus(down);
        right = s.right().get(0).plus(down);
        if (extent.isNear(left)) {
            ledge(right, left, s.right().get(1), s.left().get(1), END_DROP, mesh);
        }
    }

    private static void segment(Strip s, int i, double drop, double u0, double u1, MeshBuilder mesh) {
        int a = corner(s.right().get(i - 1), drop, u0, 0, mesh);
        int b = corner(s.right().get(i), drop, u1, 0, mesh);
        int c = corner(
                s.left().get(i), drop, u1, s.left().get(i).distanceTo(s.right().get(i)), mesh);
        int d = corner(
                s.left().get(i - 1),
                drop,
                u0,
                s.left().get(i - 1).distanceTo(s.right().get(i - 1)),
                mesh);
        mesh.quad(a, b, c, d, Material.ASPHALT, Shaper.NEUTRAL);
    }

    private static int corner(Vec3 p, double drop, double u, double v, MeshBuilder mesh) {
        return mesh.vertex(p.x(), p.y(), p.z() - drop, 0, 0, 1, u, v);
    }

    /** A narrow ledge beside the strip, falling off a little: closes the slits that rails of measured maps leave between lanes. */
    private void ledges(Strip s, int i, double drop, MeshBuilder mesh) {
        Vec3 down = new Vec3(0, 0, -drop);
        ledge(
                s.left().get(i - 1).plus(down),
                s.left().get(i).plus(down),
                s.right().get(i - 1),
                s.right().get(i),
                LEDGE_DROP,
                mesh);
        ledge(
                s.right().get(i).plus(down),
                s.right().get(i - 1).plus(down),
                s.left().get(i),
                s.left().get(i - 1),
                LEDGE_DROP,
                mesh);
    }

    private void ledge(Vec3 a, Vec3 b, Vec3 acrossA, Vec3 acrossB, double fall, MeshBuilder mesh) {
        Vec3 c = b.plus(outward(acrossB, b, fall));
        Vec3 d = a.plus(outward(acrossA, a, fall));
        mesh.quad(
                corner(a, 0, a.x(), a.y(), mesh),
                corner(b, 0, b.x(), b.y(), mesh),
                corner(c, 0, c.x(), c.y(), mesh),
                corner(d, 0, d.x(), d.y(), mesh),
                Material.ASPHALT,
                Shaper.NEUTRAL);
        top.add(a, b, c, Integer.MAX_VALUE, 0);
        top.add(a, c, d, Integer.MAX_VALUE, 0);
    }

    /** On a banked road it goes on falling with it. */
    private static Vec3 outward(Vec3 from, Vec3 to, double fall) {
        double width = from.horizontalDistanceTo(to);
        Vec3 out = width < 0.05 ? Vec3.ZERO : to.minus(from).times(LEDGE / width);
        return new Vec3(out.x(), out.y(), Math.min(0, out.z()) - fall);
    }

    private void index(Strip s, int i, double drop, int lane) {
        Vec3 down = new Vec3(0, 0, -drop);
        Vec3 a = s.right().get(i - 1).plus(down);
        Vec3 b = s.right().get(i).plus(down);
        Vec3 c = s.left().get(i).plus(down);
        Vec3 d = s.left().get(i - 1).plus(down);
        Vec3 along = s.centre(i).minus(s.centre(i - 1));
        double heading = StrictMath.atan2(along.y(), along.x());
        top.add(a, b, c, lane, heading);
        top.add(a, c, d, lane, heading);
    }

    public void addAreas(List<DrivableArea> areas, MeshBuilder mesh) {
        for (DrivableArea area : areas) {
            List<Vec3> corners = extent.local(area.area());
            if (corners.size() > 2 && extent.touches(corners)) {
                double[] xy = new double[2 * corners.size()];
                for (int i = 0; i < corners.size(); i++) {
                    xy[2 * i] = corners.get(i).x();
                    xy[2 * i + 1] = corners.get(i).y();
                }
                addArea(corners, Polygons.triangulate(xy), mesh);
            }
        }
    }

    private void addArea(List<Vec3> corners, int[] ears, MeshBuilder mesh) {
        for (int i = 0; i < ears.length; i += 3) {
            Vec3 a = corners.get(ears[i]);
            Vec3 b = corners.get(ears[i + 1]);
            Vec3 c = corners.get(ears[i + 2]);
            grid.mark(a, b, c, GroundGrid.LANE);
            double drop = 0.008;
            mesh.triangle(
                    corner(a, drop, a.x(), a.y(), mesh),
                    corner(b, drop, b.x(), b.y(), mesh),
                    corner(c, drop, c.x(), c.y(), mesh),
                    Material.ASPHALT,
                    Shaper.NEUTRAL);
            Vec3 down = new Vec3(0, 0, -drop);
            top.add(a.plus(down), b.plus(down), c.plus(down), Integer.MAX_VALUE, 0);
        }
    }

    /** Closes what the strips leave open; reaches one cell under them. After {@link GroundGrid#finish()}. */
    public void fill(MeshBuilder mesh) {
        for (int iy = 0; iy + 1 < grid.ny(); iy++) {
            int from = -1;
            for (int ix = 0; ix < grid.nx(); ix++) {
                boolean open = ix + 1 < grid.nx() && isFilled(ix, iy);
                boolean full = from >= 0 && ix - from >= 8;
                if (from >= 0 && (!open || full)) {
                    patch(from, ix, iy, mesh);
                    from = -1;
                }
                if (open && from < 0) {
                    from = ix;
                }
            }
        }
    }

    private boolean isFilled(int ix, int iy) {
        boolean any = false;
        for (int dy = 0; dy <= 1; dy++) {
            for (int dx = 0; dx <= 1; dx++) {
                any |= grid.kind(ix + dx, iy + dy) == GroundGrid.FILL;
            }
        }
        return any && extent.isNear(grid.x(ix), grid.y(iy));
    }

    private void patch(int from, int to, int iy, MeshBuilder mesh) {
        int below = -1;
        int above = -1;
        for (int ix = from; ix <= to; ix++) {
            int low = fillCorner(ix, iy, mesh);
            int high = fillCorner(ix, iy + 1, mesh);
            if (below >= 0) {
                mesh.quad(below, low, high, above, Material.ASPHALT, Shaper.NEUTRAL);
            }
            below = low;
            above = high;
        }
    }

    private int fillCorner(int ix, int iy, MeshBuilder mesh) {
        double x = grid.x(ix);
        double y = grid.y(iy);
        return mesh.vertex(x, y, grid.height(ix, iy) - FILL_DROP, 0, 0, 1, x, y);
    }
}

package io.tailforge.world.build.ground;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.world.build.shape.Polygons;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import java.util.ArrayList;
import java.util.List;

/** A film of paint on the road: stripes and areas, a few millimetres above whatever surface lies under them. */
final class Paint {
    private static final double STEP = 1;

    private final RoadTop top;
    private final MeshBuilder mesh;
    private final double thickness;
    private final Material material;
    private final int tint;

    Paint(RoadTop top, MeshBuilder mesh, double thickness, Material material, int tint) {
        this.top = top;
        this.mesh = mesh;
        this.thickness = thickness;
        this.material = material;
        this.tint = tint;
    }

    static Paint of(LineColour colour, RoadTop top, MeshBuilder mesh, double thickness) {
        return switch (colour) {
            case WHITE, OTHER -> new Paint(top, mesh, thickness, Material.PAINT_WHITE, Shaper.NEUTRAL);
            case YELLOW -> new Paint(top, mesh, thickness, Material.PAINT_YELLOW, Shaper.NEUTRAL);
            case BLUE -> new Paint(top, mesh, thickness, Material.PAINT_WHITE, 0x3060D0);
            case RED -> new Paint(top, mesh, thickness, Material.PAINT_WHITE, 0xD03020);
        };
    }

    /** A stripe along a line, between two distances along it, its middle {@code offset} metres to the left. */
    void stripe(List<Vec3> line, double from, double to, double offset, double width) {
        List<Vec3> cut = cut(line, from, to);
        if (cut.size() < 2) {
            return;
        }
        int lastLeft = -1;
        int lastRight = -1;
        double u = from;
        for (int i = 0; i < cut.size(); i++) {
            Vec3 normal = normal(cut, i);
            int left = drape(cut.get(i).plus(normal.times(offset + width / 2)), u, width);
            int right = drape(cut.get(i).plus(normal.times(offset - width / 2)), u, 0);
            if (i > 0) {
                mesh.quad(lastRight, right, left, lastLeft, material, tint);
            }
            lastLeft = left;
            lastRight = right;
            u += i + 1 < cut.size() ? cut.get(i).distanceTo(cut.get(i + 1)) : 0;
        }
    }

    private int drape(Vec3 p, double u, double v) {
        return mesh.vertex(p.x(), p.y(), top.height(p.x(), p.y(), p.z()) + thickness, 0, 0, 1, u, v);
    }

    /** The polygon's corners, not closed, convex or concave. */
    void area(List<Vec3> corners) {
        double[] xy = new double[2 * corners.size()];
        int[] vertices = new int[corners.size()];
        for (int i = 0; i < corners.size(); i++) {
            xy[2 * i] = corners.get(i).x();
            xy[2 * i + 1] = corners.get(i).y();
            vertices[i] = drape(corners.get(i), xy[2 * i], xy[2 * i + 1]);
        }
        int[] ears = Polygons.triangulate(xy);
        for (int i = 0; i < ears.length; i += 3) {
            mesh.triangle(vertices[ears[i]], vertices[ears[i + 1]], vertices[ears[i + 2]], material, tint);
        }
    }

    /** Unit normal to the left of a line at a point, level. */
    static Vec3 normal(List<Vec3> line, int i) {
        Vec3 along = line.get(Math.min(i + 1, line.size() - 1)).minus(line.get(Math.max(i - 1, 0)));
        double norm = Math.sqrt(along.x() * along.x() + along.y() * along.y());
        return norm < 1e-9 ? new Vec3(0, 1, 0) : new Vec3(-along.y() / norm, along.x() / norm, 0);
    }

    /** The part between two distances, with points no more than a step apart. */
    static List<Vec3> cut(List<Vec3> line, double from, double to) {
        List<Vec3> out = new ArrayList<>();
        double s = 0;
        for (int i = 1; i < line.size(); i++) {
            Vec3 a = line.get(i - 1);
            Vec3 b = line.get(i);
            double length = a.distanceTo(b);
            double t0 = Math.max(from, s);
            double t1 = Math.min(to, s + length);
            if (length > 1e-6 && t1 > t0) {
                int pieces = (int) Math.ceil((t1 - t0) / STEP - 1e-9);
                if (out.isEmpty()) {
                    out.add(a.lerp(b, (t0 - s) / length));
                }
                for (int k = 1; k <= pieces; k++) {
                    out.add(a.lerp(b, (t0 + (t1 - t0) * k / pieces - s) / length));
                }
            }
            s += length;
        }
        return out;
    }
}

package io.tailforge.world.build.shape;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;

/**
 * Puts solids into a mesh: a brush with a frame, a material and a tint. Faces are flat and look outwards; curved things are
 * smoothed afterwards by {@link Smoothing}. {@code at} and {@code of} give another brush on the same mesh.
 */
public final class Shaper {
    public static final int NEUTRAL = 0xFFFFFF;

    private final MeshBuilder mesh;
    private final Pose meshFromLocal;
    private final double[] m;
    private final Material material;
    private final int tint;

    private Shaper(MeshBuilder mesh, Pose meshFromLocal, Material material, int tint) {
        this.mesh = mesh;
        this.meshFromLocal = meshFromLocal;
        this.m = meshFromLocal.toMatrix();
        this.material = material;
        this.tint = tint;
    }

    public static Shaper on(MeshBuilder mesh) {
        return new Shaper(mesh, Pose.IDENTITY, Material.FACADE, NEUTRAL);
    }

    public Shaper of(Material newMaterial, int newTint) {
        return new Shaper(mesh, meshFromLocal, newMaterial, newTint);
    }

    public Shaper of(Material newMaterial) {
        return of(newMaterial, NEUTRAL);
    }

    /** A brush in a frame given in this brush's frame. */
    public Shaper at(Pose hereFromThere) {
        return new Shaper(mesh, meshFromLocal.times(hereFromThere), material, tint);
    }

    public Shaper at(double x, double y, double z, double yaw) {
        return at(Pose.ofYaw(x, y, z, yaw));
    }

    public MeshBuilder mesh() {
        return mesh;
    }

    /** A flat vertex; its index in the mesh. */
    public int vertex(double x, double y, double z) {
        return vertex(x, y, z, 0, 0);
    }

    public int vertex(double x, double y, double z, double u, double v) {
        return mesh.vertex(
                m[0] * x + m[1] * y + m[2] * z + m[3],
                m[4] * x + m[5] * y + m[6] * z + m[7],
                m[8] * x + m[9] * y + m[10] * z + m[11],
                0,
                0,
                0,
                u,
                v);
    }

    public int vertex(Vec3 p) {
        return vertex(p.x(), p.y(), p.z());
    }

    public void face(int a, int b, int c) {
        mesh.triangle(a, b, c, material, tint);
    }

    /** Counter-clockwise seen from outside. */
    public void triangle(Vec3 a, Vec3 b, Vec3 c) {
        face(vertex(a), vertex(b), vertex(c));
    }

    /** Counter-clockwise seen from outside. */
    public void quad(Vec3 a, Vec3 b, Vec3 c, Vec3 d) {
        double u = b.distanceTo(a);
        double v = d.distanceTo(a);
        int i = vertex(a.x(), a.y(), a.z(), 0, 0);
        int j = vertex(b.x(), b.y(), b.z(), u, 0);
        int k = vertex(c.x(), c.y(), c.z(), u, v);
        int l = vertex(d.x(), d.y(), d.z(), 0, v);
        mesh.quad(i, j, k, l, material, tint);
    }

    /** An axis-parallel box between two corners. */
    public void box(double x0, double y0, double z0, double x1, double y1, double z1) {
        box(x0, y0, z0, x1, y1, z1, true);
    }

    /** @param bottom false leaves the underside open, for things that stand on something */
    public void box(double x0, double y0, double z0, double x1, double y1, double z1, boolean bottom) {
        Vec3 a = new Vec3(x0, y0, z0);
        Vec3 b = new Vec3(x1, y0, z0);
        Vec3 c = new Vec3(x1, y1, z0);
        Vec3 d = new Vec3(x0, y1, z0);
        Vec3 e = new Vec3(x0, y0, z1);
        Vec3 f = new Vec3(x1, y0, z1);
        Vec3 g = new Vec3(x1, y1, z1);
        Vec3 h = new Vec3(x0, y1, z1);
        quad(a, b, f, e);
        quad(b, c, g, f);
        quad(c, d, h, g);
        quad(d, a, e, h);
        quad(e, f, g, h);
        if (bottom) {
            quad(d, c, b, a);
        }
    }

    /** A (tapered) rod with round ends closed flat. */
    public void rod(Vec3 from, Vec3 to, double radiusFrom, double radiusTo, int sides) {
        Vec3 axis = to.minus(from).normalized();
        Vec3 across = Math.abs(axis.z()) < 0.9
                ? axis.cross(Vec3.UP).normalized()
                : axis.cross(new Vec3(0, 1, 0)).normalized();
        Vec3 other = axis.cross(across);
        Vec3[] low = ring(from, across, other, radiusFrom, radiusFrom, sides);
        Vec3[] high = ring(to, across, other, radiusTo, radiusTo, sides);
        skin(low, high);
        cap(low, from, false);
        cap(high, to, true);
    }

    /** Points around a centre, counter-clockwise about {@code a x b}. */
    public static Vec3[] ring(Vec3 centre, Vec3 a, Vec3 b, double radiusA, double radiusB, int sides) {
        Vec3[] ring = new Vec3[sides];
        for (int i = 0; i < sides; i++) {
            double angle = 2 * Math.PI * i / sides;
            ring[i] = centre.plus(a.times(radiusA * StrictMath.cos(angle)))
                    .plus(b.times(radiusB * StrictMath.sin(angle)));
        }
        return ring;
    }

    /** The side between two rings that run counter-clockwise about the direction from the first to the second. */
    public void skin(Vec3[] low, Vec3[] high) {
        int n = low.length;
        for (int i = 0; i < n; i++) {
            int j = (i + 1) % n;
            quad(low[i], low[j], high[j], high[i]);
        }
    }

    /** Closes a ring by a fan about a point. @param ahead true at the end that the ring's axis points out of */
    public void cap(Vec3[] ring, Vec3 centre, boolean ahead) {
        int n = ring.length;
        for (int i = 0; i < n; i++) {
            int j = (i + 1) % n;
            if (ahead) {
                triangle(centre, ring[i], ring[j]);
            } else {
                triangle(centre, ring[j], ring[i]);
            }
        }
    }

    /** A closed body through rings of equal size, all counter-clockwise about the direction of travel. */
    public void loft(Vec3[]... rings) {
        for (int i = 0; i + 1 < rings.length; i++) {
            skin(rings[i], rings[i + 1]);
        }
        cap(rings[0], middle(rings[0]), false);
        cap(rings[rings.length - 1], middle(rings[rings.length - 1]), true);
    }

    private static Vec3 middle(Vec3[] ring) {
        Vec3 sum = Vec3.ZERO;
        for (Vec3 point : ring) {
            sum = sum.plus(point);
        }
        return sum.times(1.0 / ring.length);
    }

    /** An ellipsoid with its axes along the frame's. */
    public void ellipsoid(Vec3 centre, double rx, double ry, double rz, int sides, int rings) {
        Vec3 x = new Vec3(1, 0, 0);
        Vec3 y = new Vec3(0, 1, 0);
        Vec3 south = centre.plus(new Vec3(0, 0, -rz));
        Vec3 north = centre.plus(new Vec3(0, 0, rz));
        Vec3[] below = new Vec3[0];
        for (int i = 1; i < rings; i++) {
            double angle = Math.PI * i / rings;
            double s = StrictMath.sin(angle);
            Vec3 level = centre.plus(new Vec3(0, 0, -rz * StrictMath.cos(angle)));
            Vec3[] ring = ring(level, x, y, rx * s, ry * s, sides);
            if (i == 1) {
                cap(ring, south, false);
            } else {
                skin(below, ring);
            }
            below = ring;
        }
        cap(below, north, true);
    }

    /** A flat disc that looks along {@code axis}. */
    public void disc(Vec3 centre, Vec3 axis, double radius, int sides) {
        Vec3 across = Math.abs(axis.z()) < 0.9 ? Vec3.UP.cross(axis).normalized() : new Vec3(1, 0, 0);
        Vec3 other = axis.cross(across);
        cap(ring(centre, across, other, radius, radius, sides), centre, true);
    }

    /**
     * A plate on the plane spanned by {@code a} and {@code b}; looks along {@code a x b}.
     *
     * @param outline u, v pairs, counter-clockwise, not closed; may be concave
     */
    public void plate(Vec3 origin, Vec3 a, Vec3 b, double... outline) {
        int[] corners = new int[outline.length / 2];
        for (int i = 0; i < corners.length; i++) {
            Vec3 p = origin.plus(a.times(outline[2 * i])).plus(b.times(outline[2 * i + 1]));
            corners[i] = vertex(p.x(), p.y(), p.z(), outline[2 * i], outline[2 * i + 1]);
        }
        int[] ears = Polygons.triangulate(outline);
        for (int i = 0; i < ears.length; i += 3) {
            face(corners[ears[i]], corners[ears[i + 1]], corners[ears[i + 2]]);
        }
    }
}

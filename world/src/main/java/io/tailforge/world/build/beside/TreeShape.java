package io.tailforge.world.build.beside;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.build.shape.Chance;
import io.tailforge.world.build.shape.Shaper;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Trees and bushes: a trunk, branches, and a crown of leaf sprays laid over a few round masses. Ground at z = 0. */
final class TreeShape {
    private static final int[] GREENS = {0xFFFFFF, 0xE8F4C8, 0xC8E0B0, 0xF4F0B8, 0xD8E8D0};

    private record Mass(Vec3 centre, double radius, double height) {
        double surface() {
            return radius * (radius + 2 * height);
        }
    }

    private final MeshBuilder mesh = new MeshBuilder();
    private final Shaper shaper = Shaper.on(mesh);
    private final SplittableRandom random;
    private final int green;

    private TreeShape(SplittableRandom random) {
        this.random = random;
        this.green = GREENS[random.nextInt(GREENS.length)];
    }

    /** A street or park tree. @param clear height below which nothing but the trunk is; metres */
    static TriangleMesh broadleaf(
            double height, double clear, double crownRadius, int leaves, SplittableRandom random) {
        TreeShape tree = new TreeShape(random);
        tree.trunk(clear + 0.3 * (height - clear), 0.045 + 0.013 * height);
        List<Mass> masses = new ArrayList<>();
        double middle = (height + clear) / 2;
        masses.add(
                new Mass(new Vec3(0, 0, middle + 0.1 * (height - clear)), 0.62 * crownRadius, 0.38 * (height - clear)));
        int around = 6 + random.nextInt(3);
        for (int i = 0; i < around; i++) {
            double angle = 2 * Math.PI * (i + 0.6 * random.nextDouble()) / around;
            double out = crownRadius * (0.45 + 0.12 * random.nextDouble());
            double r = crownRadius * (0.38 + 0.12 * random.nextDouble());
            double z = clear + r + (height - clear - 2 * r) * (0.15 + 0.6 * random.nextDouble());
            Vec3 centre = new Vec3(out * StrictMath.cos(angle), out * StrictMath.sin(angle), z);
            masses.add(new Mass(centre, r, Math.min(r, (height - clear) * 0.4)));
            tree.branch(new Vec3(0, 0, clear * 0.9 + 0.1 * z), centre);
        }
        tree.crown(masses, leaves, 0.12 + 0.055 * crownRadius);
        return tree.mesh.build();
    }

    static TriangleMesh conifer(double height, int leaves, SplittableRandom random) {
        TreeShape tree = new TreeShape(random);
        tree.trunk(0.8 * height, 0.02 * height);
        List<Mass> masses = new ArrayList<>();
        int tiers = 7;
        for (int i = 0; i < tiers; i++) {
            double t = i / (double) tiers;
            double r = height * 0.2 * (1 - 0.85 * t);
            masses.add(new Mass(new Vec3(0, 0, height * (0.14 + 0.8 * t)), r, height * 0.09));
        }
        tree.crown(masses, leaves, 0.3);
        return tree.mesh.build();
    }

    static TriangleMesh bush(double radius, double height, int leaves, SplittableRandom random) {
        TreeShape bush = new TreeShape(random);
        List<Mass> masses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            double angle = 2 * Math.PI * random.nextDouble();
            double out = 0.4 * radius * random.nextDouble();
            masses.add(new Mass(
                    new Vec3(out * StrictMath.cos(angle), out * StrictMath.sin(angle), 0.45 * height),
                    0.6 * radius,
                    0.5 * height));
        }
        bush.crown(masses, leaves, 0.14);
        return bush.mesh.build();
    }

    private void trunk(double height, double radius) {
        Shaper bark = shaper.of(Material.BARK);
        Vec3 middle = new Vec3(0.06 * random.nextDouble(), 0.06 * random.nextDouble(), 0.5 * height);
        bark.rod(new Vec3(0, 0, -0.3), middle, 1.25 * radius, 0.9 * radius, 9);
        bark.rod(middle, new Vec3(0, 0, height), 0.9 * radius, 0.5 * radius, 9);
    }

    private void branch(Vec3 from, Vec3 to) {
        shaper.of(Material.BARK).rod(from, to, 0.06, 0.025, 5);
    }

    /** Sprays on the shells of the masses, more outside than inside; their normals are those of the mass, so it looks round. */
    private void crown(List<Mass> masses, int leaves, double size) {
        for (int i = 0; i < leaves; i++) {
            Mass mass = pick(masses);
            double z = 2 * random.nextDouble() - 1;
            double angle = 2 * Math.PI * random.nextDouble();
            double level = Math.sqrt(1 - z * z);
            Vec3 out = new Vec3(level * StrictMath.cos(angle), level * StrictMath.sin(angle), z);
            double depth = 1 - 0.35 * random.nextDouble() * random.nextDouble();
            Vec3 place = mass.centre()
                    .plus(new Vec3(
                            out.x() * mass.radius() * depth,
                            out.y() * mass.radius() * depth,
                            out.z() * mass.height() * depth));
            spray(place, out, size * (0.7 + 0.6 * random.nextDouble()));
        }
    }

    /** By the surface that has to be covered. */
    private Mass pick(List<Mass> masses) {
        double total = masses.stream().mapToDouble(Mass::surface).sum();
        double draw = random.nextDouble() * total;
        for (Mass mass : masses) {
            draw -= mass.surface();
            if (draw <= 0) {
                return mass;
            }
        }
        return masses.getLast();
    }

    private void spray(Vec3 place, Vec3 out, double size) {
        Vec3 tilt = out.plus(new Vec3(wobble(), wobble(), wobble()));
        Vec3 normal = tilt.norm() < 1e-3 ? out : tilt.normalized();
        Vec3 a = Math.abs(normal.z()) < 0.9 ? normal.cross(Vec3.UP).normalized() : new Vec3(1, 0, 0);
        Vec3 b = normal.cross(a);
        double turn = 2 * Math.PI * random.nextDouble();
        Vec3 u = a.times(StrictMath.cos(turn))
                .plus(b.times(StrictMath.sin(turn)))
                .times(size);
        Vec3 v = normal.cross(u).times(0.55);
        int tint = shade();
        int p = leafVertex(place.minus(u), out);
        int q = leafVertex(place.minus(v).plus(u.times(0.1)), out);
        int r = leafVertex(place.plus(u), out);
        int s = leafVertex(place.plus(v).minus(u.times(0.1)), out);
        mesh.quad(p, q, r, s, Material.FOLIAGE, tint);
    }

    private double wobble() {
        return 1.5 * (random.nextDouble() - 0.5);
    }

    private int shade() {
        int level = Chance.pick(random, 255, 240, 222, 205);
        int red = (green >> 16 & 255) * level / 255;
        int mid = (green >> 8 & 255) * level / 255;
        return red << 16 | mid << 8 | (green & 255) * level / 255;
    }

    private int leafVertex(Vec3 p, Vec3 n) {
        return mesh.vertex(p.x(), p.y(), p.z(), n.x(), n.y(), n.z(), 0, 0);
    }
}

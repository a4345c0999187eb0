package io.tailforge.world.trace;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.TriangleMesh;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Mray per CPU second of each kind of ray in a street of about 100,000 triangles, 128 x 1800 rays from a roof. Run as a
 * program; not a test.
 */
final class TraceBench {
    private TraceBench() {}

    public static void main(String[] args) {
        TriangleMesh street = street();
        long before = cpu();
        long wall = System.nanoTime();
        WorldBvh world = WorldBvh.of(Shapes.scene(street));
        System.out.printf(
                Locale.ROOT,
                "%d triangles, build %.0f ms wall (%.0f ms this thread), kernel %s%n",
                street.triangleCount(),
                (System.nanoTime() - wall) * 1e-6,
                (cpu() - before) * 1e-6,
                RayCaster.describeKernel());
        for (Kernel kernel : new Kernel[] {Kernels.chosen(), new ScalarKernel()}) {
            measure(new RayCaster(world.at(0), kernel), kernel.describe());
        }
    }

    private static void measure(RayCaster caster, String name) {
        float[][] d = beams(1800);
        int n = d[0].length;
        Hits hits = new Hits(n);
        report(
                name + " shared origin",
                n,
                () -> caster.castFromOrigin(0, 0, 1.9f, d[0], d[1], d[2], 0, n, 0.1f, 250, hits));
        double sum = 0;
        int found = 0;
        float[][] p = new float[3][n];
        for (int i = 0; i < n; i++) {
            float t = hits.isHit(i) ? hits.t[i] * 0.999f : 1;
            sum += hits.isHit(i) ? hits.t[i] : 0;
            found += hits.isHit(i) ? 1 : 0;
            p[0][i] = t * d[0][i];
            p[1][i] = t * d[1][i];
            p[2][i] = 1.9f + t * d[2][i];
        }
        System.out.printf(Locale.ROOT, "  hit rate %.4f mean range %.3f m%n", (double) found / n, sum / found);
        float[][] o = new float[3][n];
        Arrays.fill(o[2], 1.9f);
        report(
                name + " own origin",
                n,
                () -> caster.castAny(o[0], o[1], o[2], d[0], d[1], d[2], 0, n, 0.1f, 250, hits));
        boolean[] blocked = new boolean[n];
        report(
                name + " sun",
                n,
                () -> caster.occludedAlong(0.5f, 0.4f, 0.768f, p[0], p[1], p[2], 0, n, 0.01f, 500, blocked));
    }

    private static void report(String name, int rays, Runnable work) {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 12; i++) {
            long start = cpu();
            work.run();
            best = Math.min(best, (cpu() - start) * 1e-9);
        }
        System.out.printf(Locale.ROOT, "%-40s %6.2f Mray per CPU s%n", name, rays / best * 1e-6);
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static float[][] beams(int columns) {
        float[][] d = new float[3][128 * columns];
        for (int c = 0; c < columns; c++) {
            double azimuth = 2 * Math.PI * c / columns;
            for (int r = 0; r < 128; r++) {
                double elevation = Math.toRadians(-25 + 40.0 * r / 127);
                Shapes.aim(
                        d,
                        128 * c + r,
                        new Vec3(
                                Math.cos(elevation) * Math.cos(azimuth),
                                Math.cos(elevation) * Math.sin(azimuth),
                                Math.sin(elevation)));
            }
        }
        return d;
    }

    private static TriangleMesh street() {
        SplittableRandom random = new SplittableRandom(5);
        MeshBuilder mesh = new MeshBuilder();
        grid(mesh, new Vec3(-100, -40, 0), new Vec3(200, 0, 0), new Vec3(0, 80, 0), 160, 64, Material.ASPHALT);
        for (int side = -1; side <= 1; side += 2) {
            for (int i = 0; i < 18; i++) {
                double height = random.nextDouble(8, 22);
                double y = side * random.nextDouble(11, 14);
                Vec3 corner = new Vec3(-99 + 11 * i, y, 0);
                grid(mesh, corner, new Vec3(10, 0, 0), new Vec3(0, 0, height), 30, 20, Material.FACADE);
                grid(mesh, corner, new Vec3(0, side * 10, 0), new Vec3(0, 0, height), 20, 12, Material.BRICK);
            }
        }
        for (int i = 0; i < 40; i++) {
            TriangleMesh blob = Shapes.closedSurface(random, 12, 18);
            double x = random.nextDouble(-90, 90);
            double y = (i % 2 == 0 ? -1 : 1) * random.nextDouble(5, 9);
            add(mesh, blob, new Vec3(x, y, 0.9), 0.09);
        }
        return mesh.build();
    }

    private static void add(MeshBuilder mesh, TriangleMesh other, Vec3 at, double scale) {
        for (int i = 0; i < other.triangleCount(); i++) {
            int[] v = new int[3];
            for (int k = 0; k < 3; k++) {
                Vec3 p = Shapes.corner(other, i, k).times(scale).plus(at);
                v[k] = mesh.vertex(p.x(), p.y(), p.z());
            }
            mesh.triangle(v[0], v[1], v[2], Material.CAR_PAINT, 0xFFFFFF);
        }
    }

    private static void grid(MeshBuilder mesh, Vec3 corner, Vec3 along, Vec3 up, int columns, int rows, Material m) {
        int[][] v = new int[columns + 1][rows + 1];
        for (int i = 0; i <= columns; i++) {
            for (int j = 0; j <= rows; j++) {
                Vec3 p = corner.plus(along.times((double) i / columns)).plus(up.times((double) j / rows));
                v[i][j] = mesh.vertex(p.x(), p.y(), p.z());
            }
        }
        for (int i = 0; i < columns; i++) {
            for (int j = 0; j < rows; j++) {
                mesh.quad(v[i][j], v[i + 1][j], v[i + 1][j + 1], v[i][j + 1], m, 0xFFFFFF);
            }
        }
    }
}

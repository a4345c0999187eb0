package io.tailforge.world.trace;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.List;
import java.util.SplittableRandom;

/** Meshes and rays for the tests of the tracer, and an exhaustive search to compare with. */
final class Shapes {
    private Shapes() {}

    static SceneMesh scene(TriangleMesh ground) {
        return new SceneMesh(Vec3.ZERO, ground, List.of(), List.of(), -1);
    }

    /** Box around the origin. */
    static TriangleMesh box(double length, double width, double height, Material material, int tint) {
        MeshBuilder mesh = new MeshBuilder();
        int[] v = new int[8];
        for (int i = 0; i < 8; i++) {
            v[i] = mesh.vertex(
                    (i & 1) == 0 ? -length / 2 : length / 2,
                    (i & 2) == 0 ? -width / 2 : width / 2,
                    (i & 4) == 0 ? -height / 2 : height / 2);
        }
        int[][] faces = {{0, 2, 3, 1}, {4, 5, 7, 6}, {0, 1, 5, 4}, {2, 6, 7, 3}, {0, 4, 6, 2}, {1, 3, 7, 5}};
        for (int[] f : faces) {
            mesh.quad(v[f[0]], v[f[1]], v[f[2]], v[f[3]], material, tint);
        }
        return mesh.build();
    }

    static TriangleMesh soup(SplittableRandom random, int triangles) {
        MeshBuilder mesh = new MeshBuilder();
        for (int i = 0; i < triangles; i++) {
            double x = random.nextDouble(-10, 10);
            double y = random.nextDouble(-10, 10);
            double z = random.nextDouble(-10, 10);
            int[] v = new int[3];
            for (int k = 0; k < 3; k++) {
                v[k] = mesh.vertex(
                        x + random.nextDouble(-1, 1), y + random.nextDouble(-1, 1), z + random.nextDouble(-1, 1));
            }
            mesh.triangle(v[0], v[1], v[2], Material.of(random.nextInt(Material.values().length)), 0xFFFFFF);
        }
        return mesh.build();
    }

    /** Closed bumpy sphere of a grid with two poles; radius about 10. */
    static TriangleMesh closedSurface(SplittableRandom random, int rows, int columns) {
        MeshBuilder mesh = new MeshBuilder();
        int south = mesh.vertex(0, 0, -10);
        int north = mesh.vertex(0, 0, 10);
        int[][] grid = new int[rows][columns];
        for (int r = 0; r < rows; r++) {
            double latitude = Math.PI * ((r + 1.0) / (rows + 1) - 0.5);
            for (int c = 0; c < columns; c++) {
                double longitude = 2 * Math.PI * c / columns;
                double radius = random.nextDouble(9, 11);
                grid[r][c] = mesh.vertex(
                        radius * Math.cos(latitude) * Math.cos(longitude),
                        radius * Math.cos(latitude) * Math.sin(longitude),
                        radius * Math.sin(latitude));
            }
        }
        for (int c = 0; c < columns; c++) {
            int next = (c + 1) % columns;
            mesh.triangle(south, grid[0][next], grid[0][c], Material.SOIL, 0xFFFFFF);
            mesh.triangle(north, grid[rows - 1][c], grid[rows - 1][next], Material.SOIL, 0xFFFFFF);
            for (int r = 0; r + 1 < rows; r++) {
                mesh.quad(grid[r][c], grid[r][next], grid[r + 1][next], grid[r + 1][c], Material.SOIL, 0xFFFFFF);
            }
        }
        return mesh.build();
    }

    static float[][] directions(SplittableRandom random, int count) {
        float[][] d = new float[3][count];
        for (int i = 0; i < count; i++) {
            aim(d, i, new Vec3(random.nextDouble(-1, 1), random.nextDouble(-1, 1), random.nextDouble(-1, 1.0000001)));
        }
        return d;
    }

    static void aim(float[][] d, int ray, Vec3 direction) {
        Vec3 unit = direction.normalized();
        d[0][ray] = (float) unit.x();
        d[1][ray] = (float) unit.y();
        d[2][ray] = (float) unit.z();
    }

    static Vec3 corner(TriangleMesh mesh, int triangle, int corner) {
        int vertex = mesh.indices()[3 * triangle + corner];
        return new Vec3(
                mesh.positions()[3 * vertex], mesh.positions()[3 * vertex + 1], mesh.positions()[3 * vertex + 2]);
    }

    /** Distance to the nearest triangle by trying each, in doubles by Moeller and Trumbore's formula; infinite for none. */
    static double nearest(TriangleMesh mesh, Vec3 origin, Vec3 direction) {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < mesh.triangleCount(); i++) {
            Vec3 a = corner(mesh, i, 0);
            Vec3 ab = corner(mesh, i, 1).minus(a);
            Vec3 ac = corner(mesh, i, 2).minus(a);
            Vec3 p = direction.cross(ac);
            double det = ab.dot(p);
            Vec3 s = origin.minus(a);
            double u = s.dot(p) / det;
            Vec3 q = s.cross(ab);
            double v = direction.dot(q) / det;
            double t = ac.dot(q) / det;
            if (u >= 0 && v >= 0 && u + v <= 1 && t >= 0) {
                best = Math.min(best, t);
            }
        }
        return best;
    }
}

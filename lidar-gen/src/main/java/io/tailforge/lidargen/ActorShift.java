package io.tailforge.lidargen;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.world.mesh.Motion;
import io.tailforge.world.mesh.TriangleMesh;
import io.tailforge.world.trace.Snapshot;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Rays are cast through the world as it stands in the middle of a slice; what they hit has moved by then, or will. This moves
 * each hit to where the surface is at the time of its shot. Which surface it is stays as in the middle: an outline is at most
 * half a slice early or late.
 */
final class ActorShift {
    private static final double GRAZING = 1e-3;
    private static final double FARTHEST = 1;

    private final Snapshot snapshot;
    private final long startMicros;
    private final long endMicros;
    private final TreeMap<Integer, Optional<Path>> paths = new TreeMap<>();

    /** Of a slice of a sweep; times since the clip's start. */
    ActorShift(Snapshot snapshot, long startMicros, long endMicros) {
        this.snapshot = snapshot;
        this.startMicros = startMicros;
        this.endMicros = endMicros;
    }

    /** Row-major 4x4 world from mesh at the slice's start and end. */
    private record Path(double[] start, double[] end) {}

    /** @param micros when the ray is sent, after the slice's start */
    void correct(Rays rays, int ray, double micros) {
        if (rays.hits.isHit(ray) && rays.hits.instance[ray] >= 0) {
            paths.computeIfAbsent(rays.hits.instance[ray], this::findPath)
                    .ifPresent(path -> move(rays, ray, path, micros / (endMicros - startMicros)));
        }
    }

    private Optional<Path> findPath(int instance) {
        Motion motion = snapshot.scene().instances().get(instance).motion();
        if (motion.isStill() || endMicros <= startMicros) {
            return Optional.empty();
        }
        Optional<Pose> end = motion.findAt(endMicros);
        return motion.findAt(startMicros)
                .flatMap(from -> end.map(to -> new Path(from.toMatrix(), to.toMatrix())))
                .filter(path -> !java.util.Arrays.equals(path.start, path.end));
    }

    private void move(Rays rays, int ray, Path path, double share) {
        TriangleMesh mesh = snapshot.mesh(rays.hits.instance[ray]);
        int corner = 3 * rays.hits.triangle[ray];
        double[] a = place(mesh, mesh.indices()[corner], path, share);
        double[] b = place(mesh, mesh.indices()[corner + 1], path, share);
        double[] c = place(mesh, mesh.indices()[corner + 2], path, share);
        double nx = (b[1] - a[1]) * (c[2] - a[2]) - (b[2] - a[2]) * (c[1] - a[1]);
        double ny = (b[2] - a[2]) * (c[0] - a[0]) - (b[0] - a[0]) * (c[2] - a[2]);
        double nz = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
        double along = nx * rays.dx[ray] + ny * rays.dy[ray] + nz * rays.dz[ray];
        double away = nx * (a[0] - rays.ox[ray]) + ny * (a[1] - rays.oy[ray]) + nz * (a[2] - rays.oz[ray]);
        double size = Math.sqrt(nx * nx + ny * ny + nz * nz);
        double t = away / along;
        if (Math.abs(along) > GRAZING * size && t > 0 && Math.abs(t - rays.hits.t[ray]) < FARTHEST) {
            rays.hits.t[ray] = (float) t;
        }
    }

    private static double[] place(TriangleMesh mesh, int vertex, Path path, double share) {
        double x = mesh.positions()[3 * vertex];
        double y = mesh.positions()[3 * vertex + 1];
        double z = mesh.positions()[3 * vertex + 2];
        double[] placed = new double[3];
        for (int row = 0; row < 3; row++) {
            double from = along(path.start, 4 * row, x, y, z);
            placed[row] = from + share * (along(path.end, 4 * row, x, y, z) - from);
        }
        return placed;
    }

    private static double along(double[] m, int row, double x, double y, double z) {
        return m[row] * x + m[row + 1] * y + m[row + 2] * z + m[row + 3];
    }
}

package io.tailforge.lidargen;

import io.tailforge.lidargen.air.Spray;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.sensor.LidarModel;
import io.tailforge.world.trace.Hits;
import io.tailforge.world.trace.RayCaster;
import io.tailforge.world.trace.Snapshot;

/**
 * Casts some columns of a sweep. Every shot has a ray along its axis; shots at an edge, whose neighbours see another thing
 * or another distance, have four more rays inside the beam, so that a beam on two surfaces gives a mixed point or two.
 */
final class SliceCaster {
    /** The rays beside the axis stand for the beam's outer part. */
    private static final double RIM = 0.35;

    private static final double[] EDGE_WEIGHTS = {0.4, 0.15, 0.15, 0.15, 0.15};
    private static final double EDGE_STEP = 0.15;
    private static final int SUB_RAYS = 4;
    /** The second return's random numbers. */
    private static final long SECOND = 0x5DEECE66DL;

    private final BeamPattern pattern;
    private final LidarModel model;
    private final ReturnModel returns;
    private final SurfaceReflectance reflectance;
    private final SprayField sprays;
    private final long seed;
    private final int maxReturns;

    SliceCaster(
            BeamPattern pattern,
            LidarModel model,
            ReturnModel returns,
            SurfaceReflectance reflectance,
            SprayField sprays,
            long seed,
            int maxReturns) {
        this.pattern = pattern;
        this.model = model;
        this.returns = returns;
        this.reflectance = reflectance;
        this.sprays = sprays;
        this.seed = seed;
        this.maxReturns = maxReturns;
    }

    /**
     * @param poses sensor in the mesh frame at the start of each column, and of the one after the last
     * @param lidarFromMesh at the sweep's start
     */
    PointBuffer cast(Snapshot snapshot, int sweep, int firstColumn, Pose[] poses, Pose lidarFromMesh) {
        int columns = poses.length - 1;
        RayCaster caster = new RayCaster(snapshot);
        Rays axis = castAxes(caster, firstColumn, poses);
        int[] edges = edges(axis.hits, columns);
        int edgeCount = 0;
        for (int edge : edges) {
            edgeCount += edge >= 0 ? 1 : 0;
        }
        Rays rim = new Rays(SUB_RAYS * edgeCount);
        for (int ray = 0; ray < edges.length; ray++) {
            if (edges[ray] >= 0) {
                fillRim(axis, ray, rim, SUB_RAYS * edges[ray]);
            }
        }
        rim.cast(caster, reach());
        MirroredBeams mirrored = MirroredBeams.of(snapshot, caster, axis, reflectance, reach());
        return receive(snapshot, sweep, firstColumn, axis, rim, edges, mirrored, lidarFromMesh.toMatrix());
    }

    /** Writes what the beams' axes meet into the columns of a picture whose row 0 is the highest beam. */
    void look(Snapshot snapshot, int firstColumn, Pose[] poses, float[] range, short[] actor) {
        Hits hits = castAxes(new RayCaster(snapshot), firstColumn, poses).hits;
        for (int ray = 0; ray < hits.t.length; ray++) {
            if (hits.isHit(ray) && hits.t[ray] >= model.minRange()) {
                int row = pattern.rings() - 1 - ray % pattern.rings();
                int at = row * pattern.columns() + firstColumn + ray / pattern.rings();
                int instance = hits.instance[ray];
                range[at] = hits.t[ray];
                actor[at] = (short)
                        (instance < 0
                                ? 0
                                : snapshot.scene().instances().get(instance).actor());
            }
        }
    }

    private float reach() {
        return (float) model.reach();
    }

    private Rays castAxes(RayCaster caster, int firstColumn, Pose[] poses) {
        int columns = poses.length - 1;
        Rays axis = new Rays(columns * pattern.rings());
        for (int column = 0; column < columns; column++) {
            fillColumn(axis, firstColumn, column, poses);
        }
        axis.cast(caster, reach());
        return axis;
    }

    private void fillColumn(Rays rays, int firstColumn, int column, Pose[] poses) {
        double[] from = poses[column].toMatrix();
        double[] to = poses[column + 1].toMatrix();
        double[] m = new double[12];
        double[] direction = new double[3];
        double[] origin = new double[3];
        for (int ring = 0; ring < pattern.rings(); ring++) {
            double t = pattern.fireMicros(ring) / pattern.columnMicros();
            for (int i = 0; i < 12; i++) {
                m[i] = from[i] + t * (to[i] - from[i]);
            }
            pattern.direction(firstColumn + column, ring, direction);
            pattern.origin(firstColumn + column, ring, origin);
            rays.aim(column * pattern.rings() + ring, m, origin, direction);
        }
    }

    /** Per shot its number among the edge shots, or -1. */
    private int[] edges(Hits hits, int columns) {
        int rings = pattern.rings();
        int[] edges = new int[columns * rings];
        int count = 0;
        for (int ray = 0; ray < edges.length; ray++) {
            int column = ray / rings;
            int ring = ray % rings;
            boolean edge = (column > 0 && differ(hits, ray, ray - rings))
                    || (column + 1 < columns && differ(hits, ray, ray + rings))
                    || (ring > 0 && differ(hits, ray, ray - 1))
                    || (ring + 1 < rings && differ(hits, ray, ray + 1));
            edges[ray] = edge ? count++ : -1;
        }
        return edges;
    }

    private static boolean differ(Hits hits, int a, int b) {
        if (hits.instance[a] != hits.instance[b]) {
            return true;
        }
        return hits.isHit(a) && Math.abs(hits.t[a] - hits.t[b]) > EDGE_STEP * Math.min(hits.t[a], hits.t[b]);
    }

    private void fillRim(Rays axis, int ray, Rays rim, int at) {
        double dx = axis.dx[ray];
        double dy = axis.dy[ray];
        double dz = axis.dz[ray];
        double level = Math.max(1e-9, Math.sqrt(dx * dx + dy * dy));
        double sideX = -dy / level;
        double sideY = dx / level;
        double upX = -dz * sideY;
        double upY = dz * sideX;
        double upZ = dx * sideY - dy * sideX;
        for (int i = 0; i < SUB_RAYS; i++) {
            double side = RIM * model.divergence() * (i == 0 ? 1 : i == 1 ? -1 : 0);
            double up = RIM * model.divergence() * (i == 2 ? 1 : i == 3 ? -1 : 0);
            double x = dx + side * sideX + up * upX;
            double y = dy + side * sideY + up * upY;
            double z = dz + up * upZ;
            double scale = 1 / Math.sqrt(x * x + y * y + z * z);
            rim.set(at + i, axis.ox[ray], axis.oy[ray], axis.oz[ray], x * scale, y * scale, z * scale);
        }
    }

    private PointBuffer receive(
            Snapshot snapshot,
            int sweep,
            int firstColumn,
            Rays axis,
            Rays rim,
            int[] edges,
            MirroredBeams mirrored,
            double[] lidarFromMesh) {
        PointBuffer points = new PointBuffer(maxReturns * edges.length);
        BeamTargets targets = new BeamTargets(snapshot, reflectance);
        Spray spray = sprays.at(snapshot.timestampMicros());
        double[] point = new double[3];
        for (int ray = 0; ray < edges.length; ray++) {
            int column = firstColumn + ray / pattern.rings();
            int ring = ray % pattern.rings();
            long shot = ShotRandom.shot(seed, sweep, column, ring);
            targets.clear();
            if (edges[ray] < 0) {
                targets.add(axis, ray, 1, shot);
            } else {
                targets.add(axis, ray, EDGE_WEIGHTS[0], shot);
                for (int i = 0; i < SUB_RAYS; i++) {
                    targets.add(rim, SUB_RAYS * edges[ray] + i, EDGE_WEIGHTS[i + 1], shot);
                }
            }
            mirrored.addTo(targets, ray, shot);
            targets.merge();
            Spray.Way air = axis.through(spray, ray, targets.range(0), shot);
            Echo first = returns.receive(targets.range(0), targets.reflectance(0), air, shot);
            int time = (int) Math.round(pattern.shotMicros(column, ring));
            PointBuffer.Shot firing = new PointBuffer.Shot(column, ring, time);
            if (first.kind() != Echo.Kind.LOST) {
                PointBuffer.Origin of = first.kind() == Echo.Kind.TARGET ? targets.origin(0) : PointBuffer.Origin.AIR;
                axis.compensated(ray, first.range(), lidarFromMesh, point);
                points.add(point, first.range(), first.intensity(), firing, of, 0);
            }
            if (maxReturns > 1 && first.kind() == Echo.Kind.TARGET && targets.count() > 1) {
                Echo second = returns.receive(targets.range(1), targets.reflectance(1), air, shot ^ SECOND);
                if (second.kind() == Echo.Kind.TARGET) {
                    axis.compensated(ray, second.range(), lidarFromMesh, point);
                    points.add(point, second.range(), second.intensity(), firing, targets.origin(1), 1);
                }
            }
        }
        return points;
    }
}

package io.tailforge.lidargen;

import io.tailforge.lidargen.air.Spray;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.sensor.LidarModel;
import io.tailforge.world.trace.Hits;
import io.tailforge.world.trace.RayCaster;

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
    private final SweepSettings settings;

    SliceCaster(
            BeamPattern pattern,
            LidarModel model,
            ReturnModel returns,
            SurfaceReflectance reflectance,
            SprayField sprays,
            long seed,
            SweepSettings settings) {
        this.pattern = pattern;
        this.model = model;
        this.returns = returns;
        this.reflectance = reflectance;
        this.sprays = sprays;
        this.seed = seed;
        this.settings = settings;
    }

    /** @param lidarFromMesh at the sweep's start */
    PointBuffer cast(Slice slice, Pose lidarFromMesh) {
        RayCaster caster = new RayCaster(slice.snapshot());
        Rays axis = castAxes(caster, slice);
        int[] edges = edges(axis.hits, slice.columns());
        Rays rim = castRims(caster, axis, edges);
        ActorShift shift = slice.shift();
        for (int ray = 0; ray < edges.length; ray++) {
            double time = slice.micros(pattern, ray);
            shift.correct(axis, ray, time);
            for (int i = 0; edges[ray] >= 0 && i < SUB_RAYS; i++) {
                shift.correct(rim, SUB_RAYS * edges[ray] + i, time);
            }
        }
        Beams beams = new Beams(
                axis,
                rim,
                edges,
                MirroredBeams.of(slice.snapshot(), caster, axis, reflectance, reach()),
                PaneBeams.of(slice.snapshot(), caster, axis, reach()));
        return receive(slice, beams, lidarFromMesh.toMatrix());
    }

    /** @param edges per shot its number among those with a rim, or -1 */
    private record Beams(Rays axis, Rays rim, int[] edges, MirroredBeams mirrored, PaneBeams panes) {}

    private Rays castRims(RayCaster caster, Rays axis, int[] edges) {
        int count = 0;
        for (int edge : edges) {
            count += edge >= 0 ? 1 : 0;
        }
        Rays rim = new Rays(SUB_RAYS * count);
        for (int ray = 0; ray < edges.length; ray++) {
            if (edges[ray] >= 0) {
                fillRim(axis, ray, rim, SUB_RAYS * edges[ray]);
            }
        }
        rim.cast(caster, reach());
        return rim;
    }

    /** Writes what the beams' axes meet into the columns of a picture whose row 0 is the highest beam. */
    void look(Slice slice, float[] range, short[] actor) {
        Rays axis = castAxes(new RayCaster(slice.snapshot()), slice);
        Hits hits = axis.hits;
        ActorShift shift = slice.shift();
        for (int ray = 0; ray < hits.t.length; ray++) {
            shift.correct(axis, ray, slice.micros(pattern, ray));
            if (hits.isHit(ray) && hits.t[ray] >= model.minRange()) {
                int row = pattern.rings() - 1 - ray % pattern.rings();
                int at = row * pattern.columns() + slice.firstColumn() + ray / pattern.rings();
                int instance = hits.instance[ray];
                range[at] = hits.t[ray];
                actor[at] = (short)
                        (instance < 0
                                ? 0
                                : slice.snapshot()
                                        .scene()
                                        .instances()
                                        .get(instance)
                                        .actor());
            }
        }
    }

    private float reach() {
        return (float) model.reach();
    }

    private Rays castAxes(RayCaster caster, Slice slice) {
        Rays axis = new Rays(slice.columns() * pattern.rings());
        for (int column = 0; column < slice.columns(); column++) {
            fillColumn(axis, slice.firstColumn(), column, slice.poses());
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
            boolean edge = settings.everyBeamWide()
                    || (column > 0 && differ(hits, ray, ray - rings))
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

    private PointBuffer receive(Slice slice, Beams beams, double[] lidarFromMesh) {
        int shots = beams.edges.length;
        PointBuffer points = new PointBuffer(settings.returns() * shots);
        BeamTargets targets = new BeamTargets(slice.snapshot(), reflectance, model);
        Spray spray = sprays.at(slice.snapshot().timestampMicros());
        for (int ray = 0; ray < shots; ray++) {
            int column = slice.firstColumn() + ray / pattern.rings();
            int ring = ray % pattern.rings();
            long shot = ShotRandom.shot(seed, slice.sweep(), column, ring);
            collect(beams, ray, targets, shot);
            Spray.Way air = beams.axis.through(spray, ray, targets.range(0), shot);
            int time = (int) Math.round(pattern.shotMicros(column, ring));
            PointBuffer.Shot firing = new PointBuffer.Shot(column, ring, time);
            Echo first = receive(targets, 0, air, shot);
            add(points, beams.axis, ray, first, targets, 0, firing, lidarFromMesh);
            int last = targets.second();
            if (settings.returns() > 1 && first.kind() == Echo.Kind.TARGET && last > 0) {
                Echo second = receive(targets, last, air, shot ^ SECOND);
                if (second.kind() == Echo.Kind.TARGET) {
                    add(points, beams.axis, ray, second, targets, last, firing, lidarFromMesh);
                }
            }
        }
        return points;
    }

    private static void collect(Beams beams, int ray, BeamTargets targets, long shot) {
        targets.clear();
        int edge = beams.edges[ray];
        targets.add(beams.axis, ray, edge < 0 ? 1 : EDGE_WEIGHTS[0], shot);
        for (int i = 0; edge >= 0 && i < SUB_RAYS; i++) {
            targets.add(beams.rim, SUB_RAYS * edge + i, EDGE_WEIGHTS[i + 1], shot);
        }
        beams.mirrored.addTo(targets, ray, shot);
        beams.panes.addTo(targets, ray, shot);
        targets.merge();
    }

    private Echo receive(BeamTargets targets, int echo, Spray.Way air, long shot) {
        return returns.receive(targets.range(echo), targets.reflectance(echo), targets.stretch(echo), air, shot);
    }

    private void add(
            PointBuffer points,
            Rays axis,
            int ray,
            Echo echo,
            BeamTargets targets,
            int number,
            PointBuffer.Shot firing,
            double[] lidarFromMesh) {
        if (echo.kind() == Echo.Kind.LOST) {
            return;
        }
        PointBuffer.Origin of = echo.kind() == Echo.Kind.TARGET ? targets.origin(number) : PointBuffer.Origin.AIR;
        double range = model.receiver().measured(echo.range());
        double[] point = new double[3];
        axis.compensated(ray, range, lidarFromMesh, point);
        points.add(point, range, echo.intensity(), firing, of, number == 0 ? 0 : 1);
    }
}

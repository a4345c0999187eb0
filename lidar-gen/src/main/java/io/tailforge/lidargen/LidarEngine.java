package io.tailforge.lidargen;

import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.LidarModel;
import io.tailforge.world.trace.Snapshot;
import io.tailforge.world.trace.WorldBvh;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Sweeps of one LiDAR through one scene. A sweep is cut into slices of columns of at most 1 ms. The sensor moves shot by shot,
 * and so does what it hits; only the outlines of moving things stand still within a slice. Slices run in parallel on the caller's fork-join pool (or the common one);
 * the result does not depend on the number of threads. Immutable, safe to share.
 */
public final class LidarEngine {
    private static final double SLICE_MICROS = 1000;

    private final WorldBvh world;
    private final Scene scene;
    private final Lidar lidar;
    private final BeamPattern pattern;
    private final SliceCaster caster;
    private final SweepSettings settings;
    private final double periodMicros;

    /** One return a shot. */
    public LidarEngine(WorldBvh world, Scene scene, Lidar lidar, LidarModel model, long seed) {
        this(world, scene, lidar, model, seed, SweepSettings.STRONGEST);
    }

    /**
     * @param world of this scene
     * @param seed decides noise and drop-outs, together with sweep, column and ring
     */
    public LidarEngine(WorldBvh world, Scene scene, Lidar lidar, LidarModel model, long seed, SweepSettings settings) {
        this.settings = settings;
        this.world = world;
        this.scene = scene;
        this.lidar = lidar;
        this.pattern = new BeamPattern(model, lidar.rateHz());
        this.periodMicros = 1e6 / lidar.rateHz();
        Atmosphere air = new Atmosphere(scene.variation().weather(), model);
        this.caster = new SliceCaster(
                pattern,
                model,
                new ReturnModel(model, air),
                new SurfaceReflectance(scene.variation().weather(), model.wavelengthNm()),
                new SprayField(scene, world.scene().origin(), seed),
                seed,
                settings);
    }

    public BeamPattern pattern() {
        return pattern;
    }

    /** Sweeps that end within the clip. */
    public int sweepCount() {
        int count = (int) (scene.grid().durationMicros() / periodMicros) + 1;
        while (count > 0 && startMicros(count - 1) + periodMicros > scene.grid().durationMicros() + 0.5) {
            count--;
        }
        return count;
    }

    public long startMicros(int sweep) {
        return Math.round(sweep * periodMicros);
    }

    /** Sensor pose in the layout's frame. */
    public Pose worldFromLidar(long timestampMicros) {
        return scene.ego().at(timestampMicros).times(lidar.rigFromLidar());
    }

    /** @param sweep 0 .. {@link #sweepCount()} - 1 */
    public SweepPoints sweep(int sweep) {
        return sweep(sweep, () -> false);
    }

    /**
     * @param sweep 0 .. {@link #sweepCount()} - 1
     * @param cancelled asked before every slice
     * @throws CancellationException where it was
     */
    public SweepPoints sweep(int sweep, BooleanSupplier cancelled) {
        requireSweep(sweep);
        long start = startMicros(sweep);
        List<SweepPoints> parts = IntStream.range(0, slices())
                .parallel()
                .mapToObj(slice -> points(slice(sweep, start, slice), start, cancelled))
                .toList();
        return SweepPoints.join(start, worldFromLidar(start), parts);
    }

    /**
     * The same revolution by the beams' axes alone: no noise, no weather, no beam width, nothing lost; what a range
     * control shows.
     *
     * @param sweep 0 .. {@link #sweepCount()} - 1
     */
    public RangeImage rangeImage(int sweep) {
        requireSweep(sweep);
        long start = startMicros(sweep);
        int rows = pattern.rings();
        float[] range = new float[rows * pattern.columns()];
        short[] actor = new short[range.length];
        IntStream.range(0, slices()).parallel().forEach(number -> {
            caster.look(slice(sweep, start, number), range, actor);
        });
        return new RangeImage(start, worldFromLidar(start), rows, pattern.columns(), range, actor);
    }

    private void requireSweep(int sweep) {
        if (sweep < 0 || sweep >= sweepCount()) {
            throw new IllegalArgumentException("the clip has " + sweepCount() + " sweeps, no sweep " + sweep);
        }
    }

    private int slices() {
        return (int) Math.clamp(Math.ceil(periodMicros / SLICE_MICROS), 1, pattern.columns());
    }

    private Slice slice(int sweep, long start, int number) {
        int from = (int) ((long) number * pattern.columns() / slices());
        int to = (int) ((long) (number + 1) * pattern.columns() / slices());
        Pose[] poses = new Pose[to - from + 1];
        for (int column = from; column <= to; column++) {
            poses[column - from] = meshFromLidar(columnStart(start, column));
        }
        long begin = columnStart(start, from);
        long end = columnStart(start, to);
        long middle = begin + (end - begin) / 2;
        Snapshot snapshot = settings.ownVehicle() ? world.withEgoAt(middle) : world.at(middle);
        return new Slice(snapshot, sweep, from, begin, end, poses);
    }

    private long columnStart(long sweepStart, int column) {
        return sweepStart + Math.round(column * pattern.columnMicros());
    }

    private Pose meshFromLidar(long timestampMicros) {
        Pose pose = worldFromLidar(timestampMicros);
        return new Pose(pose.translation().minus(world.scene().origin()), pose.rotation());
    }

    private SweepPoints points(Slice slice, long start, BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException("cancelled in sweep " + slice.sweep());
        }
        return caster.cast(slice, meshFromLidar(start).inverse()).points(start, worldFromLidar(start));
    }
}

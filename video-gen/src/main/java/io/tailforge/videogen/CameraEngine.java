package io.tailforge.videogen;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.Shutter;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.RayCaster;
import io.tailforge.world.trace.WorldBvh;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The CPU camera engine {@code procedural} for one clip: what each camera of the rig sees at each frame, with exact truth.
 * Built once a clip (bakes the sky, meters the exposure), then any frame of any camera in any order and from any thread; the
 * bytes depend on scene, mesh and seed alone, not on threads. The scene document decides everything: prompts do not
 * influence these pictures.
 */
public final class CameraEngine {
    /** What the engine is called wherever its pictures go. */
    public static final String NAME = "procedural";

    /** Changes whenever the same scene would give other pixels, another truth or other files. */
    public static final String VERSION = "5";

    private static final double SKY_WEIGHT = 0.12;
    private static final double BRIGHT_SHARE = 0.85;
    private static final int METER_WIDTH = 48;
    private static final int METERED_PER_SECOND = 3;

    private final World world;
    private final Crew crew;
    private final Take.Setting setting;
    private final List<Camera> cameras;
    private final List<CameraRays> rays;
    private final List<PixelFinder> finders;
    private final ClipExposure exposure;

    /** @param seed of clouds, sensor noise and drops; pictures of one seed are the same everywhere */
    public CameraEngine(Scene scene, SceneMesh mesh, WorldBvh bvh, long seed, RenderSettings settings) {
        this(
                scene,
                mesh,
                bvh,
                seed,
                settings,
                Sky.over(
                        scene.variation().sun(),
                        WeatherLook.of(
                                scene.variation().weather(), scene.variation().sun()),
                        seed));
    }

    CameraEngine(Scene scene, SceneMesh mesh, WorldBvh bvh, long seed, RenderSettings settings, Sky sky) {
        WeatherLook look =
                WeatherLook.of(scene.variation().weather(), scene.variation().sun());
        int folded = Noise.seed(seed, 1);
        Signals signals = new Signals(mesh, scene.lights(), look);
        Traffic traffic = new Traffic(scene.actors());
        world = new World(
                scene,
                mesh,
                bvh,
                look,
                sky,
                SkySamples.of(sky, Math.max(1, settings.preset().skyDirections())),
                signals,
                traffic,
                new Appearance(look, signals, traffic, folded),
                new WeatherCoat(look),
                settings.preset(),
                folded);
        crew = new Crew(settings);
        setting = new Take.Setting(world, new Stage(scene, mesh, bvh), crew);
        int width = scene.grid().width();
        int height = scene.grid().height();
        cameras = scene.rig().resized(width, height).cameras();
        rays = cameras.stream().map(camera -> new CameraRays(camera.model())).toList();
        finders = cameras.stream().map(camera -> PixelFinder.of(camera.model())).toList();
        exposure = meter();
    }

    /** The engine's name and what its bits may depend on; {@code scalar} and vector kernels give the same hits. */
    public static EngineIdentity identity() {
        return new EngineIdentity(NAME, VERSION, EngineIdentity.NO_WEIGHTS, "cpu/" + RayCaster.describeKernel());
    }

    /** A frame of the clip's size for {@link #shoot}. */
    public ViewFrame newFrame() {
        return new ViewFrame(world.scene().grid().width(), world.scene().grid().height());
    }

    public ClipExposure exposure() {
        return exposure;
    }

    /** Shoots by the camera's name; see {@link #shoot(int, int, ViewFrame, BooleanSupplier)}. */
    public void shoot(String camera, int frame, ViewFrame out, BooleanSupplier cancelled) {
        for (int k = 0; k < cameras.size(); k++) {
            if (cameras.get(k).name().equals(camera)) {
                shoot(k, frame, out, cancelled);
                return;
            }
        }
        throw new IllegalArgumentException("the rig has no camera " + camera);
    }

    public void shoot(int camera, int frame, ViewFrame out) {
        shoot(camera, frame, out, () -> false);
    }

    /**
     * Fills {@code out} with one picture and its truth.
     *
     * @param camera index in the rig
     * @param out of the clip's size; used by one call at a time
     * @param cancelled asked once a run of tiles
     * @throws CancellationException when it answered true; {@code out} is then unfinished
     */
    public void shoot(int camera, int frame, ViewFrame out, BooleanSupplier cancelled) {
        if (out.width() != world.scene().grid().width()
                || out.height() != world.scene().grid().height()) {
            throw new IllegalArgumentException("a frame of " + out.width() + "x" + out.height() + " for a clip of "
                    + world.scene().grid());
        }
        Camera taker = cameras.get(camera);
        Take take = setting.take(camera, frame, taker, rays.get(camera), cancelled);
        Sensor sensor = Sensor.of(taker.shutter(), world.scene().grid(), exposure.gain(frame));
        paint(take, out, world, cancelled);
        new EdgePass(world, take, out, exposure.gain(frame)).smooth(crew, cancelled);
        Smear smear = Smear.of(setting.stage(), taker, take.middle().middle(), sensor.seconds());
        if (world.preset().motionBlur()) {
            new MotionBlur(smear, rays.get(camera), out.canvas).blur(crew, cancelled);
        }
        precipitation(take, smear, sensor, out.canvas).fall(crew, cancelled);
        if (world.preset().lensDrops()) {
            double seconds = take.middle().middle().seconds();
            new LensDrops(world, camera, seconds, out.canvas).hang(crew, cancelled);
        }
        develop(take.middle(), sensor, out, cancelled);
    }

    /** Draws only what falls through the air, seen through another shutter. */
    void precipitate(int camera, int frame, Shutter shutter, Canvas canvas) {
        Camera taker = cameras.get(camera).withShutter(shutter);
        Take take = setting.take(camera, frame, taker, rays.get(camera), () -> false);
        Sensor sensor = Sensor.of(shutter, world.scene().grid(), exposure.gain(frame));
        Smear smear = Smear.of(setting.stage(), taker, take.middle().middle(), sensor.seconds());
        precipitation(take, smear, sensor, canvas).fall(crew, () -> false);
    }

    private Precipitation precipitation(Take take, Smear smear, Sensor sensor, Canvas canvas) {
        return new Precipitation(world, () -> new StreakFinder(world, take, smear, sensor.seconds(), canvas), canvas);
    }

    /**
     * Optical flow of what a shot saw: for each pixel how far, right and down in pixels, its surface point lies from it in the
     * same camera's picture of another frame; NaN where it has no image there, or is gone, and beyond the lens. The sky is
     * infinitely far.
     *
     * @param seen as {@link #shoot} left it for this camera and frame
     * @param out two entries a pixel
     */
    public void flow(int camera, int frame, int toFrame, ViewFrame seen, float[] out) {
        if (out.length != 2 * seen.width() * seen.height()) {
            throw new IllegalArgumentException("flow has two entries a pixel, not " + out.length);
        }
        crew.work(
                seen.height(),
                () -> {
                    Flow flow =
                            new Flow(world, cameras.get(camera), rays.get(camera), finders.get(camera), frame, toFrame);
                    return row -> flow.follow(seen.canvas, row, out);
                },
                () -> false);
    }

    private void paint(Take take, ViewFrame out, World how, BooleanSupplier cancelled) {
        Canvas canvas = out.canvas;
        int runs = TileOrder.runs(canvas.width);
        int columns = (canvas.width + TileOrder.SIDE - 1) / TileOrder.SIDE;
        crew.work(
                canvas.height, () -> row -> TilePainter.aim(take.strip(row / TileOrder.SIDE), canvas, row), cancelled);
        crew.work(
                TileOrder.pieces(canvas.width, canvas.height),
                () -> {
                    TilePainter painter = new TilePainter(how, take.middle(), canvas);
                    return piece -> {
                        int row = piece / runs;
                        int first = piece % runs * TileOrder.RUN;
                        painter.take(take.strip(row));
                        for (int column = first; column < Math.min(columns, first + TileOrder.RUN); column++) {
                            painter.paint(column, row, out);
                        }
                    };
                },
                cancelled);
    }

    private void develop(Shot shot, Sensor sensor, ViewFrame out, BooleanSupplier cancelled) {
        shot.rays().beyondLens.stream().forEach(p -> Arrays.fill(out.canvas.smooth, 3 * p, 3 * p + 3, 0));
        float gain = exposure.gain(shot.frame());
        Film film = new Film(out.width(), out.height());
        film.gatherBloom(out.canvas.smooth, gain, crew, cancelled);
        int noise = Noise.hash(world.seed(), shot.camera(), shot.frame());
        crew.work(
                out.height(),
                () -> row -> film.develop(out.canvas.smooth, row, gain, sensor, noise, out.rgb()),
                cancelled);
        shot.rays().beyondLens.stream().forEach(out::clear);
    }

    /** Meters small pictures of all cameras in the order of time, a few a second, and interpolates between them. */
    private ClipExposure meter() {
        World quick = new World(
                world.scene(),
                world.mesh(),
                world.bvh(),
                world.look(),
                world.sky(),
                world.skySamples(),
                world.signals(),
                world.traffic(),
                world.appearance(),
                world.coat(),
                RenderPreset.DRAFT,
                world.seed());
        int frames = world.scene().grid().frames();
        int stride = Math.max(1, world.scene().grid().fps() / METERED_PER_SECOND);
        double[] luminance = new double[frames];
        List<Camera> small = cameras.stream().map(CameraEngine::shrink).toList();
        List<CameraRays> smallRays =
                small.stream().map(camera -> new CameraRays(camera.model())).toList();
        double previous = 0;
        for (int frame = 0; frame < frames; frame += stride) {
            double now = meter(quick, small, smallRays, frame);
            luminance[frame] = now;
            for (int between = frame - stride + 1; between > 0 && between < frame; between++) {
                luminance[between] = previous + (now - previous) * (between - frame + stride) / stride;
            }
            previous = now;
        }
        for (int last = (frames - 1) / stride * stride + 1; last < frames; last++) {
            luminance[last] = previous;
        }
        return ClipExposure.of(
                luminance, world.scene().grid().fps(), world.look().key());
    }

    private static Camera shrink(Camera camera) {
        int height = Math.max(
                16, METER_WIDTH * camera.model().height() / camera.model().width());
        return camera.resized(METER_WIDTH, height).withShutter(Shutter.GLOBAL);
    }

    private double meter(World quick, List<Camera> small, List<CameraRays> smallRays, int frame) {
        double logarithms = 0;
        double[] lit = new double[0];
        double[] open = new double[0];
        for (int k = 0; k < small.size(); k++) {
            CameraRays own = smallRays.get(k);
            ViewFrame view = new ViewFrame(own.width, own.height);
            paint(setting.take(k, frame, small.get(k), own, () -> false), view, quick, () -> false);
            logarithms += meanLogarithm(view.canvas, own);
            lit = join(lit, luminances(view.canvas, own, false));
            open = join(open, luminances(view.canvas, own, true));
        }
        double average = StrictMath.exp(logarithms / small.size());
        double bright = world.look().dark() ? 0 : quantile(lit, BRIGHT_SHARE);
        return ClipExposure.metered(average, bright, quantile(open, 0.5));
    }

    private static double[] join(double[] some, DoubleStream others) {
        return DoubleStream.concat(Arrays.stream(some), others).toArray();
    }

    /** Nothing has a quantile of zero. */
    private static double quantile(double[] values, double share) {
        Arrays.sort(values);
        return values.length == 0 ? 0 : values[(int) (values.length * share)];
    }

    /** Luminance of every pixel that is sky, or of every other. */
    private static DoubleStream luminances(Canvas canvas, CameraRays rays, boolean sky) {
        return IntStream.range(0, canvas.range.length)
                .filter(p -> (canvas.range[p] == Float.POSITIVE_INFINITY) == sky && !rays.beyondLens.get(p))
                .mapToDouble(p -> luminance(canvas.light, p));
    }

    private static double luminance(float[] light, int p) {
        return 0.2126 * light[3 * p] + 0.7152 * light[3 * p + 1] + 0.0722 * light[3 * p + 2];
    }

    /** The sky counts little, or an open road would be black beneath it. */
    private static double meanLogarithm(Canvas canvas, CameraRays rays) {
        float[] light = canvas.light;
        double sum = 0;
        double weights = 0;
        for (int p = 0; p < canvas.range.length; p++) {
            if (rays.beyondLens.get(p)) {
                continue;
            }
            double weight = canvas.range[p] == Float.POSITIVE_INFINITY ? SKY_WEIGHT : 1;
            sum += weight * StrictMath.log(Math.max(1e-5, Math.min(20, luminance(light, p))));
            weights += weight;
        }
        return weights == 0 ? 0 : sum / weights;
    }
}

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.assemble.SceneAssembler;
import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.ActorRequest;
import io.tailforge.scene.variation.ClipPlan;
import io.tailforge.scene.variation.Region;
import io.tailforge.scene.variation.RigRequest;
import io.tailforge.scene.variation.SceneRequest;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import io.tailforge.service.embedded.BuiltWorld;
import io.tailforge.videogen.CameraEngine;
import io.tailforge.videogen.RenderPreset;
import io.tailforge.videogen.RenderSettings;
import io.tailforge.videogen.ViewFrame;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.trace.Hits;
import io.tailforge.world.trace.RayCaster;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * What {@code bench/camera.sh} measures inside one JVM, on {@code examples/layouts/urban-junction.xodr} with traffic:
 * {@code stages WIDTHxHEIGHT [LOOK ...]}, {@code rays WIDTHxHEIGHT}, {@code threads WIDTHxHEIGHT LOOK ...},
 * {@code clip WIDTHxHEIGHT LOOK}, {@code pictures WIDTHxHEIGHT FOLDER} (one a look, to compare before and after).
 */
void main(String[] args) throws Exception {
    String[] size = args[1].split("x");
    FrameGrid grid = new FrameGrid(FRAMES, 30, Integer.parseInt(size[0]), Integer.parseInt(size[1]));
    List<String> rest = Arrays.asList(args).subList(2, args.length);
    switch (args[0]) {
        case "stages" -> stages(grid, rest.isEmpty() ? List.copyOf(LOOKS.keySet()) : rest);
        case "rays" -> rays(grid);
        case "threads" -> threads(grid, rest);
        case "clip" -> clip(grid, rest.getFirst());
        case "pictures" -> pictures(grid, Path.of(rest.getFirst()));
        default -> throw new IllegalArgumentException(args[0]);
    }
}

static final int FRAMES = 121;
static final int WARM = Integer.getInteger("warm", 16);
static final int MEASURED = Integer.getInteger("measured", 12);
static final double CLEAR = Double.POSITIVE_INFINITY;

/** Weather and sun (degrees): the study's eight. */
record Look(Weather weather, double elevation, double azimuth) {}

static final Map<String, Look> LOOKS = looks();

static Map<String, Look> looks() {
    Map<String, Look> looks = new LinkedHashMap<>();
    looks.put("noon", new Look(new Weather(0.05, 0, 0, CLEAR, 0, 0), 50, 32));
    looks.put("golden", new Look(new Weather(0.25, 0, 0, CLEAR, 0, 0), 8, 200));
    looks.put("overcast", new Look(new Weather(1, 0, 0, CLEAR, 0, 0), 40, 60));
    looks.put("fog", new Look(new Weather(1, 0, 0, 60, 0.3, 0), 30, 60));
    looks.put("rain", new Look(new Weather(1, 50, 0, CLEAR, 1, 0), 35, 60));
    looks.put("snow", new Look(new Weather(1, 0, 2.5, CLEAR, 0.3, 0.8), 25, 60));
    looks.put("night", new Look(new Weather(0.3, 0, 0, CLEAR, 0, 0), -25, 60));
    looks.put("night+rain", new Look(new Weather(1, 50, 0, CLEAR, 1, 0), -25, 60));
    return looks;
}

/** Stage by the first class and method that a sample's stack names, searched in this order. */
static final String[][] STAGES = {
    {"truth", "TilePainter", "storeTruth"},
    {"edges", "EdgePass", ""},
    {"haze", "LampHaze", ""},
    {"mirror", "Mirrors", ""},
    {"sun", "Lighting", "findSun"},
    {"sky", "Lighting", "findSky"},
    {"lamps", "LampLight", ""},
    {"colour", "Appearance", ""},
    {"colour", "WeatherCoat", ""},
    {"shade", "Lighting", ""},
    {"primary", "RayCaster", ""},
    {"surface", "TilePainter", ""},
    {"surface", "SurfaceReader", ""},
    {"drops", "Precipitation", ""},
    {"film", "Film", ""},
    {"aim", "CameraEngine", "aim"},
};

static final com.sun.management.ThreadMXBean THREADS =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

/** The study's camera alone, or the six of the rig that a clip is made of. */
Scene scene(LayoutReading reading, FrameGrid grid, String name, boolean six) {
    List<ActorRequest> actors = List.of(
            new ActorRequest(ActorRequest.Role.LANE_FOLLOWER, ActorClass.CAR, 8),
            new ActorRequest(ActorRequest.Role.ONCOMING, ActorClass.CAR, 14),
            new ActorRequest(ActorRequest.Role.ONCOMING, ActorClass.TRUCK, 2),
            new ActorRequest(ActorRequest.Role.PARKED, ActorClass.CAR, 16),
            new ActorRequest(ActorRequest.Role.PARKED, ActorClass.VAN, 4),
            new ActorRequest(ActorRequest.Role.CROSSING, ActorClass.PEDESTRIAN, 4),
            new ActorRequest(ActorRequest.Role.WALKWAY, ActorClass.PEDESTRIAN, 30));
    SceneRequest request = new SceneRequest(
            "bench", Optional.empty(), OptionalDouble.of(9), Optional.empty(), actors, List.of(), false);
    Quaternion forward = Quaternion.ofMatrix(new double[] {0, 0, 1, -1, 0, 0, 0, -1, 0});
    Camera front = new Camera(
            "camera_front",
            PinholeCamera.ofHorizontalFov(1280, 704, Math.toRadians(72)),
            new io.tailforge.scene.geometry.Pose(new Vec3(1.7, 0, 1.45), forward));
    RigRequest rig = six
            ? new RigRequest(
                    "default",
                    Optional.empty(),
                    "ftheta",
                    List.of(
                            "camera_front_wide_120fov",
                            "camera_cross_left_120fov",
                            "camera_cross_right_120fov",
                            "camera_rear_left_70fov",
                            "camera_rear_right_70fov",
                            "camera_front_tele_30fov"),
                    Optional.of("none"))
            : new RigRequest(
                    "study",
                    Optional.of(new Rig("study", List.of(front), List.of())),
                    "pinhole",
                    List.of(),
                    Optional.of("none"));
    Region region =
            new Region("eu", reading.map().drivingSide(), LineColour.WHITE, LineColour.WHITE, "vienna", "a street");
    Look look = LOOKS.get(name);
    SunPosition sun = new SunPosition(Math.toRadians(look.elevation), Math.toRadians(look.azimuth));
    Variation variation = new Variation(name.replace('+', '-'), look.weather, sun, region);
    return new SceneAssembler()
            .assemble(reading, LayoutRef.of(reading.map()), new ClipPlan(0, request, variation, rig, grid, 22))
            .scene();
}

static LayoutReading layout() {
    return Layouts.read(Path.of("examples/layouts/urban-junction.xodr"));
}

void stages(FrameGrid grid, List<String> looks) throws Exception {
    LayoutReading reading = layout();
    for (String name : looks) {
        Scene scene = scene(reading, grid, name, false);
        BuiltWorld world = BuiltWorld.of(scene, reading.map());
        if (name.equals(looks.getFirst())) {
            describe(world.mesh(), grid);
        }
        CameraEngine engine = engine(scene, world, RenderSettings.ofPreset(RenderPreset.DEFAULT));
        ViewFrame frame = engine.newFrame();
        for (int k = 0; k < (name.equals(looks.getFirst()) ? 2 * WARM : WARM); k++) {
            engine.shoot(0, k, frame);
        }
        double[] ms = new double[MEASURED];
        long garbage = THREADS.getCurrentThreadAllocatedBytes();
        for (int k = 0; k < MEASURED; k++) {
            long before = THREADS.getCurrentThreadCpuTime();
            engine.shoot(0, 20 + k, frame);
            ms[k] = (THREADS.getCurrentThreadCpuTime() - before) * 1e-6;
        }
        garbage = THREADS.getCurrentThreadAllocatedBytes() - garbage;
        Map<String, Double> shares = profile(engine, frame);
        Arrays.sort(ms);
        System.out.printf("%-11s best %6.1f median %6.1f ms |", name, ms[0], ms[MEASURED / 2]);
        shares.forEach((stage, share) -> System.out.printf(" %s %.1f", stage, share * ms[0]));
        System.out.printf(" | %.2f MB a frame%n", garbage * 1e-6 / MEASURED);
    }
}

static void describe(SceneMesh mesh, FrameGrid grid) {
    long instanced = 0;
    for (Instance instance : mesh.instances()) {
        instanced += instance.parts().shapes().getFirst().triangleCount();
    }
    System.out.printf(
            "%dx%d; %d triangles of ground, %d instances with %d triangles, %d lights; %s%n",
            grid.width(),
            grid.height(),
            mesh.ground().triangleCount(),
            mesh.instances().size(),
            instanced,
            mesh.lights().size(),
            RayCaster.describeKernel());
}

static CameraEngine engine(Scene scene, BuiltWorld world, RenderSettings settings) {
    return new CameraEngine(scene, world.mesh(), world.bvh(), 7, settings);
}

/** Share of each stage, by a sample of the stack for every millisecond of CPU time. */
static Map<String, Double> profile(CameraEngine engine, ViewFrame frame) throws Exception {
    Path file = Files.createTempFile("tailforge-bench", ".jfr");
    try (Recording recording = new Recording()) {
        recording.enable("jdk.CPUTimeSample").with("throttle", "1ms").withStackTrace();
        recording.start();
        for (int k = 0; k < MEASURED; k++) {
            engine.shoot(0, 20 + k, frame);
        }
        recording.stop();
        recording.dump(file);
    }
    Map<String, Double> counts = new LinkedHashMap<>();
    for (String[] stage : STAGES) {
        counts.putIfAbsent(stage[0], 0.0);
    }
    counts.put("other", 0.0);
    double total = 0;
    for (var event : RecordingFile.readAllEvents(file)) {
        boolean ours = event.getEventType().getName().equals("jdk.CPUTimeSample")
                && event.getStackTrace() != null
                && event.getThread("eventThread").getJavaName().equals("main");
        if (ours) {
            counts.merge(stageOf(event.getStackTrace().getFrames()), 1.0, Double::sum);
            total++;
        }
    }
    Files.delete(file);
    double samples = total;
    counts.values().removeIf(count -> count == 0);
    counts.replaceAll((stage, count) -> count / samples);
    return counts;
}

static String stageOf(List<RecordedFrame> stack) {
    for (String[] stage : STAGES) {
        for (RecordedFrame frame : stack) {
            String type = frame.getMethod().getType().getName();
            String simple = type.substring(type.lastIndexOf('.') + 1);
            boolean named = simple.equals(stage[1]) || simple.startsWith(stage[1] + "$");
            if (named && frame.getMethod().getName().startsWith(stage[2])) {
                return stage[0];
            }
        }
    }
    return "other";
}

/** Mray a CPU second of each kind of ray, on the rays that a picture needs, 16 x 16 pixels at a time as the engine casts them. */
void rays(FrameGrid grid) {
    LayoutReading reading = layout();
    Scene scene = scene(reading, grid, "noon", false);
    BuiltWorld world = BuiltWorld.of(scene, reading.map());
    Probe probe = new Probe(scene, world);
    for (int round = 0; round < 6; round++) {
        Map<String, Double> rates = probe.measure();
        if (round == 5) {
            System.out.print("rays, Mray a CPU second:");
            rates.forEach((kind, rate) -> System.out.printf(" %s %.1f", kind, rate));
            System.out.println();
        }
    }
}

/** One frame's rays by kind. */
static final class Probe {
    private static final int TILE = 256;
    private static final float[] SUN = {0.545f, 0.341f, 0.766f};

    private final Scene scene;
    private final ViewFrame truth;
    private final RayCaster caster;
    private final int width;
    private final int height;
    private final io.tailforge.scene.geometry.Pose meshFromCamera;
    private final Map<String, long[]> spent = new LinkedHashMap<>();
    private final float[][] direction = new float[3][TILE];
    private final float[][] normal = new float[3][TILE];
    private final float[][] point = new float[3][TILE];
    private final float[][] from = new float[3][TILE];
    private final float[][] to = new float[3][TILE];
    private final boolean[] blocked = new boolean[TILE];
    private final Hits hits = new Hits(TILE);

    Probe(Scene scene, BuiltWorld world) {
        this.scene = scene;
        width = scene.grid().width();
        height = scene.grid().height();
        Camera camera = scene.rig().cameras().getFirst();
        CameraEngine engine = engine(scene, world, RenderSettings.ofPreset(RenderPreset.DRAFT));
        truth = engine.newFrame();
        engine.shoot(0, 20, truth);
        caster = new RayCaster(world.bvh().at(scene.timestampMicros(camera, 20)));
        var layoutFromCamera = scene.worldFromCamera(camera, 20);
        meshFromCamera = new io.tailforge.scene.geometry.Pose(
                layoutFromCamera.translation().minus(world.mesh().origin()), layoutFromCamera.rotation());
    }

    Map<String, Double> measure() {
        spent.clear();
        for (int v = 0; v + 16 <= height; v += 16) {
            for (int u = 0; u + 16 <= width; u += 16) {
                tile(u, v);
            }
        }
        Map<String, Double> rates = new LinkedHashMap<>();
        spent.forEach((kind, sums) -> rates.put(kind, 1e3 * sums[1] / sums[0]));
        return rates;
    }

    private void tile(int u0, int v0) {
        var camera = scene.rig().cameras().getFirst().resized(width, height).model();
        Vec3 eye = meshFromCamera.translation();
        double[] ray = new double[3];
        boolean[] met = new boolean[TILE];
        for (int i = 0; i < TILE; i++) {
            int u = u0 + (i >> 4 & 3) * 4 + (i & 3);
            int v = v0 + (i >> 6) * 4 + (i >> 2 & 3);
            camera.ray(u, v, ray);
            Vec3 d = meshFromCamera.rotate(new Vec3(ray[0], ray[1], ray[2]));
            int p = v * width + u;
            float range = (float) (truth.depth()[p] / ray[2]);
            met[i] = Float.isFinite(range);
            double[] parts = {d.x(), d.y(), d.z()};
            double[] start = {eye.x(), eye.y(), eye.z()};
            for (int k = 0; k < 3; k++) {
                direction[k][i] = (float) parts[k];
                normal[k][i] = truth.normals()[3 * p + k];
                point[k][i] = (float) (start[k] + range * parts[k]) + (2e-3f + 2e-5f * range) * normal[k][i];
            }
        }
        time("primary", TILE, () -> caster.castFromOrigin(
                (float) eye.x(), (float) eye.y(), (float) eye.z(), direction[0], direction[1], direction[2], 0, TILE, 0.05f, 1500, hits));
        int suns = gather(met, 0, 1, SUN);
        time("sun", suns, () -> caster.occludedAlong(
                SUN[0], SUN[1], SUN[2], from[0], from[1], from[2], 0, suns, 0, 400, blocked));
        for (int group = 0; group < 16; group++) {
            float z = (group * 7 % 16 + 0.5f) / 16;
            float turn = 2 * (float) Math.PI * (0.7548777f * group % 1);
            float level = (float) Math.sqrt(1 - z * z);
            float[] sky = {level * (float) Math.cos(turn), level * (float) Math.sin(turn), z};
            int skies = gather(met, group, 16, sky);
            time("sky", skies, () -> caster.occludedAlong(
                    sky[0], sky[1], sky[2], from[0], from[1], from[2], 0, skies, 0, 60, blocked));
        }
        int mirrors = mirror(met);
        time("mirror", mirrors, () -> caster.castAny(
                from[0], from[1], from[2], to[0], to[1], to[2], 0, mirrors, 0, 300, hits));
    }

    /** Points that face a direction, of every so many. */
    private int gather(boolean[] met, int first, int step, float[] towards) {
        int n = 0;
        for (int i = first; i < TILE; i += step) {
            float cos = 0;
            for (int k = 0; k < 3; k++) {
                cos += normal[k][i] * towards[k];
                from[k][n] = point[k][i];
            }
            n += met[i] && cos > 0 ? 1 : 0;
        }
        return n;
    }

    private int mirror(boolean[] met) {
        int n = 0;
        for (int i = 0; i < TILE; i++) {
            float cos = 0;
            for (int k = 0; k < 3; k++) {
                cos += normal[k][i] * direction[k][i];
            }
            for (int k = 0; k < 3; k++) {
                from[k][n] = point[k][i];
                to[k][n] = direction[k][i] - 2 * cos * normal[k][i];
            }
            n += met[i] ? 1 : 0;
        }
        return n;
    }

    private void time(String kind, int rays, Runnable cast) {
        if (rays > 0) {
            long before = THREADS.getCurrentThreadCpuTime();
            cast.run();
            long nanos = THREADS.getCurrentThreadCpuTime() - before;
            long[] sums = spent.computeIfAbsent(kind, k -> new long[2]);
            sums[0] += nanos;
            sums[1] += rays;
        }
    }
}

/** Wall time of frames on one thread and on two, in turn. */
void threads(FrameGrid grid, List<String> looks) {
    LayoutReading reading = layout();
    try (ExecutorService pool = Executors.newFixedThreadPool(1)) {
        for (String name : looks) {
            Scene scene = scene(reading, grid, name, false);
            BuiltWorld world = BuiltWorld.of(scene, reading.map());
            CameraEngine[] engines = {
                engine(scene, world, RenderSettings.ofPreset(RenderPreset.DEFAULT)),
                engine(scene, world, new RenderSettings(RenderPreset.DEFAULT, 2, pool))
            };
            ViewFrame frame = engines[0].newFrame();
            double[][] ms = new double[2][MEASURED];
            for (int k = -WARM; k < MEASURED; k++) {
                for (int t = 0; t < 2; t++) {
                    long before = System.nanoTime();
                    engines[t].shoot(0, 20 + k, frame);
                    if (k >= 0) {
                        ms[t][k] = (System.nanoTime() - before) * 1e-6;
                    }
                }
            }
            Arrays.sort(ms[0]);
            Arrays.sort(ms[1]);
            System.out.printf(
                    "%-11s one thread %.0f, two %.0f ms wall (medians): %.2f times as fast; best %.0f, %.0f: %.2f%n",
                    name,
                    ms[0][MEASURED / 2],
                    ms[1][MEASURED / 2],
                    ms[0][MEASURED / 2] / ms[1][MEASURED / 2],
                    ms[0][0],
                    ms[1][0],
                    ms[0][0] / ms[1][0]);
        }
    }
}

/** Six cameras, 121 frames, on two threads that take picture by picture as a job does; video not encoded. */
void clip(FrameGrid grid, String name) throws Exception {
    LayoutReading reading = layout();
    Scene scene = scene(reading, grid, name, true);
    BuiltWorld world = BuiltWorld.of(scene, reading.map());
    var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long process = system.getProcessCpuTime();
    long wall = System.nanoTime();
    CameraEngine engine = engine(scene, world, RenderSettings.ofPreset(RenderPreset.DEFAULT));
    int cameras = scene.rig().cameras().size();
    AtomicInteger next = new AtomicInteger();
    LongAdder shooting = new LongAdder();
    List<Thread> crew = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
        crew.add(Thread.ofPlatform().start(() -> {
            ViewFrame frame = engine.newFrame();
            for (int k = next.getAndIncrement(); k < cameras * FRAMES; k = next.getAndIncrement()) {
                engine.shoot(k % cameras, k / cameras, frame);
            }
            shooting.add(THREADS.getCurrentThreadCpuTime());
        }));
    }
    for (Thread member : crew) {
        member.join();
    }
    System.out.printf(
            "%s %dx%d: %d pictures, shooting %.1f CPU s (process with warm-up and collector %.1f), wall %.1f s, peak heap %.0f MB%n",
            name,
            grid.width(),
            grid.height(),
            cameras * FRAMES,
            shooting.sum() * 1e-9,
            (system.getProcessCpuTime() - process) * 1e-9,
            (System.nanoTime() - wall) * 1e-9,
            peakHeapMegabytes());
    long buffers = THREADS.getCurrentThreadAllocatedBytes();
    engine.newFrame();
    buffers = THREADS.getCurrentThreadAllocatedBytes() - buffers;
    System.out.printf("  buffers of a picture in flight: %.1f MB%n", buffers * 1e-6);
}

static double peakHeapMegabytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum()
            * 1e-6;
}

void pictures(FrameGrid grid, Path folder) throws Exception {
    Files.createDirectories(folder);
    LayoutReading reading = layout();
    for (String name : LOOKS.keySet()) {
        Scene scene = scene(reading, grid, name, false);
        BuiltWorld world = BuiltWorld.of(scene, reading.map());
        CameraEngine engine = engine(scene, world, RenderSettings.ofPreset(RenderPreset.DEFAULT));
        ViewFrame frame = engine.newFrame();
        engine.shoot(0, 40, frame);
        BufferedImage image = new BufferedImage(grid.width(), grid.height(), BufferedImage.TYPE_INT_RGB);
        for (int p = 0; p < grid.width() * grid.height(); p++) {
            int rgb = (frame.rgb()[3 * p] & 255) << 16 | (frame.rgb()[3 * p + 1] & 255) << 8 | frame.rgb()[3 * p + 2] & 255;
            image.setRGB(p % grid.width(), p / grid.width(), rgb);
        }
        javax.imageio.ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
    }
}

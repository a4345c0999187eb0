package io.tailforge.service.cli;

import com.sun.management.OperatingSystemMXBean;
import io.tailforge.lidargen.LidarEngine;
import io.tailforge.lidargen.SensorModels;
import io.tailforge.lidargen.SweepCloud;
import io.tailforge.lidargen.SweepPoints;
import io.tailforge.lidargen.SweepSettings;
import io.tailforge.lidargen.SweepStatistics;
import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.LidarModel;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import io.tailforge.service.embedded.BuiltWorld;
import io.tailforge.variation.read.WeatherReader;
import io.tailforge.world.mesh.PlyReader;
import io.tailforge.world.trace.WorldBvh;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "sweep",
        description = "Makes one sweep of a LiDAR through a scene: points with intensity, ring, time and truth.",
        mixinStandardHelpOptions = true)
final class LidarSweepCommand implements Callable<Integer> {
    /** Where a rig without LiDARs gets one: the roof of the nominal rig. */
    private static final Pose ROOF = new Pose(new Vec3(0.95, 0, 1.95), Quaternion.IDENTITY);

    private static final double ROOF_HERTZ = 10;

    /** What the file holds. */
    enum Format {
        NPZ,
        PCD,
        BIN
    }

    @Mixin
    SceneArgument scene = new SceneArgument();

    @Option(
            names = "--sensor",
            paramLabel = "ID|FILE",
            description =
                    "LiDAR model, see `tailforge info`, or a sensor file, docs/lidars.md (default: the rig's own).")
    Optional<String> sensor = Optional.empty();

    @Option(names = "--lidar", paramLabel = "NAME", description = "Which of the rig's LiDARs (default: the first).")
    Optional<String> name = Optional.empty();

    @Option(names = "--rate", paramLabel = "HZ", description = "Sweeps a second (default: the rig's).")
    Optional<Double> rate = Optional.empty();

    @Option(
            names = "--weather",
            paramLabel = "PRESET|JSON",
            description = "Another weather: a preset's name, or its fields, for example {\"fog_visibility_m\": 60}.")
    Optional<String> weather = Optional.empty();

    @Option(
            names = "--mesh",
            paramLabel = "PLY",
            description =
                    "Triangles in layout coordinates in place of the scene's world, as `world export` writes them;"
                            + " nothing in it moves.")
    Optional<Path> mesh = Optional.empty();

    @Option(
            names = "--sweep",
            paramLabel = "N",
            defaultValue = "0",
            description = "Number of the sweep, from 0 (default: ${DEFAULT-VALUE}).")
    int sweep;

    @Option(
            names = "--returns",
            paramLabel = "1|2",
            defaultValue = "1",
            description = "Returns a shot: the strongest, or that and the last (default: ${DEFAULT-VALUE}).")
    int returns;

    @Option(
            names = "--raw",
            description =
                    "Points as each shot measured them, not compensated for the ego's motion to the sweep's start.")
    boolean raw;

    @Option(names = "--own-vehicle", description = "The vehicle that carries the sensor stands in its way.")
    boolean ownVehicle;

    @Option(names = "--seed", paramLabel = "N", description = "Decides noise and drop-outs (default: the scene's).")
    Optional<Long> seed = Optional.empty();

    @Option(
            names = "--format",
            paramLabel = "npz|pcd|bin",
            description = "npz: numpy, everything; pcd: Point Cloud Data 0.7; bin: nuScenes' x, y, z, intensity, ring"
                    + " (default: by the file's name, else npz).")
    Optional<Format> format = Optional.empty();

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE",
            description = "Where the sweep goes.")
    Path out = Path.of("");

    @Option(
            names = "--statistics",
            description = "Also print what can be held against a real sweep: returns by ring, noise, intensities.")
    boolean statistics;

    @Option(names = "--json", description = "Sum up as JSON, with the CPU time of each stage.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        requireOptions();
        long began = cpuNanos();
        RenderScene opened = scene.open();
        Scene asked = inWeather(opened.scene());
        Lidar lidar = lidar(asked);
        LidarEngine engine = engine(world(asked, opened.map()), asked, lidar);
        requireSweep(engine);
        long built = cpuNanos();
        SweepPoints points = engine.sweep(sweep);
        long swept = cpuNanos();
        SweepCloud cloud = new SweepCloud(points, engine.pattern(), raw);
        Files.write(out, bytes(cloud));
        Cost cost = new Cost(built - began, swept - built);
        System.out.println(json ? asJson(lidar, cloud, cost) : line(lidar, cloud, cost));
        if (statistics && !json) {
            new SweepTable(SweepStatistics.of(points, engine.pattern())).print(System.out);
        }
        return 0;
    }

    /** CPU time of the whole process, its compiler included. */
    private record Cost(long buildNanos, long sweepNanos) {}

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private void requireOptions() {
        if (returns < 1 || returns > 2) {
            throw BadOption.of("--returns", "must be 1 or 2, not " + returns);
        }
        rate.ifPresent(hertz -> {
            if (!(hertz > 0 && hertz <= 50)) {
                throw BadOption.of("--rate", "must lie above 0 and up to 50 Hz, not " + hertz);
            }
        });
    }

    private void requireSweep(LidarEngine engine) {
        if (sweep < 0 || sweep >= engine.sweepCount()) {
            throw BadOption.of("--sweep", "the clip has " + engine.sweepCount() + " sweeps, from 0; no sweep " + sweep);
        }
    }

    private WorldBvh world(Scene asked, HdMap map) throws IOException {
        if (mesh.isEmpty()) {
            return BuiltWorld.of(asked, map).bvh();
        }
        return WorldBvh.of(PlyReader.read(requireFile("--mesh", mesh.get())).scene());
    }

    private LidarEngine engine(WorldBvh world, Scene asked, Lidar lidar) {
        return new LidarEngine(world, asked, lidar, SensorModels.of(lidar), seed.orElse(asked.seed()), settings());
    }

    private SweepSettings settings() {
        SweepSettings settings = SweepSettings.STRONGEST.withReturns(returns);
        return ownVehicle ? settings.withOwnVehicle() : settings;
    }

    private Lidar lidar(Scene asked) throws IOException {
        Lidar own = ownLidar(asked);
        double hertz = rate.orElse(own.rateHz());
        try {
            LidarModel model = sensor.isPresent() ? model(sensor.get()) : SensorModels.of(own);
            model.columns(hertz);
            return new Lidar(own.name(), model.id(), own.rigFromLidar(), hertz, Optional.of(model));
        } catch (IllegalArgumentException e) {
            throw BadOption.of("--rate", String.valueOf(e.getMessage()));
        } catch (BadInputException e) {
            throw BadOption.named(e, Map.of("LIDAR-UNKNOWN", "--sensor"));
        }
    }

    private static LidarModel model(String idOrFile) throws IOException {
        Path file = Path.of(idOrFile);
        return idOrFile.endsWith(".json") || Files.isRegularFile(file)
                ? SensorModels.read(requireFile("--sensor", file))
                : SensorModels.get(idOrFile);
    }

    private static Path requireFile(String option, Path file) {
        if (!Files.isRegularFile(file)) {
            throw BadOption.of(option, file + " is no file");
        }
        return file;
    }

    private Lidar ownLidar(Scene asked) {
        if (name.isEmpty()) {
            return asked.rig().lidars().stream()
                    .findFirst()
                    .orElseGet(() -> new Lidar("lidar_top", "hdl-32e", ROOF, ROOF_HERTZ));
        }
        return asked.rig().lidars().stream()
                .filter(lidar -> lidar.name().equals(name.get()))
                .findFirst()
                .orElseThrow(() -> BadOption.of(
                        "--lidar",
                        "the rig has no LiDAR '" + name.get() + "'; it has "
                                + asked.rig().lidars().stream().map(Lidar::name).collect(Collectors.joining(", "))));
    }

    private Scene inWeather(Scene s) {
        if (weather.isEmpty()) {
            return s;
        }
        Variation old = s.variation();
        Variation changed = new Variation(old.name(), readWeather(weather.get()), old.sun(), old.region());
        return new Scene(s.name(), s.layout(), s.rig(), s.ego(), s.actors(), s.lights(), changed, s.grid(), s.seed());
    }

    private static Weather readWeather(String text) {
        JsonView view = text.stripLeading().startsWith("{")
                ? JsonView.parse("--weather", text.getBytes(StandardCharsets.UTF_8))
                : JsonView.of("--weather", Json.of(text));
        return WeatherReader.read(view);
    }

    private byte[] bytes(SweepCloud cloud) {
        return switch (format.orElseGet(this::formatOfName)) {
            case NPZ -> cloud.npz();
            case PCD -> cloud.pcd();
            case BIN -> cloud.nuScenes();
        };
    }

    private Format formatOfName() {
        String file = out.toString().toLowerCase(Locale.ROOT);
        return file.endsWith(".pcd") ? Format.PCD : file.endsWith(".bin") ? Format.BIN : Format.NPZ;
    }

    private String line(Lidar lidar, SweepCloud cloud, Cost cost) {
        int shots = cloud.pattern().columns() * cloud.pattern().rings();
        return String.format(
                Locale.ROOT,
                "%s: %d points of %d shots, %s, %.0f CPU ms",
                out,
                cloud.points().size(),
                shots,
                lidar.sensorId(),
                cost.sweepNanos() * 1e-6);
    }

    private String asJson(Lidar lidar, SweepCloud cloud, Cost cost) {
        Json.ObjectBuilder answer = Json.object()
                .put("file", out.toString())
                .put("sensor", lidar.sensorId())
                .put("rate_hz", lidar.rateHz())
                .put("sweep", sweep)
                .put("start_us", cloud.points().startMicros())
                .put("rings", cloud.pattern().rings())
                .put("columns", cloud.pattern().columns())
                .put("points", cloud.points().size())
                .put("raw", raw)
                .put(
                        "cpu_ms",
                        Json.object()
                                .put("build", Math.rint(cost.buildNanos() * 1e-4) / 100)
                                .put("sweep", Math.rint(cost.sweepNanos() * 1e-4) / 100)
                                .build());
        if (statistics) {
            answer.put("statistics", new SweepTable(SweepStatistics.of(cloud.points(), cloud.pattern())).json());
        }
        return JsonWriter.compact(answer.build());
    }
}

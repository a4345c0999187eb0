package io.tailforge.service.cli;

import io.tailforge.scene.Scene;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.service.embedded.BuiltWorld;
import io.tailforge.videogen.CameraEngine;
import io.tailforge.videogen.RenderPreset;
import io.tailforge.videogen.RenderSettings;
import io.tailforge.videogen.ViewFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "shoot",
        description =
                "Shoots single pictures of a scene with their exact truth: RGB, depth, normals, instances, classes, flow.",
        mixinStandardHelpOptions = true)
final class CameraShootCommand implements Callable<Integer> {
    private static final int MOST_THREADS = 256;

    @Mixin
    SceneArgument scene = new SceneArgument();

    @Option(
            names = "--camera",
            split = ",",
            paramLabel = "NAME",
            description = "Cameras of the scene's rig (default: all).")
    List<String> cameras = List.of();

    @Option(
            names = "--frames",
            split = ",",
            defaultValue = "0",
            paramLabel = "N",
            description = "Frames of the scene's clip (default: ${DEFAULT-VALUE}).")
    List<Integer> frames = List.of();

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "DIR",
            description = "Where <camera>/<frame>.<layer> go.")
    Path out = Path.of("");

    @Option(
            names = "--preset",
            defaultValue = "default",
            description = "Work per pixel: draft, default or high (default: ${DEFAULT-VALUE}).")
    RenderPreset preset = RenderPreset.DEFAULT;

    @Option(names = "--size", paramLabel = "WxH", description = "Even width and height (default: the scene's).")
    Optional<String> size = Optional.empty();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads on one picture (default: every core); the pictures do not depend on it.")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "Sum up as JSON, with the CPU time of each stage.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        if (threads < 1 || threads > MOST_THREADS) {
            throw BadOption.of("--threads", "must be 1.." + MOST_THREADS + ", not " + threads);
        }
        ShootReport report = new ShootReport(preset, threads);
        RenderScene drawn = scene.open();
        Scene sized = sized(drawn.scene());
        List<String> wanted = wantedCameras(sized);
        TreeSet<Integer> numbers = wantedFrames(sized.grid());
        report.ended("read");
        BuiltWorld world = BuiltWorld.of(sized, drawn.map());
        report.ended("world");
        try (ExecutorService others = Executors.newFixedThreadPool(Math.max(1, threads - 1))) {
            CameraEngine engine = new CameraEngine(
                    sized, world.mesh(), world.bvh(), sized.seed(), new RenderSettings(preset, threads, others));
            report.ended("engine");
            shoot(engine, sized, wanted, numbers, report);
        }
        System.out.println(json ? report.json(sized, out) : report.line(sized));
        return 0;
    }

    private void shoot(
            CameraEngine engine, Scene sized, List<String> wanted, TreeSet<Integer> numbers, ShootReport report)
            throws IOException {
        ViewFrame view = engine.newFrame();
        float[] flow = new float[2 * view.width() * view.height()];
        List<String> rig = namesOf(sized);
        for (String camera : wanted) {
            ShotFiles files = new ShotFiles(out.resolve(camera));
            for (int frame : numbers) {
                engine.shoot(camera, frame, view, () -> false);
                double seconds = report.ended("shoot");
                files.write(frame, view);
                report.ended("write");
                if (frame + 1 < sized.grid().frames()) {
                    engine.flow(rig.indexOf(camera), frame, frame + 1, view, flow);
                    report.ended("flow");
                    files.writeFlow(frame, view, flow);
                    report.ended("write");
                }
                int done = report.shot();
                System.err.printf(
                        "%d/%d: %s frame %d, %.2f CPU s%n",
                        done, wanted.size() * numbers.size(), camera, frame, seconds);
            }
        }
    }

    /** The rig stays whole, because its cameras share one exposure. */
    private Scene sized(Scene s) {
        if (size.isEmpty()) {
            return s;
        }
        ImageSize pixels = RenderOptions.parseSize(size.get());
        FrameGrid grid = new FrameGrid(s.grid().frames(), s.grid().fps(), pixels.width(), pixels.height());
        return new Scene(s.name(), s.layout(), s.rig(), s.ego(), s.actors(), s.lights(), s.variation(), grid, s.seed());
    }

    private static List<String> namesOf(Scene s) {
        return s.rig().cameras().stream().map(Camera::name).toList();
    }

    private List<String> wantedCameras(Scene s) {
        List<String> known = namesOf(s);
        for (String camera : cameras) {
            if (!known.contains(camera)) {
                throw BadOption.of(
                        "--camera", "the scene has no camera '" + camera + "'; it has " + String.join(", ", known));
            }
        }
        return cameras.isEmpty() ? known : cameras.stream().distinct().toList();
    }

    private TreeSet<Integer> wantedFrames(FrameGrid grid) {
        TreeSet<Integer> wanted = new TreeSet<>(frames);
        if (wanted.first() < 0 || wanted.last() >= grid.frames()) {
            throw BadOption.of(
                    "--frames",
                    "the clip has frames 0.." + (grid.frames() - 1) + ", not "
                            + wanted.stream()
                                    .filter(frame -> frame < 0 || frame >= grid.frames())
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", ")));
        }
        return wanted;
    }
}

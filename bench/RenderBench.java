import io.tailforge.conditioning.ConditioningRenderer;
import io.tailforge.conditioning.ConditioningStyles;
import io.tailforge.conditioning.ControlCost;
import io.tailforge.conditioning.ControlFrames;
import io.tailforge.conditioning.ControlPainter;
import io.tailforge.conditioning.ControlVideos;
import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.assemble.SceneAssembler;
import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.variation.ClipPlan;
import io.tailforge.scene.variation.Region;
import io.tailforge.scene.variation.RigRequest;
import io.tailforge.scene.variation.SceneRequest;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import io.tailforge.video.CpuClock;
import io.tailforge.video.Frame;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What {@code bench/render.sh} measures inside one JVM: {@code stages}, {@code warm} or {@code rgb CAMERA} (raw frames to
 * standard output), each followed by STYLE LAYOUT FRAMES.
 */
void main(String[] args) throws Exception {
    String mode = args[0];
    int at = mode.equals("rgb") ? 2 : 1;
    ConditioningRenderer style = ConditioningStyles.get(args[at]);
    LayoutReading reading = Layouts.read(Path.of(args[at + 1]));
    int frames = Integer.parseInt(args[at + 2]);
    switch (mode) {
        case "stages" -> stages(style, reading, frames);
        case "warm" -> warm(style, reading, frames);
        case "rgb" -> rgb(style, reading, frames, args[1]);
        default -> throw new IllegalArgumentException(mode);
    }
}

Scene scene(LayoutReading reading, int frames, int height) {
    boolean recorded = reading.recording().isPresent();
    SceneRequest request = new SceneRequest(
            "bench", Optional.empty(), OptionalDouble.empty(), Optional.empty(), List.of(), List.of(), recorded);
    RigRequest rig = new RigRequest(
            recorded ? "recorded" : "default", Optional.empty(), "ftheta", List.of(), Optional.of("none"));
    Region region =
            new Region("any", reading.map().drivingSide(), LineColour.WHITE, LineColour.WHITE, "vienna", "a street");
    Variation look = new Variation("plain", Weather.CLEAR, new SunPosition(1, 0), region);
    ClipPlan plan = new ClipPlan(0, request, look, rig, new FrameGrid(frames, 30, 1280, height), 0);
    return new SceneAssembler().assemble(reading, LayoutRef.of(reading.map()), plan).scene();
}

/** CPU ms a camera-frame by camera, and garbage: at 720 rows as drawn, at 704 with the resize. */
void stages(ConditioningRenderer style, LayoutReading reading, int frames) {
    for (int round = 0; round < 4; round++) {
        boolean shown = round == 3;
        double[] drawn = draw(style, reading, frames, 720, shown);
        double[] resized = draw(style, reading, frames, 704, false);
        if (shown) {
            System.out.printf(
                    "  rasterise %.2f (worst camera %.2f), resize %.2f CPU ms a camera-frame; garbage %.0f KB a frame%n",
                    drawn[0], drawn[1], resized[0] - drawn[0], drawn[2]);
        }
    }
}

/** Mean and worst camera's CPU ms a frame, and KB allocated a frame. */
double[] draw(ConditioningRenderer style, LayoutReading reading, int frames, int height, boolean shown) {
    Scene scene = scene(reading, frames, height);
    Frame out = Frame.rgb24(1280, height);
    double sum = 0;
    double worst = 0;
    long garbage = 0;
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (ControlFrames control = style.open(scene, reading.map(), DrawingOptions.EXACT)) {
        for (Camera camera : scene.rig().cameras()) {
            ControlPainter painter = control.painter(camera);
            CpuClock clock = new CpuClock();
            long before = threads.getCurrentThreadAllocatedBytes();
            clock.start();
            for (int k = 0; k < frames; k++) {
                painter.draw(k, out);
            }
            clock.stop();
            garbage += threads.getCurrentThreadAllocatedBytes() - before;
            double ms = clock.nanos() * 1e-6 / frames;
            sum += ms;
            worst = Math.max(worst, ms);
            if (shown) {
                System.out.printf("  rasterise %-26s %.2f%n", camera.name(), ms);
            }
        }
    }
    int cameras = scene.rig().cameras().size();
    return new double[] {sum / cameras, worst, garbage / 1e3 / (cameras * frames)};
}

/** The whole job to MP4, three times in this JVM; the last one counts. */
void warm(ConditioningRenderer style, LayoutReading reading, int frames) throws Exception {
    Scene scene = scene(reading, frames, 704);
    var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    for (int round = 0; round < 3; round++) {
        Path folder = Files.createTempDirectory("tailforge-bench-warm");
        ControlVideos videos = ControlVideos.onAllCores();
        long cpu = system.getProcessCpuTime();
        long wall = System.nanoTime();
        videos.write(style, scene, reading.map(), DrawingOptions.EXACT, folder);
        double cpuSeconds = (system.getProcessCpuTime() - cpu) * 1e-9;
        double wallSeconds = (System.nanoTime() - wall) * 1e-9;
        if (round == 2) {
            ControlCost cost = videos.cost();
            double perFrame = 1e-6 / cost.frames();
            System.out.printf(
                    "  warm job: %d frames, CPU %.2f s, wall %.2f s, %.2f cores busy, peak heap %.0f MB%n",
                    cost.frames(), cpuSeconds, wallSeconds, cpuSeconds / wallSeconds, peakHeapMegabytes());
            System.out.printf(
                    "  CPU ms a frame: draw and resize %.2f, RGB to YUV %.2f, x264 and writing %.2f%n",
                    cost.drawNanos() * perFrame, cost.convertNanos() * perFrame, cost.encodeNanos() * perFrame);
            System.out.printf("warm_cpu=%.3f%n", cpuSeconds);
        }
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}

double peakHeapMegabytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == MemoryType.HEAP)
                    .map(MemoryPoolMXBean::getPeakUsage)
                    .mapToLong(usage -> usage.getUsed())
                    .sum()
            / 1e6;
}

void rgb(ConditioningRenderer style, LayoutReading reading, int frames, String camera) throws Exception {
    Scene scene = scene(reading, frames, 704);
    Frame out = Frame.rgb24(1280, 704);
    OutputStream stdout = new java.io.FileOutputStream(java.io.FileDescriptor.out);
    try (ControlFrames control = style.open(scene, reading.map(), DrawingOptions.EXACT)) {
        ControlPainter painter = control.painter(scene.rig().getCamera(camera));
        for (int k = 0; k < frames; k++) {
            painter.draw(k, out);
            stdout.write(out.bytes());
        }
    }
}

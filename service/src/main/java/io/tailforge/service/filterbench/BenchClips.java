package io.tailforge.service.filterbench;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.assemble.SceneAssembler;
import io.tailforge.generation.InferenceJob;
import io.tailforge.generation.InferenceModel;
import io.tailforge.generation.InferenceModel.InferenceSink;
import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.artifact.FrameSpan;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.artifact.Prompt;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.map.MapDocument;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.variation.ClipPlan;
import io.tailforge.service.embedded.ProceduralModels;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.variation.VariationPlanner;
import io.tailforge.variation.VariationSpec;
import io.tailforge.variation.read.VariationSpecReader;
import io.tailforge.videogen.RenderPreset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The bench's own clips: drives on some layouts, each in its own look, cut into windows that follow each other, made by the
 * embedded engines with three cameras that overlap and a LiDAR of 32 beams. Clips that are there already are kept.
 */
public final class BenchClips {
    private static final Set<ObjectKind> WANT =
            EnumSet.of(ObjectKind.RGB, ObjectKind.DEPTH, ObjectKind.INSTANCE, ObjectKind.SEMANTIC);
    private static final int FPS = 30;

    /** Frames that a drive goes on after its last window, so that faults can show what comes later. */
    private static final int AFTER = 30;

    /** Drives looked at for one that turns, and how far their seeds lie apart. */
    private static final int MOST_WAYS = 24;

    private static final long NEXT_WAY = 1_000_003;

    private static final String TRAFFIC = """
            [{"role": "lane_follower", "class": "car", "count": 3}, {"role": "oncoming", "class": "car", "count": 3},
             {"role": "lane_follower", "class": "truck", "count": 1}, {"role": "parked", "class": "van", "count": 2},
             {"role": "parked", "class": "car", "count": 3}, {"role": "crossing", "class": "pedestrian", "count": 2},
             {"role": "walkway", "class": "pedestrian", "count": 4}]""";

    private final Order order;
    private final Path folder;
    private final Consumer<String> progress;

    private BenchClips(Order order, Path folder, Consumer<String> progress) {
        this.order = order;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * What to make.
     *
     * @param layouts taken in turn
     * @param windows of each drive, {@code frames} each
     * @param seed of the first drive, the others follow
     * @param looks taken in turn
     */
    public record Order(
            List<Path> layouts,
            int scenes,
            int windows,
            int frames,
            int width,
            int height,
            long seed,
            RenderPreset preset,
            List<BenchLook> looks) {
        public Order {
            layouts = List.copyOf(layouts);
            looks = List.copyOf(looks);
        }
    }

    /** @param progress hears of each clip that is made */
    public static List<BenchClip> make(Order order, Path folder, Consumer<String> progress) throws IOException {
        return new BenchClips(order, folder, progress).makeAll();
    }

    private List<BenchClip> makeAll() throws IOException {
        List<BenchClip> clips = new ArrayList<>();
        for (int i = 0; i < order.scenes(); i++) {
            LayoutReading reading = Layouts.read(layout(order, i));
            Scene drive = drive(order, i, reading);
            for (int window = 0; window < order.windows(); window++) {
                clips.add(make(reading, DriveWindow.of(drive, window, order.frames())));
            }
        }
        return clips;
    }

    private static Path layout(Order order, int index) {
        return order.layouts().get(index % order.layouts().size());
    }

    /** Of some drives the first that turns as much as its look asks for, or the one that turns most. */
    static Scene drive(Order order, int index, LayoutReading reading) {
        List<BenchLook> looks = order.looks();
        BenchLook look = looks.get((index / order.layouts().size() + index) % looks.size());
        String name = name(layout(order, index), index, look);
        Scene best = driveOf(order, reading, name, look, order.seed() + index);
        for (int i = 1; i < MOST_WAYS && turn(order, best) < look.leastTurn(); i++) {
            Scene other = driveOf(order, reading, name, look, order.seed() + index + i * NEXT_WAY);
            best = turn(order, other) > turn(order, best) ? other : best;
        }
        return best;
    }

    private static String name(Path layout, int index, BenchLook look) {
        String file = String.valueOf(layout.getFileName());
        String slug = file.replaceFirst("\\.[^.]*$", "")
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        return String.format("%s-%03d-%s", slug.substring(0, Math.min(24, slug.length())), index, look.name())
                .replaceAll("-+", "-");
    }

    /** Radians between the ego's heading at the start and where it differs most within the windows. */
    static double turn(Order order, Scene drive) {
        double start = drive.ego().at(0).yaw();
        return IntStream.range(0, order.windows() * order.frames())
                .mapToDouble(frame ->
                        drive.ego().at(drive.grid().timestampMicros(frame)).yaw() - start)
                .map(turned -> Math.abs(Math.IEEEremainder(turned, 2 * Math.PI)))
                .max()
                .orElse(0);
    }

    private static Scene driveOf(Order order, LayoutReading reading, String name, BenchLook look, long seed) {
        VariationSpec spec = VariationSpecReader.read(JsonView.of("bench", spec(order, name, look, seed)));
        ClipPlan plan = new VariationPlanner(reading.map().geoReference()).plan(spec, 0);
        return new SceneAssembler()
                .assemble(reading, LayoutRef.of(reading.map()), plan)
                .scene();
    }

    private static Json spec(Order order, String name, BenchLook look, long seed) {
        return JsonView.parse("bench", """
                {"name": "bench",
                 "clip": {"frames": %d, "fps": %d, "width": %d, "height": %d},
                 "rig": {"camera_model": "ftheta", "lidar": "hdl-32e",
                         "cameras": ["camera_front_wide_120fov", "camera_cross_left_120fov", "camera_cross_right_120fov"]},
                 "scenes": [{"name": "%s", "ego_speed_mps": %s, "actors": %s}],
                 "variations": [{"name": "%s", "weather": %s, "time": %s}],
                 "seeds": [%d]}
                """.formatted(
                                order.windows() * order.frames() + AFTER,
                                FPS,
                                order.width(),
                                order.height(),
                                name,
                                look.speed(),
                                look.traffic() ? TRAFFIC : "[]",
                                look.name(),
                                JsonWriter.compact(look.weather()),
                                JsonWriter.compact(look.time()),
                                seed)
                        .getBytes(StandardCharsets.UTF_8))
                .json();
    }

    /** The scene document comes last, and at once: a clip that has one is whole. */
    private BenchClip make(LayoutReading reading, Scene scene) throws IOException {
        Path here = folder.resolve(scene.name());
        Path document = here.resolve("scene.json");
        if (!Files.exists(document)) {
            Planting.delete(here);
            Files.createDirectories(here);
            byte[] map = MapDocument.write(reading.map().nameless());
            Files.write(here.resolve("layout.json"), map);
            shoot(scene, map, here);
            Path part = here.resolve("scene.part");
            Files.write(part, SceneDocument.write(scene));
            Files.move(part, document, StandardCopyOption.ATOMIC_MOVE);
            progress.accept(scene.name());
        }
        return new BenchClip(scene.name(), scene.name().replaceFirst("-w[0-9]+$", ""), here);
    }

    private void shoot(Scene scene, byte[] map, Path here) throws IOException {
        Path work = here.resolve("work");
        Files.createDirectories(work);
        for (InferenceModel model : ProceduralModels.of(new Worlds(1), order.preset(), 1)) {
            try {
                model.infer(job(scene, map, model, work), new Keeper(here), () -> false);
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
        Planting.delete(work);
    }

    private static InferenceJob job(Scene scene, byte[] map, InferenceModel model, Path work) {
        Set<ObjectKind> want = EnumSet.copyOf(model.kinds());
        if (!want.contains(ObjectKind.POINTS)) {
            want.retainAll(WANT);
        }
        InferenceJob.Share share = new InferenceJob.Share(
                scene.rig().cameras().stream().map(Camera::name).toList(),
                scene.rig().lidars().stream()
                        .map(lidar -> new InferenceJob.Sweeps(
                                lidar.name(), 0, lidar.sweepCount(scene.grid().durationMicros())))
                        .toList(),
                new FrameSpan(0, scene.grid().frames(), 0),
                Map.of());
        Prompt prompt = new Prompt("", Map.of(), "", "none");
        return new InferenceJob(
                "bench", SceneDocument.write(scene), map, want, share, scene.seed(), prompt, List.of(), work);
    }

    /** Puts what the engines make where {@code tailforge evaluate} looks for it. */
    private record Keeper(Path folder) implements InferenceSink {
        @Override
        public void progress(double fraction) {}

        @Override
        public void object(ObjectKind kind, String view, int index, String mediaType, Path file) {
            String name = kind == ObjectKind.POINTS
                    ? String.format("lidar/%s/%06d.npz", view, index)
                    : JsonView.enumText(kind) + "/" + view + (kind == ObjectKind.RGB ? ".mp4" : ".mkv");
            Path target = folder.resolve(name);
            try {
                Files.createDirectories(target.resolveSibling("."));
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void timing(String phase, double seconds) {}

        @Override
        public void warning(String text) {}
    }
}

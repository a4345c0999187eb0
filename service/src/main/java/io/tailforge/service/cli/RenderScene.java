package io.tailforge.service.cli;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.Recording;
import io.tailforge.conditioning.assemble.SceneAssembler;
import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapDocument;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.ClipPlan;
import io.tailforge.scene.variation.Region;
import io.tailforge.scene.variation.RigRequest;
import io.tailforge.scene.variation.SceneRequest;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A scene with its map: what {@code render} draws, and what the engines' commands look at.
 *
 * @param layoutFile where the map came from
 */
record RenderScene(Path layoutFile, HdMap map, Scene scene) {
    /** Frames of a clip on a layout that nobody drove through. */
    private static final int SEEDED_FRAMES = 121;

    private static final int SEEDED_FPS = 30;
    private static final int MOST_CANDIDATES = 50;
    private static final double FRAME_SLACK = 1e-3;

    /** A layout's own drive, or a seeded one where it has none. */
    static RenderScene ofLayout(Path layout, RenderOptions options) {
        LayoutReading reading = Layouts.read(layout, options.layerFolders());
        Optional<Recording> recording = reading.recording();
        SceneRequest request = new SceneRequest(
                "render",
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                recording.isPresent());
        boolean ownCameras = recording.filter(drive -> !drive.rigs().isEmpty()).isPresent();
        RigRequest rig = new RigRequest(
                ownCameras ? "recorded" : "default",
                Optional.empty(),
                options.cameraModel().orElse("ftheta"),
                options.cameras(),
                options.fit(),
                Optional.empty());
        Region region = new Region(
                "any", reading.map().drivingSide(), LineColour.WHITE, LineColour.WHITE, "vienna", "a street");
        Variation look = new Variation("plain", Weather.CLEAR, new SunPosition(1, 0), region);
        ClipPlan plan = new ClipPlan(0, request, look, rig, grid(recording, options), 0);
        Scene scene = new SceneAssembler()
                .assemble(reading, LayoutRef.of(reading.map()), plan)
                .scene();
        return new RenderScene(layout, reading.map(), scene);
    }

    private static FrameGrid grid(Optional<Recording> recording, RenderOptions options) {
        int fps = options.fps().orElse(SEEDED_FPS);
        int frames = recording
                .map(drive -> framesUntil(drive.ego().endMicros(), fps))
                .orElse(SEEDED_FRAMES);
        return options.grid(options.count().orElse(frames), fps, options.sizeOr(new ImageSize(1280, 720)));
    }

    /** Frames at k / fps seconds up to a time. */
    private static int framesUntil(long endMicros, int fps) {
        return (int) Math.min(Integer.MAX_VALUE, Math.floor(endMicros * 1e-6 * fps + FRAME_SLACK) + 1);
    }

    /** A scene document, on the layout given or found beside it. */
    static RenderScene ofDocument(Path file, Optional<Path> layout, RenderOptions options) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw BadOption.of("--scene", file + " is no file");
        }
        Scene scene = SceneDocument.read(file.toString(), Files.readAllBytes(file));
        if (options.cameraModel().isPresent()) {
            throw BadOption.of("--camera-model", "a scene document has its own cameras; leave the option out");
        }
        Path document = file.resolveSibling(scene.layout().sha256() + ".layout.json");
        if (layout.isEmpty() && options.layerFolders().isEmpty() && Files.isRegularFile(document)) {
            System.err.println("tailforge: the scene's layout lies beside it: " + document);
            HdMap map = MapDocument.read(document.toString(), Files.readAllBytes(document));
            requireSame(scene.layout(), map, document, file);
            return new RenderScene(document, map, adapted(scene, options));
        }
        Path found = layout.isPresent() ? layout.get() : findBeside(file, scene.layout());
        requireSame(scene.layout(), Layouts.read(found).map(), found, file);
        HdMap map = Layouts.read(found, options.layerFolders()).map();
        return new RenderScene(found, map, adapted(scene, options));
    }

    private static void requireSame(LayoutRef wanted, HdMap map, Path layout, Path file) {
        String sha256 = LayoutRef.of(map).sha256();
        if (!wanted.sha256().equals(sha256)) {
            throw new BadInputException(Problem.of(
                    "LAYOUT-MISMATCH",
                    "--layout",
                    file + " plays on layout " + wanted.name() + " (" + wanted.sha256() + "), not on " + layout + " ("
                            + sha256 + ")"));
        }
    }

    private static Path findBeside(Path file, LayoutRef wanted) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw missing(file, wanted);
        }
        try (Stream<Path> entries = Files.list(folder)) {
            Path found = Stream.concat(
                            Stream.of(folder),
                            entries.filter(entry -> !entry.equals(file.toAbsolutePath()))
                                    .sorted())
                    .filter(RenderScene::isLayout)
                    .limit(MOST_CANDIDATES)
                    .filter(candidate -> is(candidate, wanted))
                    .findFirst()
                    .orElseThrow(() -> missing(file, wanted));
            System.err.println("tailforge: the scene's layout lies beside it: " + found);
            return found;
        }
    }

    private static boolean isLayout(Path candidate) {
        return Layouts.readers().stream().anyMatch(reader -> reader.accepts(candidate));
    }

    private static boolean is(Path candidate, LayoutRef wanted) {
        try {
            return LayoutRef.of(Layouts.read(candidate).map()).sha256().equals(wanted.sha256());
        } catch (BadInputException notThisOne) {
            return false;
        }
    }

    private static BadInputException missing(Path file, LayoutRef wanted) {
        return BadOption.of(
                "--layout",
                "is needed: " + file + " plays on layout " + wanted.name() + " (" + wanted.format() + ", "
                        + wanted.sha256() + "), which does not lie beside it");
    }

    private static Scene adapted(Scene s, RenderOptions options) {
        FrameGrid old = s.grid();
        int fps = options.fps().orElse(old.fps());
        int frames = options.count().orElse((int) ((old.frames() - 1L) * fps / old.fps()) + 1);
        FrameGrid grid = options.grid(frames, fps, options.sizeOr(new ImageSize(old.width(), old.height())));
        Rig rig = chosen(s.rig(), options.cameras());
        Rig fitted = options.size().isPresent() ? rig.fitted(options.fit(), grid.width(), grid.height()) : rig;
        try {
            return new Scene(
                    s.name(), s.layout(), fitted, s.ego(), s.actors(), s.lights(), s.variation(), grid, s.seed());
        } catch (IllegalArgumentException e) {
            throw BadOption.of("--fps, --count", String.valueOf(e.getMessage()));
        }
    }

    private static Rig chosen(Rig rig, List<String> names) {
        if (names.isEmpty()) {
            return rig;
        }
        Map<String, Camera> byName = rig.cameras().stream().collect(Collectors.toMap(Camera::name, camera -> camera));
        List<Camera> wanted = names.stream()
                .map(name -> Optional.ofNullable(byName.get(name))
                        .orElseThrow(() -> BadOption.of(
                                "--cameras",
                                "the scene has no camera '" + name + "'; it has "
                                        + rig.cameras().stream()
                                                .map(Camera::name)
                                                .collect(Collectors.joining(", ")))))
                .toList();
        if (wanted.stream().distinct().count() < wanted.size()) {
            throw BadOption.of("--cameras", "a camera is named twice; name each once");
        }
        return new Rig(rig.name(), wanted, rig.lidars());
    }
}

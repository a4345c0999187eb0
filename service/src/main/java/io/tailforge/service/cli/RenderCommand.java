package io.tailforge.service.cli;

import io.tailforge.conditioning.ConditioningRenderer;
import io.tailforge.conditioning.ConditioningStyles;
import io.tailforge.conditioning.ControlFrames;
import io.tailforge.conditioning.ControlPainter;
import io.tailforge.conditioning.ControlSequence;
import io.tailforge.conditioning.ControlVideos;
import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.assemble.SceneAssembler;
import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.map.HdMap;
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
import io.tailforge.video.Frame;
import io.tailforge.video.PngImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "render",
        description = "Draws the conditioning frames or videos of a layout or a scene document.",
        mixinStandardHelpOptions = true)
final class RenderCommand implements Callable<Integer> {
    @Option(names = "--layout", required = true, paramLabel = "PATH", description = "HD map: a file or a folder.")
    Path layout = Path.of("");

    @Option(
            names = "--scene",
            paramLabel = "FILE",
            description = "Scene document on that layout; without it the layout's own drive, or a seeded one.")
    Optional<Path> sceneFile = Optional.empty();

    @Option(names = "--style", defaultValue = "hdmap-v1", description = "Control style (default: ${DEFAULT-VALUE}).")
    String style = "";

    @Option(names = "--cameras", split = ",", paramLabel = "NAME", description = "Cameras to draw (default: all).")
    List<String> cameras = List.of();

    @Option(
            names = "--camera-model",
            defaultValue = "ftheta",
            description = "ftheta or pinhole (default: ${DEFAULT-VALUE}).")
    String cameraModel = "";

    @Option(
            names = "--frames",
            split = ",",
            paramLabel = "N",
            description = "Frames to draw with --raw (default: all).")
    List<Integer> frames = List.of();

    @Option(
            names = "--count",
            defaultValue = "121",
            paramLabel = "N",
            description = "Frames of the clip (default: ${DEFAULT-VALUE}).")
    int count;

    @Option(
            names = "--size",
            defaultValue = "1280x720",
            paramLabel = "WxH",
            description = "Size (default: ${DEFAULT-VALUE}).")
    String size = "";

    @Option(names = "--fps", defaultValue = "30", description = "Frames a second (default: ${DEFAULT-VALUE}).")
    int fps;

    @ArgGroup(multiplicity = "1")
    Target target = new Target();

    static final class Target {
        @Option(names = "--raw", paramLabel = "DIR", description = "Write <camera>/<frame>.png there.")
        Optional<Path> raw = Optional.empty();

        @Option(names = "--video", paramLabel = "DIR", description = "Write conditioning/<camera>.mp4 there.")
        Optional<Path> video = Optional.empty();
    }

    @Override
    public Integer call() throws IOException {
        LayoutReading reading = Layouts.read(layout);
        Scene scene = sceneFile.isPresent() ? readScene(sceneFile.get(), reading.map()) : assemble(reading);
        ConditioningRenderer renderer = ConditioningStyles.get(style);
        if (target.video.isPresent()) {
            Files.createDirectories(target.video.get());
            ControlVideos.onAllCores().write(renderer, scene, reading.map(), DrawingOptions.EXACT, target.video.get());
        } else {
            drawRaw(renderer, scene, reading.map(), target.raw.orElseThrow());
        }
        return 0;
    }

    private Scene readScene(Path file, HdMap map) throws IOException {
        Scene scene = SceneDocument.read(file.toString(), Files.readAllBytes(file));
        String sha256 = LayoutRef.of(map).sha256();
        if (!scene.layout().sha256().equals(sha256)) {
            throw new BadInputException(Problem.of(
                    "LAYOUT-MISMATCH",
                    file.toString(),
                    "plays on layout " + scene.layout().name() + " ("
                            + scene.layout().sha256() + "), not on " + layout + " (" + sha256 + ")"));
        }
        return cameras.isEmpty() ? scene : withRig(scene, chosen(scene.rig()));
    }

    private Rig chosen(Rig rig) {
        List<Camera> wanted = cameras.stream().map(rig::getCamera).toList();
        return new Rig(rig.name(), wanted, rig.lidars());
    }

    private static Scene withRig(Scene s, Rig rig) {
        return new Scene(s.name(), s.layout(), rig, s.ego(), s.actors(), s.lights(), s.variation(), s.grid(), s.seed());
    }

    private Scene assemble(LayoutReading reading) {
        boolean recorded = reading.recording().isPresent();
        SceneRequest request = new SceneRequest(
                "render", Optional.empty(), OptionalDouble.empty(), Optional.empty(), List.of(), List.of(), recorded);
        RigRequest rig = new RigRequest(
                recorded ? "recorded" : "default", Optional.empty(), cameraModel, cameras, Optional.of("none"));
        Region region = new Region(
                "any", reading.map().drivingSide(), LineColour.WHITE, LineColour.WHITE, "vienna", "a street");
        Variation look = new Variation("plain", Weather.CLEAR, new SunPosition(1, 0), region);
        ClipPlan plan = new ClipPlan(0, request, look, rig, grid(), 0);
        return new SceneAssembler()
                .assemble(reading, LayoutRef.of(reading.map()), plan)
                .scene();
    }

    private FrameGrid grid() {
        if (!size.matches("[0-9]{2,4}x[0-9]{2,4}")) {
            throw new BadInputException(Problem.of("BAD-OPTION", "--size", "must be WIDTHxHEIGHT, not " + size));
        }
        int x = size.indexOf('x');
        try {
            return new FrameGrid(
                    count, fps, Integer.parseInt(size.substring(0, x)), Integer.parseInt(size.substring(x + 1)));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    Problem.of("BAD-OPTION", "--size, --count, --fps", String.valueOf(e.getMessage())));
        }
    }

    private void drawRaw(ConditioningRenderer style, Scene scene, HdMap map, Path folder) throws IOException {
        try (ControlFrames control = style.open(scene, map, DrawingOptions.EXACT)) {
            for (ControlSequence sequence : control.sequences(scene)) {
                Path viewFolder = Files.createDirectories(folder.resolve(sequence.name()));
                Frame out = Frame.rgb24(sequence.grid().width(), sequence.grid().height());
                ControlPainter painter = sequence.painter();
                for (int frame = 0; frame < sequence.grid().frames(); frame++) {
                    if (frames.isEmpty() || frames.contains(frame)) {
                        painter.draw(frame, out);
                        PngImage.write(viewFolder.resolve(String.format("%03d.png", frame)), out);
                    }
                }
            }
        }
    }
}

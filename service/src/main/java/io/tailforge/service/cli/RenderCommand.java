package io.tailforge.service.cli;

import io.tailforge.conditioning.ConditioningRenderer;
import io.tailforge.conditioning.ConditioningStyles;
import io.tailforge.conditioning.ControlCost;
import io.tailforge.conditioning.ControlFrames;
import io.tailforge.conditioning.ControlVideos;
import io.tailforge.scene.problem.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "render",
        description = "Draws the control frames or videos of a layout or a scene document.",
        mixinStandardHelpOptions = true)
final class RenderCommand implements Callable<Integer> {
    /** Where the parts that know no options report what an option set. */
    private static final Map<String, String> OPTIONS = Map.of(
            "style", "--style",
            "layers", "--layers",
            "/rig/cameras", "--cameras",
            "/rig/camera_model", "--camera-model",
            "/rig/name", "--camera-model",
            "LAYOUT-NOT-FOUND", "--layout",
            "LAYOUT-UNKNOWN-FORMAT", "--layout",
            "LAYER-NOT-REPLACEABLE", "--layer",
            "LAYER-NOT-FOUND", "--layer");

    @Option(
            names = "--layout",
            paramLabel = "PATH",
            description = "HD map: a file or a folder. With --scene only where it does not lie beside the document.")
    Optional<Path> layout = Optional.empty();

    @Option(
            names = "--scene",
            paramLabel = "FILE",
            description = "Scene document; without it the layout's own drive, or a seeded one.")
    Optional<Path> sceneFile = Optional.empty();

    @Option(names = "--style", defaultValue = "hdmap-v1", description = "Control style (default: ${DEFAULT-VALUE}).")
    String style = "";

    @Mixin
    RenderOptions options = new RenderOptions();

    @Option(names = "--json", description = "Sum up as JSON, with the CPU time of each stage.")
    boolean json;

    @ArgGroup(multiplicity = "1")
    Target target = new Target();

    static final class Target {
        @Option(
                names = "--raw",
                paramLabel = "DIR",
                description = "Write <camera>/<frame>.png there, numbered by the index at 30 Hz.")
        Optional<Path> raw = Optional.empty();

        @Option(names = "--video", paramLabel = "DIR", description = "Write <camera>.mp4 there.")
        Optional<Path> video = Optional.empty();
    }

    @Override
    public Integer call() throws IOException {
        try {
            render();
            return 0;
        } catch (BadInputException e) {
            throw BadOption.named(e, OPTIONS);
        }
    }

    private void render() throws IOException {
        if (target.video.isEmpty() && target.raw.isEmpty()) {
            throw BadOption.of("--raw, --video", "one is needed: where do the frames or videos go?");
        }
        options.requireFor(target.video.isPresent());
        RenderReport report = new RenderReport();
        ConditioningRenderer renderer = ConditioningStyles.get(style);
        options.drawing().requireKnown(renderer);
        RenderScene drawn = read();
        report.read();
        ControlCost cost;
        int files;
        try (ControlFrames control = renderer.open(drawn.scene(), drawn.map(), options.drawing())) {
            report.opened();
            if (target.video.isPresent()) {
                Path folder = Files.createDirectories(target.video.get());
                ControlVideos videos = ControlVideos.onAllCores().cut(options.chunking());
                files = videos.write(renderer.id(), control, drawn.scene(), "", folder)
                        .size();
                cost = videos.cost();
            } else {
                Path folder = Files.createDirectories(target.raw.orElseThrow());
                cost = new ControlCost();
                files = new RawFrames(folder, options.frames(), cost).write(control, drawn.scene());
            }
        }
        System.out.println(json ? report.json(style, drawn, files, cost) : report.line(drawn, files, cost));
    }

    private RenderScene read() throws IOException {
        if (sceneFile.isPresent()) {
            return RenderScene.ofDocument(sceneFile.get(), layout, options);
        }
        return RenderScene.ofLayout(
                layout.orElseThrow(() -> BadOption.of("--layout", "or --scene is needed: there is nothing to draw")),
                options);
    }
}

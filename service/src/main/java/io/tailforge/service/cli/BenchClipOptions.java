package io.tailforge.service.cli;

import io.tailforge.service.filterbench.BenchClip;
import io.tailforge.service.filterbench.BenchClips;
import io.tailforge.service.filterbench.BenchLook;
import io.tailforge.videogen.RenderPreset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The clips of the filter's bench: the user's own, or made for it. */
final class BenchClipOptions {
    @Option(
            names = "--clips",
            arity = "1..*",
            paramLabel = "FOLDER",
            description = {
                "Clips to plant faults in, each as `tailforge evaluate` reads it, or folders of such;",
                "what is in such a folder and has no scene.json yet is left out."
            })
    List<Path> clips = List.of();

    @Option(
            names = "--scenes",
            defaultValue = "0",
            description = "Makes clips of so many drives, each in another weather and light, in the folder of --work.")
    int scenes;

    @Option(
            names = "--windows",
            defaultValue = "4",
            description = "Clips of each drive, one after the other (default: 4).")
    int windows;

    @Option(names = "--layout", arity = "1..*", paramLabel = "MAP", description = "Maps of --scenes, taken in turn.")
    List<Path> layouts = List.of();

    @Option(
            names = "--looks",
            paramLabel = "FILE",
            description =
                    "Weather, light, speed and turns of --scenes as JSON; docs/filter-bench.md (default: built in).")
    Optional<Path> looks = Optional.empty();

    @Option(
            names = "--frames",
            defaultValue = "48",
            description = "Frames of a clip of --scenes, 30 a second (default: 48).")
    int frames;

    @Option(
            names = "--size",
            defaultValue = "640x352",
            converter = PictureSize.Converter.class,
            description = "Pictures of --scenes (default: ${DEFAULT-VALUE}).")
    PictureSize size = new PictureSize(640, 352);

    @Option(names = "--clips-only", description = "Makes the clips of --scenes and stops.")
    boolean clipsOnly;

    /** @param folder for those that are made */
    List<BenchClip> clips(Path folder, long seed, RenderPreset preset) throws IOException {
        if (clips.isEmpty() && scenes == 0) {
            throw BadOption.of("--clips", "is needed, or --scenes, or --plant");
        }
        List<BenchClip> all = new ArrayList<>(BenchClip.find(clips));
        all.addAll(make(folder, seed, preset));
        return all;
    }

    private List<BenchClip> make(Path folder, long seed, RenderPreset preset) throws IOException {
        if (scenes == 0) {
            return List.of();
        }
        if (layouts.isEmpty() || scenes < 1 || scenes > 100_000 || windows < 1 || windows > 50) {
            throw BadOption.of("--scenes", "needs --layout; up to 100000 drives of 1 to 50 --windows");
        }
        if (frames < 24 || frames > 1000) {
            throw BadOption.of("--frames", "24..1000, not " + frames);
        }
        BenchClips.Order order = new BenchClips.Order(
                layouts,
                scenes,
                windows,
                frames,
                size.width(),
                size.height(),
                seed,
                preset,
                looks.map(BenchLook::read).orElseGet(BenchLook::builtIn));
        return BenchClips.make(order, folder, clip -> System.err.println("made " + clip));
    }
}

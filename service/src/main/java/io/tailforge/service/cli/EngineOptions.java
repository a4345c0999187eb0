package io.tailforge.service.cli;

import io.tailforge.generation.InferenceModel;
import io.tailforge.service.embedded.ProceduralModels;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.videogen.RenderPreset;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of commands that run the CPU engines by themselves, without catalogue and pipeline. */
final class EngineOptions {
    @Option(names = "--clips", defaultValue = "1", description = "Clips worked on at a time (default: 1).")
    int clips;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of a clip (default: one per processor).")
    Optional<Integer> threads = Optional.empty();

    @Option(
            names = "--preset",
            defaultValue = "default",
            description = "Work that goes into a pixel: draft, default or high (default: default).")
    RenderPreset preset = RenderPreset.DEFAULT;

    int clips() {
        if (clips < 1 || clips > 64) {
            throw BadOption.of("--clips", "must be 1..64, not " + clips);
        }
        return clips;
    }

    List<InferenceModel> models() {
        int each = threads.orElseGet(() -> Runtime.getRuntime().availableProcessors());
        if (each < 1 || each > 256) {
            throw BadOption.of("--threads", "must be 1..256, not " + each);
        }
        return ProceduralModels.of(new Worlds(clips()), preset, each);
    }
}

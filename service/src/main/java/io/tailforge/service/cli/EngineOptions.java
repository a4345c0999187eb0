package io.tailforge.service.cli;

import io.tailforge.generation.FrameRule;
import io.tailforge.generation.InferenceModel;
import io.tailforge.generation.ModelLimits;
import io.tailforge.generation.ModelLimits.Chunks;
import io.tailforge.generation.ViewRule;
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

    @Option(
            names = "--max-views",
            paramLabel = "N",
            description = "Cameras or LiDARs of a request (default: a rig's); of a clip with more, some at a time.")
    Optional<Integer> maxViews = Optional.empty();

    @Option(
            names = "--max-frames",
            paramLabel = "N",
            description = "Frames of a request (default: a clip's); of a longer clip, one part after the other.")
    Optional<Integer> maxFrames = Optional.empty();

    @Option(
            names = "--overlap",
            paramLabel = "N",
            defaultValue = "0",
            description = "Frames that a part is given of the part before (default: 0, since these engines need none).")
    int overlap;

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
        return ProceduralModels.of(new Worlds(clips()), preset, each, limits());
    }

    private ModelLimits limits() {
        ModelLimits limits = maxViews.map(EngineOptions::viewsUpTo).orElse(ModelLimits.ANY_SCENE);
        FrameRule frames = maxFrames.map(EngineOptions::framesUpTo).orElse(FrameRule.ANY);
        try {
            return limits.withFrames(frames, Optional.of(new Chunks(Optional.empty(), overlap)));
        } catch (IllegalArgumentException e) {
            throw BadOption.of("--overlap", e.getMessage() + "; a part must be at least twice as long");
        }
    }

    private static ModelLimits viewsUpTo(int most) {
        if (most < 1 || most > ViewRule.ANY.most()) {
            throw BadOption.of("--max-views", "must be 1.." + ViewRule.ANY.most() + ", not " + most);
        }
        return ModelLimits.ANY_SCENE.withViews(ViewRule.upTo(most).withSubsets());
    }

    private static FrameRule framesUpTo(int most) {
        if (most < 1 || most > FrameRule.MOST) {
            throw BadOption.of("--max-frames", "must be 1.." + FrameRule.MOST + ", not " + most);
        }
        return FrameRule.upTo(most);
    }
}

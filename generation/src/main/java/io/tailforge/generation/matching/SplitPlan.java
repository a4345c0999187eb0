package io.tailforge.generation.matching;

import io.tailforge.scene.artifact.ClipShare;
import io.tailforge.scene.artifact.FrameSpan;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.ObjectKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The parts that a clip is made in; together they are the clip, nothing twice.
 *
 * @param parts cameras first, groups of sensors in the rig's order, frames of a group in order
 * @param warnings what the parts do not know of each other
 */
public record SplitPlan(List<Part> parts, List<String> warnings) {
    public SplitPlan {
        parts = List.copyOf(parts);
        warnings = List.copyOf(warnings);
    }

    /**
     * One request.
     *
     * @param want kinds of one model
     * @param sensors empty: all of the rig
     * @param frames empty: all; where it has an overlap, it goes on from the part before it in the plan
     */
    public record Part(Set<ObjectKind> want, Optional<Set<String>> sensors, Optional<FrameSpan> frames) {
        public Part {
            want = Set.copyOf(want);
            sensors = sensors.map(Set::copyOf);
            Objects.requireNonNull(frames);
        }

        boolean isWhole() {
            return sensors.isEmpty() && frames.isEmpty();
        }

        public boolean goesOn() {
            return frames.filter(span -> span.overlap() > 0).isPresent();
        }

        /** What a clip's request becomes for this part; what it goes on from is still to be added. */
        public GenerationRequest of(GenerationRequest clip) {
            return clip.part(want, new ClipShare(sensors, frames, Map.of()));
        }
    }

    /** The requests, in the plan's order. */
    public List<GenerationRequest> requests(GenerationRequest clip) {
        return parts.stream().map(part -> part.of(clip)).toList();
    }

    static SplitPlan joined(List<SplitPlan> plans) {
        List<Part> parts = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (SplitPlan plan : plans) {
            parts.addAll(plan.parts);
            warnings.addAll(plan.warnings);
        }
        return new SplitPlan(parts, warnings);
    }
}

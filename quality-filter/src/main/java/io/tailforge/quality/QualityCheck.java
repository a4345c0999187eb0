package io.tailforge.quality;

import io.tailforge.scene.artifact.Finding;
import java.util.List;

/** One check. A stateless service, found by {@link java.util.ServiceLoader}. Every check passes {@code QualityCheckContract}. */
public interface QualityCheck {
    /** Stable id, for example {@code freeze}. */
    String id();

    String describe();

    /** Checks run in this order, cheap ones first. */
    int cost();

    /** A dear check: its examination is not finished where a check before it has failed the clip. */
    default boolean survivorsOnly() {
        return false;
    }

    /**
     * Holds the clip against what was asked for beyond motion, map and sensors: weather, light, region, the scene document
     * itself. Not judged where that is not told, as of the videos of a recorded drive.
     */
    default boolean needsRequest() {
        return false;
    }

    /** Every figure that this check judges by; a calibration may set other thresholds. */
    default List<Measure> measures() {
        return List.of();
    }

    /** Begins to look at a clip. The filter decodes each frame and sweep once and shows it to all examinations. */
    Examination examine(ClipEvidence clip);

    /** As {@link #examine(ClipEvidence)}, for a check that shares some of its work with others. */
    default Examination examine(ClipEvidence clip, SharedPasses passes) {
        return examine(clip);
    }

    /** This check alone: at least one finding, passes included, so that scores are recorded. */
    default List<Finding> judge(ClipEvidence clip) {
        return QualityFilter.examine(clip, List.of(this), false);
    }
}

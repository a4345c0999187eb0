package io.tailforge.quality;

import io.tailforge.scene.artifact.Finding;
import java.util.List;

/** One check. A stateless service, found by {@link java.util.ServiceLoader}. Every check passes {@code QualityCheckContract}. */
public interface QualityCheck {
    /** Stable id, for example {@code freeze}. */
    String id();

    String describe();

    /** At least one finding: what was measured against which threshold, passes included, so that scores are recorded. */
    List<Finding> judge(ClipEvidence clip);
}

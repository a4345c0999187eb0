package io.tailforge.scene.artifact;

import java.util.List;
import java.util.Objects;

/** The filter's word on one attempt, with every finding that led to it. */
public record Verdict(Decision decision, int attempt, List<Finding> findings) {
    public Verdict {
        Objects.requireNonNull(decision);
        findings = List.copyOf(findings);
    }

    public enum Decision {
        ACCEPT,
        REJECT,
        /** Try again with another seed. */
        REGENERATE
    }
}

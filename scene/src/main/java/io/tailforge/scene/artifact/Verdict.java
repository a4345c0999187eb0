package io.tailforge.scene.artifact;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The filter's word on one attempt, with every finding that led to it.
 *
 * @param score empty in verdicts from before there were scores
 */
public record Verdict(Decision decision, int attempt, List<Finding> findings, Optional<ClipScore> score) {
    public Verdict {
        Objects.requireNonNull(decision);
        findings = List.copyOf(findings);
        Objects.requireNonNull(score);
    }

    public Verdict(Decision decision, int attempt, List<Finding> findings) {
        this(decision, attempt, findings, Optional.empty());
    }

    /** The same findings, decided otherwise. */
    public Verdict decided(Decision other) {
        return new Verdict(other, attempt, findings, score);
    }

    public enum Decision {
        ACCEPT,
        REJECT,
        /** Try again with another seed. */
        REGENERATE,
        /** Neither clean nor clearly wrong, or a check that matters could not be made. */
        NEEDS_PERSON
    }
}

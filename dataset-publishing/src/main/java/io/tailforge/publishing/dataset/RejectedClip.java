package io.tailforge.publishing.dataset;

import io.tailforge.scene.ClipId;
import io.tailforge.scene.artifact.Verdict;
import java.util.Objects;
import java.util.Optional;

/**
 * A clip that is not in the dataset, and why.
 *
 * @param code what it is counted under: the first failed finding's code, a failure's code, or a curator's reason
 * @param verdict the filter's word with its scores; empty where the clip failed before it was judged
 */
public record RejectedClip(
        ClipId id,
        long ordinal,
        String scene,
        String variation,
        long seed,
        String code,
        String detail,
        Optional<Verdict> verdict) {
    public RejectedClip {
        Objects.requireNonNull(id);
        Objects.requireNonNull(scene);
        Objects.requireNonNull(variation);
        Objects.requireNonNull(detail);
        Objects.requireNonNull(verdict);
        if (!code.matches("[A-Z0-9][A-Z0-9_-]*")) {
            throw new IllegalArgumentException("a code is upper case with dashes, not '" + code + "'");
        }
    }
}

package io.tailforge.conditioning.assemble;

import io.tailforge.scene.Scene;
import io.tailforge.scene.problem.Problem;
import java.util.List;
import java.util.Objects;

/**
 * A scene and what could not be done as wished.
 *
 * @param warnings each under a stable code, for example {@code ACTOR-NOT-PLACED} with the count that did not fit
 */
public record AssembledScene(Scene scene, List<Problem> warnings) {
    public AssembledScene {
        Objects.requireNonNull(scene);
        warnings = List.copyOf(warnings);
    }
}

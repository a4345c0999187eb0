package io.tailforge.generation;

import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.ObjectKind;
import java.util.Objects;
import java.util.Set;

/**
 * What a model says of itself.
 *
 * @param kinds what it makes
 * @param controlKinds the control videos it wants sent, where a clip has them
 */
public record ModelCaps(
        ContractModel model,
        EngineIdentity engine,
        Set<ObjectKind> kinds,
        ModelLimits limits,
        Set<String> controlKinds) {
    public ModelCaps {
        Objects.requireNonNull(model);
        Objects.requireNonNull(engine);
        Objects.requireNonNull(limits);
        kinds = Set.copyOf(kinds);
        controlKinds = Set.copyOf(controlKinds);
        if (kinds.isEmpty() || !model.kinds().containsAll(kinds)) {
            throw new IllegalArgumentException(model.wireName() + " cannot make " + kinds);
        }
        limits.controls().requireAmong(controlKinds);
    }
}

package io.tailforge.generation.dispatch;

import io.tailforge.generation.GenerationKeys;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.artifact.GenerationRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clips that broke on several endpoints and are not sent again; the oldest are forgotten beyond ten thousand. */
final class PoisonList {
    private static final int MOST = 10_000;

    private final Map<GenerationKey, List<Failure>> poisoned = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<GenerationKey, List<Failure>> eldest) {
            return size() > MOST;
        }
    };

    void add(GenerationRequest request, EngineIdentity engine, List<Failure> failures) {
        poisoned.put(GenerationKeys.of(request, engine), List.copyOf(failures));
    }

    Optional<List<Failure>> find(GenerationRequest request, EngineIdentity engine) {
        return poisoned.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(poisoned.get(GenerationKeys.of(request, engine)));
    }

    /** @return whether it was there */
    boolean forgive(GenerationRequest request, EngineIdentity engine) {
        return poisoned.remove(GenerationKeys.of(request, engine)) != null;
    }
}

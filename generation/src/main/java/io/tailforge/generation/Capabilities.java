package io.tailforge.generation;

import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What an endpoint offers.
 *
 * @param engine the models' own where they share one, otherwise {@linkplain #jointEngine joined}
 * @param models that are ready, one or two
 */
public record Capabilities(String endpoint, EngineIdentity engine, List<ModelCaps> models) {
    private static final List<String> WEAKEST_FIRST = List.of("no", "seeded", "bitwise");

    public Capabilities {
        Objects.requireNonNull(endpoint);
        Objects.requireNonNull(engine);
        models = List.copyOf(models);
    }

    public Capabilities(String endpoint, List<ModelCaps> models) {
        this(endpoint, jointEngine(models.stream().map(ModelCaps::engine).toList()), models);
    }

    /** What all models together make. */
    public Set<ObjectKind> kinds() {
        Set<ObjectKind> kinds = EnumSet.noneOf(ObjectKind.class);
        models.forEach(model -> kinds.addAll(model.kinds()));
        return kinds;
    }

    /** What even the least certain model promises: {@code bitwise}, {@code seeded} or {@code no}. */
    public String determinism() {
        return models.stream()
                .map(model -> model.limits().determinism())
                .min(Comparator.comparingInt(WEAKEST_FIRST::indexOf))
                .orElseThrow();
    }

    /** The engine where all are one; otherwise their names and versions joined by '+', and a hash of the weights' hashes. */
    public static EngineIdentity jointEngine(List<EngineIdentity> engines) {
        List<EngineIdentity> distinct = engines.stream().distinct().toList();
        if (distinct.size() == 1) {
            return distinct.getFirst();
        }
        return new EngineIdentity(
                joined(distinct, EngineIdentity::name),
                joined(distinct, EngineIdentity::version),
                weightsOf(distinct),
                joined(distinct, EngineIdentity::device));
    }

    private static String weightsOf(List<EngineIdentity> engines) {
        List<String> hashes =
                engines.stream().map(EngineIdentity::weightsSha256).distinct().toList();
        return hashes.size() == 1
                ? hashes.getFirst()
                : Sha256.hex(String.join("\n", hashes).getBytes(StandardCharsets.US_ASCII));
    }

    private static String joined(List<EngineIdentity> engines, Function<EngineIdentity, String> part) {
        return engines.stream().map(part).distinct().collect(Collectors.joining("+"));
    }
}

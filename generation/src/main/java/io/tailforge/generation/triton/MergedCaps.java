package io.tailforge.generation.triton;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.ModelLimits;
import io.tailforge.generation.contract.ModelCaps;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.ObjectKind;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Two models of one server as one offer. */
final class MergedCaps {
    private static final List<String> WEAKEST_FIRST = List.of("no", "seeded", "bitwise");

    private MergedCaps() {}

    static Capabilities of(String endpoint, List<ModelCaps> models, Set<ObjectKind> kinds) {
        return new Capabilities(
                endpoint,
                engineOf(models.stream().map(ModelCaps::engine).toList()),
                kinds,
                least(models, ModelLimits::maxViews),
                least(models, ModelLimits::maxFrames),
                least(models, ModelLimits::maxWidth),
                least(models, ModelLimits::maxHeight),
                weakest(models));
    }

    private static int least(List<ModelCaps> models, ToIntFunction<ModelLimits> limit) {
        return models.stream()
                .mapToInt(model -> limit.applyAsInt(model.limits()))
                .min()
                .orElseThrow();
    }

    private static String weakest(List<ModelCaps> models) {
        return models.stream()
                .map(model -> model.limits().determinism())
                .min(Comparator.comparingInt(WEAKEST_FIRST::indexOf))
                .orElseThrow();
    }

    /** The engine where all are one; otherwise their names and versions joined by '+', and a hash of the weights' hashes. */
    static EngineIdentity engineOf(List<EngineIdentity> engines) {
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

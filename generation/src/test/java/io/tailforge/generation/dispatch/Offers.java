package io.tailforge.generation.dispatch;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.ContractModel;
import io.tailforge.generation.GenerationBackend;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.ModelLimits;
import io.tailforge.generation.matching.Ask;
import io.tailforge.scene.ClipId;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.artifact.Prompt;
import io.tailforge.scene.sensor.FrameGrid;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Offers, shapes, requests and results for endpoints that are only played. */
final class Offers {
    /** One megapixel of work. */
    static final ClipShape SHAPE = new ClipShape(
            new Ask(
                    new FrameGrid(1, 30, 1000, 1000),
                    Set.of(ObjectKind.RGB),
                    new Ask.Sensors(List.of("front"), false),
                    new Ask.Sensors(List.of(), false),
                    Optional.empty(),
                    Map.of(),
                    Map.of()),
            0);

    private Offers() {}

    static EngineIdentity engine(String name, String version) {
        return new EngineIdentity(name, version, EngineIdentity.NO_WEIGHTS, "cpu");
    }

    static Capabilities offer(String endpoint, EngineIdentity engine) {
        ModelLimits any = ModelLimits.ANY_SCENE;
        return new Capabilities(
                endpoint,
                List.of(
                        new ModelCaps(
                                ContractModel.MULTIVIEW_VIDEO,
                                engine,
                                Set.of(ObjectKind.RGB, ObjectKind.DEPTH),
                                any,
                                Set.of()),
                        new ModelCaps(ContractModel.LIDAR_SWEEP, engine, Set.of(ObjectKind.POINTS), any, Set.of())));
    }

    static GenerationResult result(GenerationRequest request, EngineIdentity engine) {
        return new GenerationResult(List.of(), List.of(), engine, request.seed(), Map.of(), List.of());
    }

    /** A request whose files nobody reads. */
    static GenerationRequest request(long seed) {
        ArtifactRef nothing = new ArtifactRef("scene.json", EngineIdentity.NO_WEIGHTS, 0, "application/json");
        return new GenerationRequest(
                ClipId.of(EngineIdentity.NO_WEIGHTS, "a", "b", "c", seed),
                1,
                nothing,
                nothing,
                new Prompt("a street", Map.of(), "", "test"),
                List.of(),
                Set.of(ObjectKind.RGB),
                seed,
                1,
                1);
    }

    static Order order(long seed, String requester, Priority priority) {
        return new Order(
                request(seed),
                Path.of("nowhere"),
                requester,
                priority,
                Optional.empty(),
                Optional.empty(),
                fraction -> {},
                () -> false);
    }

    /** A connection that only has capabilities. */
    static GenerationBackend connection(Capabilities offer) {
        return new GenerationBackend() {
            @Override
            public Capabilities capabilities() {
                return offer;
            }

            @Override
            public GenerationResult generate(
                    GenerationRequest request, Path folder, ProgressListener progress, BooleanSupplier cancelled) {
                throw new UnsupportedOperationException("nobody calls");
            }

            @Override
            public void close() {}
        };
    }
}

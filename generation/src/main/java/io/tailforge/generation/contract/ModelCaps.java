package io.tailforge.generation.contract;

import static io.tailforge.scene.json.GeometryJson.valid;

import io.tailforge.generation.ModelLimits;
import io.tailforge.generation.kserve.ModelConfig;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a model says of itself, carried in the {@code parameters} of its Triton configuration.
 *
 * @param kinds what it makes
 * @param controlKinds the control videos it wants sent
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
    }

    /** The configuration's parameters. */
    public Map<String, String> toParameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("contract", model.contractId());
        parameters.put("engine", engine.name());
        parameters.put("engine_version", engine.version());
        parameters.put("weights_sha256", engine.weightsSha256());
        parameters.put("device", engine.device());
        parameters.put("caps", JsonWriter.compact(writeCaps()));
        return parameters;
    }

    private Json writeCaps() {
        return Json.object()
                .put("kinds", RequestDocuments.writeKinds(kinds))
                .put("max_views", limits.maxViews())
                .put("max_frames", limits.maxFrames())
                .put("max_width", limits.maxWidth())
                .put("max_height", limits.maxHeight())
                .put("deterministic", limits.determinism())
                .put("controls", Json.ofStrings(controlKinds.stream().sorted().toList()))
                .build();
    }

    /**
     * What a model's configuration says.
     *
     * @throws io.tailforge.generation.GenerationException {@code TF-CAP-CONTRACT} where it speaks another contract or
     *     major version, {@code TF-PROTOCOL-CONFIG} where its parameters are not as the contract says
     */
    public static ModelCaps of(ContractModel model, ModelConfig config) {
        Map<String, ModelConfig.Parameter> parameters = config.getParametersMap();
        String contract = parameter(parameters, "contract");
        if (!contract.equals(model.contractId())) {
            throw ErrorFamily.CAP.error(
                    "CONTRACT",
                    "model " + model.wireName() + " speaks '" + contract + "', this client " + model.contractId());
        }
        if (!config.getModelTransactionPolicy().getDecoupled()) {
            throw ErrorFamily.PROTOCOL.error("CONFIG", "model " + model.wireName() + " is not decoupled");
        }
        try {
            EngineIdentity engine = new EngineIdentity(
                    parameter(parameters, "engine"),
                    parameter(parameters, "engine_version"),
                    parameter(parameters, "weights_sha256"),
                    parameter(parameters, "device"));
            return read(model, engine, parameter(parameters, "caps"));
        } catch (io.tailforge.scene.problem.BadInputException e) {
            throw ErrorFamily.PROTOCOL.error("CONFIG", "model " + model.wireName() + ": " + e.getMessage());
        }
    }

    private static ModelCaps read(ContractModel model, EngineIdentity engine, String caps) {
        JsonView view = JsonView.parse("caps", caps.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .onlyKeys("kinds", "max_views", "max_frames", "max_width", "max_height", "deterministic", "controls");
        return valid(
                view,
                () -> new ModelCaps(
                        model,
                        engine,
                        RequestDocuments.readKinds(view.field("kinds")),
                        new ModelLimits(
                                view.field("max_views").asInt(1, 1_000),
                                view.field("max_frames").asInt(1, 10_000_000),
                                view.field("max_width").asInt(16, 65_536),
                                view.field("max_height").asInt(16, 65_536),
                                view.field("deterministic").asString()),
                        new LinkedHashSet<>(view.field("controls").asStrings())));
    }

    private static String parameter(Map<String, ModelConfig.Parameter> parameters, String key) {
        ModelConfig.Parameter value = parameters.get(key);
        if (value == null) {
            throw ErrorFamily.CAP.error("CONTRACT", "the model's configuration lacks the parameter '" + key + "'");
        }
        return value.getStringValue();
    }

    /** @throws io.tailforge.generation.GenerationException {@code TF-CAP-*} where the model cannot make what is asked */
    public void requireFits(RequestDocument request) {
        if (!kinds.containsAll(request.want())) {
            throw ErrorFamily.CAP.error("KIND", model.wireName() + " makes " + kinds + ", asked for " + request.want());
        }
        boolean fits = request.views().size() <= limits.maxViews()
                && request.grid().frames() <= limits.maxFrames()
                && request.grid().width() <= limits.maxWidth()
                && request.grid().height() <= limits.maxHeight();
        if (!fits) {
            throw ErrorFamily.CAP.error(
                    "LIMIT",
                    "asked for %d views of %s, the model takes %s"
                            .formatted(request.views().size(), request.grid(), limits));
        }
    }
}

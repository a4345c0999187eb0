package io.tailforge.generation.triton;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.tailforge.generation.Capabilities;
import io.tailforge.generation.ContractModel;
import io.tailforge.generation.GenerationBackend;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.contract.RequestDocument;
import io.tailforge.generation.contract.SentControls;
import io.tailforge.generation.contract.ServedModels;
import io.tailforge.generation.contract.WireErrors;
import io.tailforge.generation.kserve.GRPCInferenceServiceGrpc;
import io.tailforge.generation.kserve.ModelReadyRequest;
import io.tailforge.generation.matching.Ask;
import io.tailforge.generation.matching.Fitting;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.ObjectKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One Triton, real or embedded, by contract v1 over gRPC. Safe for use by several threads; never retries by itself. */
public final class TritonBackend implements GenerationBackend {
    /** A server that has not answered this simple question after so long hangs. */
    private static final int READY_SECONDS = 3;

    private final TritonEndpoint endpoint;
    private final TritonSettings settings;
    private final ManagedChannel channel;
    private final List<ModelCaps> models;
    private final DeadModels dead = new DeadModels();

    private TritonBackend(
            TritonEndpoint endpoint, TritonSettings settings, ManagedChannel channel, List<ModelCaps> models) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.channel = channel;
        this.models = models;
    }

    /**
     * Connects and reads what the server can do.
     *
     * @param endpoint {@code grpc://HOST:PORT} or {@code grpcs://HOST:PORT}
     * @throws io.tailforge.scene.problem.BadInputException where the endpoint is no address
     * @throws GenerationException {@code TF-NETWORK-*} where nobody answers, {@code TF-CAP-*} where it serves no model of
     *     this contract's major version
     */
    public static TritonBackend connect(String endpoint, TritonSettings settings) {
        TritonEndpoint parsed = TritonEndpoint.parse(endpoint);
        ManagedChannel channel = TritonChannel.open(parsed, settings);
        try {
            return new TritonBackend(parsed, settings, channel, ServedModels.read(channel, settings.connectTimeout()));
        } catch (StatusRuntimeException e) {
            shutDown(channel);
            throw TritonChannel.refusalOf(e.getStatus(), parsed, settings);
        } catch (GenerationException e) {
            shutDown(channel);
            throw e;
        }
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(endpoint.toString(), models);
    }

    @Override
    public GenerationResult generate(
            GenerationRequest request, Path folder, ProgressListener progress, BooleanSupplier cancelled) {
        byte[] sceneDocument = RequestWriter.readFile(folder, request.sceneDocument());
        byte[] layoutDocument = RequestWriter.readFile(folder, request.layoutDocument());
        Scene scene = SceneDocument.read(request.sceneDocument().key(), sceneDocument);
        requireKinds(request.want());
        List<Asked> asked = askedOf(request, scene);
        ResultBuilder result = new ResultBuilder(scene, request.seed());
        for (int i = 0; i < asked.size(); i++) {
            RequestDocument document = asked.get(i).document();
            SentControls controls = asked.get(i).controls();
            double base = i;
            ProgressListener share = fraction -> progress.onProgress((base + fraction) / asked.size());
            String id = request.clip() + "/" + request.attempt();
            var wire = RequestWriter.write(
                    id,
                    document,
                    sceneDocument,
                    layoutDocument,
                    controls,
                    request.share().given(),
                    folder);
            try (InferCall call = InferCall.start(channel, settings, wire, cancelled)) {
                AnswerReader.Answered answered = new AnswerReader(id, document, share).read(call, folder);
                requireEngine(asked.get(i).engine(), answered.done().engine());
                result.add(document, answered);
            } catch (GenerationException e) {
                dead.note(document.model(), e);
                throw e;
            }
            share.onProgress(1);
        }
        return result.build();
    }

    /** A result is kept under the engine it was asked of; another one's would be found as if it were that engine's. */
    private static void requireEngine(EngineIdentity asked, EngineIdentity answered) {
        if (!asked.name().equals(answered.name())
                || !asked.version().equals(answered.version())
                || !asked.weightsSha256().equals(answered.weightsSha256())) {
            throw ErrorFamily.PROTOCOL.error("ENGINE", "made by " + answered + ", asked was " + asked);
        }
    }

    private void requireKinds(Set<ObjectKind> want) {
        for (ObjectKind kind : want) {
            if (models.stream().noneMatch(model -> model.kinds().contains(kind))) {
                throw ErrorFamily.CAP.error("KIND", endpoint + " makes no " + kind);
            }
        }
    }

    /** One request per model that has something to make: cameras first. */
    private List<Asked> askedOf(GenerationRequest request, Scene scene) {
        List<Asked> asked = models.stream()
                .filter(model -> request.want().stream().anyMatch(model.kinds()::contains))
                .map(model -> askedOf(model, request, scene))
                .filter(one -> !one.document().listObjects().isEmpty())
                .map(Asked::thatFits)
                .toList();
        if (asked.isEmpty()) {
            throw ErrorFamily.CONTRACT.error("WANT", "nothing that is wanted has a sensor on the rig");
        }
        return asked;
    }

    /** What one model is asked, with the control videos it is sent. */
    private record Asked(ModelCaps model, RequestDocument document, SentControls controls) {
        EngineIdentity engine() {
            return model.engine();
        }

        Asked thatFits() {
            Fitting.require(model, Ask.of(document, controls.kinds()));
            return this;
        }
    }

    private Asked askedOf(ModelCaps model, GenerationRequest request, Scene scene) {
        SentControls controls = SentControls.of(request, model.controlKinds(), scene.rig());
        return new Asked(model, RequestDocument.of(model, request, scene, controls), controls);
    }

    @Override
    public void requireReady() {
        try {
            for (ModelCaps model : models) {
                requireReady(model.model());
            }
        } catch (StatusRuntimeException e) {
            throw WireErrors.fromStatus(e.getStatus());
        }
    }

    private void requireReady(ContractModel model) {
        boolean ready = GRPCInferenceServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(READY_SECONDS, TimeUnit.SECONDS)
                .modelReady(
                        ModelReadyRequest.newBuilder().setName(model.wireName()).build())
                .getReady();
        if (!ready) {
            throw ErrorFamily.NETWORK.error("MODEL", "the model " + model.wireName() + " is not ready any more");
        }
    }

    @Override
    public void revive() {
        dead.revive(channel, settings.deadline());
    }

    @Override
    public void close() {
        shutDown(channel);
    }

    private static void shutDown(ManagedChannel channel) {
        channel.shutdownNow();
        try {
            channel.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

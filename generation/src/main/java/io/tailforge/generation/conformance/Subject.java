package io.tailforge.generation.conformance;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.GenerationKeys;
import io.tailforge.generation.contract.ContractModel;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.contract.ModelCaps;
import io.tailforge.generation.contract.RequestDocument;
import io.tailforge.generation.contract.SentControls;
import io.tailforge.generation.contract.WireErrors;
import io.tailforge.generation.kserve.GRPCInferenceServiceGrpc;
import io.tailforge.generation.kserve.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import io.tailforge.generation.kserve.ModelConfigRequest;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.generation.kserve.ModelReadyRequest;
import io.tailforge.generation.triton.InferCall;
import io.tailforge.generation.triton.RequestWriter;
import io.tailforge.generation.triton.TritonChannel;
import io.tailforge.generation.triton.TritonEndpoint;
import io.tailforge.generation.triton.TritonSettings;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.ObjectKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The server under examination, and the clip it is asked for. */
final class Subject implements AutoCloseable {
    private final String endpoint;
    private final TritonSettings settings;
    private final ManagedChannel channel;
    private final ConformanceClip clip;
    private final Scene scene;
    private final List<ModelCaps> models;

    private Subject(
            String endpoint, TritonSettings settings, ManagedChannel channel, ConformanceClip clip, Scene scene) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.channel = channel;
        this.clip = clip;
        this.scene = scene;
        this.models = readModels();
    }

    static Subject open(String endpoint, TritonSettings settings, ConformanceClip clip) {
        byte[] document = RequestWriter.readFile(clip.folder(), clip.request().sceneDocument());
        Scene scene = SceneDocument.read(clip.request().sceneDocument().key(), document);
        ManagedChannel channel = TritonChannel.open(TritonEndpoint.parse(endpoint), settings);
        try {
            return new Subject(endpoint, settings, channel, clip, scene);
        } catch (StatusRuntimeException e) {
            channel.shutdownNow();
            throw WireErrors.fromStatus(e.getStatus());
        } catch (GenerationException e) {
            channel.shutdownNow();
            throw e;
        }
    }

    private List<ModelCaps> readModels() {
        List<ModelCaps> found = new ArrayList<>();
        for (ContractModel model : ContractModel.values()) {
            String name = model.wireName();
            if (stub().modelReady(ModelReadyRequest.newBuilder().setName(name).build())
                    .getReady()) {
                found.add(ModelCaps.of(
                        model,
                        stub().modelConfig(ModelConfigRequest.newBuilder()
                                        .setName(name)
                                        .build())
                                .getConfig()));
            }
        }
        if (found.isEmpty()) {
            throw ErrorFamily.CAP.error("MODEL", "the server has neither multiview_video nor lidar_sweep ready");
        }
        return List.copyOf(found);
    }

    String endpoint() {
        return endpoint;
    }

    TritonSettings settings() {
        return settings;
    }

    ConformanceClip clip() {
        return clip;
    }

    /** The contract's models that are ready. */
    List<ModelCaps> models() {
        return models;
    }

    GRPCInferenceServiceBlockingStub stub() {
        return GRPCInferenceServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** All that a model makes, for the clip. */
    Asking ask(ModelCaps model) {
        return new Asking(model, model.kinds(), clip.request().seed());
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    /** One way to ask a model for the clip. */
    final class Asking {
        private final ModelCaps model;
        private final Set<ObjectKind> want;
        private final long seed;

        private Asking(ModelCaps model, Set<ObjectKind> want, long seed) {
            this.model = model;
            this.want = want;
            this.seed = seed;
        }

        Asking withSeed(long other) {
            return new Asking(model, want, other);
        }

        Asking wanting(ObjectKind kind) {
            return new Asking(model, EnumSet.of(kind), seed);
        }

        RequestDocument document() {
            GenerationRequest r = clip.request();
            GenerationRequest asked = new GenerationRequest(
                    r.clip(),
                    r.attempt(),
                    r.sceneDocument(),
                    r.layoutDocument(),
                    r.prompt(),
                    r.controls(),
                    want,
                    seed,
                    r.guidance(),
                    r.steps());
            return RequestDocument.of(
                    model.model(), asked, GenerationKeys.of(asked, model.engine()), scene, want, controls());
        }

        private SentControls controls() {
            return SentControls.of(clip.request().controls(), model.controlKinds(), scene.rig());
        }

        ModelInferRequest wire(String id) {
            return RequestWriter.write(
                    id,
                    document(),
                    RequestWriter.readFile(clip.folder(), clip.request().sceneDocument()),
                    RequestWriter.readFile(clip.folder(), clip.request().layoutDocument()),
                    controls(),
                    clip.folder());
        }

        Transcript answer() {
            return Subject.this.answer(wire("conformance/1"), () -> false);
        }
    }

    /** Sends a request as it is and listens to the end. */
    Transcript answer(ModelInferRequest request, BooleanSupplier cancelled) {
        Transcript transcript = new Transcript();
        try (InferCall call = InferCall.start(channel, settings, request, cancelled)) {
            transcript.listen(call);
        }
        return transcript;
    }

    InferCall start(ModelInferRequest request) {
        return InferCall.start(channel, settings, request, () -> false);
    }
}

package io.tailforge.generation.conformance;

import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.tailforge.generation.Capabilities;
import io.tailforge.generation.ContractModel;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.contract.RequestDocument;
import io.tailforge.generation.contract.SentControls;
import io.tailforge.generation.contract.ServedModels;
import io.tailforge.generation.kserve.GRPCInferenceServiceGrpc;
import io.tailforge.generation.kserve.GRPCInferenceServiceGrpc.GRPCInferenceServiceBlockingStub;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.generation.matching.Ask;
import io.tailforge.generation.matching.Fit;
import io.tailforge.generation.triton.InferCall;
import io.tailforge.generation.triton.RequestWriter;
import io.tailforge.generation.triton.TritonChannel;
import io.tailforge.generation.triton.TritonEndpoint;
import io.tailforge.generation.triton.TritonSettings;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.ClipShare;
import io.tailforge.scene.artifact.ConditioningVideo;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.ObjectKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
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
        this.models = ServedModels.read(channel, settings.connectTimeout());
        models.forEach(this::shareFor);
    }

    static Subject open(String endpoint, TritonSettings settings, ConformanceClip clip) {
        byte[] document = RequestWriter.readFile(clip.folder(), clip.request().sceneDocument());
        Scene scene = SceneDocument.read(clip.request().sceneDocument().key(), document);
        ManagedChannel channel = TritonChannel.open(TritonEndpoint.parse(endpoint), settings);
        try {
            return new Subject(endpoint, settings, channel, clip, scene);
        } catch (StatusRuntimeException e) {
            channel.shutdownNow();
            throw TritonChannel.refusalOf(e.getStatus(), TritonEndpoint.parse(endpoint), settings);
        } catch (GenerationException e) {
            channel.shutdownNow();
            throw e;
        }
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

    /** All that a model makes in one request, for the clip. */
    Asking ask(ModelCaps model) {
        return new Asking(model, model.kinds(), clip.request().seed(), shareFor(model));
    }

    /**
     * As much of the clip as a model makes in one request.
     *
     * @throws GenerationException {@code TF-CAP-*} where it makes nothing of it, with what it would take
     */
    ClipShare shareFor(ModelCaps model) {
        return switch (fit(model)) {
            case Fit.Whole _ -> ClipShare.WHOLE;
            case Fit.Split split ->
                split.plan().requests(clip.request()).getFirst().share();
            case Fit.None none -> throw none.toException();
        };
    }

    /** A folder with what the clip's request refers to and nothing else. */
    Path freshFolder() {
        try {
            Path folder = Files.createTempDirectory(clip.folder(), "answer-");
            copy(clip.request().sceneDocument(), folder);
            copy(clip.request().layoutDocument(), folder);
            for (ConditioningVideo control : clip.request().controls()) {
                copy(control.video(), folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(ArtifactRef file, Path folder) throws IOException {
        Path target = folder.resolve(file.key());
        Files.createDirectories(target.resolveSibling("."));
        Files.copy(clip.folder().resolve(file.key()), target);
    }

    /** How a model makes all of the clip. */
    Fit fit(ModelCaps model) {
        return Fit.of(ask(model.kinds()), new Capabilities(endpoint, List.of(model)));
    }

    private Ask ask(Set<ObjectKind> kinds) {
        return Ask.of(clip.request().part(kinds, ClipShare.WHOLE), scene);
    }

    /** The sensors of the clip that a model works for, in the rig's order. */
    List<String> sensorsFor(ModelCaps model) {
        Ask all = ask(model.kinds());
        return (model.model() == ContractModel.LIDAR_SWEEP ? all.lidars() : all.cameras()).names();
    }

    int frames() {
        return scene.grid().frames();
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
        private final ClipShare share;

        private Asking(ModelCaps model, Set<ObjectKind> want, long seed, ClipShare share) {
            this.model = model;
            this.want = want;
            this.seed = seed;
            this.share = share;
        }

        Asking withSeed(long other) {
            return new Asking(model, want, other, share);
        }

        Asking wanting(ObjectKind kind) {
            return new Asking(model, EnumSet.of(kind), seed, share);
        }

        Asking of(ClipShare part) {
            return new Asking(model, want, seed, part);
        }

        private GenerationRequest request() {
            GenerationRequest r = clip.request();
            return new GenerationRequest(
                    r.clip(),
                    r.attempt(),
                    r.sceneDocument(),
                    r.layoutDocument(),
                    r.prompt(),
                    r.controls(),
                    want,
                    seed,
                    r.guidance(),
                    r.steps(),
                    share);
        }

        RequestDocument document() {
            return RequestDocument.of(model, request(), scene, controls());
        }

        private SentControls controls() {
            return SentControls.of(request(), model.controlKinds(), scene.rig());
        }

        ModelInferRequest wire(String id) {
            return RequestWriter.write(
                    id,
                    document(),
                    RequestWriter.readFile(clip.folder(), clip.request().sceneDocument()),
                    RequestWriter.readFile(clip.folder(), clip.request().layoutDocument()),
                    controls(),
                    Map.of(),
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

package io.tailforge.generation.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import io.tailforge.generation.ClipFixture;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.GenerationException.Retry;
import io.tailforge.generation.InferenceJob;
import io.tailforge.generation.InferenceModel;
import io.tailforge.generation.PatternModel;
import io.tailforge.generation.kserve.GRPCInferenceServiceGrpc;
import io.tailforge.generation.kserve.ModelConfigRequest;
import io.tailforge.generation.kserve.ModelInferRequest;
import io.tailforge.generation.kserve.ModelReadyRequest;
import io.tailforge.generation.kserve.ModelStatistics;
import io.tailforge.generation.kserve.ModelStatisticsRequest;
import io.tailforge.generation.kserve.ModelStreamInferResponse;
import io.tailforge.generation.kserve.RepositoryIndexRequest;
import io.tailforge.generation.triton.TritonBackend;
import io.tailforge.generation.triton.TritonSettings;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.ObjectKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the embedded server does beyond the contract suite: queue, cancellation, heartbeats, folders, KServe's own calls. */
@Timeout(240)
class EmbeddedTritonTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final TritonSettings SETTINGS = TritonSettings.defaults();

    @TempDir
    private Path temp;

    private EmbeddedTriton start(int queueSize, Duration heartbeat, InferenceModel... models) {
        return EmbeddedTriton.start(
                List.of(models), new EmbeddedTriton.Settings(0, 1, queueSize, heartbeat, temp.resolve("server")));
    }

    private CompletableFuture<GenerationResult> generate(TritonBackend backend, String name, AtomicBoolean cancelled)
            throws Exception {
        ClipFixture clip = ClipFixture.in(temp.resolve(name));
        return CompletableFuture.supplyAsync(
                () -> backend.generate(clip.wanting(ObjectKind.RGB), clip.folder(), f -> {}, cancelled::get),
                Thread::startVirtualThread);
    }

    private static String tokenOf(CompletableFuture<GenerationResult> failed) throws Exception {
        try {
            failed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return "no failure";
        } catch (ExecutionException e) {
            return e.getCause() instanceof GenerationException generation
                    ? generation.token() + " " + generation.retry()
                    : String.valueOf(e.getCause());
        }
    }

    @Test
    void aFullQueueRefusesAsATritonDoesAndACancelledRequestThatWaitsNeverReachesTheModel() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        PatternModel model = PatternModel.video(100, (job, cancelled) -> {
            running.countDown();
            release.await();
        });
        AtomicBoolean never = new AtomicBoolean();
        AtomicBoolean giveUp = new AtomicBoolean();
        try (EmbeddedTriton server = start(1, Duration.ofSeconds(10), model);
                TritonBackend backend = TritonBackend.connect(server.endpoint(), SETTINGS)) {
            CompletableFuture<GenerationResult> runs = generate(backend, "runs", never);
            running.await();
            CompletableFuture<GenerationResult> waits = generate(backend, "waits", giveUp);
            while (server.inFlight() < 2) {
                Thread.sleep(5);
            }
            assertThat(tokenOf(generate(backend, "refused", never))).isEqualTo("TF-BUSY " + Retry.LATER);
            giveUp.set(true);
            assertThat(tokenOf(waits)).isEqualTo("TF-CANCELLED " + Retry.NEVER);
            backend.requireReady(); // on the same connection, so the server has been told before
            Thread.sleep(1000); // and had time to take note, of which nothing tells
            release.countDown();
            assertThat(runs.get(PATIENCE_SECONDS, TimeUnit.SECONDS).views()).hasSize(2);
            assertThat(model.jobs).hasSize(1);
        }
    }

    @Test
    void aCancelledCallReachesTheModelAndItsFolderGoes() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch noticed = new CountDownLatch(1);
        PatternModel model = PatternModel.video(100, (job, cancelled) -> {
            running.countDown();
            while (!cancelled.getAsBoolean()) {
                Thread.sleep(5);
            }
            noticed.countDown();
        });
        AtomicBoolean giveUp = new AtomicBoolean();
        try (EmbeddedTriton server = start(4, Duration.ofSeconds(10), model);
                TritonBackend backend = TritonBackend.connect(server.endpoint(), SETTINGS)) {
            CompletableFuture<GenerationResult> clip = generate(backend, "clip", giveUp);
            running.await();
            assertThat(foldersOf(temp.resolve("server"))).isEqualTo(1);
            giveUp.set(true);
            assertThat(tokenOf(clip)).isEqualTo("TF-CANCELLED " + Retry.NEVER);
            assertThat(noticed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            while (server.inFlight() > 0) {
                Thread.sleep(5);
            }
            assertThat(foldersOf(temp.resolve("server"))).isZero();
        }
    }

    private static long foldersOf(Path root) throws Exception {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.count();
        }
    }

    /** Silent for longer than it may be; between two heartbeats this JVM may stand still for most of that. */
    @Test
    void heartbeatsKeepALongSilentRequestAlive() throws Exception {
        PatternModel model = PatternModel.video(100, (job, cancelled) -> Thread.sleep(5500));
        try (EmbeddedTriton server = start(4, Duration.ofMillis(200), model);
                TritonBackend backend =
                        TritonBackend.connect(server.endpoint(), SETTINGS.withSilence(Duration.ofSeconds(5)))) {
            assertThat(generate(backend, "clip", new AtomicBoolean())
                            .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .views())
                    .hasSize(2);
        }
    }

    @Test
    void aModelThatFailsOrMakesTooLittleIsReportedAndTheServerLivesOn() throws Exception {
        AtomicBoolean broken = new AtomicBoolean(true);
        PatternModel model = PatternModel.video(100, (job, cancelled) -> {
            if (broken.get()) {
                throw new IllegalStateException("out of rays");
            }
        });
        try (EmbeddedTriton server = start(4, Duration.ofSeconds(10), model);
                TritonBackend backend = TritonBackend.connect(server.endpoint(), SETTINGS)) {
            assertThat(tokenOf(generate(backend, "fails", new AtomicBoolean())))
                    .isEqualTo("TF-ENGINE-FAILED " + Retry.ONCE_ELSEWHERE);
            broken.set(false);
            assertThat(generate(backend, "works", new AtomicBoolean())
                            .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
                            .warnings())
                    .containsExactly("noise, not a street");
            assertThat(foldersOf(temp.resolve("server"))).isZero();
        }
    }

    @Test
    void controlVideosReachAModelThatAsksForThem() throws Exception {
        PatternModel model = new PatternModel(
                "multiview_video",
                EnumSet.of(ObjectKind.RGB),
                100,
                Set.of("hdmap"),
                EmbeddedTritonTest::requireControls);
        try (EmbeddedTriton server = start(4, Duration.ofSeconds(10), model);
                TritonBackend backend = TritonBackend.connect(server.endpoint(), SETTINGS)) {
            generate(backend, "clip", new AtomicBoolean()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            InferenceJob job = model.jobs.getFirst();
            assertThat(job.controls()).extracting(InferenceJob.Control::camera).containsExactly("front", "rear");
            assertThat(job.prompt().byCamera()).containsEntry("front", "a street ahead");
        }
    }

    @Test
    void aModelIsSentTheKindsOfControlThatItAskedForAndNoOther() throws Exception {
        ClipFixture plain = ClipFixture.in(temp.resolve("clip"));
        ClipFixture depth = new ClipFixture(plain.folder(), plain.withControl("front", "depth"));
        ClipFixture seg = new ClipFixture(plain.folder(), depth.withControl("front", "semantic"));
        GenerationRequest request = new ClipFixture(plain.folder(), seg.withControl("top", "lidar-range"))
                .withControl("nobody", "lidar-range");
        PatternModel model = new PatternModel(
                "multiview_video",
                EnumSet.of(ObjectKind.RGB),
                100,
                Set.of("hdmap", "seg", "lidar_range"),
                (job, cancelled) -> {});
        try (EmbeddedTriton server = start(4, Duration.ofSeconds(10), model);
                TritonBackend backend = TritonBackend.connect(server.endpoint(), SETTINGS)) {
            GenerationRequest rgb = new ClipFixture(plain.folder(), request).wanting(ObjectKind.RGB);
            backend.generate(rgb, plain.folder(), fraction -> {}, () -> false);
        }
        assertThat(model.jobs.getFirst().controls())
                .extracting(control -> control.camera() + " " + control.kind())
                .containsExactly("front hdmap", "front seg", "rear hdmap", "top lidar_range");
    }

    private static void requireControls(InferenceJob job, java.util.function.BooleanSupplier cancelled)
            throws Exception {
        for (InferenceJob.Control control : job.controls()) {
            assertThat(control.kind()).isEqualTo("hdmap");
            assertThat(Files.readString(control.file())).contains("a control video");
        }
    }

    @Test
    void kservesOwnCallsAnswerAsATritonDoes() throws Exception {
        try (EmbeddedTriton server = start(4, Duration.ofSeconds(10), PatternModel.lidar(100))) {
            ManagedChannel channel = channelTo(server);
            var stub = GRPCInferenceServiceGrpc.newBlockingStub(channel);
            assertThat(stub.modelReady(ModelReadyRequest.newBuilder()
                                    .setName("nobody")
                                    .build())
                            .getReady())
                    .isFalse();
            var config = stub.modelConfig(ModelConfigRequest.newBuilder()
                            .setName("lidar_sweep")
                            .build())
                    .getConfig();
            assertThat(config.getModelTransactionPolicy().getDecoupled()).isTrue();
            assertThat(config.getParametersOrThrow("contract").getStringValue()).isEqualTo("tailforge.lidar_sweep/1");
            assertThat(stub.repositoryIndex(RepositoryIndexRequest.getDefaultInstance())
                            .getModelsList())
                    .hasSize(1)
                    .allMatch(model -> model.getState().equals("READY"));
            assertStatus(
                    Status.Code.NOT_FOUND,
                    () -> stub.modelConfig(
                            ModelConfigRequest.newBuilder().setName("nobody").build()));
            assertStatus(
                    Status.Code.UNIMPLEMENTED,
                    () -> stub.modelInfer(ModelInferRequest.newBuilder()
                            .setModelName("lidar_sweep")
                            .build()));
            channel.shutdownNow();
        }
    }

    private static void assertStatus(Status.Code code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(call)
                .matches(e -> e.getStatus().getCode() == code);
    }

    private static ManagedChannel channelTo(EmbeddedTriton server) {
        return NettyChannelBuilder.forAddress("127.0.0.1", server.port())
                .usePlaintext()
                .build();
    }

    @Test
    void statisticsCountWhatWasServed() throws Exception {
        try (EmbeddedTriton server = start(4, Duration.ofSeconds(10), PatternModel.video(100));
                TritonBackend backend = TritonBackend.connect(server.endpoint(), SETTINGS)) {
            generate(backend, "clip", new AtomicBoolean()).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            ManagedChannel channel = channelTo(server);
            ModelStatistics statistics = GRPCInferenceServiceGrpc.newBlockingStub(channel)
                    .modelStatistics(ModelStatisticsRequest.getDefaultInstance())
                    .getModelStats(0);
            assertThat(statistics.getName()).isEqualTo("multiview_video");
            assertThat(statistics.getInferenceStats().getFail().getCount()).isZero();
            assertThat(statistics.getInferenceStats().getQueue().getCount()).isEqualTo(1);
            channel.shutdownNow();
        }
    }

    @Test
    void aBadRequestIsAnsweredInTheStreamWhichLivesOn() throws Exception {
        try (EmbeddedTriton server = start(4, Duration.ofSeconds(10), PatternModel.lidar(100))) {
            ManagedChannel channel = channelTo(server);
            BlockingQueue<String> errors = new LinkedBlockingQueue<>();
            StreamObserver<ModelInferRequest> requests =
                    GRPCInferenceServiceGrpc.newStub(channel).modelStreamInfer(collect(errors));
            requests.onNext(
                    input("REQUEST_JSON", "BYTES", 1, ByteString.copyFrom(new byte[] {(byte) 0xe7, 3, 0, 0, 1, 2, 3})));
            assertThat(errors.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .contains("incomplete string data", "expecting string of length 999 but only 3 bytes available");
            requests.onNext(input("REQUEST_JSON", "BYTES", 2, ByteString.copyFrom(new byte[4])));
            assertThat(errors.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .contains("TF-CONTRACT-BYTES", "1 elements, its shape says 2");
            requests.onNext(input("REQUEST_JSON", "FP32", 1, ByteString.EMPTY));
            assertThat(errors.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).contains("TF-CONTRACT-TENSOR", "must be BYTES");
            requests.onNext(input("WISHES", "BYTES", 0, ByteString.EMPTY));
            assertThat(errors.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).contains("unexpected inference input 'WISHES'");
            requests.onNext(input("SCENE", "BYTES", 0, ByteString.EMPTY));
            assertThat(errors.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .contains("'REQUEST_JSON' must have one element");
            requests.onNext(input("REQUEST_JSON", "BYTES", 1, ByteString.copyFrom(new byte[] {2, 0, 0, 0, '{', '}'})));
            assertThat(errors.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .contains("TF-INPUT-DOCUMENT", "needs the key 'contract'");
            requests.onCompleted();
            assertThat(errors.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("completed");
            channel.shutdownNow();
        }
    }

    private static ModelInferRequest input(String name, String datatype, int elements, ByteString raw) {
        ModelInferRequest.Builder request =
                ModelInferRequest.newBuilder().setModelName("lidar_sweep").setId("1");
        request.addInputsBuilder().setName(name).setDatatype(datatype).addShape(elements);
        return request.addRawInputContents(raw).build();
    }

    private static StreamObserver<ModelStreamInferResponse> collect(BlockingQueue<String> errors) {
        return new StreamObserver<>() {
            @Override
            public void onNext(ModelStreamInferResponse response) {
                errors.add(response.getErrorMessage());
            }

            @Override
            public void onError(Throwable failure) {
                errors.add("error " + failure);
            }

            @Override
            public void onCompleted() {
                errors.add("completed");
            }
        };
    }

    /** A hundred clips of 800 kB; what is kept per clip would show as megabytes. */
    @Test
    void aHundredClipsLeaveNoTraceInMemory() throws Exception {
        try (EmbeddedTriton server =
                        start(4, Duration.ofSeconds(10), PatternModel.video(400_000), PatternModel.lidar(1000));
                TritonBackend backend = TritonBackend.connect(server.endpoint(), SETTINGS)) {
            ClipFixture clip = ClipFixture.in(temp.resolve("clip"));
            long after20 = 0;
            for (int i = 1; i <= 100; i++) {
                backend.generate(clip.wanting(ObjectKind.RGB, ObjectKind.POINTS), clip.folder(), f -> {}, () -> false);
                after20 = i == 20 ? usedHeap() : after20;
            }
            assertThat(usedHeap() - after20).isLessThan(4 << 20);
        }
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

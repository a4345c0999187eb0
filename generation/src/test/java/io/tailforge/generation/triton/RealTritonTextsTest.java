package io.tailforge.generation.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.grpc.ManagedChannel;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.GenerationException.Retry;
import io.tailforge.generation.contract.BytesTensor;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.kserve.InferParameter;
import io.tailforge.generation.kserve.ModelInferRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every text by which a real tritonserver refuses a request is provoked, and becomes the token that says what to do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealTritonTextsTest {
    private static final String RESOURCES = "src/test/resources/triton-texts";
    private static final ByteString HELLO = BytesTensor.ofOne("hello".getBytes(StandardCharsets.UTF_8));

    private RealTriton server;
    private ManagedChannel channel;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = RealTriton.start(
                folder,
                Path.of(RESOURCES).toAbsolutePath().toString(),
                "--model-control-mode=explicit",
                "--load-model=slow",
                "--load-model=raising",
                "--load-model=typed");
        connect();
    }

    private void connect() {
        if (channel != null) {
            channel.shutdownNow();
        }
        channel = TritonChannel.open(TritonEndpoint.parse(server.endpoint()), TritonSettings.defaults());
    }

    @AfterAll
    void stop() {
        if (server != null) {
            channel.shutdownNow();
            server.close();
        }
    }

    static Stream<Arguments> refusals() {
        ByteString short4 = ByteString.copyFrom(new byte[] {9, 9, 0, 0, 'a'});
        return Stream.of(
                Arguments.of(
                        "an unknown model", "TF-CAP-MODEL", asking("nobody").with("IN", "BYTES", HELLO, 1)),
                Arguments.of(
                        "an unknown version",
                        "TF-CAP-MODEL",
                        asking("raising").version("9").with("IN", "BYTES", HELLO, 1)),
                Arguments.of("no input", "TF-CONTRACT-TENSOR", asking("raising")),
                Arguments.of(
                        "a missing input", "TF-CONTRACT-TENSOR", asking("typed").with("IN", "BYTES", HELLO, 1)),
                Arguments.of(
                        "an input too many",
                        "TF-CONTRACT-TENSOR",
                        asking("raising").with("IN", "BYTES", HELLO, 1).with("MORE", "BYTES", HELLO, 1)),
                Arguments.of(
                        "an input twice",
                        "TF-CONTRACT-TENSOR",
                        asking("raising").with("IN", "BYTES", HELLO, 1).with("IN", "BYTES", HELLO, 1)),
                Arguments.of(
                        "an unknown input",
                        "TF-CONTRACT-TENSOR",
                        asking("raising").with("ON", "BYTES", HELLO, 1)),
                Arguments.of(
                        "another datatype",
                        "TF-CONTRACT-TENSOR",
                        asking("raising").with("IN", "FP32", HELLO, 1)),
                Arguments.of(
                        "another length",
                        "TF-CONTRACT-TENSOR",
                        asking("raising").with("IN", "BYTES", HELLO, 2)),
                Arguments.of(
                        "another number of dimensions",
                        "TF-CONTRACT-TENSOR",
                        asking("raising").with("IN", "BYTES", HELLO, 1, 1)),
                Arguments.of(
                        "a length left open",
                        "TF-CONTRACT-TENSOR",
                        asking("raising").with("IN", "BYTES", HELLO, -1)),
                Arguments.of(
                        "a number cut short",
                        "TF-CONTRACT-TENSOR",
                        asking("typed").with("IN", "BYTES", HELLO, 1).with("N", "INT32", short4, 2)),
                Arguments.of(
                        "an input without data",
                        "TF-CONTRACT-TENSOR",
                        asking("raising").withoutData("IN", 1)),
                Arguments.of(
                        "a string cut short",
                        "TF-CONTRACT-BYTES",
                        asking("raising").with("IN", "BYTES", short4, 1)),
                Arguments.of(
                        "a string's length cut short",
                        "TF-CONTRACT-BYTES",
                        asking("raising").with("IN", "BYTES", short4.substring(0, 2), 1)),
                Arguments.of(
                        "a string too many",
                        "TF-CONTRACT-BYTES",
                        asking("raising").with("IN", "BYTES", HELLO.concat(HELLO), 1)),
                Arguments.of(
                        "a time-out of another type",
                        "TF-CONTRACT-PARAMETER",
                        asking("raising").parameter("timeout", unsigned(5)).with("IN", "BYTES", HELLO, 1)),
                Arguments.of("a token of ours", "TF-INPUT-CONTROL", doing("INVALID_ARG TF-INPUT-CONTROL: no MP4")),
                Arguments.of("a token by itself", "TF-BUSY", doing("UNAVAILABLE TF-BUSY")),
                Arguments.of("an error of the model", "TF-ENGINE-FAILED", doing("INTERNAL out of memory")),
                Arguments.of(
                        "an exception of the model",
                        "TF-ENGINE-FAILED",
                        doing("raise unexpected shape for input of layer 3")),
                Arguments.of("a token in an exception", "TF-CAP-LIMIT", doing("raise TF-CAP-LIMIT: too many views")),
                Arguments.of(
                        "a request the server gave up",
                        "TF-NETWORK-ABORTED",
                        doing("CANCELLED TF-CANCELLED: stopping")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void aRefusalHasItsToken(String what, String token, Asked asked) {
        GenerationException refusal = refusalOf(asked);
        assertThat(refusal.token()).as(refusal.getMessage()).isEqualTo(token);
        assertThat(refusal.retry()).isEqualTo(ErrorFamily.of(token).retry());
    }

    @Test
    void aFullQueueIsBusyAndACancelledRequestMakesRoom() throws Exception {
        BlockingQueue<String> ended = new LinkedBlockingQueue<>();
        List<InferCall> waiting = new ArrayList<>();
        try (InferCall running = start(slow().wire(), TritonSettings.defaults());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(running.next()).as("it began").isPresent();
            for (int i = 0; i < 5; i++) {
                InferCall call = start(slow().wire(), TritonSettings.defaults());
                waiting.add(call);
                threads.execute(() -> ended.add(outcomeOf(call)));
            }
            for (int i = 0; i < 3; i++) {
                assertThat(ended.poll(1, TimeUnit.MINUTES)).isEqualTo("TF-BUSY");
            }
            running.close();
            assertThat(ended.poll(1, TimeUnit.MINUTES))
                    .as("the first that waited")
                    .isEqualTo("began");
            assertThat(ended.poll(1, TimeUnit.MINUTES)).as("the second").isEqualTo("began");
        }
    }

    /** Ends the call as soon as it began or was refused. */
    private static String outcomeOf(InferCall call) {
        try (call) {
            return call.next().isPresent() ? "began" : "nothing";
        } catch (GenerationException e) {
            return e.token();
        }
    }

    @Test
    void aRequestThatWaitedTooLongIsTriedLater() throws Exception {
        try (InferCall running = start(slow().wire(), TritonSettings.defaults())) {
            assertThat(running.next()).isPresent();
            ModelInferRequest hasty = slow().parameter("timeout", signed(1000)).wire();
            try (InferCall waiting = start(hasty, TritonSettings.defaults())) {
                awaitWaiting();
                running.close();
                GenerationException refusal = catchThrowableOfType(GenerationException.class, waiting::next);
                assertThat(refusal).hasMessageContaining("Request timeout expired");
                assertThat(refusal.token()).isEqualTo("TF-BUSY");
                assertThat(refusal.retry()).isEqualTo(Retry.LATER);
            }
        }
    }

    private void awaitWaiting() throws InterruptedException {
        for (int i = 0; i < 600 && server.waitingAt("slow") == 0; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(server.waitingAt("slow")).isEqualTo(1);
    }

    @Test
    void theClientsDeadlineEndsAndFreesARequestThatRuns() {
        TritonSettings hasty = TritonSettings.defaults().withDeadline(Duration.ofMillis(1500));
        try (InferCall running = start(slow().wire(), hasty)) {
            GenerationException end = catchThrowableOfType(GenerationException.class, () -> {
                while (running.next().isPresent()) {}
            });
            assertThat(end.token()).isEqualTo("TF-DEADLINE");
        }
        try (InferCall next = start(slow().wire(), TritonSettings.defaults())) {
            assertThat(next.next()).as("the instance is free again").isPresent();
        }
    }

    @Test
    void aDeadStubIsSeenByItsTextAndHealedByALoad() throws Exception {
        assertThat(refusalsOfDeath())
                .allMatch(refusal -> refusal.token().equals("TF-ENGINE-STUB"))
                .allMatch(refusal -> refusal.retry() == Retry.ONCE_ELSEWHERE);
        server.reload("raising");
        assertThat(refusalOf(doing("INTERNAL TF-ENGINE-OBJECT: reached")).token())
                .isEqualTo("TF-ENGINE-OBJECT");
    }

    /**
     * What is said of the request that a process dies of, and of the next. Where Triton dies with it, nothing is said, and the
     * one that is started in its place is asked.
     */
    private List<GenerationException> refusalsOfDeath() throws Exception {
        for (int i = 0; i < 4; i++) {
            int restarts = server.restarts();
            List<GenerationException> refusals =
                    List.of(refusalOf(doing("die")), refusalOf(doing("INTERNAL not reached")));
            if (refusals.stream().noneMatch(refusal -> refusal.token().startsWith("TF-NETWORK-"))) {
                return refusals;
            }
            server.awaitRestart(restarts);
            connect();
        }
        throw new IllegalStateException("Triton always dies with its stub");
    }

    @Test
    void aModelThatIsUnloadedMayComeBack() {
        server.unload("typed");
        GenerationException refusal = refusalOf(asking("typed").with("IN", "BYTES", HELLO, 1));
        assertThat(refusal).hasMessageContaining("has no available versions");
        assertThat(refusal.token()).isEqualTo("TF-BUSY-UNLOADED");
        assertThat(refusal.retry()).isEqualTo(Retry.LATER);
        server.load("typed");
    }

    private GenerationException refusalOf(Asked asked) {
        try (InferCall call = start(asked.wire(), TritonSettings.defaults())) {
            return catchThrowableOfType(GenerationException.class, call::next);
        }
    }

    private InferCall start(ModelInferRequest request, TritonSettings settings) {
        return InferCall.start(channel, settings, request, () -> false);
    }

    private static Asked asking(String model) {
        return new Asked(ModelInferRequest.newBuilder()
                .setModelName(model)
                .setId("texts")
                .putParameters(
                        "triton_enable_empty_final_response",
                        InferParameter.newBuilder().setBoolParam(true).build())
                .build());
    }

    private static Asked doing(String what) {
        return asking("raising").with("IN", "BYTES", BytesTensor.ofOne(what.getBytes(StandardCharsets.UTF_8)), 1);
    }

    private static Asked slow() {
        return asking("slow").with("IN", "BYTES", HELLO, 1, 1);
    }

    private static InferParameter signed(long value) {
        return InferParameter.newBuilder().setInt64Param(value).build();
    }

    private static InferParameter unsigned(long value) {
        return InferParameter.newBuilder().setUint64Param(value).build();
    }

    /** A request in the making. */
    private record Asked(ModelInferRequest wire) {
        Asked with(String input, String datatype, ByteString raw, long... shape) {
            Asked named = withoutData(input, shape);
            ModelInferRequest.Builder edited = named.wire.toBuilder().addRawInputContents(raw);
            edited.getInputsBuilder(edited.getInputsCount() - 1).setDatatype(datatype);
            return new Asked(edited.build());
        }

        Asked withoutData(String input, long... shape) {
            ModelInferRequest.Builder edited = wire.toBuilder();
            var tensor = edited.addInputsBuilder().setName(input).setDatatype("BYTES");
            for (long length : shape) {
                tensor.addShape(length);
            }
            return new Asked(edited.build());
        }

        Asked version(String version) {
            return new Asked(wire.toBuilder().setModelVersion(version).build());
        }

        Asked parameter(String name, InferParameter value) {
            return new Asked(wire.toBuilder().putParameters(name, value).build());
        }
    }
}

package io.tailforge.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tailforge.generation.triton.PatternEngine;
import io.tailforge.generation.triton.RealTriton;
import io.tailforge.generation.triton.TritonBackend;
import io.tailforge.generation.triton.TritonSettings;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.ObjectKind;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract against a real tritonserver that serves an engine as {@code triton-models/procedural} does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealTritonContractTest extends GenerationBackendContract {
    private RealTriton server;
    private TritonBackend backend;

    @BeforeAll
    void start(@TempDir Path folder) {
        server = RealTriton.start(folder, "procedural", "--model-control-mode=explicit", "--load-model=*");
        backend = TritonBackend.connect(server.endpoint(), TritonSettings.defaults());
    }

    @AfterAll
    void stop() {
        if (server != null) {
            backend.close();
            server.close();
        }
    }

    @Override
    protected GenerationBackend backend() {
        return backend;
    }

    @Test
    void aCancelledClipMakesRoomForTheNext() throws Exception {
        AtomicBoolean cancelled = new AtomicBoolean();
        Future<GenerationResult> held = inBackground("held", PatternEngine.HOLDING_SEED, cancelled);
        server.awaitLog(PatternEngine.HOLDS);
        Future<GenerationResult> next = inBackground("next", 1, new AtomicBoolean());
        assertThat(next.isDone()).as("the engine has one instance").isFalse();
        long before = System.nanoTime();
        cancelled.set(true);
        assertThat(failureOf(held).token()).isEqualTo("TF-CANCELLED");
        server.awaitLog(PatternEngine.LETS_GO);
        System.out.printf(
                "real Triton: engine free %d ms after the cancel%n", (System.nanoTime() - before) / 1_000_000);
        assertThat(next.get(1, TimeUnit.MINUTES).views()).hasSize(2);
    }

    @Test
    void anEngineThatDiesIsStartedAgain() throws Exception {
        ProcessHandle engine = engineOf("multiview_video");
        Future<GenerationResult> held = inBackground("dying", PatternEngine.HOLDING_SEED, new AtomicBoolean());
        server.awaitLog(PatternEngine.HOLDS);
        engine.destroyForcibly();
        GenerationException failure = failureOf(held);
        assertThat(failure.token()).isEqualTo("TF-ENGINE-FAILED");
        assertThat(failure.retry()).isEqualTo(GenerationException.Retry.ONCE_ELSEWHERE);
        assertThat(inBackground("reborn", 1, new AtomicBoolean())
                        .get(1, TimeUnit.MINUTES)
                        .views())
                .hasSize(2);
    }

    /** Where Triton dies with its stub, it comes back with the server. */
    @Test
    void aStubThatIsKilledTakesItsEngineAlongAndComesBackWithALoad() throws Exception {
        ProcessHandle engine = engineOf("multiview_video");
        int restarts = server.restarts();
        server.stubOf("multiview_video").destroyForcibly();
        engine.onExit().get(1, TimeUnit.MINUTES);
        GenerationException failure = failureOf(inBackground("dead", 1, new AtomicBoolean()));
        if (failure.token().startsWith("TF-NETWORK-")) {
            server.awaitRestart(restarts);
            backend.close();
            backend = TritonBackend.connect(server.endpoint(), TritonSettings.defaults());
        } else {
            assertThat(failure.token()).isEqualTo("TF-ENGINE-STUB");
            server.reload("multiview_video");
        }
        assertThat(inBackground("healed", 1, new AtomicBoolean())
                        .get(1, TimeUnit.MINUTES)
                        .views())
                .hasSize(2);
    }

    private ProcessHandle engineOf(String model) {
        return server.stubOf(model).children().findFirst().orElseThrow();
    }

    private Future<GenerationResult> inBackground(String name, long seed, AtomicBoolean cancelled) throws Exception {
        ClipFixture clip = ClipFixture.in(temp.resolve(name));
        FutureTask<GenerationResult> task = new FutureTask<>(() -> backend.generate(
                new ClipFixture(clip.folder(), clip.withSeed(seed)).wanting(ObjectKind.RGB),
                clip.folder(),
                fraction -> {},
                cancelled::get));
        Thread.ofVirtual().start(task);
        return task;
    }

    private static GenerationException failureOf(Future<?> future) {
        ExecutionException failure =
                catchThrowableOfType(ExecutionException.class, () -> future.get(1, TimeUnit.MINUTES));
        return (GenerationException) Objects.requireNonNull(failure.getCause());
    }
}

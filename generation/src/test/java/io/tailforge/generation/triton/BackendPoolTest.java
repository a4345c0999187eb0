package io.tailforge.generation.triton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.ClipFixture;
import io.tailforge.generation.GenerationBackend;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.problem.BadInputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendPoolTest {
    private static final BackendPool.Retries HASTY = new BackendPool.Retries(3, Duration.ofMillis(1));

    @TempDir
    private Path temp;

    private ClipFixture clip;

    @BeforeEach
    void makeClip() throws Exception {
        clip = ClipFixture.in(temp.resolve("clip"));
    }

    @Test
    void noEndpointGetsMoreThanItsShareAndAllGetSome() throws Exception {
        Endpoint a = new Endpoint("a", "1", calls -> {});
        Endpoint b = new Endpoint("b", "1", calls -> {});
        try (BackendPool pool = BackendPool.of(List.of(a, b), 2, HASTY);
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<GenerationResult>> work = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                work.add(() -> generate(pool));
            }
            threads.invokeAll(work);
        }
        assertThat(a.mostAtOnce.get()).isLessThanOrEqualTo(2);
        assertThat(b.mostAtOnce.get()).isLessThanOrEqualTo(2);
        assertThat(a.calls.get() + b.calls.get()).isEqualTo(24);
        assertThat(a.calls.get()).isBetween(4, 20);
    }

    @Test
    void aBusyEndpointIsTriedLater() {
        Endpoint busy = new Endpoint("a", "1", calls -> {
            if (calls < 3) {
                throw ErrorFamily.BUSY.error("full");
            }
        });
        try (BackendPool pool = BackendPool.of(List.of(busy), 1, HASTY)) {
            assertThat(generate(pool).seedUsed()).isEqualTo(-7);
            assertThat(busy.calls.get()).isEqualTo(3);
        }
    }

    @Test
    void anEngineThatFailsIsTriedOnceElsewhereAndABadRequestNever() {
        Endpoint broken = new Endpoint("a", "1", calls -> {
            throw ErrorFamily.ENGINE.error("FAILED", "out of rays");
        });
        Endpoint alsoBroken = new Endpoint("b", "1", calls -> {
            throw ErrorFamily.ENGINE.error("FAILED", "out of rays");
        });
        try (BackendPool pool = BackendPool.of(List.of(broken, alsoBroken), 1, HASTY)) {
            assertThatExceptionOfType(GenerationException.class).isThrownBy(() -> generate(pool));
            assertThat(broken.calls.get()).isEqualTo(1);
            assertThat(alsoBroken.calls.get()).isEqualTo(1);
        }
        Endpoint refuses = new Endpoint("c", "1", calls -> {
            throw ErrorFamily.INPUT.error("SCENE", "bad");
        });
        try (BackendPool pool = BackendPool.of(List.of(refuses, refuses), 1, HASTY)) {
            assertThatExceptionOfType(GenerationException.class).isThrownBy(() -> generate(pool));
            assertThat(refuses.calls.get()).isEqualTo(1);
        }
    }

    @Test
    void endpointsOfDifferentEnginesMakeNoPool() {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> BackendPool.of(
                        List.of(new Endpoint("a", "1", calls -> {}), new Endpoint("b", "2", calls -> {})), 1, HASTY))
                .withMessageContaining("TRITON-POOL");
    }

    private GenerationResult generate(BackendPool pool) {
        return pool.generate(clip.request(), clip.folder(), fraction -> {}, () -> false);
    }

    private interface Behaviour {
        void onCall(int calls);
    }

    /** An endpoint that makes nothing, but counts. */
    private static final class Endpoint implements GenerationBackend {
        private final EngineIdentity engine;
        private final String name;
        private final Behaviour behaviour;
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();

        Endpoint(String name, String version, Behaviour behaviour) {
            this.name = name;
            this.engine = new EngineIdentity("counting", version, EngineIdentity.NO_WEIGHTS, "cpu");
            this.behaviour = behaviour;
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(name, engine, Set.of(ObjectKind.RGB), 1, 1, 16, 16, "bitwise");
        }

        @Override
        public GenerationResult generate(
                GenerationRequest request, Path folder, ProgressListener progress, BooleanSupplier cancelled) {
            mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                Thread.sleep(5);
                behaviour.onCall(calls.incrementAndGet());
                return new GenerationResult(List.of(), List.of(), engine, request.seed(), Map.of(), List.of());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                now.decrementAndGet();
            }
        }

        @Override
        public void close() {}
    }
}

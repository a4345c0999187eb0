package io.tailforge.generation.dispatch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.ClipFixture;
import io.tailforge.generation.GenerationBackend;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.triton.TritonSettings;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.GenerationResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendPoolTest {
    private static final int PATIENCE_SECONDS = 60;
    private static final PoolSettings HASTY =
            PoolSettings.defaults().withFirstPause(Duration.ofMillis(1)).withAhead(0);

    @TempDir
    private Path temp;

    private ClipFixture clip;

    @BeforeEach
    void makeClip() throws Exception {
        clip = ClipFixture.in(temp.resolve("clip"));
    }

    /** The first four wait until all four are at work: two at each. */
    @Test
    void noEndpointGetsMoreThanItsShareAndAllGetSome() throws Exception {
        CountDownLatch atWork = new CountDownLatch(4);
        Behaviour together = calls -> {
            atWork.countDown();
            assertThat(awaited(atWork)).as("four at work").isTrue();
        };
        Endpoint a = new Endpoint("a", "1", together);
        Endpoint b = new Endpoint("b", "1", together);
        try (BackendPool pool = open(2, a, b);
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<GenerationResult>> work = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                work.add(() -> generate(pool));
            }
            for (Future<GenerationResult> made : threads.invokeAll(work)) {
                assertThat(made.get().seedUsed()).isEqualTo(-7);
            }
        }
        assertThat(a.mostAtOnce.get()).isEqualTo(2);
        assertThat(b.mostAtOnce.get()).isEqualTo(2);
        assertThat(a.calls.get() + b.calls.get()).isEqualTo(24);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aBusyEndpointIsTriedLater() {
        Endpoint busy = new Endpoint("a", "1", calls -> {
            if (calls < 3) {
                throw ErrorFamily.BUSY.error("full");
            }
        });
        try (BackendPool pool = open(1, busy)) {
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
        try (BackendPool pool = open(1, broken, alsoBroken)) {
            assertThatExceptionOfType(GenerationException.class).isThrownBy(() -> generate(pool));
            assertThat(broken.calls.get()).isEqualTo(1);
            assertThat(alsoBroken.calls.get()).isEqualTo(1);
        }
        Endpoint refuses = new Endpoint("c", "1", calls -> {
            throw ErrorFamily.INPUT.error("SCENE", "bad");
        });
        try (BackendPool pool = open(1, refuses)) {
            assertThatExceptionOfType(GenerationException.class).isThrownBy(() -> generate(pool));
            assertThat(refuses.calls.get()).isEqualTo(1);
        }
    }

    @Test
    void anOrderGoesToTheEngineItNames() {
        Endpoint first = new Endpoint("a", "one", calls -> {});
        Endpoint second = new Endpoint("b", "two", calls -> {});
        try (BackendPool pool = open(1, first, second)) {
            Order order = Order.of(clip.request(), clip.folder(), fraction -> {}, () -> false);
            Order named = new Order(
                    order.request(),
                    order.folder(),
                    order.requester(),
                    Priority.HIGH,
                    Optional.empty(),
                    Optional.of("two"),
                    order.progress(),
                    order.cancelled());
            assertThat(pool.engineOf(named).name()).isEqualTo("two");
            assertThat(pool.generate(named).endpoints()).containsExactly("b");
            assertThat(first.calls.get()).isZero();
        }
    }

    @Test
    void aDeadModelIsRevivedBeforeTheNextTry() {
        Endpoint dead = new Endpoint("a", "1", calls -> {});
        dead.dead.set(true);
        try (BackendPool pool = open(1, dead)) {
            assertThat(generate(pool).seedUsed()).isEqualTo(-7);
            assertThat(dead.revivals.get()).isEqualTo(1);
            assertThat(dead.calls.get()).as("answered by a living model").isEqualTo(1);
        }
    }

    @Test
    void whoMayNotReviveADeadModelSaysSoAndLeavesItAlone() throws Exception {
        Endpoint dead = new Endpoint("a", "1", calls -> {});
        dead.dead.set(true);
        dead.loadable = false;
        Endpoint sound = new Endpoint("b", "1", calls -> {});
        try (BackendPool pool = open(1, dead, sound)) {
            while (dead.revivals.get() == 0) {
                generate(pool);
            }
            Instant end = Instant.now().plusSeconds(PATIENCE_SECONDS); // it is tried first and told of then
            while (!lastErrors(pool, dead).contains("may not be loaded")
                    && Instant.now().isBefore(end)) {
                Thread.sleep(5);
            }
            assertThat(lastErrors(pool, dead)).contains("TF-ENGINE-STUB: may not be loaded");
        }
        Endpoint untouched = new Endpoint("c", "1", calls -> {});
        untouched.dead.set(true);
        try (BackendPool pool = open(1, false, untouched, sound)) {
            while (lastErrors(pool, untouched).isEmpty()) {
                generate(pool);
            }
        }
        assertThat(untouched.revivals.get()).isZero();
    }

    private static String lastErrors(BackendPool pool, Endpoint endpoint) {
        return pool.status().stream()
                .filter(status -> status.endpoint().equals(endpoint.name))
                .flatMap(status -> status.lastError().stream())
                .collect(Collectors.joining());
    }

    private static BackendPool open(int concurrency, Endpoint... endpoints) {
        return open(concurrency, true, endpoints);
    }

    private static BackendPool open(int concurrency, boolean reload, Endpoint... endpoints) {
        Map<String, Endpoint> byName = new TreeMap<>();
        List<EndpointSettings> settings = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            byName.put(endpoint.name, endpoint);
            settings.add(new EndpointSettings(
                    endpoint.name, concurrency, reload, TritonSettings.defaults(), Optional.empty()));
        }
        return BackendPool.open(HASTY, settings, asked -> requireNonNull(byName.get(asked.endpoint())));
    }

    private GenerationResult generate(BackendPool pool) {
        return pool.generate(Order.of(clip.request(), clip.folder(), fraction -> {}, () -> false))
                .result();
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
        private final AtomicInteger revivals = new AtomicInteger();
        private final AtomicBoolean dead = new AtomicBoolean();
        private boolean loadable = true;

        Endpoint(String name, String engine, Behaviour behaviour) {
            this.name = name;
            this.engine = new EngineIdentity(engine, "1", EngineIdentity.NO_WEIGHTS, "cpu");
            this.behaviour = behaviour;
        }

        @Override
        public Capabilities capabilities() {
            return Offers.offer(name, engine);
        }

        @Override
        public GenerationResult generate(
                GenerationRequest request, Path folder, ProgressListener progress, BooleanSupplier cancelled) {
            mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                Thread.sleep(5);
                if (dead.get()) {
                    throw ErrorFamily.ENGINE.error("STUB", "Stub process 'x_0_0' is not healthy");
                }
                behaviour.onCall(calls.incrementAndGet());
                return new GenerationResult(List.of(), List.of(), engine, request.seed(), Map.of(), List.of());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                now.decrementAndGet();
            }
        }

        @Override
        public void revive() {
            revivals.incrementAndGet();
            if (!loadable) {
                throw ErrorFamily.ENGINE.error("STUB", "may not be loaded");
            }
            dead.set(false);
        }

        @Override
        public void close() {}
    }
}

package io.tailforge.generation.triton;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.generation.ClipFixture;
import io.tailforge.generation.ContractModel;
import io.tailforge.generation.dispatch.BackendPool;
import io.tailforge.generation.dispatch.Delivery;
import io.tailforge.generation.dispatch.EndpointSettings;
import io.tailforge.generation.dispatch.EndpointStatus;
import io.tailforge.generation.dispatch.Order;
import io.tailforge.generation.dispatch.Pending;
import io.tailforge.generation.dispatch.PoolSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One real Triton alone in a pool: whatever happens to its processes, the pool finds out and it comes back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealTritonRecoveryTest {
    private static final String MODEL = ContractModel.MULTIVIEW_VIDEO.wireName();
    private static final String DEAD = "TF-ENGINE-STUB";
    private static final int PATIENCE_SECONDS = 120;

    private RealTriton server;
    private ClipFixture clip;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = RealTriton.start(folder, "procedural", "--model-control-mode=explicit", "--load-model=*");
        clip = ClipFixture.in(folder.resolve("clip"));
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** A clip that was held and is retried says so again. */
    @BeforeEach
    void listen() throws Exception {
        server.hearFromNow();
    }

    private BackendPool pool(Duration silence) {
        return pool(EndpointSettings.of(server.endpoint(), 1)
                .withTriton(TritonSettings.defaults().withSilence(silence)));
    }

    private static BackendPool pool(EndpointSettings endpoint) {
        return BackendPool.open(
                PoolSettings.defaults()
                        .withFirstPause(Duration.ofMillis(100))
                        .withPatience(Duration.ofSeconds(PATIENCE_SECONDS)),
                List.of(endpoint));
    }

    private Order order(long seed) {
        return Order.of(clip.withSeed(seed), clip.folder(), fraction -> {}, () -> false);
    }

    private Delivery delivered(Pending order) throws Exception {
        return order.result().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static EndpointStatus statusOf(BackendPool pool) {
        return pool.status().getFirst();
    }

    /** Triton may die with the process: then it is the server that comes back. */
    @Test
    void aModelWhoseProcessIsDeadIsLoadedAgain() throws Exception {
        try (BackendPool pool = pool(Duration.ofSeconds(60))) {
            delivered(pool.submit(order(1)));
            int restarts = server.restarts();
            server.stubOf(MODEL).destroyForcibly();
            delivered(pool.submit(order(2)));
            assertThat(tokens(pool)).allMatch(RealTritonRecoveryTest::tellsOfDeath);
            assertThat(tokens(pool).contains(DEAD) || server.restarts() > restarts)
                    .as("the death of one or the other is seen: %s", tokens(pool))
                    .isTrue();
            assertThat(statusOf(pool).state()).isEqualTo(EndpointStatus.State.READY);
            assertThat(statusOf(pool).done()).isEqualTo(2);
        }
    }

    /** Of the process, or of the server with it. */
    private static boolean tellsOfDeath(String token) {
        return token.equals(DEAD) || token.startsWith("TF-NETWORK-");
    }

    private static Set<String> tokens(BackendPool pool) {
        return statusOf(pool).failedByToken().keySet();
    }

    @Test
    void aProcessThatDiesAtWorkIsNoticedLongBeforeTheSilenceLimit() throws Exception {
        try (BackendPool pool = pool(Duration.ofSeconds(30))) {
            Pending held = pool.submit(order(PatternEngine.HOLDING_SEED));
            server.awaitLog(PatternEngine.HOLDS);
            int restarts = server.restarts();
            server.stubOf(MODEL).destroyForcibly();
            await(() -> tokens(pool).contains(DEAD) || !tokens(pool).isEmpty() && server.restarts() > restarts);
            held.cancel();
            delivered(pool.submit(order(3)));
            assertThat(tokens(pool)).allMatch(RealTritonRecoveryTest::tellsOfDeath);
        }
    }

    @Test
    void aServerThatIsStoppedAndGoesOnComesBack() throws Exception {
        try (BackendPool pool = pool(Duration.ofSeconds(3))) {
            Pending held = pool.submit(order(PatternEngine.HOLDING_SEED));
            server.awaitLog(PatternEngine.HOLDS);
            try {
                server.signal("STOP"); // maybe before it said that it accepted: only the health check is sure to tell
                await(() -> statusOf(pool).state() == EndpointStatus.State.BROKEN);
            } finally {
                server.signal("CONT");
            }
            held.cancel();
            delivered(pool.submit(order(4)));
            assertThat(statusOf(pool).state()).isEqualTo(EndpointStatus.State.READY);
        }
    }

    @Test
    void aServerThatIsKilledAndStartedAgainComesBack() throws Exception {
        try (BackendPool pool = pool(Duration.ofSeconds(60))) {
            Pending held = pool.submit(order(PatternEngine.HOLDING_SEED));
            server.awaitLog(PatternEngine.HOLDS);
            int restarts = server.restarts();
            server.killAll();
            await(() -> statusOf(pool).state() == EndpointStatus.State.BROKEN);
            held.cancel();
            assertThat(delivered(pool.submit(order(5))).result().views()).hasSize(2);
            assertThat(server.restarts()).isGreaterThan(restarts);
            assertThat(tokens(pool)).isNotEmpty().allMatch(token -> token.startsWith("TF-NETWORK-"));
        }
    }

    private static void await(BooleanSupplier wish) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!wish.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}

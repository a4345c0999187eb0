package io.tailforge.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.acceptance.TritonServer;
import io.tailforge.acceptance.fault.Toxiproxy.Toxic;
import io.tailforge.generation.ContractModel;
import io.tailforge.generation.InferenceModel;
import io.tailforge.generation.contract.Event;
import io.tailforge.generation.embedded.RepositoryEntry;
import io.tailforge.service.embedded.ProceduralModels;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.videogen.RenderPreset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A real network that goes bad (toxiproxy) and a real Triton whose processes are killed, each in the middle of an answer and
 * beside an endpoint that is sound. The sound one waits until it has happened, so it always happens; nothing else is timed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealFaultsTest {
    private static final int CLIPS = 8;
    private static final int PATIENCE_SECONDS = 120;

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private FaultyBatch batch;

    private double cleanSeconds;

    @BeforeAll
    void shootOnce(@TempDir Path temporary) throws Exception {
        folder = temporary;
        batch = new FaultyBatch(folder, CLIPS, 40);
        try (FaultProxy maker = batch.endpoint(FaultPlan.none());
                FaultProxy beside = batch.endpoint(FaultPlan.none())) {
            List<String> both = List.of(maker.endpoint(), beside.endpoint());
            assertAllAsMade(batch.run(both));
            assertThat(batch.truth().size()).isEqualTo(CLIPS);
            FaultyBatch.Ended clean = batch.run(both);
            assertAllAsMade(clean);
            cleanSeconds = clean.seconds();
            print("none", clean);
        }
    }

    @AfterAll
    void close() {
        batch.close();
    }

    @Test
    void aSlowNetworkIsSlow() throws Exception {
        assertAllAsMade(withPoisoned(
                new Toxic("latency", "{\"latency\": 300, \"jitter\": 100}"), new Toxic("bandwidth", "{\"rate\": 50}")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reset_peer | {\"timeout\": 0}  | TF-NETWORK",
                "limit_data | {\"bytes\": 3000} | TF-NETWORK",
                "timeout    | {\"timeout\": 0}  | TF-",
            })
    void aClipWhoseConnectionBreaksIsMadeElsewhere(String type, String attributes, String token) throws Exception {
        FaultyBatch.Ended ended = withPoisoned(new Toxic(type, attributes));
        assertThat(ended.failedTries().keySet()).isNotEmpty().allMatch(failed -> failed.startsWith(token));
        assertAllAsMade(ended);
    }

    /** The network to one of two endpoints is poisoned when the first piece of an answer is on its way. */
    private FaultyBatch.Ended withPoisoned(Toxic... toxics) throws Exception {
        CountDownLatch struck = new CountDownLatch(1);
        try (Toxiproxy network = Toxiproxy.start(folder)) {
            Supplier<Meddler> poisoner = atFirstPiece(struck, () -> network.poison("poisoned", toxics));
            try (FaultProxy far = batch.watched(poisoner);
                    FaultProxy sound = batch.watched(after(struck))) {
                String poisoned = network.before("poisoned", far.endpoint());
                FaultyBatch.Ended ended = batch.run(List.of(poisoned, sound.endpoint()));
                print(String.join(" + ", Stream.of(toxics).map(Toxic::type).toList()), ended);
                assertThat(struck.getCount()).as("poisoned").isZero();
                return ended;
            }
        }
    }

    /** Of a stub that dies under an answer Triton 2.51 says nothing more, or dies with it; of later calls it says that it is dead. */
    @Test
    void aStubThatIsKilledAtWorkCostsNoClip() throws Exception {
        FaultyBatch.Ended ended =
                withKilled("kill -9 of a stub", triton -> triton.killStub(ContractModel.MULTIVIEW_VIDEO.wireName()));
        assertThat(ended.failedTries().keySet())
                .isNotEmpty()
                .allMatch(token -> token.matches("TF-ENGINE-(SILENT|STUB)|TF-NETWORK-.*"));
        assertAllAsMade(ended);
    }

    /**
     * Nobody else could make them: the process is found dead by a question, and its model is loaded again. Triton may die with it,
     * and always does where it is killed too: then its supervisor starts it again, and the pool reaches it again.
     */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStubThatIsKilledOnTheOnlyServerCostsNoClip(boolean andTheServer) throws Exception {
        CountDownLatch struck = new CountDownLatch(1);
        TritonServer[] triton = new TritonServer[1];
        Runnable kill = () -> {
            triton[0].killStub(ContractModel.MULTIVIEW_VIDEO.wireName());
            if (andTheServer) {
                triton[0].kill();
            }
        };
        try (FaultProxy engine = batch.watched(atFirstPiece(struck, kill));
                TritonServer server = TritonServer.supervised(
                        folder, engineCommand(engine), "--model-control-mode=explicit", "--load-model=*")) {
            triton[0] = server;
            FaultyBatch.Ended ended = batch.run(List.of(server.endpoint()));
            print("kill -9 of the only stub" + (andTheServer ? " and server" : ""), ended);
            assertThat(struck.getCount()).as("killed").isZero();
            assertThat(ended.failedTries().keySet())
                    .isNotEmpty()
                    .allMatch(token -> token.matches("TF-ENGINE-STUB|TF-NETWORK-.*"));
            assertThat(server.restarts() > 0
                            || !andTheServer && ended.failedTries().containsKey("TF-ENGINE-STUB"))
                    .as("the death of one or the other is seen")
                    .isTrue();
            assertAllAsMade(ended);
        }
    }

    @Test
    void aTritonThatIsKilledAtWorkCostsNoClip() throws Exception {
        FaultyBatch.Ended ended = withKilled("kill -9 of tritonserver", TritonServer::kill);
        assertThat(ended.failedTries().keySet()).isNotEmpty().allMatch(token -> token.startsWith("TF-NETWORK"));
        assertAllAsMade(ended);
    }

    /** One of two endpoints is a real Triton, of which something is killed when the first piece of an answer has come by. */
    private FaultyBatch.Ended withKilled(String what, Consumer<TritonServer> kill) throws Exception {
        CountDownLatch struck = new CountDownLatch(1);
        TritonServer[] triton = new TritonServer[1];
        try (FaultProxy engine = batch.watched(atFirstPiece(struck, () -> kill.accept(triton[0])));
                FaultProxy sound = batch.watched(after(struck));
                TritonServer server = TritonServer.start(folder, engineCommand(engine))) {
            triton[0] = server;
            FaultyBatch.Ended ended = batch.run(List.of(server.endpoint(), sound.endpoint()));
            print(what, ended);
            assertThat(struck.getCount()).as("killed").isZero();
            return ended;
        }
    }

    /** A command that Triton's models take for their engine; what they ask goes to a server of this test. */
    private String engineCommand(FaultProxy engine) throws Exception {
        Path repository = folder.resolve("repository");
        for (InferenceModel model : ProceduralModels.of(new Worlds(1), RenderPreset.DRAFT, 1)) {
            Path config = repository.resolve(model.name()).resolve("config.pbtxt");
            Files.createDirectories(config.resolveSibling("1"));
            Files.writeString(config, RepositoryEntry.configOf(model, 1));
        }
        Path script = Files.writeString(folder.resolve("engine.sh"), """
                #!/bin/sh
                if [ "$1" = repository ]; then exec cp -r '%s' "$2"; fi
                echo %s
                exec cat >/dev/null
                """.formatted(repository, engine.endpoint()));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script + " serve";
    }

    /** Says the first piece that anybody asks for, then lets it happen, and says the rest. */
    private static Supplier<Meddler> atFirstPiece(CountDownLatch struck, Runnable happening) {
        AtomicBoolean first = new AtomicBoolean(true);
        return () -> (said, out) -> {
            out.say(said);
            if (said.event() instanceof Event.Chunk && first.getAndSet(false)) {
                happening.run();
                struck.countDown();
            }
        };
    }

    private static Supplier<Meddler> after(CountDownLatch struck) {
        return () -> (said, out) -> {
            try {
                assertThat(struck.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            out.say(said);
        };
    }

    private static void assertAllAsMade(FaultyBatch.Ended ended) {
        assertThat(ended.falseClips()).as("false clips published").isEmpty();
        assertThat(ended.failedByToken()).as("clips given up").isEmpty();
        assertThat(ended.published()).as(ended.toString()).isEqualTo(CLIPS);
        assertThat(ended.otherSeed()).as("made again by the filter's wish").isZero();
    }

    private void print(String fault, FaultyBatch.Ended ended) {
        System.out.printf(
                Locale.ROOT,
                "== %-24s published %d of %d  false %d  wall %4.1f s  lost %4.1f s  CPU %4.1f s  failed tries %s%n",
                fault,
                ended.published(),
                ended.clips(),
                ended.falseClips().size(),
                ended.seconds(),
                ended.seconds() - cleanSeconds,
                ended.cpuSeconds(),
                ended.failedTries());
    }
}

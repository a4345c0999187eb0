package io.tailforge.generation.dispatch;

import static io.tailforge.generation.dispatch.Simulation.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.generation.GenerationException;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.dispatch.Simulation.Behaviour;
import io.tailforge.generation.dispatch.Simulation.Ended;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who goes where and when, by a played clock. */
class DeskTest {
    private static final Behaviour SOUND = (ticket, at) -> Optional.empty();
    private static final Behaviour BROKEN =
            (ticket, at) -> Optional.of(ErrorFamily.ENGINE.error("FAILED", "out of memory"));

    private final Simulation play = new Simulation(PoolSettings.defaults());

    @Test
    void unequalEndpointsAreAllKeptBusyToTheEnd() {
        double[] seconds = {0.05, 0.08, 0.12, 0.18, 0.25, 0.32, 0.40, 0.50};
        double perSecond = 0;
        for (double each : seconds) {
            play.server("e" + each, 1, each);
            perSecond += 1 / each;
        }
        orders(2000, "a", Priority.NORMAL);
        play.play(Long.MAX_VALUE);
        double took = lastEnd() / (double) SECOND;
        assertThat(2000 / perSecond / took).isGreaterThan(0.97);
        assertThat(play.mostInFlight.values()).allMatch(most -> most <= 2);
    }

    @Test
    void aSlowEndpointLeavesTheLastClipsToFastOnes() {
        play.server("fast", 1, 1);
        play.server("slow", 1, 10);
        orders(40, "a", Priority.NORMAL);
        play.play(Long.MAX_VALUE);
        assertThat(lastEnd()).isLessThanOrEqualTo(38 * SECOND);
        assertThat(play.ended).hasSize(40);
    }

    @Test
    void requestersGetEqualSecondsHoweverMuchTheyAsk() {
        play.server("one", 1, 1);
        play.server("two", 1, 2);
        orders(3000, "greedy", Priority.NORMAL);
        orders(300, "modest", Priority.NORMAL);
        play.play(300 * SECOND);
        Map<String, Double> seconds = new TreeMap<>();
        play.sent.forEach(sent -> seconds.merge(
                sent.ticket().order().requester(), sent.endpoint().equals("one") ? 1.0 : 2.0, Double::sum));
        assertThat(seconds.getOrDefault("modest", 0.0) / seconds.getOrDefault("greedy", 0.0))
                .isCloseTo(1, within(0.05));
    }

    @Test
    void prioritiesShareByWeightAndNoneStarves() {
        play.server("one", 4, 1);
        for (Priority priority : Priority.values()) {
            orders(4000, priority.name(), priority);
        }
        play.play(730 * SECOND);
        Map<String, Long> clips = clipsByRequester();
        assertThat(ratio(clips, "HIGH", "NORMAL")).isCloseTo(8, within(0.4));
        assertThat(ratio(clips, "NORMAL", "LOW")).isCloseTo(8, within(0.8));
    }

    @Test
    void anUrgentOrderGoesNextAndOneWhoPausedHasSavedNothing() {
        play.server("one", 1, 1);
        orders(100, "steady", Priority.NORMAL);
        play.at(50 * SECOND + 1, () -> {
            orders(20, "late", Priority.NORMAL);
            play.order("urgent", Priority.HIGH);
        });
        play.play(Long.MAX_VALUE);
        List<String> next = play.sent.stream()
                .filter(sent -> sent.at() > 50 * SECOND)
                .map(sent -> sent.ticket().order().requester())
                .limit(21)
                .toList();
        assertThat(next.getFirst()).isEqualTo("urgent");
        assertThat(next.stream().filter("late"::equals).count()).isBetween(9L, 11L);
    }

    @Test
    void anEngineIsOnlyGivenItsOwnOrders() {
        play.server("a", "one", 1, 1, SOUND);
        play.server("b", "two", 1, 1, SOUND);
        for (int i = 0; i < 20; i++) {
            play.order(
                    Offers.order(i, "x", Priority.NORMAL), Optional.of(i % 4 == 0 ? "two" : "one"), Ticket.NO_DEADLINE);
        }
        play.play(Long.MAX_VALUE);
        assertThat(play.sent).hasSize(20).allMatch(sent -> sent.endpoint()
                .equals(sent.ticket().demand().engine().orElseThrow().equals("one") ? "a" : "b"));
        assertThatExceptionOfType(GenerationException.class)
                .isThrownBy(
                        () -> play.order(Offers.order(1, "x", Priority.LOW), Optional.of("three"), Ticket.NO_DEADLINE))
                .withMessageStartingWith("TF-CAP-ENGINE")
                .withMessageContaining("one, two");
    }

    @Test
    void whatCannotBeInTimeIsRefusedBeforeItIsSent() {
        play.server("one", 1, 10);
        orders(1, "a", Priority.NORMAL);
        play.play(Long.MAX_VALUE);
        assertThatExceptionOfType(GenerationException.class)
                .isThrownBy(() -> deadline(play.now + 9 * SECOND))
                .withMessageStartingWith("TF-DEADLINE");
        Ticket inTime = deadline(play.now + 11 * SECOND);
        Ticket late = deadline(play.now + 15 * SECOND);
        play.play(Long.MAX_VALUE);
        assertThat(failureOf(inTime)).isEmpty();
        assertThat(failureOf(late).map(GenerationException::token)).contains("TF-DEADLINE");
        assertThat(play.sent).noneMatch(sent -> sent.ticket() == late);
    }

    @Test
    void aClipThatBreaksTwoSoundEndpointsIsSetAside() {
        Set<String> harmed = new HashSet<>();
        Behaviour fragile =
                (ticket, at) -> ticket.order().request().seed() == 7 ? BROKEN.apply(ticket, at) : Optional.empty();
        play.server("a", "engine", 1, 1, fragile);
        play.server("b", "engine", 1, 1, fragile);
        play.server("c", "engine", 1, 1, fragile);
        orders(20, "a", Priority.NORMAL);
        play.play(Long.MAX_VALUE);
        for (Ended end : play.ended) {
            end.failure()
                    .ifPresent(
                            failure -> harmed.add(end.ticket().order().request().seed() + failure.token()));
        }
        assertThat(harmed).containsExactly("7TF-POISON");
        assertThat(play.sent.stream().filter(sent -> sent.ticket().number() == 7))
                .hasSize(2);
        assertThatExceptionOfType(GenerationException.class)
                .isThrownBy(() ->
                        play.order(Offers.order(7, "again", Priority.NORMAL), Optional.empty(), Ticket.NO_DEADLINE))
                .withMessageStartingWith("TF-POISON")
                .withMessageContaining("out of memory");
    }

    @Test
    void aBadServerPoisonsNothing() {
        play.server("good", 1, 1);
        play.server("bad", "engine", 1, 0.1, BROKEN);
        orders(200, "a", Priority.NORMAL);
        play.play(Long.MAX_VALUE);
        assertThat(play.ended).hasSize(200).allMatch(end -> end.failure().isEmpty());
        assertThat(play.sent.stream()
                        .filter(sent -> sent.endpoint().equals("bad"))
                        .count())
                .as("orders the bad server spoilt in %d s", lastEnd() / SECOND)
                .isLessThan(20);
    }

    @Test
    void aLoneServerThatIsDownForAWhileLosesNothing() {
        Behaviour down = (ticket, at) -> at > 10 * SECOND && at < 70 * SECOND
                ? Optional.of(ErrorFamily.ENGINE.error("STUB", "is not healthy"))
                : Optional.empty();
        play.server("only", "engine", 1, 1, down);
        orders(60, "a", Priority.NORMAL);
        play.play(Long.MAX_VALUE);
        assertThat(play.ended).hasSize(60).allMatch(end -> end.failure().isEmpty());
    }

    @Test
    void whoIsDownForGoodEndsWithItsReason() {
        play.server(
                "only",
                "engine",
                1,
                1,
                (ticket, at) -> Optional.of(ErrorFamily.ENGINE.error("STUB", "is not healthy")));
        orders(5, "a", Priority.NORMAL);
        play.play(Long.MAX_VALUE);
        assertThat(play.ended)
                .hasSize(5)
                .allSatisfy(end -> assertThat(end.failure().orElseThrow()).hasMessageContaining("is not healthy"));
        assertThat(lastEnd()).isBetween(100 * SECOND, 200 * SECOND);
    }

    @Test
    void aFullQueueIsLeftAloneForAWhileAndCountsForNothing() {
        Endpoint endpoint = play.server(
                "only",
                "engine",
                1,
                0.01,
                (ticket, at) -> at < 5 * SECOND ? Optional.of(ErrorFamily.BUSY.error("queue full")) : Optional.empty());
        orders(30, "a", Priority.NORMAL);
        play.play(Long.MAX_VALUE);
        assertThat(play.ended).hasSize(30).allMatch(end -> end.failure().isEmpty());
        assertThat(endpoint.state()).isEqualTo(EndpointStatus.State.READY);
        assertThat(play.sent.size()).isLessThan(60);
    }

    @Test
    void whatIsDrainedGetsNothingMore() {
        Endpoint leaving = play.server("a", 1, 1);
        play.server("b", 1, 1);
        orders(40, "x", Priority.NORMAL);
        play.at(10 * SECOND + 1, () -> leaving.drain(play.now));
        play.play(Long.MAX_VALUE);
        assertThat(play.ended).hasSize(40).allMatch(end -> end.failure().isEmpty());
        assertThat(play.sent).noneMatch(sent -> sent.endpoint().equals("a") && sent.at() > 11 * SECOND);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void inAnyWeatherEachOrderEndsExactlyOnce(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Integer> rooms = new TreeMap<>();
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(6); i++) {
            int concurrency = 1 + random.nextInt(3);
            rooms.put("e" + i, concurrency);
            endpoints.add(play.server("e" + i, "engine", concurrency, 0.1 + 3 * random.nextDouble(), weather(random)));
        }
        Set<Ticket> cancelled = new HashSet<>();
        int orders = 600;
        for (int i = 0; i < orders; i++) {
            long when = random.nextLong(200 * SECOND);
            Priority priority = Priority.values()[random.nextInt(3)];
            String requester = "r" + random.nextInt(5);
            boolean changesItsMind = random.nextInt(20) == 0;
            play.at(when, () -> {
                Ticket ticket = play.order(requester, priority);
                if (changesItsMind) {
                    play.at(play.now + SECOND, () -> {
                        if (play.desk.cancel(ticket)) {
                            cancelled.add(ticket);
                        }
                    });
                }
            });
        }
        play.at(100 * SECOND, () -> endpoints.getFirst().drain(play.now));
        play.play(Long.MAX_VALUE);
        assertThat(play.ended.size() + cancelled.size()).isEqualTo(orders);
        assertThat(play.ended.stream().map(Ended::ticket).distinct())
                .hasSize(play.ended.size())
                .noneMatch(cancelled::contains);
        assertThat(play.desk.line().size()).isZero();
        assertThat(endpoints).allMatch(endpoint -> endpoint.inFlight() == 0);
        play.mostInFlight.forEach(
                (name, most) -> assertThat(most).isLessThanOrEqualTo(rooms.getOrDefault(name, 0) + 1));
        assertThat(play.ended.stream().filter(end -> end.failure().isEmpty()).count())
                .isGreaterThan(orders / 2);
    }

    private static Behaviour weather(SplittableRandom seeds) {
        SplittableRandom random = seeds.split();
        double rate = random.nextInt(4) == 0 ? 0.3 : 0.03;
        GenerationException[] faults = {
            ErrorFamily.ENGINE.error("FAILED", "it broke"),
            ErrorFamily.ENGINE.error("STUB", "is not healthy"),
            ErrorFamily.NETWORK.error("UNAVAILABLE", "connection reset"),
            ErrorFamily.BUSY.error("full"),
            ErrorFamily.PROTOCOL.error("SEQ", "out of order"),
            ErrorFamily.DEADLINE.error("too slow"),
            ErrorFamily.CANCELLED.error("the server goes down"),
            ErrorFamily.INPUT.error("SCENE", "bad")
        };
        return (ticket, at) ->
                random.nextDouble() < rate ? Optional.of(faults[random.nextInt(faults.length)]) : Optional.empty();
    }

    private void orders(int count, String requester, Priority priority) {
        for (int i = 0; i < count; i++) {
            play.order(requester, priority);
        }
    }

    private Ticket deadline(long at) {
        return play.order(Offers.order(play.now, "d", Priority.NORMAL), Optional.empty(), at);
    }

    private long lastEnd() {
        return play.ended.stream().mapToLong(Ended::at).max().orElseThrow();
    }

    private Optional<GenerationException> failureOf(Ticket ticket) {
        return play.ended.stream()
                .filter(end -> end.ticket() == ticket)
                .findFirst()
                .orElseThrow()
                .failure();
    }

    private static double ratio(Map<String, Long> clips, String a, String b) {
        return (double) clips.getOrDefault(a, 0L) / clips.getOrDefault(b, 0L);
    }

    private Map<String, Long> clipsByRequester() {
        Map<String, Long> clips = new TreeMap<>();
        play.ended.forEach(end -> clips.merge(end.ticket().order().requester(), 1L, Long::sum));
        return clips;
    }
}

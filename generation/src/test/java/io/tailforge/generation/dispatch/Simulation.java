package io.tailforge.generation.dispatch;

import static java.util.Objects.requireNonNull;

import io.tailforge.generation.GenerationException;
import io.tailforge.generation.triton.TritonSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/** A desk with played endpoints and a played clock: days pass in a second, and the same seed gives the same days. */
final class Simulation {
    static final long SECOND = 1_000_000_000L;

    final Desk desk;
    final PoolSettings settings;
    final List<Ended> ended = new ArrayList<>();
    final List<Sent> sent = new ArrayList<>();
    final Map<String, Integer> mostInFlight = new LinkedHashMap<>();
    private final PriorityQueue<Event> events =
            new PriorityQueue<>((a, b) -> a.at != b.at ? Long.compare(a.at, b.at) : Long.compare(a.number, b.number));
    private final SplittableRandom random = new SplittableRandom(1);
    private final Map<String, Server> servers = new LinkedHashMap<>();
    private long tickets;
    private long eventNumber;
    private boolean ticking;
    long now;

    Simulation(PoolSettings settings) {
        this.settings = settings;
        this.desk = new Desk(settings);
    }

    private record Event(long at, long number, Runnable what) {}

    /** @param failure empty for a clip */
    record Ended(Ticket ticket, Optional<GenerationException> failure, long at) {}

    record Sent(Ticket ticket, String endpoint, long at) {}

    /** What a server does with an order: a failure or nothing. */
    interface Behaviour extends BiFunction<Ticket, Long, Optional<GenerationException>> {}

    /** A server with so many instances and a queue before them. */
    private static final class Server {
        private final Endpoint endpoint;
        private final double seconds;
        private final Behaviour behaviour;
        private final long[] freeAt;

        Server(Endpoint endpoint, double seconds, Behaviour behaviour) {
            this.endpoint = endpoint;
            this.seconds = seconds;
            this.behaviour = behaviour;
            this.freeAt = new long[endpoint.settings().concurrency()];
        }

        int earliest() {
            int best = 0;
            for (int i = 1; i < freeAt.length; i++) {
                best = freeAt[i] < freeAt[best] ? i : best;
            }
            return best;
        }
    }

    Endpoint server(String name, int concurrency, double seconds) {
        return server(name, "engine", concurrency, seconds, (ticket, at) -> Optional.empty());
    }

    Endpoint server(String name, String engine, int concurrency, double seconds, Behaviour behaviour) {
        EndpointSettings of =
                new EndpointSettings(name, concurrency, true, TritonSettings.defaults(), Optional.empty());
        Endpoint endpoint = new Endpoint(of, settings, random, now);
        desk.endpoints().add(endpoint);
        servers.put(name, new Server(endpoint, seconds, behaviour));
        endpoint.connected(Offers.connection(Offers.offer(name, Offers.engine(engine, "1"))), now);
        return endpoint;
    }

    Ticket order(String requester, Priority priority) {
        return order(Offers.order(tickets, requester, priority), Optional.empty(), Ticket.NO_DEADLINE);
    }

    Ticket order(Order order, Optional<String> engine, long deadline) {
        Ticket ticket = new Ticket(tickets++, order, new Demand(engine, Offers.SHAPE), deadline, decision -> {});
        desk.enter(ticket, now);
        return ticket;
    }

    void at(long time, Runnable what) {
        events.add(new Event(time, eventNumber++, what));
    }

    /** Plays until nothing happens any more or the time is over. */
    void play(long until) {
        decide();
        while (!events.isEmpty() && events.peek().at <= until) {
            Event event = events.remove();
            now = event.at;
            event.what.run();
            decide();
        }
    }

    /** The pool's clock. */
    private void tick() {
        if (!ticking && desk.line().size() > 0) {
            ticking = true;
            at(now + SECOND / 10, () -> ticking = false);
        }
    }

    private void decide() {
        List<Decision> decisions = new ArrayList<>(desk.refuseHopeless(now));
        decisions.addAll(desk.decide(now));
        for (Decision decision : decisions) {
            switch (decision) {
                case Decision.Refuse refused -> ended.add(new Ended(refused.ticket(), Optional.of(refused.why()), now));
                case Decision.Send send -> start(send.order());
            }
        }
        tick();
    }

    private void start(Running order) {
        Server server = requireNonNull(servers.get(order.endpoint().name()));
        sent.add(new Sent(order.ticket(), order.endpoint().name(), now));
        mostInFlight.merge(order.endpoint().name(), order.endpoint().inFlight(), Math::max);
        int slot = server.earliest();
        long begins = Math.max(now, server.freeAt[slot]);
        long ends = begins + (long) (server.seconds * SECOND);
        server.freeAt[slot] = ends;
        Optional<GenerationException> failure = server.behaviour.apply(order.ticket(), begins);
        at(ends, () -> finish(order, failure));
    }

    private void finish(Running order, Optional<GenerationException> failure) {
        if (failure.isEmpty()) {
            desk.delivered(order, now);
            ended.add(new Ended(order.ticket(), failure, now));
        } else {
            desk.failed(order, failure.get(), now)
                    .ifPresent(end -> ended.add(new Ended(order.ticket(), Optional.of(end), now)));
            reconnectWhenDue(order.endpoint());
        }
    }

    /** What the keeper of an endpoint does. */
    private void reconnectWhenDue(Endpoint endpoint) {
        if (endpoint.breaker().state() == CircuitBreaker.State.OPEN) {
            at(Math.max(now, endpoint.breaker().until()), () -> {
                if (endpoint.breaker().state() == CircuitBreaker.State.OPEN) {
                    endpoint.connected(Offers.connection(endpoint.offer().orElseThrow()), now);
                }
            });
        }
    }
}

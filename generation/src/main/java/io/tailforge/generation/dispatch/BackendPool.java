package io.tailforge.generation.dispatch;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GenerationRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Any number of Tritons, possibly of several engines, behind one waiting line: each clip goes to an endpoint that can make
 * it, by priority, fair share and expected finish; a failure is retried as its token says. Endpoints come and go while it
 * runs, and are connected in the background, again and again where one is down. Safe for use by many threads.
 */
public final class BackendPool implements AutoCloseable {
    private static final long POLL_MILLIS = 100;

    private final PoolSettings settings;
    private final Connector connector;
    private final ClipShapes shapes = new ClipShapes();
    private final RandomGenerator random = new SplittableRandom();

    /** The state, and the lock on it. */
    private final Desk desk;

    private long tickets;
    private boolean closed;

    private BackendPool(PoolSettings settings, Connector connector) {
        this.settings = settings;
        this.connector = connector;
        this.desk = new Desk(settings);
    }

    /** A pool of Tritons. */
    public static BackendPool open(PoolSettings settings, List<EndpointSettings> endpoints) {
        return open(settings, endpoints, Connector.TRITON);
    }

    /** A pool whose endpoints are reached by a connector of the caller's. */
    public static BackendPool open(PoolSettings settings, List<EndpointSettings> endpoints, Connector connector) {
        BackendPool pool = new BackendPool(settings, connector);
        endpoints.forEach(pool::add);
        Thread.ofVirtual().name("pool clock").start(pool::tick);
        return pool;
    }

    /** Takes one more endpoint. @throws IllegalArgumentException where it is in the pool already */
    public void add(EndpointSettings endpoint) {
        synchronized (desk) {
            if (desk.find(endpoint.endpoint()).isPresent()) {
                throw new IllegalArgumentException(endpoint.endpoint() + " is in the pool already");
            }
            Endpoint added = new Endpoint(endpoint, settings, random, now());
            desk.endpoints().add(added);
            Thread.ofVirtual().name("keeper of " + endpoint.endpoint()).start(new Keeper(added, connector, this));
        }
    }

    /** Lets an endpoint finish what it has and gives it no more. @throws IllegalArgumentException where there is none */
    public void drain(String endpoint) {
        synchronized (desk) {
            get(endpoint).drain(now());
            changed();
        }
    }

    /** Drains an endpoint, then closes and forgets it. @throws IllegalArgumentException where there is none */
    public void remove(String endpoint) {
        synchronized (desk) {
            Endpoint leaving = get(endpoint);
            leaving.drain(now());
            leaving.leave();
            changed();
        }
    }

    private Endpoint get(String endpoint) {
        return desk.find(endpoint).orElseThrow(() -> new IllegalArgumentException("the pool has no " + endpoint));
    }

    /**
     * The engine that would make an order, for its generation key. Waits until that is known.
     *
     * @throws GenerationException where no endpoint was reached in the pool's patience
     */
    public EngineIdentity engineOf(Order order) {
        return engineOf(order.engine(), order.cancelled());
    }

    /** What the first endpoint of an engine offers; of the pool's first engine where none is named. */
    public Capabilities offer(Optional<String> engine) {
        EngineIdentity wanted = engineOf(engine, () -> false);
        synchronized (desk) {
            return desk.endpoints().stream()
                    .filter(endpoint -> endpoint.runs(wanted))
                    .flatMap(endpoint -> endpoint.offer().stream())
                    .findFirst()
                    .orElseThrow(() -> ErrorFamily.NETWORK.error("ENDPOINT", "its endpoint has just gone"));
        }
    }

    private EngineIdentity engineOf(Optional<String> name, BooleanSupplier cancelled) {
        long until = now() + settings.patience().toNanos();
        synchronized (desk) {
            while (true) {
                Optional<EngineIdentity> engine = desk.engineOf(name);
                if (engine.isPresent()) {
                    return engine.get();
                }
                desk.requireHope(name, now() > until || closed);
                sleep(cancelled);
            }
        }
    }

    private void sleep(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw ErrorFamily.CANCELLED.error("cancelled while it waited for an endpoint");
        }
        try {
            desk.wait(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ErrorFamily.CANCELLED.error("interrupted while it waited for an endpoint");
        }
    }

    /**
     * Makes a clip, blocking; progress is reported on the caller's thread.
     *
     * @throws GenerationException with the contract's stable token; {@code TF-POISON} for a clip that broke on several
     *     endpoints, {@code TF-DEADLINE} for one that cannot be in time
     */
    public Delivery generate(Order order) {
        BlockingErrand errand = new BlockingErrand(this);
        return errand.run(enter(order, errand));
    }

    /** Makes a clip in the background. A waiting order costs some hundred bytes, not a thread. */
    public Pending submit(Order order) {
        Pending pending = new Pending(this, order);
        pending.waits(enter(pending.order(), pending));
        return pending;
    }

    /** Lets a clip that was set aside be sent again. @return whether it was set aside */
    public boolean forgive(GenerationRequest request, EngineIdentity engine) {
        synchronized (desk) {
            return desk.poison().forgive(request, engine);
        }
    }

    private Ticket enter(Order order, Ticket.Owner owner) {
        Demand demand = new Demand(order.engine(), shapes.of(order));
        synchronized (desk) {
            if (closed) {
                throw closed();
            }
            long now = now();
            long deadline = order.deadline()
                    .map(instant ->
                            now + Duration.between(Instant.now(), instant).toNanos())
                    .orElse(Ticket.NO_DEADLINE);
            Ticket ticket = new Ticket(tickets++, order, demand, deadline, owner);
            desk.enter(ticket, now);
            decide();
            return ticket;
        }
    }

    /** @return whether it still waited */
    boolean cancel(Ticket ticket) {
        synchronized (desk) {
            return desk.cancel(ticket);
        }
    }

    /** Makes the clip of an order that was sent to an endpoint. @return empty where it failed and waits again */
    Optional<Delivery> work(Running order) {
        Ticket ticket = order.ticket();
        try {
            var result = order.backend()
                    .generate(
                            ticket.order().request(),
                            ticket.order().folder(),
                            ticket.order().progress(),
                            ticket.order().cancelled());
            long now = now();
            finish(order, () -> desk.delivered(order, now));
            return Optional.of(ticket.delivery(result, order, now));
        } catch (GenerationException e) {
            if (ticket.order().cancelled().getAsBoolean()
                    || Thread.currentThread().isInterrupted()) {
                abandon(order);
                throw e;
            }
            return retry(order, e);
        } catch (RuntimeException | Error e) {
            abandon(order);
            throw e;
        }
    }

    /** Gives the endpoint back, whose fault it was not. */
    void abandon(Running order) {
        finish(order, () -> desk.abandoned(order, now()));
    }

    private Optional<Delivery> retry(Running order, GenerationException failure) {
        synchronized (desk) {
            if (closed) {
                desk.abandoned(order, now());
                throw closed();
            }
            Optional<GenerationException> end = desk.failed(order, failure, now());
            changed();
            if (end.isPresent()) {
                throw end.get();
            }
            return Optional.empty();
        }
    }

    private void finish(Running order, Runnable step) {
        synchronized (desk) {
            step.run();
            decide();
            if (order.endpoint().canGo()) {
                desk.notifyAll();
            }
        }
    }

    /** How the endpoints fare, in the order they came. */
    public List<EndpointStatus> status() {
        synchronized (desk) {
            Instant wall = Instant.now();
            return desk.endpoints().stream()
                    .map(endpoint -> endpoint.status(now(), wall))
                    .toList();
        }
    }

    /** What waits. */
    public PoolStatus line() {
        synchronized (desk) {
            return desk.line().status();
        }
    }

    private void tick() {
        while (true) {
            synchronized (desk) {
                if (closed) {
                    return;
                }
                deliver(desk.refuseHopeless(now()));
                decide();
            }
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void decide() {
        if (!closed) {
            deliver(desk.decide(now()));
        }
    }

    private static void deliver(List<Decision> decisions) {
        decisions.forEach(decision -> decision.ticket().owner().decided(decision));
    }

    /** Something changed for those who wait. The caller holds the desk. */
    void changed() {
        decide();
        desk.notifyAll();
    }

    Desk desk() {
        return desk;
    }

    long healthEvery() {
        return settings.healthEvery().toNanos();
    }

    boolean isClosed() {
        return closed;
    }

    static long now() {
        return System.nanoTime();
    }

    private static GenerationException closed() {
        return ErrorFamily.CANCELLED.error("the pool is closed");
    }

    /** Ends what waits and what runs with {@code TF-CANCELLED} and closes the connections. */
    @Override
    public void close() {
        synchronized (desk) {
            closed = true;
            deliver(desk.refuseAll(closed()));
            desk.notifyAll();
        }
        Keeper.closeAll(desk);
    }
}

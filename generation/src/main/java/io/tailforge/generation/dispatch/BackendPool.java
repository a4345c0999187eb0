package io.tailforge.generation.dispatch;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.GenerationBackend;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.GenerationException.Retry;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GenerationResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Any number of Tritons, possibly of several engines, behind one waiting line: each clip goes to an endpoint that can make
 * it and has room, and a failure is retried as its token says. Safe for use by many threads.
 */
public final class BackendPool implements AutoCloseable {
    private static final long WAIT_MILLIS = 100;

    private final PoolSettings settings;
    private final Connector connector;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Order> waiting = new ArrayList<>();
    private boolean closed;

    private BackendPool(PoolSettings settings, Connector connector) {
        this.settings = settings;
        this.connector = connector;
    }

    /** A pool of Tritons. They are connected in the background, again and again where one is down. */
    public static BackendPool open(PoolSettings settings, List<EndpointSettings> endpoints) {
        return open(settings, endpoints, Connector.TRITON);
    }

    /** A pool whose endpoints are reached by a connector of the caller's. */
    public static BackendPool open(PoolSettings settings, List<EndpointSettings> endpoints, Connector connector) {
        BackendPool pool = new BackendPool(settings, connector);
        endpoints.forEach(pool::add);
        return pool;
    }

    /** Takes one more endpoint; a name that is there already is refused. */
    public synchronized void add(EndpointSettings endpoint) {
        if (find(endpoint.endpoint()).isPresent()) {
            throw new IllegalArgumentException(endpoint.endpoint() + " is in the pool already");
        }
        Slot slot = new Slot(endpoint);
        slots.add(slot);
        Thread.ofVirtual().name("connect " + endpoint.endpoint()).start(() -> connect(slot));
    }

    /** Lets an endpoint finish what it has and gives it no more. */
    public synchronized void drain(String endpoint) {
        get(endpoint).enter(EndpointStatus.State.DRAINING);
        notifyAll();
    }

    /** Drains an endpoint, then closes it and forgets it. */
    public synchronized void remove(String endpoint) {
        Slot slot = get(endpoint);
        slot.enter(EndpointStatus.State.DRAINING);
        slot.leaving = true;
        closeIfIdle(slot);
        notifyAll();
    }

    private void closeIfIdle(Slot slot) {
        if (slot.leaving && slot.inFlight == 0) {
            slot.enter(EndpointStatus.State.GONE);
            slot.backend.ifPresent(GenerationBackend::close);
            slots.remove(slot);
        }
    }

    private Optional<Slot> find(String endpoint) {
        return slots.stream()
                .filter(slot -> slot.settings.endpoint().equals(endpoint))
                .findFirst();
    }

    private Slot get(String endpoint) {
        return find(endpoint).orElseThrow(() -> new IllegalArgumentException("the pool has no " + endpoint));
    }

    private void connect(Slot slot) {
        while (true) {
            try {
                GenerationBackend backend = connector.connect(slot.settings);
                if (!connected(slot, backend)) {
                    backend.close();
                }
                return;
            } catch (GenerationException e) {
                if (!connectLater(slot, e)) {
                    return;
                }
            }
        }
    }

    private synchronized boolean connected(Slot slot, GenerationBackend backend) {
        if (closed || slot.state != EndpointStatus.State.CONNECTING && slot.state != EndpointStatus.State.BROKEN) {
            return false;
        }
        slot.backend = Optional.of(backend);
        slot.offer = Optional.of(backend.capabilities());
        slot.enter(EndpointStatus.State.READY);
        notifyAll();
        return true;
    }

    private synchronized boolean connectLater(Slot slot, GenerationException failure) {
        slot.lastError = Optional.of(String.valueOf(failure.getMessage()));
        if (slot.state == EndpointStatus.State.CONNECTING) {
            slot.enter(EndpointStatus.State.BROKEN);
        }
        notifyAll();
        long until = System.nanoTime() + settings.firstPause().toNanos();
        while (!closed && slot.state == EndpointStatus.State.BROKEN && System.nanoTime() < until) {
            sleep(() -> false);
        }
        return !closed && slot.state == EndpointStatus.State.BROKEN;
    }

    /**
     * The engine that would make an order, for its generation key.
     *
     * @throws GenerationException where no endpoint was reached in the pool's patience
     */
    public EngineIdentity engineOf(Order order) {
        return offer(order.engine(), order.cancelled()).engine();
    }

    /** What the pool's first engine, or the one that is named, offers. */
    public Capabilities offer(Optional<String> engine) {
        return offer(engine, () -> false);
    }

    private synchronized Capabilities offer(Optional<String> engine, BooleanSupplier cancelled) {
        long until = System.nanoTime() + settings.patience().toNanos();
        while (true) {
            Optional<Capabilities> offer = findOffer(engine);
            if (offer.isPresent()) {
                return offer.get();
            }
            requirePatience(until, engine);
            sleep(cancelled);
        }
    }

    private Optional<Capabilities> findOffer(Optional<String> engine) {
        return slots.stream()
                .flatMap(slot -> slot.offer.stream())
                .filter(offer ->
                        engine.isEmpty() || engine.get().equals(offer.engine().name()))
                .findFirst();
    }

    private void requirePatience(long until, Optional<String> engine) {
        if (System.nanoTime() > until) {
            String reason = slots.stream()
                    .flatMap(slot -> slot.lastError.stream())
                    .findFirst()
                    .orElse("no endpoint has it");
            throw ErrorFamily.NETWORK.error(
                    "ENDPOINT", "no endpoint for " + engine.orElse("any engine") + ": " + reason);
        }
    }

    /**
     * Makes a clip, blocking.
     *
     * @throws GenerationException with the contract's stable token
     */
    public Delivery generate(Order order) {
        long began = System.nanoTime();
        List<Failure> failures = new ArrayList<>();
        Optional<Slot> avoided = Optional.empty();
        while (true) {
            Slot slot = acquire(order, avoided);
            long sent = System.nanoTime();
            try {
                GenerationResult result = slot.backend
                        .orElseThrow()
                        .generate(order.request(), order.folder(), order.progress(), order.cancelled());
                Duration worked = Duration.ofNanos(System.nanoTime() - sent);
                slot.delivered(worked);
                Duration waited = Duration.ofNanos(sent - began);
                return new Delivery(
                        result,
                        List.of(slot.settings.endpoint()),
                        failures.size() + 1,
                        waited,
                        worked,
                        failures,
                        List.of());
            } catch (GenerationException e) {
                slot.failed(e);
                failures.add(Failure.of(slot.settings.endpoint(), e));
                if (!mayRetry(e.retry(), failures.size())) {
                    throw e;
                }
                avoided = Optional.of(slot);
                if (e.retry() == Retry.LATER) {
                    pause(order.cancelled());
                }
            } finally {
                release(slot);
            }
        }
    }

    private boolean mayRetry(Retry retry, int failures) {
        return switch (retry) {
            case NEVER -> false;
            case LATER -> failures < settings.tries();
            case ONCE_ELSEWHERE -> failures == 1 && slots.size() > 1;
        };
    }

    private synchronized Slot acquire(Order order, Optional<Slot> avoided) {
        EngineIdentity engine = engineOf(order);
        waiting.add(order);
        try {
            while (true) {
                Optional<Slot> free = findFree(engine, avoided).or(() -> findFree(engine, Optional.empty()));
                if (free.isPresent()) {
                    free.get().inFlight++;
                    return free.get();
                }
                sleep(order.cancelled());
            }
        } finally {
            waiting.remove(order);
        }
    }

    private Optional<Slot> findFree(EngineIdentity engine, Optional<Slot> avoided) {
        return slots.stream()
                .filter(slot -> slot.isFree(engine))
                .filter(slot -> avoided.isEmpty() || slot != avoided.get())
                .min(Comparator.comparingInt(slot -> slot.inFlight));
    }

    private synchronized void release(Slot slot) {
        slot.inFlight--;
        closeIfIdle(slot);
        notifyAll();
    }

    private synchronized void pause(BooleanSupplier cancelled) {
        long until = System.nanoTime() + settings.firstPause().toNanos();
        while (System.nanoTime() < until) {
            sleep(cancelled);
        }
    }

    private synchronized void sleep(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw ErrorFamily.CANCELLED.error("cancelled while it waited for an endpoint");
        }
        try {
            wait(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ErrorFamily.CANCELLED.error("interrupted while it waited for an endpoint");
        }
    }

    /** How the endpoints fare, in the order they came. */
    public synchronized List<EndpointStatus> status() {
        return slots.stream().map(Slot::status).toList();
    }

    /** What waits. */
    public synchronized PoolStatus line() {
        Map<String, Integer> byRequester = new TreeMap<>();
        Map<Priority, Integer> byPriority = new EnumMap<>(Priority.class);
        for (Order order : waiting) {
            byRequester.merge(order.requester(), 1, Integer::sum);
            byPriority.merge(order.priority(), 1, Integer::sum);
        }
        return new PoolStatus(waiting.size(), byRequester, byPriority);
    }

    @Override
    public synchronized void close() {
        closed = true;
        slots.forEach(slot -> slot.backend.ifPresent(GenerationBackend::close));
        notifyAll();
    }

    private static boolean sameEngine(EngineIdentity a, EngineIdentity b) {
        return a.name().equals(b.name())
                && a.version().equals(b.version())
                && a.weightsSha256().equals(b.weightsSha256());
    }

    private static final class Slot {
        private final EndpointSettings settings;
        private final Map<String, Long> failedByToken = new TreeMap<>();
        private Optional<GenerationBackend> backend = Optional.empty();
        private Optional<Capabilities> offer = Optional.empty();
        private EndpointStatus.State state = EndpointStatus.State.CONNECTING;
        private Instant since = Instant.now();
        private Optional<String> lastError = Optional.empty();
        private int inFlight;
        private long done;
        private double secondsPerClip;
        private boolean leaving;

        Slot(EndpointSettings settings) {
            this.settings = settings;
        }

        boolean isFree(EngineIdentity engine) {
            return state == EndpointStatus.State.READY
                    && inFlight < settings.concurrency()
                    && offer.stream().anyMatch(known -> sameEngine(known.engine(), engine));
        }

        void enter(EndpointStatus.State newState) {
            state = newState;
            since = Instant.now();
        }

        synchronized void delivered(Duration worked) {
            done++;
            double seconds = worked.toNanos() * 1e-9;
            secondsPerClip = done == 1 ? seconds : 0.8 * secondsPerClip + 0.2 * seconds;
        }

        synchronized void failed(GenerationException failure) {
            failedByToken.merge(failure.token(), 1L, Long::sum);
            lastError = Optional.of(String.valueOf(failure.getMessage()));
        }

        synchronized EndpointStatus status() {
            return new EndpointStatus(
                    settings.endpoint(),
                    state,
                    offer,
                    settings.concurrency(),
                    inFlight,
                    OptionalInt.empty(),
                    done,
                    failedByToken,
                    secondsPerClip,
                    (double) inFlight / settings.concurrency(),
                    lastError,
                    since);
        }
    }
}

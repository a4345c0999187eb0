package io.tailforge.generation.dispatch;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.GenerationBackend;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.dispatch.EndpointStatus.State;
import io.tailforge.scene.artifact.EngineIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** What the desk knows of an endpoint. Times are nanoseconds of the desk's. Guarded by the desk's owner. */
final class Endpoint {
    /** An order that takes longer than expected by this factor is expected to take as long again. */
    private static final double OVERDUE = 2;

    private final EndpointSettings settings;
    private final PoolSettings pool;
    private final CircuitBreaker breaker;
    private final Backoff busyPauses;
    private final ServiceTimes times = new ServiceTimes();
    private final Utilisation utilisation;
    private final List<Running> running = new ArrayList<>();
    private final Map<String, Long> failedByToken = new TreeMap<>();
    private final List<GenerationBackend> replaced = new ArrayList<>();
    private Optional<GenerationBackend> backend = Optional.empty();
    private Optional<Capabilities> offer = Optional.empty();
    private Optional<GenerationException> refusal = Optional.empty();
    private Optional<String> lastError = Optional.empty();
    private OptionalInt serverQueue = OptionalInt.empty();
    private State state = State.CONNECTING;
    private long since;
    private long busyUntil = Long.MIN_VALUE;
    private boolean queueIsShort;
    private boolean leaving;
    private long done;

    Endpoint(EndpointSettings settings, PoolSettings pool, RandomGenerator random, long now) {
        this.settings = settings;
        this.pool = pool;
        this.breaker =
                new CircuitBreaker(pool.breakerFailures(), new Backoff(pool.firstPause(), pool.longestPause(), random));
        this.busyPauses =
                new Backoff(pool.firstPause().dividedBy(10), pool.firstPause().multipliedBy(5), random);
        this.utilisation = new Utilisation(now);
        this.since = now;
    }

    String name() {
        return settings.endpoint();
    }

    EndpointSettings settings() {
        return settings;
    }

    State state() {
        return state;
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    Optional<Capabilities> offer() {
        return offer;
    }

    Optional<GenerationBackend> backend() {
        return backend;
    }

    /** Why it will never take an order as it is configured: a credential, another contract. */
    Optional<GenerationException> refusal() {
        return refusal;
    }

    Optional<String> lastError() {
        return lastError;
    }

    int inFlight() {
        return running.size();
    }

    /** Whether orders may still come to it, now or once it is back. */
    boolean isStaying() {
        return state != State.DRAINING && state != State.GONE;
    }

    boolean isReady() {
        return state == State.READY;
    }

    boolean runs(EngineIdentity engine) {
        return offer.filter(known -> sameEngine(known.engine(), engine)).isPresent();
    }

    static boolean sameEngine(EngineIdentity a, EngineIdentity b) {
        return a.name().equals(b.name())
                && a.version().equals(b.version())
                && a.weightsSha256().equals(b.weightsSha256());
    }

    boolean hasRoom(long now) {
        return (isReady() || isOnTrial()) && now >= busyUntil && running.size() < room();
    }

    boolean isOnTrial() {
        return state == State.BROKEN && breaker.state() == CircuitBreaker.State.HALF_OPEN;
    }

    private int room() {
        if (isOnTrial()) {
            return 1;
        }
        boolean brief =
                times.known() && times.secondsPerClip() < pool.aheadBelow().toNanos() * 1e-9;
        return settings.concurrency() + (brief && !queueIsShort ? pool.ahead() : 0);
    }

    boolean isTimed() {
        return times.known();
    }

    /** Seconds that so much work takes here. */
    double expect(double units) {
        return times.expect(units);
    }

    /** Seconds until an order that is sent now begins, as far as is known. */
    double beginsIn(long now) {
        double[] slots = new double[settings.concurrency()];
        for (Running order : running) {
            slots[earliest(slots)] += remaining(order, now);
        }
        int ahead = Math.max(0, running.size() - settings.concurrency());
        int others = Math.max(0, serverQueue.orElse(0) - ahead);
        return slots[earliest(slots)] + others * times.secondsPerClip() / settings.concurrency();
    }

    private static int earliest(double[] slots) {
        int best = 0;
        for (int i = 1; i < slots.length; i++) {
            best = slots[i] < slots[best] ? i : best;
        }
        return best;
    }

    private double remaining(Running order, long now) {
        double expected = times.expect(order.ticket().units());
        double worked = order.worked(now);
        return worked > OVERDUE * expected ? worked : Math.max(expected - worked, 0.1 * expected);
    }

    Running send(Ticket ticket, long now) {
        Running order = new Running(ticket, this, backend.orElseThrow(), isOnTrial(), now);
        running.add(order);
        beginWhatCan(now);
        return order;
    }

    private void beginWhatCan(long now) {
        running.stream()
                .limit(settings.concurrency())
                .filter(order -> !order.hasBegun())
                .forEach(order -> order.begin(now));
        double share = (double) Math.min(running.size(), settings.concurrency()) / settings.concurrency();
        utilisation.change(share, now);
    }

    /** The order is answered, one way or the other. */
    void finish(Running order, long now) {
        running.remove(order);
        beginWhatCan(now);
    }

    void delivered(Running order, long now) {
        done++;
        times.observe(order.worked(now), order.ticket().units());
        busyPauses.reset();
        breaker.succeeded();
        if (state == State.BROKEN) {
            enter(State.READY, now);
        }
    }

    void count(GenerationException failure) {
        failedByToken.merge(failure.token(), 1L, Long::sum);
        says(failure);
    }

    void says(GenerationException failure) {
        lastError = Optional.of(String.valueOf(failure.getMessage()));
    }

    /** @param fatal whether one such failure breaks it */
    void failed(boolean fatal, long now) {
        breaker.failed(fatal, now);
        followBreaker(now);
    }

    /** It does not answer, or refuses us. */
    void breakNow(GenerationException failure, long now) {
        lastError = Optional.of(String.valueOf(failure.getMessage()));
        breaker.open(now, refusal.isPresent());
        followBreaker(now);
    }

    private void followBreaker(long now) {
        boolean open = breaker.state() == CircuitBreaker.State.OPEN;
        if (open && (state == State.READY || state == State.CONNECTING)) {
            enter(State.BROKEN, now);
        }
    }

    void refuses(GenerationException why) {
        refusal = Optional.of(why);
    }

    /** Its queue is full: it is left alone for a while, and gets no more orders ahead. */
    void busy(long now) {
        queueIsShort |= running.size() >= settings.concurrency();
        busyUntil = now + busyPauses.next();
    }

    /** Whether a failure to connect means that it will not have us as we are. */
    boolean refusesBy(GenerationException failure) {
        return ErrorFamily.of(failure.token()) == ErrorFamily.AUTH
                || failure.token().equals("TF-CAP-CONTRACT");
    }

    /** It answers: one that never failed an order takes them at once, another gets one to try. */
    void connected(GenerationBackend connection, long now) {
        boolean isNew = offer.isEmpty();
        backend.ifPresent(replaced::add);
        backend = Optional.of(connection);
        offer = Optional.of(connection.capabilities());
        refusal = Optional.empty();
        breaker.connected();
        if (isNew && isStaying()) {
            breaker.succeeded();
            enter(State.READY, now);
        }
    }

    /** Connections that nothing runs on any more. @param all the one in use and those that are still at work included */
    List<GenerationBackend> takeIdle(boolean all) {
        List<GenerationBackend> idle = new ArrayList<>();
        if (all || running.isEmpty()) {
            idle.addAll(replaced);
            replaced.clear();
        }
        if (all) {
            backend.ifPresent(idle::add);
            backend = Optional.empty();
        }
        return idle;
    }

    void queueIs(OptionalInt length) {
        serverQueue = length;
    }

    void drain(long now) {
        if (isStaying()) {
            enter(State.DRAINING, now);
        }
    }

    void leave() {
        leaving = true;
    }

    /** Whether it is to go and nothing runs on it any more. */
    boolean canGo() {
        return leaving && running.isEmpty();
    }

    void gone(long now) {
        enter(State.GONE, now);
    }

    private void enter(State newState, long now) {
        state = newState;
        since = now;
    }

    EndpointStatus status(long now, Instant wall) {
        return new EndpointStatus(
                name(),
                state,
                offer,
                settings.concurrency(),
                running.size(),
                serverQueue,
                done,
                failedByToken,
                times.secondsPerClip(),
                utilisation.value(now),
                lastError,
                wall.minusNanos(now - since));
    }

    @Override
    public String toString() {
        return name() + " " + state + " " + running.size() + "/" + room() + " "
                + Arrays.toString(failedByToken.keySet().toArray());
    }
}

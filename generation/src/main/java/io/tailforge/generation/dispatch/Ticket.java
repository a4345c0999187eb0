package io.tailforge.generation.dispatch;

import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.scene.artifact.GenerationResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An order's place in the line and what happened to it. Guarded by the desk's owner. */
final class Ticket {
    /** Where an order has no deadline. */
    static final long NO_DEADLINE = Long.MAX_VALUE;

    private final long number;
    private final Order order;
    private final Demand demand;
    private final long deadline;
    private final Owner owner;
    private List<Failure> failures = List.of();
    private Lane.Key lane;
    private Set<String> suspects = Set.of();
    private long waitingSince;
    private long hopedSince;
    private long waited;
    private int tries;
    private int cuts;
    private double charged;

    /** @param deadline nanoseconds of the desk's time */
    Ticket(long number, Order order, Demand demand, long deadline, Owner owner) {
        this.number = number;
        this.order = order;
        this.demand = demand;
        this.deadline = deadline;
        this.owner = owner;
        this.lane = new Lane.Key(demand, Optional.empty(), Set.of());
    }

    /** Is told what becomes of a ticket. */
    interface Owner {
        /** Called once for each time that the ticket was in the line, with the desk held: must not block. */
        void decided(Decision decision);
    }

    Owner owner() {
        return owner;
    }

    long number() {
        return number;
    }

    Order order() {
        return order;
    }

    Demand demand() {
        return demand;
    }

    long deadline() {
        return deadline;
    }

    Lane.Key lane() {
        return lane;
    }

    double units() {
        return demand.shape().units();
    }

    /** @param stillNobodyUp whether it was only sent to see if a broken endpoint works again */
    void waitsFrom(long now, boolean stillNobodyUp) {
        waitingSince = now;
        if (!stillNobodyUp) {
            hopedSince = now;
        }
    }

    /** Since when it waits for somebody to be up. */
    long hopedSince() {
        return hopedSince;
    }

    void leavesLine(long now) {
        waited += now - waitingSince;
    }

    long waited() {
        return waited;
    }

    /** Seconds its requester was charged in advance. */
    double charged() {
        return charged;
    }

    void charge(double seconds) {
        charged = seconds;
    }

    List<Failure> failures() {
        return failures;
    }

    void failedAt(Failure failure) {
        failures = new ArrayList<>(failures);
        failures.add(failure);
        avoid(failure.endpoint());
    }

    void avoid(String endpoint) {
        lane = new Lane.Key(demand, Optional.of(endpoint), lane.refusedBy());
    }

    void refusedBy(String endpoint) {
        Set<String> refusing = new TreeSet<>(lane.refusedBy());
        refusing.add(endpoint);
        lane = new Lane.Key(demand, lane.avoided(), Set.copyOf(refusing));
    }

    Delivery delivery(GenerationResult result, Running order, long now) {
        long busy = failures.stream()
                .filter(failure -> ErrorFamily.of(failure.token()) == ErrorFamily.BUSY)
                .count();
        return new Delivery(
                result,
                List.of(order.endpoint().name()),
                (int) (failures.size() - busy + 1),
                Duration.ofNanos(waited),
                Duration.ofNanos(now - order.sent()),
                failures,
                List.of());
    }

    /** Tries that count: those an engine failed at. */
    int tries() {
        return tries;
    }

    void countTry() {
        tries++;
    }

    /** Connections that broke under it. */
    int cuts() {
        return cuts;
    }

    void countCut() {
        cuts++;
    }

    /** Endpoints whose failure speaks against the clip. */
    Set<String> suspects() {
        return suspects;
    }

    void suspectedAt(String endpoint) {
        Set<String> more = new TreeSet<>(suspects);
        more.add(endpoint);
        suspects = more;
    }
}

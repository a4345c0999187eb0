package io.tailforge.generation.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Tickets that wait. Priorities share the endpoints' seconds by their weights, requesters within a priority equally; a
 * priority that was empty is served at once when somebody comes. Each operation takes time logarithmic in what waits.
 */
final class WaitingLine {
    private final Map<Priority, FairShare> shares = new EnumMap<>(Priority.class);
    private final Map<Priority, Double> given = new EnumMap<>(Priority.class);
    private final TreeSet<Ticket> byDeadline =
            new TreeSet<>(Comparator.comparingLong(Ticket::deadline).thenComparingLong(Ticket::number));
    private double level;
    private int size;

    WaitingLine() {
        for (Priority priority : Priority.values()) {
            shares.put(priority, new FairShare());
            given.put(priority, 0.0);
        }
    }

    int size() {
        return size;
    }

    void add(Ticket ticket) {
        Priority priority = ticket.order().priority();
        FairShare share = share(priority);
        if (share.size() == 0) {
            given.merge(priority, level, Math::max);
        }
        share.add(ticket);
        if (ticket.deadline() != Ticket.NO_DEADLINE) {
            byDeadline.add(ticket);
        }
        size++;
    }

    /** @return whether it was there */
    boolean remove(Ticket ticket) {
        boolean removed = share(ticket.order().priority()).remove(ticket);
        if (removed) {
            forget(ticket);
        }
        return removed;
    }

    private void forget(Ticket ticket) {
        byDeadline.remove(ticket);
        size--;
    }

    /** Takes a ticket out and charges its requester and priority in advance. */
    void take(Ticket ticket, double seconds) {
        Priority priority = ticket.order().priority();
        level = Math.max(level, given.getOrDefault(priority, 0.0));
        share(priority).take(ticket, seconds);
        given.merge(priority, seconds / priority.weight(), Double::sum);
        ticket.charge(seconds);
        forget(ticket);
    }

    /** Corrects what a ticket was charged once it is known what it used. */
    void settle(Ticket ticket, double seconds) {
        Priority priority = ticket.order().priority();
        double more = seconds - ticket.charged();
        share(priority).charge(ticket.order().requester(), more);
        given.merge(priority, more / priority.weight(), Double::sum);
        ticket.charge(0);
    }

    /** Whose turn it is. */
    Optional<Ticket> next(Predicate<Lane.Key> fits, Predicate<Ticket> suits) {
        return turns().stream()
                .flatMap(priority -> share(priority).next(fits, suits).stream())
                .findFirst();
    }

    private List<Priority> turns() {
        List<Priority> turns = new ArrayList<>(Priority.values().length);
        for (Priority priority : Priority.values()) {
            if (share(priority).size() > 0) {
                turns.add(priority);
            }
        }
        turns.sort(Comparator.comparingDouble(priority -> given.getOrDefault(priority, 0.0)));
        return turns;
    }

    private FairShare share(Priority priority) {
        return java.util.Objects.requireNonNull(shares.get(priority));
    }

    /** The ticket whose deadline comes first. */
    Optional<Ticket> mostUrgent() {
        return byDeadline.isEmpty() ? Optional.empty() : Optional.of(byDeadline.first());
    }

    List<Lane> lanes() {
        return shares.values().stream().flatMap(share -> share.lanes().stream()).toList();
    }

    int count(Predicate<Lane.Key> fits) {
        return lanes().stream()
                .filter(lane -> fits.test(lane.key()))
                .mapToInt(Lane::size)
                .sum();
    }

    PoolStatus status() {
        Map<String, Integer> byRequester = new TreeMap<>();
        Map<Priority, Integer> byPriority = new EnumMap<>(Priority.class);
        shares.forEach((priority, share) -> {
            share.countInto(byRequester);
            if (share.size() > 0) {
                byPriority.put(priority, share.size());
            }
        });
        return new PoolStatus(size, byRequester, byPriority);
    }
}

package io.tailforge.generation.dispatch;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Tickets of one requester and priority for which the same endpoints come into question, in the order they came. */
final class Lane {
    /** Tickets looked at in one lane before it is left for this time. */
    private static final int DEPTH = 16;

    private final Key key;
    private final TreeSet<Ticket> tickets = new TreeSet<>(Comparator.comparingLong(Ticket::number));

    private long lastHope = Long.MIN_VALUE;

    Lane(Key key) {
        this.key = key;
    }

    /**
     * @param avoided the endpoint that failed last, taken again only where no other fits
     * @param refusedBy endpoints that said they cannot make it
     */
    record Key(Demand demand, Optional<String> avoided, Set<String> refusedBy) {}

    Key key() {
        return key;
    }

    void add(Ticket ticket) {
        tickets.add(ticket);
    }

    boolean remove(Ticket ticket) {
        return tickets.remove(ticket);
    }

    boolean isEmpty() {
        return tickets.isEmpty();
    }

    int size() {
        return tickets.size();
    }

    Iterable<Ticket> tickets() {
        return tickets;
    }

    /** Somebody who can make these is up. */
    void hopes(long now) {
        lastHope = now;
    }

    /** Tickets that waited for so long while nobody was up. */
    List<Ticket> hopelessFor(long nanos, long now) {
        return tickets.stream()
                .filter(ticket -> now - Math.max(lastHope, ticket.hopedSince()) > nanos)
                .toList();
    }

    Optional<Ticket> first(Predicate<Ticket> suits) {
        Iterator<Ticket> each = tickets.iterator();
        for (int i = 0; i < DEPTH && each.hasNext(); i++) {
            Ticket ticket = each.next();
            if (suits.test(ticket)) {
                return Optional.of(ticket);
            }
        }
        return Optional.empty();
    }
}

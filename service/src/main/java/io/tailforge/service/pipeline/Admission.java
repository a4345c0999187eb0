package io.tailforge.service.pipeline;

import io.tailforge.generation.dispatch.Priority;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which requests run at the same time. Every requester has room for so many of each priority, so that a big request keeps
 * out neither another requester nor a more urgent request: what runs costs a thread or two, and clips in flight are bounded
 * machine-wide by {@link ClipSlots}. Beyond that a request waits in the order of submission.
 */
final class Admission {
    /** However many requesters there are. */
    static final int MOST_AT_ONCE = 64;

    private final int each;
    private final List<Ticket> waiting = new ArrayList<>();
    private final Map<String, Ticket> running = new LinkedHashMap<>();

    /** @param each requests of one requester and priority that run at once */
    Admission(int each) {
        this.each = each;
    }

    /** A request that wants to run. */
    record Ticket(String requestId, String requester, Priority priority) {
        boolean isOfTheSame(Ticket other) {
            return requester.equals(other.requester) && priority == other.priority;
        }
    }

    /** Puts a request at the end of the line; one that waits already stays where it is. */
    synchronized void add(Ticket ticket) {
        if (waiting.stream().noneMatch(other -> other.requestId().equals(ticket.requestId()))) {
            waiting.add(ticket);
        }
    }

    /** The next request that may run now, which counts as running from here on. */
    synchronized Optional<Ticket> admit() {
        Optional<Ticket> next = waiting.stream()
                .filter(this::hasRoom)
                .min(Comparator.comparing(Ticket::priority).thenComparing(this::runningOfRequester));
        next.ifPresent(ticket -> {
            waiting.remove(ticket);
            running.put(ticket.requestId(), ticket);
        });
        return next;
    }

    private boolean hasRoom(Ticket ticket) {
        return running.size() < MOST_AT_ONCE
                && !running.containsKey(ticket.requestId())
                && running.values().stream().filter(ticket::isOfTheSame).count() < each;
    }

    private long runningOfRequester(Ticket ticket) {
        return running.values().stream()
                .filter(other -> other.requester().equals(ticket.requester()))
                .count();
    }

    synchronized void ended(String requestId) {
        running.remove(requestId);
    }

    /** Place among the waiting requests of its requester and priority, counted from 1; empty where it does not wait. */
    synchronized OptionalInt placeOf(String requestId) {
        Optional<Ticket> own = waiting.stream()
                .filter(ticket -> ticket.requestId().equals(requestId))
                .findFirst();
        if (own.isEmpty()) {
            return OptionalInt.empty();
        }
        List<Ticket> same = waiting.stream().filter(own.get()::isOfTheSame).toList();
        return OptionalInt.of(same.indexOf(own.get()) + 1);
    }
}

package io.tailforge.generation.dispatch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The waiting tickets of one priority. Requesters take turns by the seconds that their clips took: who has been given least
 * is next. One that comes back after a pause joins at the level of the others and has saved nothing up.
 */
final class FairShare {
    /** Idle requesters remembered for what they were given. */
    private static final int REMEMBERED = 1024;

    private final Map<String, Requester> requesters = new TreeMap<>();
    private final TreeSet<Requester> turns =
            new TreeSet<>(Comparator.comparingDouble(Requester::given).thenComparing(Requester::name));
    private double level;
    private int size;

    int size() {
        return size;
    }

    void add(Ticket ticket) {
        Requester requester = get(ticket.order().requester());
        if (requester.waiting == 0) {
            requester.given = Math.max(requester.given, level);
            turns.add(requester);
        }
        requester.add(ticket);
        size++;
    }

    private Requester get(String name) {
        if (requesters.size() > REMEMBERED) {
            requesters.values().removeIf(idle -> idle.waiting == 0 && idle.given <= level);
        }
        return requesters.computeIfAbsent(name, Requester::new);
    }

    boolean remove(Ticket ticket) {
        Requester requester = get(ticket.order().requester());
        if (!requester.remove(ticket)) {
            return false;
        }
        size--;
        if (requester.waiting == 0) {
            turns.remove(requester);
        }
        return true;
    }

    /** Takes a ticket out of the line on its requester's account. */
    void take(Ticket ticket, double seconds) {
        level = Math.max(level, get(ticket.order().requester()).given);
        remove(ticket);
        charge(ticket.order().requester(), seconds);
    }

    /** @param seconds may be negative, where less was used than charged in advance */
    void charge(String name, double seconds) {
        Requester requester = get(name);
        turns.remove(requester);
        requester.given += seconds;
        if (requester.waiting > 0) {
            turns.add(requester);
        }
    }

    /** Whose turn it is among those for whom the lane and the ticket suit. */
    Optional<Ticket> next(Predicate<Lane.Key> fits, Predicate<Ticket> suits) {
        for (Requester requester : turns) {
            Optional<Ticket> ticket = requester.next(fits, suits);
            if (ticket.isPresent()) {
                return ticket;
            }
        }
        return Optional.empty();
    }

    List<Lane> lanes() {
        List<Lane> lanes = new ArrayList<>();
        turns.forEach(requester -> lanes.addAll(requester.lanes.values()));
        return lanes;
    }

    void countInto(Map<String, Integer> byRequester) {
        turns.forEach(requester -> byRequester.merge(requester.name, requester.waiting, Integer::sum));
    }

    private static final class Requester {
        private final String name;
        private final Map<Lane.Key, Lane> lanes = new LinkedHashMap<>();
        private double given;
        private int waiting;

        Requester(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        double given() {
            return given;
        }

        void add(Ticket ticket) {
            lanes.computeIfAbsent(ticket.lane(), Lane::new).add(ticket);
            waiting++;
        }

        boolean remove(Ticket ticket) {
            Lane lane = lanes.get(ticket.lane());
            if (lane == null || !lane.remove(ticket)) {
                return false;
            }
            if (lane.isEmpty()) {
                lanes.remove(ticket.lane());
            }
            waiting--;
            return true;
        }

        Optional<Ticket> next(Predicate<Lane.Key> fits, Predicate<Ticket> suits) {
            return lanes.values().stream()
                    .filter(lane -> fits.test(lane.key()))
                    .flatMap(lane -> lane.first(suits).stream())
                    .min(Comparator.comparingLong(Ticket::number));
        }
    }
}

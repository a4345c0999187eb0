package io.tailforge.service.pipeline;

import io.tailforge.generation.dispatch.Priority;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who is next: start-time fair queueing over priorities by their weights, and within a priority over requesters by equal
 * shares of work. Who comes back after having waited for nothing does not catch up on what was missed.
 */
final class FairLine {
    /** Requesters that are remembered for what they had; beyond, those that do not wait are forgotten. */
    private static final int REMEMBERED = 1024;

    private final List<Place> places = new ArrayList<>();
    private final Map<Priority, Double> time = new EnumMap<>(Priority.class);
    private final Map<Party, Double> partyTime = new HashMap<>();
    private double clock;
    private final Map<Priority, Double> partyClock = new EnumMap<>(Priority.class);

    private record Party(Priority priority, String requester) {}

    /** A place in the line; no two are the same. */
    static final class Place {
        private final Party party;
        private final double work;

        private Place(Party party, double work) {
            this.party = party;
            this.work = work;
        }
    }

    Place join(Priority priority, String requester, double work) {
        Place place = new Place(new Party(priority, requester), work);
        if (places.stream().noneMatch(other -> other.party.priority() == priority)) {
            time.merge(priority, clock, Math::max);
        }
        if (places.stream().noneMatch(other -> other.party.equals(place.party))) {
            partyTime.merge(place.party, partyClock.getOrDefault(priority, 0.0), Math::max);
        }
        places.add(place);
        return place;
    }

    /** Equal times: the more urgent priority, then whoever has waited longest. */
    Optional<Place> next() {
        return places.stream()
                .min(Comparator.<Place>comparingDouble(place -> time.getOrDefault(place.party.priority(), 0.0))
                        .thenComparing(place -> place.party.priority())
                        .thenComparingDouble(place -> partyTime.getOrDefault(place.party, 0.0)));
    }

    /** Takes a place out of the line because it was its turn. */
    void serve(Place place) {
        leave(place);
        Priority priority = place.party.priority();
        clock = time.getOrDefault(priority, 0.0);
        time.put(priority, clock + place.work / priority.weight());
        double own = partyTime.getOrDefault(place.party, 0.0);
        partyClock.put(priority, own);
        partyTime.put(place.party, own + place.work);
    }

    /** Takes a place out of the line. */
    void leave(Place place) {
        places.remove(place);
        if (partyTime.size() > REMEMBERED) {
            Set<Party> waiting = places.stream().map(other -> other.party).collect(Collectors.toSet());
            partyTime.keySet().retainAll(waiting);
        }
    }

    int size() {
        return places.size();
    }
}

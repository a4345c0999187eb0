package io.tailforge.service.pipeline;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.generation.dispatch.Priority;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FairLineTest {
    private final FairLine line = new FairLine();

    /** Serves a line in which everyone who is served comes again at once. */
    private List<String> serve(int turns, Map<FairLine.Place, String> names) {
        List<String> served = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            FairLine.Place place = line.next().orElseThrow();
            String name = requireNonNull(names.remove(place));
            line.serve(place);
            served.add(name);
            names.put(again(name), name);
        }
        return served;
    }

    private FairLine.Place again(String name) {
        String[] parts = name.split(" ", -1);
        return line.join(Priority.valueOf(parts[0]), parts[1], Double.parseDouble(parts[2]));
    }

    private Map<FairLine.Place, String> places(String... names) {
        Map<FairLine.Place, String> places = new HashMap<>();
        for (String name : names) {
            places.put(again(name), name);
        }
        return places;
    }

    @Test
    void anUrgentClipIsNextHoweverManyWait() {
        for (int i = 0; i < 50; i++) {
            line.join(Priority.LOW, "ann", 1);
        }
        line.serve(line.next().orElseThrow());
        FairLine.Place urgent = line.join(Priority.HIGH, "ben", 1);
        assertThat(line.next()).contains(urgent);
    }

    @Test
    void twoRequestersShareEquallyHoweverManyPlacesOneHas() {
        List<String> served = serve(100, places("NORMAL ann 1", "NORMAL ann 1", "NORMAL ann 1", "NORMAL ben 1"));
        assertThat(served.stream().filter("NORMAL ben 1"::equals).count()).isEqualTo(50);
    }

    @Test
    void sharesAreOfWorkAndNotOfClips() {
        List<String> served = serve(100, places("NORMAL ann 4", "NORMAL ben 1"));
        assertThat(served.stream().filter("NORMAL ben 1"::equals).count()).isBetween(79L, 81L);
    }

    @Test
    void noPriorityStarves() {
        List<String> served = serve(730, places("HIGH ann 1", "NORMAL ann 1", "LOW ann 1"));
        assertThat(served.stream().filter("LOW ann 1"::equals).count()).isBetween(9L, 11L);
        assertThat(served.stream().filter("NORMAL ann 1"::equals).count()).isBetween(79L, 81L);
    }

    @Test
    void whoComesLateDoesNotCatchUp() {
        Map<FairLine.Place, String> places = places("NORMAL ann 1");
        serve(1000, places);
        places.put(again("NORMAL ben 1"), "NORMAL ben 1");
        assertThat(serve(10, places).stream().filter("NORMAL ben 1"::equals).count())
                .isEqualTo(5);
    }

    @Test
    void whoLeavesIsNotServed() {
        FairLine.Place place = line.join(Priority.NORMAL, "ann", 1);
        line.leave(place);
        assertThat(line.next()).isEmpty();
    }
}

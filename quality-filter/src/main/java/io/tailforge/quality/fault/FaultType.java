package io.tailforge.quality.fault;

import io.tailforge.quality.ClipEvidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A kind of fault with its severities, as a row of a fault file.
 *
 * @param id for example {@code freeze}
 * @param number of the list in {@code docs/filter-bench.md}; 0 for types of one's own
 * @param integrity whether a filter has to find every one
 * @param floor effect below which a plant does not count, in the unit of its {@link Effect}
 * @param severities what each edit is given at severity 1, 2, ...
 */
public record FaultType(
        String id, int number, String about, boolean integrity, double floor, List<List<Step>> severities) {
    public FaultType {
        severities = severities.stream().map(List::copyOf).toList();
    }

    /** One edit with its settings. */
    public record Step(Edit edit, Settings settings) {}

    /**
     * Finds a place in a clip.
     *
     * @param severity from 1
     * @param seed chooses among the places; the same seed finds the same place
     * @param studio renders what the edits change in the scene; empty: such types have no place
     * @param scratch an empty folder for what is rendered
     * @throws NoPlaceException where the clip has none
     */
    public Placed place(
            ClipEvidence clip, int severity, long seed, Optional<Studio> studio, Sightings sightings, Path scratch)
            throws IOException {
        List<Fault> faults = new ArrayList<>();
        Optional<Place> place = Optional.empty();
        SplittableRandom random = new SplittableRandom(seed);
        for (Step step : severities.get(severity - 1)) {
            Site site = new Site(clip, random, sightings, studio, scratch.resolve("step-" + faults.size()));
            Placed placed = step.edit().placing().place(site, step.settings());
            faults.add(placed.fault());
            place = Optional.of(place.orElse(placed.place()));
        }
        return new Placed(new Fault.Several(faults), place.orElseGet(Place::everywhere));
    }
}

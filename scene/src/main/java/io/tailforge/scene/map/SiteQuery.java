package io.tailforge.scene.map;

import io.tailforge.scene.map.SiteFeature.Direction;
import io.tailforge.scene.map.SiteFeature.Kind;
import io.tailforge.scene.map.SiteTraits.Measure;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which sites are wanted. All that is said must hold; a site of which a wanted trait is not known is not found.
 *
 * @param kinds empty: any
 * @param hasCrossing whether a junction has a crosswalk, or a site is one
 * @param areas in all of which the site has to lie
 * @param layouts ids; empty: all
 * @param limit the most sites wanted, 1 to {@link #MAX_LIMIT}
 * @param after the cursor that the page before ended with; empty: from the start
 */
public record SiteQuery(
        Set<Kind> kinds,
        Map<Measure, Range> measures,
        Optional<Boolean> signalised,
        Optional<Boolean> hasCrossing,
        Optional<Boolean> atJunction,
        Optional<Direction> direction,
        Optional<DrivingSide> drivingSide,
        List<SiteArea> areas,
        Set<String> layouts,
        int limit,
        Optional<String> after) {
    /** The most sites of one answer. */
    public static final int MAX_LIMIT = 1000;

    public SiteQuery {
        kinds = Collections.unmodifiableSet(new TreeSet<>(kinds));
        Map<Measure, Range> ranges = new EnumMap<>(Measure.class);
        ranges.putAll(measures);
        measures = Collections.unmodifiableMap(ranges);
        Objects.requireNonNull(signalised);
        Objects.requireNonNull(hasCrossing);
        Objects.requireNonNull(atJunction);
        Objects.requireNonNull(direction);
        Objects.requireNonNull(drivingSide);
        areas = List.copyOf(areas);
        layouts = Collections.unmodifiableSet(new TreeSet<>(layouts));
        Objects.requireNonNull(after);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a search gives 1 to " + MAX_LIMIT + " sites, not " + limit);
        }
    }

    /** Both ends count; an open end is infinite. */
    public record Range(double min, double max) {
        public Range {
            if (!(min <= max)) {
                throw new IllegalArgumentException("nothing lies between " + min + " and " + max);
            }
        }

        public static Range exactly(double value) {
            return new Range(value, value);
        }

        public static Range atLeast(double min) {
            return new Range(min, Double.POSITIVE_INFINITY);
        }

        public static Range atMost(double max) {
            return new Range(Double.NEGATIVE_INFINITY, max);
        }
    }

    /** Whether it asks for places on Earth, so that layouts that do not say where they lie are skipped. */
    public boolean asksOnEarth() {
        return areas.stream().anyMatch(SiteArea::onEarth);
    }

    /** What is asked for, without which page of it. */
    public SiteQuery firstPage() {
        return with(layouts, MAX_LIMIT);
    }

    /** The same on some layouts, from the start. */
    public SiteQuery onAnyOf(Set<String> others) {
        return with(others, limit);
    }

    private SiteQuery with(Set<String> others, int most) {
        return new SiteQuery(
                kinds,
                measures,
                signalised,
                hasCrossing,
                atJunction,
                direction,
                drivingSide,
                areas,
                others,
                most,
                Optional.empty());
    }
}

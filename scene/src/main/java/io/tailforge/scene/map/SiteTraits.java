package io.tailforge.scene.map;

import io.tailforge.scene.map.SiteFeature.Direction;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of a site; what does not apply to its kind, or is not stated by the map, is absent.
 *
 * @param measures all finite
 * @param signalised whether lights control a junction or a crosswalk
 * @param atJunction whether a crosswalk lies at a junction
 * @param direction a curve's turn (left, right), a grade's sense (up, down)
 */
public record SiteTraits(
        Map<Measure, Double> measures,
        Optional<Boolean> signalised,
        Optional<Boolean> atJunction,
        Optional<Direction> direction) {
    public static final SiteTraits NONE =
            new SiteTraits(Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public SiteTraits {
        Map<Measure, Double> copy = new EnumMap<>(Measure.class);
        copy.putAll(measures);
        copy.values().forEach(SiteTraits::requireFinite);
        measures = Collections.unmodifiableMap(copy);
        Objects.requireNonNull(signalised);
        Objects.requireNonNull(atJunction);
        Objects.requireNonNull(direction);
    }

    /** A number of a site. The key, in lower case, is its name in documents and in the catalogue; it says the unit. */
    public enum Measure {
        /** Roads that meet in a junction. */
        ARMS,
        /** Crosswalks at a junction. */
        CROSSINGS,
        /** Of the middle of the road's innermost lane. */
        MIN_RADIUS_M,
        /** The steepest slope, rise over run, without sign. */
        MAX_GRADE,
        /** Along the road; of a crosswalk, its longer side. */
        LENGTH_M,
        /** Of a crosswalk, its shorter side. */
        WIDTH_M,
        /** Of a junction or a crosswalk, square metres. */
        AREA_M2,
        /** Driven lanes: side by side in the direction of travel; into a junction; across a crosswalk. */
        LANES,
        /** The highest limit that the map states. */
        SPEED_LIMIT_MPS,
        /** Between two neighbouring arms of a junction. */
        SHARPEST_ANGLE_DEG;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Optional<Double> find(Measure measure) {
        return Optional.ofNullable(measures.get(measure));
    }

    public SiteTraits with(Measure measure, double value) {
        Map<Measure, Double> more = new EnumMap<>(Measure.class);
        more.putAll(measures);
        more.put(measure, value);
        return new SiteTraits(more, signalised, atJunction, direction);
    }

    public SiteTraits with(Measure measure, OptionalDouble value) {
        return value.isPresent() ? with(measure, value.getAsDouble()) : this;
    }

    public SiteTraits signalised(boolean value) {
        return new SiteTraits(measures, Optional.of(value), atJunction, direction);
    }

    public SiteTraits atJunction(boolean value) {
        return new SiteTraits(measures, signalised, Optional.of(value), direction);
    }

    public SiteTraits direction(Direction value) {
        return new SiteTraits(measures, signalised, atJunction, Optional.of(value));
    }

    private static void requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a site's measure is not finite: " + value);
        }
    }
}

package io.tailforge.variation.read;

import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.SiteArea;
import io.tailforge.scene.map.SiteFeature.Direction;
import io.tailforge.scene.map.SiteFeature.Kind;
import io.tailforge.scene.map.SiteQuery;
import io.tailforge.scene.map.SiteQuery.Range;
import io.tailforge.scene.map.SiteTraits.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads a site query, see {@code docs/site-search.md}; the schema is {@code docs/schema/site-query-1.json}. */
public final class SiteQueryReader {
    private static final int DEFAULT_LIMIT = 100;
    private static final double MOST = 1e9;

    /** Counts, which may be asked for exactly; of the others only a range makes sense. */
    private static final Set<Measure> COUNTS = Set.of(Measure.ARMS, Measure.CROSSINGS, Measure.LANES);

    private static final List<String> HERE = List.of(
            "kind",
            "signalised",
            "has_crossing",
            "at_junction",
            "direction",
            "driving_side",
            "radius_below_m",
            "grade_above",
            "within",
            "near",
            "bbox_m",
            "near_m",
            "limit");

    private SiteQueryReader() {}

    /** @throws io.tailforge.scene.problem.BadInputException naming all that is wrong, each with pointer and line */
    public static SiteQuery read(JsonView view) {
        List<String> keys = keys();
        keys.add("layouts");
        keys.add("cursor");
        return read(view, keys);
    }

    /** As part of a variation spec, which is on one layout and wants no pages. */
    static SiteQuery readInSpec(JsonView view) {
        return read(view, keys());
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(HERE);
        Arrays.stream(Measure.values()).map(Measure::key).forEach(keys::add);
        return keys;
    }

    private static SiteQuery read(JsonView view, List<String> keys) {
        Complaints complaints = new Complaints();
        complaints.tryRead(() -> view.onlyKeys(keys.toArray(String[]::new)));
        complaints.throwIfAny();
        Set<Kind> kinds = complaints.read(
                Set.of(), () -> view.find("kind").map(SiteQueryReader::kinds).orElse(Set.of()));
        Map<Measure, Range> measures = measures(view, complaints);
        Optional<Boolean> signalised = find(complaints, view, "signalised", JsonView::asBoolean);
        Optional<Boolean> crossing = find(complaints, view, "has_crossing", JsonView::asBoolean);
        Optional<Boolean> atJunction = find(complaints, view, "at_junction", JsonView::asBoolean);
        Optional<Direction> direction = find(complaints, view, "direction", value -> value.asEnum(Direction.class));
        Optional<DrivingSide> side = find(complaints, view, "driving_side", value -> value.asEnum(DrivingSide.class));
        List<SiteArea> areas = areas(view, complaints);
        List<String> layouts =
                find(complaints, view, "layouts", SiteQueryReader::layouts).orElse(List.of());
        int limit = find(complaints, view, "limit", value -> value.asInt(1, SiteQuery.MAX_LIMIT))
                .orElse(DEFAULT_LIMIT);
        Optional<String> cursor = find(complaints, view, "cursor", JsonView::asString);
        complaints.throwIfAny();
        return new SiteQuery(
                kinds,
                measures,
                signalised,
                crossing,
                atJunction,
                direction,
                side,
                areas,
                new TreeSet<>(layouts),
                limit,
                cursor);
    }

    private static <T> Optional<T> find(Complaints complaints, JsonView view, String key, Function<JsonView, T> read) {
        return complaints.read(Optional.empty(), () -> view.find(key).map(read));
    }

    private static Set<Kind> kinds(JsonView view) {
        List<JsonView> items = view.isArray() ? view.items() : List.of(view);
        return new TreeSet<>(Complaints.readAll(items, item -> item.asEnum(Kind.class)));
    }

    private static List<String> layouts(JsonView view) {
        List<JsonView> items = view.items();
        if (items.isEmpty() || items.size() > SiteQuery.MAX_LIMIT) {
            throw view.bad("OUT-OF-RANGE", "names 1 to " + SiteQuery.MAX_LIMIT + " layouts; leave it out for all");
        }
        return Complaints.readAll(items, JsonView::asString);
    }

    private static Map<Measure, Range> measures(JsonView view, Complaints complaints) {
        Map<Measure, Range> ranges = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            find(complaints, view, measure.key(), value -> range(measure, value))
                    .ifPresent(range -> ranges.put(measure, range));
        }
        complaints.tryRead(() -> shorthand(view, "radius_below_m", Measure.MIN_RADIUS_M, ranges, Range::atMost));
        complaints.tryRead(() -> shorthand(view, "grade_above", Measure.MAX_GRADE, ranges, Range::atLeast));
        return ranges;
    }

    private static boolean shorthand(
            JsonView view, String key, Measure measure, Map<Measure, Range> ranges, Function<Double, Range> range) {
        Optional<JsonView> value = view.find(key);
        value.ifPresent(given -> {
            if (view.find(measure.key()).isPresent()) {
                throw given.bad("QUERY-UNCLEAR", "give " + key + " or " + measure.key() + ", not both");
            }
            ranges.put(measure, range.apply(given.asDouble(0, MOST)));
        });
        return value.isPresent();
    }

    private static Range range(Measure measure, JsonView view) {
        if (view.isNumber() && COUNTS.contains(measure)) {
            return Range.exactly(view.asInt(0, 1_000_000));
        }
        if (!view.isObject()) {
            throw view.bad(
                    "WRONG-TYPE",
                    COUNTS.contains(measure)
                            ? "must be a whole number or a range such as {\"min\": 3}"
                            : "must be a range such as {\"min\": 10, \"max\": 60}");
        }
        view.onlyKeys("min", "max");
        if (view.find("min").isEmpty() && view.find("max").isEmpty()) {
            throw view.bad("MISSING-KEY", "a range has a min, a max, or both");
        }
        double min = view.find("min").map(value -> value.asDouble(0, MOST)).orElse(Double.NEGATIVE_INFINITY);
        double max = view.find("max").map(value -> value.asDouble(0, MOST)).orElse(Double.POSITIVE_INFINITY);
        return Complaints.valid(view, () -> new Range(min, max));
    }

    private static List<SiteArea> areas(JsonView view, Complaints complaints) {
        List<SiteArea> areas = new ArrayList<>();
        find(complaints, view, "within", SiteAreaReader::polygons).ifPresent(areas::add);
        find(complaints, view, "near", SiteAreaReader::circleOnEarth).ifPresent(areas::add);
        find(complaints, view, "bbox_m", SiteAreaReader::box).ifPresent(areas::add);
        find(complaints, view, "near_m", SiteAreaReader::circle).ifPresent(areas::add);
        return areas;
    }
}

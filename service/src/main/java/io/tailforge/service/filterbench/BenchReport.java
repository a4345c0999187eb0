package io.tailforge.service.filterbench;

import io.tailforge.quality.fault.FaultType;
import io.tailforge.scene.json.Json;
import io.tailforge.service.filterbench.Rate.Case;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What the bench found out.
 *
 * @param falseRejects of clips without a fault, through the codec like the faulty ones
 * @param interpolated refused among those that were interpolated too, which blurs them
 * @param asTheyAre of clips as their generator made them
 * @param changedByNull controls whose verdict is not the clip's own
 * @param cpuSecondsAClip of judging one clip, the median
 */
public record BenchReport(
        List<Row> rows,
        Rate falseRejects,
        Rate interpolated,
        Rate asTheyAre,
        Rate changedByNull,
        Rate rightSensor,
        Rate rightFrames,
        Map<String, Integer> falseAlarms,
        double cpuSecondsAClip,
        List<BenchResult> results) {
    private static final String NULL_PLANT = Planting.nullLabel(false).fault();
    private static final String INTERPOLATED = Planting.nullLabel(true).fault();
    private static final String TABLE = "%2s  %-26s %1s  %-24s %6s %5s  %-12s %-12s %6s  %s%n";

    /**
     * One fault at one severity.
     *
     * @param wanted how many plants were asked for
     * @param skipped clips without a place for it
     * @param seenBy checks that raised an alarm, and in how many clips
     * @param area under the curve of detections over false rejects; empty without plants or controls
     * @param cpuSecondsToPlant the median
     */
    public record Row(
            FaultType type,
            int severity,
            int wanted,
            Rate detected,
            int skipped,
            Rate rightSensor,
            Rate rightFrames,
            Map<String, Integer> seenBy,
            Optional<Double> area,
            double cpuSecondsToPlant) {}

    /** @param wanted plants of a type at a severity */
    public static BenchReport of(
            List<FaultType> types, List<BenchResult> results, BiFunction<FaultType, Integer, Integer> wanted) {
        List<BenchResult> all = results.stream()
                .filter(result -> isControl(result) && !result.isSkipped())
                .toList();
        List<BenchResult> controls = of(all, NULL_PLANT);
        List<BenchResult> plants = results.stream()
                .filter(result -> result.label().severity() > 0 && !result.isSkipped())
                .toList();
        List<Row> rows = new ArrayList<>();
        for (FaultType type : types) {
            for (int severity = 1; severity <= type.severities().size(); severity++) {
                rows.add(row(type, severity, wanted.apply(type, severity), results, all));
            }
        }
        return new BenchReport(
                rows,
                rate(controls, result -> !result.accepted()),
                rate(of(all, INTERPOLATED), result -> !result.accepted()),
                rate(of(results, "as-it-is"), result -> !result.accepted()),
                changed(results, controls),
                rateOf(plants, Localisation::sensorIsRight),
                rateOf(plants, Localisation::framesAreRight),
                seenBy(controls),
                median(controls, BenchResult::seconds),
                results);
    }

    private static Row row(
            FaultType type, int severity, int wanted, List<BenchResult> results, List<BenchResult> controls) {
        List<BenchResult> own = results.stream()
                .filter(result -> result.label().fault().equals(type.id())
                        && result.label().severity() == severity)
                .toList();
        List<BenchResult> planted =
                own.stream().filter(result -> !result.isSkipped()).toList();
        return new Row(
                type,
                severity,
                wanted,
                rate(planted, result -> !result.accepted()),
                own.size() - planted.size(),
                rateOf(planted, Localisation::sensorIsRight),
                rateOf(planted, Localisation::framesAreRight),
                seenBy(planted),
                Roc.area(scores(planted), scores(controls)),
                median(planted, BenchResult::planting));
    }

    private static boolean isControl(BenchResult result) {
        return result.label().fault().equals(NULL_PLANT)
                || result.label().fault().equals(INTERPOLATED);
    }

    private static List<BenchResult> of(List<BenchResult> results, String fault) {
        return results.stream()
                .filter(result -> result.label().fault().equals(fault) && !result.isSkipped())
                .toList();
    }

    static double[] scores(List<BenchResult> results) {
        return results.stream().mapToDouble(BenchResult::score).toArray();
    }

    /** Of the controls. */
    public double[] controlScores() {
        return scores(results.stream()
                .filter(result -> isControl(result) && !result.isSkipped())
                .toList());
    }

    /** Of the clips with a fault planted, at a severity. */
    public double[] scores(String fault, int severity) {
        return scores(results.stream()
                .filter(result -> !result.isSkipped())
                .filter(result ->
                        result.label().fault().equals(fault) && result.label().severity() == severity)
                .toList());
    }

    private static Rate changed(List<BenchResult> results, List<BenchResult> controls) {
        Map<String, Boolean> own = new HashMap<>();
        of(results, "as-it-is").forEach(result -> own.put(result.clip(), result.accepted()));
        return rate(controls, result -> own.getOrDefault(result.clip(), result.accepted()) != result.accepted());
    }

    private static Rate rate(List<BenchResult> results, Predicate<BenchResult> hit) {
        return Rate.of(results.stream()
                .map(result -> new Case(result.scene(), hit.test(result)))
                .toList());
    }

    private static Rate rateOf(List<BenchResult> results, Function<BenchResult, Optional<Boolean>> right) {
        return Rate.of(results.stream()
                .flatMap(result -> right.apply(result).map(hit -> new Case(result.scene(), hit)).stream())
                .toList());
    }

    private static Map<String, Integer> seenBy(List<BenchResult> results) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        results.forEach(result -> result.alarms().stream()
                .map(alarm -> alarm.check() + "/" + alarm.code())
                .distinct()
                .forEach(check -> counts.merge(check, 1, Integer::sum)));
        Map<String, Integer> ordered = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }

    private static double median(List<BenchResult> results, ToDoubleFunction<BenchResult> time) {
        double[] seconds = results.stream().mapToDouble(time).sorted().toArray();
        return seconds.length == 0 ? 0 : seconds[seconds.length / 2];
    }

    public String toTable() {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                TABLE, "no", "fault", "s", "detected", "wanted", "skip", "sensor", "frames", "area", "seen by"));
        for (Row row : rows) {
            out.append(String.format(
                    TABLE,
                    row.type().number(),
                    row.type().id(),
                    row.severity(),
                    row.detected(),
                    row.wanted(),
                    row.skipped(),
                    brief(row.rightSensor()),
                    brief(row.rightFrames()),
                    row.area()
                            .map(area -> String.format(Locale.ROOT, "%.3f", area))
                            .orElse("-"),
                    brief(row.seenBy())));
        }
        out.append(String.format("%nfalse rejects       %s  %s%n", falseRejects, brief(falseAlarms)));
        out.append(String.format("  interpolated too  %s%n", interpolated));
        out.append(String.format("  as they were made %s%n", asTheyAre));
        out.append(String.format("verdicts changed by null plants %s%n", changedByNull));
        out.append(String.format("right sensor %s, right frames %s%n", rightSensor, rightFrames));
        out.append(String.format(Locale.ROOT, "%.2f CPU s to judge a clip (median)%n", cpuSecondsAClip));
        out.append(String.format("%d plants of %d wanted%n", plants(), wanted()));
        results.stream()
                .filter(BenchResult::isCrashed)
                .forEach(result -> out.append(String.format(
                        "crashed: %s %s%n", result.key(), result.skipped().orElse(""))));
        return out.toString();
    }

    private int plants() {
        return rows.stream().mapToInt(row -> row.detected().total()).sum();
    }

    private int wanted() {
        return rows.stream().mapToInt(Row::wanted).sum();
    }

    /** Curves of detections over false rejects. */
    public String toRocSvg() {
        return RocPlot.draw(this);
    }

    private static String brief(Rate rate) {
        return rate.total() == 0 ? "-" : rate.hits() + "/" + rate.total();
    }

    private static String brief(Map<String, Integer> counts) {
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .limit(3)
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .toList());
    }

    /** {@code docs/filter-bench.md} says what is in it. */
    public Json toJson() {
        return Json.object()
                .put("schema", "tailforge.filter-bench/1")
                .put("false_rejects", falseRejects.toJson())
                .put("false_rejects_interpolated", interpolated.toJson())
                .put("false_rejects_as_made", asTheyAre.toJson())
                .put("changed_by_null_plants", changedByNull.toJson())
                .put("right_sensor", rightSensor.toJson())
                .put("right_frames", rightFrames.toJson())
                .put("false_alarms", counts(falseAlarms))
                .put("cpu_seconds_a_clip", cpuSecondsAClip)
                .put("plants", plants())
                .put("plants_wanted", wanted())
                .put("crashed", (int)
                        results.stream().filter(BenchResult::isCrashed).count())
                .put("faults", Json.array(rows.stream().map(BenchReport::json).toList()))
                .build();
    }

    private static Json json(Row row) {
        Json.ObjectBuilder out = Json.object()
                .put("fault", row.type().id())
                .put("number", row.type().number())
                .put("severity", row.severity())
                .put("integrity", row.type().integrity())
                .put("detected", row.detected().toJson())
                .put("wanted", row.wanted())
                .put("skipped", row.skipped())
                .put("cpu_seconds_to_plant", row.cpuSecondsToPlant())
                .put("right_sensor", row.rightSensor().toJson())
                .put("right_frames", row.rightFrames().toJson())
                .put("seen_by", counts(row.seenBy()));
        row.area().ifPresent(area -> out.put("area_under_curve", area));
        return out.build();
    }

    private static Json counts(Map<String, Integer> counts) {
        Json.ObjectBuilder out = Json.object();
        counts.forEach(out::put);
        return out.build();
    }
}

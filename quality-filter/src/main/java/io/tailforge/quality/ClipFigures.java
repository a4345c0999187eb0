package io.tailforge.quality;

import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A clip's value of each measure: the worst of its findings.
 *
 * @param worst by {@link Measure#key} and in its order, so that a sum over it is the same to the last bit each time; a measure
 *     that could not be made has none
 */
public record ClipFigures(Map<String, Value> worst) {
    /** @param worse greater is worse: the value itself, or with a lower bound its negative */
    public record Value(Measure measure, double worse) {}

    public ClipFigures {
        worst = Collections.unmodifiableMap(new TreeMap<>(worst));
    }

    public static ClipFigures of(List<Finding> findings, List<Measure> measures) {
        Map<String, Measure> byKey =
                measures.stream().collect(Collectors.toMap(Measure::key, Function.identity(), (a, b) -> a));
        Map<String, Value> worst = new TreeMap<>();
        for (Finding finding : findings) {
            Measure measure = byKey.get(key(finding));
            if (measure != null && isFigure(finding, measure)) {
                worst.merge(
                        measure.key(),
                        new Value(measure, measure.worse(finding.value())),
                        (a, b) -> a.worse() >= b.worse() ? a : b);
            }
        }
        return new ClipFigures(worst);
    }

    private static String key(Finding finding) {
        return finding.check() + "/" + finding.code();
    }

    private static boolean isFigure(Finding finding, Measure measure) {
        return finding.severity() != Severity.NOT_JUDGED
                && Double.isFinite(finding.value())
                && finding.unit().equals(measure.unit());
    }
}

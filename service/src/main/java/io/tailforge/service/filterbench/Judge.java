package io.tailforge.service.filterbench;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.ClipFigures;
import io.tailforge.quality.ClipScorer;
import io.tailforge.quality.Measure;
import io.tailforge.quality.Measure.Direction;
import io.tailforge.quality.QualityFilter;
import io.tailforge.quality.fault.PlantLabel;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.artifact.Verdict;
import io.tailforge.service.filterbench.BenchResult.Alarm;
import io.tailforge.service.filterbench.BenchResult.Figure;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The installed filter, asked about planted clips. A verdict is a function of what it measured and of a calibration. */
final class Judge {
    /** Ratios are held to this where a bound is zero. */
    private static final double MOST = 1e6;

    private final QualityFilter filter = new QualityFilter();
    private final Calibration calibration;
    private final Map<String, Measure> measures;

    Judge(Calibration calibration) {
        this.calibration = calibration;
        this.measures = filter.listMeasures().stream()
                .collect(Collectors.toMap(Measure::key, Function.identity(), (a, b) -> a));
    }

    /** @param planting CPU seconds that went before */
    BenchResult judge(BenchClip clip, ClipEvidence evidence, PlantLabel label, double planting) {
        CpuClock judging = new CpuClock();
        Verdict verdict = filter.judge(evidence, 1, 1);
        double seconds = judging.seconds();
        List<Alarm> broken = verdict.findings().stream()
                .filter(finding -> finding.severity() == Severity.FAIL && !isFigure(finding))
                .map(Judge::broken)
                .toList();
        BenchResult measured = new BenchResult(
                clip.id(),
                clip.scene(),
                label,
                Optional.empty(),
                true,
                0,
                broken,
                figures(verdict.findings()),
                seconds,
                planting);
        return judged(measured);
    }

    private static Alarm broken(Finding finding) {
        return new Alarm(
                finding.check(), finding.code(), finding.camera(), finding.firstFrame(), finding.lastFrame(), MOST);
    }

    private boolean isFigure(Finding finding) {
        Measure measure = measures.get(finding.check() + "/" + finding.code());
        return measure != null
                && finding.severity() != Severity.NOT_JUDGED
                && Double.isFinite(finding.value())
                && finding.unit().equals(measure.unit());
    }

    private List<Figure> figures(List<Finding> findings) {
        Map<String, Figure> worst = new TreeMap<>();
        for (Finding finding : findings) {
            if (isFigure(finding)) {
                Figure figure = new Figure(
                        finding.check(),
                        finding.code(),
                        finding.value(),
                        finding.camera(),
                        finding.firstFrame(),
                        finding.lastFrame());
                worst.merge(figure.key(), figure, (a, b) -> worse(a) >= worse(b) ? a : b);
            }
        }
        return List.copyOf(worst.values());
    }

    private double worse(Figure figure) {
        return measure(figure).map(measure -> measure.worse(figure.value())).orElse(Double.NEGATIVE_INFINITY);
    }

    private Optional<Measure> measure(Figure figure) {
        return Optional.ofNullable(measures.get(figure.key()));
    }

    /** The verdict by this judge's calibration on what was measured by any. */
    BenchResult judged(BenchResult measured) {
        if (measured.isSkipped()
                || measured.figures().isEmpty() && measured.alarms().isEmpty()) {
            return measured;
        }
        List<Alarm> broken = measured.alarms().stream()
                .filter(alarm -> measured.figures().stream()
                        .noneMatch(figure -> figure.key().equals(alarm.key())))
                .toList();
        List<Alarm> alarms = Stream.concat(
                        broken.stream(), measured.figures().stream().flatMap(this::alarm))
                .sorted(Comparator.comparingDouble(Alarm::ratio).reversed())
                .toList();
        double clean = broken.isEmpty() ? new ClipScorer(calibration).score(clipFigures(measured)) : 0;
        boolean accepted = alarms.isEmpty() && clean >= calibration.falseRejects();
        return measured.judged(accepted, 1 - clean, alarms);
    }

    private ClipFigures clipFigures(BenchResult measured) {
        Map<String, ClipFigures.Value> worst = new HashMap<>();
        measured.figures().forEach(figure -> measure(figure)
                .ifPresent(measure ->
                        worst.put(figure.key(), new ClipFigures.Value(measure, measure.worse(figure.value())))));
        return new ClipFigures(worst);
    }

    private Stream<Alarm> alarm(Figure figure) {
        return measure(figure)
                .filter(measure -> !measure.direction().allows(figure.value(), calibration.thresholdOf(measure)))
                .map(measure -> new Alarm(
                        figure.check(),
                        figure.code(),
                        figure.sensor(),
                        figure.first(),
                        figure.last(),
                        Math.max(1, ratio(measure, figure.value()))))
                .stream();
    }

    /** How far a figure is beyond its bound: above 1 is wrong. */
    private double ratio(Measure measure, double value) {
        double threshold = calibration.thresholdOf(measure);
        return measure.direction() == Direction.AT_MOST ? quotient(value, threshold) : quotient(threshold, value);
    }

    private static double quotient(double a, double b) {
        return Double.isFinite(a / b) ? Math.clamp(a / b, 0, MOST) : a > 0 ? MOST : 0;
    }
}

package io.tailforge.service.filterbench;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Measure.Direction;
import io.tailforge.quality.QualityFilter;
import io.tailforge.quality.fault.PlantLabel;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.artifact.Verdict;
import io.tailforge.scene.artifact.Verdict.Decision;
import io.tailforge.service.filterbench.BenchResult.Alarm;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The installed filter, asked about planted clips. */
final class Judge {
    /** Ratios are held to this where a bound is zero. */
    private static final double MOST = 1e6;

    private final QualityFilter filter = new QualityFilter();
    private final Map<String, Direction> directions = new HashMap<>();

    Judge() {
        filter.listMeasures().forEach(measure -> directions.put(measure.key(), measure.direction()));
    }

    /** @param planting CPU seconds that went before */
    BenchResult judge(BenchClip clip, ClipEvidence evidence, PlantLabel label, double planting) {
        CpuClock judging = new CpuClock();
        Verdict verdict = filter.judge(evidence, 1, 1);
        double seconds = judging.seconds();
        List<Alarm> alarms = verdict.findings().stream()
                .filter(finding -> finding.severity() == Severity.FAIL)
                .map(this::alarm)
                .sorted(Comparator.comparingDouble(Alarm::ratio).reversed())
                .toList();
        double score = verdict.score().map(joint -> 1 - joint.value()).orElseGet(() -> largestRatio(verdict));
        boolean accepted = verdict.decision() == Decision.ACCEPT;
        return new BenchResult(
                clip.id(), clip.scene(), label, Optional.empty(), accepted, score, alarms, seconds, planting);
    }

    private double largestRatio(Verdict verdict) {
        return verdict.findings().stream()
                .filter(finding -> finding.severity() != Severity.NOT_JUDGED)
                .mapToDouble(this::ratio)
                .max()
                .orElse(0);
    }

    private Alarm alarm(Finding finding) {
        return new Alarm(
                finding.check(),
                finding.code(),
                finding.camera(),
                finding.firstFrame(),
                finding.lastFrame(),
                ratio(finding));
    }

    /** How far a figure is beyond its bound: above 1 is wrong. Findings without a figure count by their severity. */
    private double ratio(Finding finding) {
        Direction direction = directions.get(finding.check() + "/" + finding.code());
        boolean failed = finding.severity() == Severity.FAIL;
        if (direction == null) {
            return failed ? MOST : 0;
        }
        double ratio = direction == Direction.AT_MOST
                ? quotient(finding.value(), finding.threshold())
                : quotient(finding.threshold(), finding.value());
        return failed ? Math.max(1, ratio) : Math.min(1, ratio);
    }

    private static double quotient(double a, double b) {
        return Double.isFinite(a / b) ? Math.clamp(a / b, 0, MOST) : a > 0 ? MOST : 0;
    }
}

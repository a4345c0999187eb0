package io.tailforge.quality.calibration;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.ClipFigures;
import io.tailforge.quality.ClipScorer;
import io.tailforge.quality.Measure;
import io.tailforge.quality.calibration.LearntCalibration.Learnt;
import io.tailforge.quality.calibration.LearntCalibration.Origin;
import io.tailforge.quality.verdict.CleanDistribution;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Learns thresholds from clips that are known to be clean. The share of false rejects is over everything: half of it is
 * divided by the number of measures, each measure's threshold is where its tail over clean clips falls to that; the other
 * half is the joint score's. A measure with fewer than {@link CleanDistribution#LEAST_CLIPS} values keeps its threshold.
 *
 * <p>A threshold is never set closer to the clean clips' median than half of the way from there to the built-in one, of many
 * clips a quarter (5/&radic;n): that the clips at hand lie close together says little about the next ones. Nor much wider than the built-in
 * one where no clip comes near that, nor more than {@value #MOST_WAY} times as far out as the worst clip: the tail of some
 * dozens of clips, drawn out to one of ten thousand, would let everything pass.
 */
public final class Calibrator {
    private static final double LEAST_WAY = 0.25;
    private static final double LEAST_WAY_OF_FEW = 0.5;
    private static final double LEAST_SHARE = 0.02;
    private static final double MOST_WAY = 2;
    private static final int FOLDS = 5;

    private final List<Measure> measures;
    private final double falseRejects;
    private final Calibration base;
    private final Map<String, ClipFigures> clips = new TreeMap<>();
    private final TreeMap<String, String> leftOut = new TreeMap<>();

    /** @param base its thresholds hold where there are too few values */
    public Calibrator(List<Measure> measures, double falseRejects, Calibration base) {
        if (!(falseRejects > 0 && falseRejects <= LearntCalibration.MOST_FALSE_REJECTS)) {
            throw new IllegalArgumentException(
                    "a share of false rejects is above 0 and at most " + LearntCalibration.MOST_FALSE_REJECTS);
        }
        this.measures = List.copyOf(measures);
        this.falseRejects = falseRejects;
        this.base = base;
    }

    /** Takes in what was found in a clip. One with a failure that no threshold can mend is left out. */
    public void add(String name, List<Finding> findings) {
        ClipFigures figures = ClipFigures.of(findings, measures);
        Optional<Finding> broken = findings.stream()
                .filter(finding -> finding.severity() == Severity.FAIL
                        && !figures.worst().containsKey(finding.check() + "/" + finding.code()))
                .findFirst();
        broken.ifPresentOrElse(
                finding -> leftOut.put(name, finding.code() + " " + finding.detail()), () -> clips.put(name, figures));
    }

    /** A clip that could not be examined. */
    public void leaveOut(String name, String why) {
        leftOut.put(name, why);
    }

    /** @param version what verdicts will call it */
    public LearntCalibration finish(String version) {
        List<ClipFigures> all = List.copyOf(clips.values());
        long calibrated =
                measures.stream().filter(measure -> isEnough(measure, all)).count();
        double share = falseRejects / 2 / Math.max(1, calibrated);
        List<Learnt> learnt =
                measures.stream().map(measure -> learn(measure, all, share)).toList();
        Optional<CleanDistribution> together = together(all, share);
        LearntCalibration whole =
                new LearntCalibration(version, falseRejects, all.size(), leftOut, 0, together, learnt);
        return new LearntCalibration(version, falseRejects, all.size(), leftOut, refused(whole, all), together, learnt);
    }

    private static boolean isEnough(Measure measure, List<ClipFigures> clips) {
        return values(measure, clips).length >= CleanDistribution.LEAST_CLIPS;
    }

    private static double[] values(Measure measure, List<ClipFigures> clips) {
        return clips.stream()
                .map(clip -> clip.worst().get(measure.key()))
                .filter(value -> value != null)
                .mapToDouble(ClipFigures.Value::worse)
                .toArray();
    }

    private Learnt learn(Measure measure, List<ClipFigures> all, double share) {
        double[] values = values(measure, all);
        if (values.length < CleanDistribution.LEAST_CLIPS) {
            return keep(measure, values.length);
        }
        CleanDistribution clean = fit(measure, values, share);
        double threshold = measure.worse(clean.exceededBy(share));
        return new Learnt(measure, Origin.CALIBRATED, threshold, Optional.of(clean), told(measure, threshold, values));
    }

    private Learnt keep(Measure measure, int clips) {
        Origin origin = base.thresholds().containsKey(measure.key()) ? Origin.BASE : Origin.BUILT_IN;
        return new Learnt(
                measure,
                origin,
                base.thresholdOf(measure),
                Optional.empty(),
                "%d clips have a value, %d are needed".formatted(clips, CleanDistribution.LEAST_CLIPS));
    }

    private static String told(Measure measure, double threshold, double[] values) {
        boolean wider = measure.worse(threshold) > measure.worse(measure.threshold());
        return "tail of %d clips%s"
                .formatted(values.length, wider ? ", wider than the built-in threshold: look at the worst ones" : "");
    }

    private static CleanDistribution fit(Measure measure, double[] values, double share) {
        CleanDistribution seen = CleanDistribution.fit(values);
        double median = seen.median();
        double builtIn = measure.worse(measure.threshold());
        double worst = Arrays.stream(values).max().orElseThrow();
        double least = Math.max(leastWay(values.length) * (builtIn - median), LEAST_SHARE * Math.abs(builtIn));
        double most = mostWay(builtIn - median, worst - median);
        return seen.reachingAtMost(median + most, share).reaching(median + least, share);
    }

    /** Half of the way to the built-in threshold up to 100 clips, a quarter from 400. */
    private static double leastWay(int clips) {
        return Math.clamp(5 / Math.sqrt(clips), LEAST_WAY, LEAST_WAY_OF_FEW);
    }

    /** The built-in way up to where the worst clip goes two thirds of it, {@value #MOST_WAY} times the worst's from where it passes. */
    private static double mostWay(double builtIn, double worst) {
        return Math.max(builtIn, Math.min((1 + MOST_WAY) * worst - builtIn, MOST_WAY * worst));
    }

    /** Each clip's strangeness by what the other clips are like, so that none vouches for itself. */
    private Optional<CleanDistribution> together(List<ClipFigures> all, double share) {
        if (all.size() < 2 * CleanDistribution.LEAST_CLIPS) {
            return Optional.empty();
        }
        double[] strange = new double[all.size()];
        for (int fold = 0; fold < FOLDS; fold++) {
            int from = all.size() * fold / FOLDS;
            int to = all.size() * (fold + 1) / FOLDS;
            List<ClipFigures> others = new ArrayList<>(all.subList(0, from));
            others.addAll(all.subList(to, all.size()));
            Map<String, CleanDistribution> clean = cleanOf(others, share);
            for (int i = from; i < to; i++) {
                strange[i] = ClipScorer.strangeness(all.get(i), clean);
            }
        }
        return Optional.of(CleanDistribution.fit(strange));
    }

    private Map<String, CleanDistribution> cleanOf(List<ClipFigures> clips, double share) {
        Map<String, CleanDistribution> clean = new TreeMap<>();
        for (Measure measure : measures) {
            if (isEnough(measure, clips)) {
                clean.put(measure.key(), fit(measure, values(measure, clips), share));
            }
        }
        return clean;
    }

    private static int refused(LearntCalibration learnt, List<ClipFigures> all) {
        Calibration calibration = CalibrationDocument.calibration(learnt);
        ClipScorer scorer = new ClipScorer(calibration);
        return (int) all.stream()
                .filter(clip -> scorer.score(clip) < learnt.falseRejects())
                .count();
    }
}

package io.tailforge.quality;

import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.quality.verdict.DecisionRule;
import io.tailforge.scene.artifact.ClipScore;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.artifact.Verdict;
import io.tailforge.scene.artifact.Verdict.Decision;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.video.VideoProbe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs the installed checks over a clip and gives the verdict. Every frame and sweep is decoded once for all checks. */
public final class QualityFilter {
    private final List<QualityCheck> checks;
    private final DecisionRule rule;

    /** With all installed checks. */
    public QualityFilter() {
        this(listInstalled());
    }

    public QualityFilter(List<QualityCheck> checks) {
        this(checks, DecisionRule.DEFAULT);
    }

    public QualityFilter(List<QualityCheck> checks, DecisionRule rule) {
        this.checks = List.copyOf(checks);
        this.rule = rule;
    }

    /** Every check on the class path, cheap ones first. */
    public static List<QualityCheck> listInstalled() {
        return ServiceLoader.load(QualityCheck.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(QualityCheck::cost).thenComparing(QualityCheck::id))
                .toList();
    }

    /** The same filter, with one that looks on while it decodes and may find nothing. */
    public QualityFilter watchedBy(QualityCheck onlooker) {
        List<QualityCheck> all = new ArrayList<>(checks);
        all.add(onlooker);
        return new QualityFilter(all, rule);
    }

    public List<QualityCheck> listChecks() {
        return checks;
    }

    /** The figures that its checks judge by. */
    public List<Measure> listMeasures() {
        return checks.stream().flatMap(check -> check.measures().stream()).toList();
    }

    /** Everything its checks find, without a decision. */
    public List<Finding> examine(ClipEvidence clip) {
        return examine(clip, checks, false);
    }

    /**
     * Judges one attempt at a clip by its calibration: one failed finding is enough to refuse it, and so is a joint score below
     * what the rule or the calibration asks. A finding that could not be made is recorded and does not refuse by itself. An
     * attempt that another follows is looked at only up to the first {@link Examination#refusal}.
     *
     * @param attempt from 1
     * @param maxAttempts the attempt after which a refused clip is rejected instead of tried again
     */
    public Verdict judge(ClipEvidence clip, int attempt, int maxAttempts) {
        List<Finding> findings = examine(clip, checks, attempt < maxAttempts);
        ClipScore score = score(clip.calibration(), findings);
        boolean refused = anyFailed(findings) || score.value() < score.rejectBelow();
        return new Verdict(
                refused ? refusal(attempt < maxAttempts) : passed(findings, score),
                attempt,
                findings,
                Optional.of(score));
    }

    private ClipScore score(Calibration calibration, List<Finding> findings) {
        ClipFigures figures = ClipFigures.of(findings, listMeasures());
        return new ClipScore(
                failedBeyondFigures(findings, figures) ? 0 : new ClipScorer(calibration).score(figures),
                rule.rejectBelow(calibration.falseRejects()),
                rule.acceptFrom(calibration.falseRejects()),
                calibration.version(),
                calibration.sha256());
    }

    /** Whether something failed that has no more or less: a missing camera, a broken file. */
    private static boolean failedBeyondFigures(List<Finding> findings, ClipFigures figures) {
        return findings.stream()
                .anyMatch(finding -> finding.severity() == Severity.FAIL
                        && !figures.worst().containsKey(finding.check() + "/" + finding.code()));
    }

    private static Decision refusal(boolean triesLeft) {
        return triesLeft ? Decision.REGENERATE : Decision.REJECT;
    }

    private Decision passed(List<Finding> findings, ClipScore score) {
        return score.value() < score.acceptFrom()
                        || rule.mustJudge().stream().anyMatch(check -> isUnjudged(check, findings))
                ? Decision.NEEDS_PERSON
                : Decision.ACCEPT;
    }

    private static boolean isUnjudged(String check, List<Finding> findings) {
        return findings.stream()
                .noneMatch(finding -> finding.check().equals(check) && finding.severity() != Severity.NOT_JUDGED);
    }

    /** @param hurried whether the first failure that is certain is enough */
    static List<Finding> examine(ClipEvidence given, List<QualityCheck> checks, boolean hurried) {
        ClipEvidence clip = given.expected()
                .map(views -> given.expecting(new RecentViews(views)))
                .orElse(given);
        SharedPasses passes = new SharedPasses();
        List<Examination> examinations =
                checks.stream().map(check -> begin(check, clip, passes)).toList();
        BooleanSupplier refused = () -> hurried
                && examinations.stream()
                        .anyMatch(examination -> !examination.refusal().isEmpty());
        Consumer<Consumer<Examination>> all = examinations::forEach;
        showVideos(clip, all, refused);
        for (LidarSweep sweep : clip.result().sweeps()) {
            if (!refused.getAsBoolean()) {
                showSweep(clip, sweep, all);
            }
        }
        return refused.getAsBoolean() ? refusals(checks, examinations) : finish(checks, examinations);
    }

    private static List<Finding> refusals(List<QualityCheck> checks, List<Examination> examinations) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            List<Finding> certain = examinations.get(i).refusal();
            findings.addAll(certain.isEmpty() ? List.of(notNeeded(checks.get(i))) : certain);
        }
        return findings;
    }

    private static List<Finding> finish(List<QualityCheck> checks, List<Examination> examinations) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            boolean spared = checks.get(i).survivorsOnly() && anyFailed(findings);
            findings.addAll(
                    spared
                            ? List.of(notNeeded(checks.get(i)))
                            : examinations.get(i).finish());
        }
        return findings;
    }

    private static Examination begin(QualityCheck check, ClipEvidence clip, SharedPasses passes) {
        boolean blind = check.needsRequest() && !clip.scene().variation().isTold();
        return blind
                ? () -> List.of(notJudged(check, "REQUEST-UNTOLD", "nobody said what was asked for"))
                : check.examine(clip, passes);
    }

    private static Finding notNeeded(QualityCheck check) {
        return notJudged(check, "NOT-NEEDED", "a cheaper check has refused the clip");
    }

    private static Finding notJudged(QualityCheck check, String code, String why) {
        return new Finding(check.id(), code, Severity.NOT_JUDGED, 0, 0, "", Optional.empty(), -1, -1, why);
    }

    private static boolean anyFailed(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.FAIL);
    }

    /** All cameras in step: what is kept in memory is one frame of each, whatever the clip's length. */
    private static void showVideos(ClipEvidence clip, Consumer<Consumer<Examination>> all, BooleanSupplier refused) {
        List<FilmStrip> strips = new ArrayList<>();
        try {
            for (Camera camera : clip.scene().rig().cameras()) {
                open(clip, camera.name(), all).ifPresent(strips::add);
            }
            showInStep(strips, all, refused);
        } finally {
            strips.forEach(FilmStrip::close);
        }
    }

    private static Optional<FilmStrip> open(ClipEvidence clip, String camera, Consumer<Consumer<Examination>> all) {
        try {
            Path file = clip.folder().resolve(videoKey(clip, camera));
            var info = VideoProbe.probe(file);
            all.accept(examination -> examination.camera(camera, info));
            return Optional.of(
                    new FilmStrip(camera, file, info, clip.scene().grid().frames() + 1));
        } catch (BadInputException e) {
            all.accept(examination -> examination.brokenCamera(camera, 0, e));
            return Optional.empty();
        }
    }

    private static void showInStep(
            List<FilmStrip> strips, Consumer<Consumer<Examination>> all, BooleanSupplier refused) {
        List<CameraFrame> frames = new ArrayList<>();
        do {
            if (refused.getAsBoolean()) {
                return;
            }
            frames.clear();
            for (FilmStrip strip : strips) {
                next(strip, all).ifPresent(frames::add);
            }
            frames.forEach(frame -> all.accept(examination -> examination.frame(frame)));
            if (!frames.isEmpty()) {
                List<CameraFrame> instant = List.copyOf(frames);
                all.accept(examination -> examination.instant(instant));
            }
        } while (!frames.isEmpty());
    }

    private static Optional<CameraFrame> next(FilmStrip strip, Consumer<Consumer<Examination>> all) {
        try {
            return strip.next();
        } catch (BadInputException e) {
            strip.close();
            all.accept(examination -> examination.brokenCamera(strip.camera(), strip.framesRead(), e));
            return Optional.empty();
        }
    }

    private static String videoKey(ClipEvidence clip, String camera) {
        return clip.result().views().stream()
                .filter(view -> view.camera().equals(camera))
                .findFirst()
                .map(GeneratedView::objects)
                .flatMap(objects -> Optional.ofNullable(objects.get(ObjectKind.RGB)))
                .orElseThrow(() -> new BadInputException(Problem.of(
                        "VIDEO-MISSING", camera, "the result has no video of this camera; generate it again")))
                .key();
    }

    private static void showSweep(ClipEvidence clip, LidarSweep sweep, Consumer<Consumer<Examination>> all) {
        try {
            SweepPoints points = clip.sweeps().read(sweep);
            all.accept(examination -> examination.sweep(sweep, points));
        } catch (BadInputException e) {
            all.accept(examination -> examination.brokenSweep(sweep, e));
        }
    }
}

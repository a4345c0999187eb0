package io.tailforge.quality.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.ClipFigures;
import io.tailforge.quality.ClipScorer;
import io.tailforge.quality.Measure;
import io.tailforge.quality.calibration.LearntCalibration.Learnt;
import io.tailforge.quality.calibration.LearntCalibration.Origin;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.problem.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibratorTest {
    private static final int CHECKS = 12;

    /** Three measures a check, with the check's own weather in common. */
    private static List<Measure> measures() {
        List<Measure> measures = new ArrayList<>();
        for (int check = 0; check < CHECKS; check++) {
            measures.add(Measure.atMost("check" + check, "NORMAL", 8, "px"));
            measures.add(Measure.atLeast("check" + check, "LEAST", -8, "px"));
            measures.add(Measure.atMost("check" + check, "SKEWED", 40, "px"));
        }
        return measures;
    }

    private static List<Measure> tight() {
        return measures().stream()
                .map(measure -> new Measure(
                        measure.check(),
                        measure.code(),
                        measure.unit(),
                        measure.direction(),
                        measure.threshold() > 0 ? 0.5 : -0.5))
                .toList();
    }

    /** @param push added to each check's own, in deviations */
    private static List<Finding> clip(SplittableRandom random, double push) {
        List<Finding> findings = new ArrayList<>();
        double weather = gauss(random);
        for (int check = 0; check < CHECKS; check++) {
            double own = 0.4 * weather + 0.6 * gauss(random) + push;
            findings.add(finding("check" + check, "NORMAL", own + 0.7 * gauss(random)));
            findings.add(finding("check" + check, "LEAST", -own + 0.7 * gauss(random)));
            findings.add(finding("check" + check, "SKEWED", Math.exp(0.5 * (own + 0.7 * gauss(random)))));
        }
        return findings;
    }

    private static double gauss(SplittableRandom random) {
        return random.nextGaussian();
    }

    private static Finding finding(String check, String code, double value) {
        return new Finding(check, code, Severity.PASS, value, 0, "px", Optional.of("front"), 0, 0, "");
    }

    private static LearntCalibration learn(int clips, long seed) {
        return learn(measures(), clips, seed);
    }

    private static LearntCalibration learn(List<Measure> measures, int clips, long seed) {
        Calibrator calibrator = new Calibrator(measures, 0.01, Calibration.BUILT_IN);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < clips; i++) {
            calibrator.add("clip%04d".formatted(i), clip(random, 0));
        }
        return calibrator.finish("test-1");
    }

    private static double refused(Calibration calibration, double push, int clips) {
        ClipScorer scorer = new ClipScorer(calibration);
        SplittableRandom random = new SplittableRandom(99);
        int refused = 0;
        for (int i = 0; i < clips; i++) {
            if (scorer.score(ClipFigures.of(clip(random, push), measures())) < calibration.falseRejects()) {
                refused++;
            }
        }
        return (double) refused / clips;
    }

    @Test
    void oneOfAHundredNewCleanClipsIsRefusedAtMost() {
        for (int clips : new int[] {100, 600}) {
            Calibration calibration = CalibrationDocument.calibration(learn(clips, 5));
            assertThat(refused(calibration, 0, 4000)).as(clips + " clips").isLessThanOrEqualTo(0.01);
        }
    }

    /** The worst clips seen bound these thresholds. */
    @Test
    void oneOfAHundredIsRefusedAtMostWhereTheThresholdsBuiltInAreTooTight() {
        for (int clips : new int[] {100, 600}) {
            Calibration calibration = CalibrationDocument.calibration(learn(tight(), clips, 5));
            assertThat(refused(calibration, 0, 4000)).as(clips + " clips").isLessThanOrEqualTo(0.01);
        }
    }

    @Test
    void aLittleWrongEverywhereIsRefusedAlthoughNoThresholdIsPassed() {
        Calibration calibration = CalibrationDocument.calibration(learn(600, 5));
        SplittableRandom random = new SplittableRandom(4);
        ClipFigures faint = ClipFigures.of(clip(random, 1.6), measures());

        assertThat(faint.worst().values())
                .allMatch(value -> value.worse() <= value.measure().worse(calibration.thresholdOf(value.measure())));
        assertThat(new ClipScorer(calibration).score(faint)).isLessThan(0.01);
    }

    @Test
    void aClipThatPassesAThresholdScoresBelowTheShareOfFalseRejects() {
        Calibration calibration = CalibrationDocument.calibration(learn(200, 5));
        Measure measure = measures().getFirst();
        double justBeyond = calibration.thresholdOf(measure) * (1 + 1e-9);
        ClipFigures figures = ClipFigures.of(List.of(finding(measure.check(), measure.code(), justBeyond)), measures());

        assertThat(new ClipScorer(calibration).score(figures)).isLessThan(0.01);
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        LearntCalibration learnt = learn(100, 8);
        byte[] document = CalibrationDocument.write(learnt);
        Calibration read = CalibrationDocument.read("calibration.json", document);

        assertThat(read.version()).isEqualTo("test-1");
        assertThat(read.sha256()).hasSize(64);
        assertThat(read.falseRejects()).isEqualTo(0.01);
        assertThat(read.together()).isEqualTo(learnt.together());
        for (Learnt one : learnt.measures()) {
            assertThat(read.thresholdOf(one.measure())).isEqualTo(one.threshold());
            assertThat(Optional.ofNullable(read.clean().get(one.measure().key())))
                    .isEqualTo(one.clean());
        }
        assertThat(CalibrationDocument.write(learn(100, 8))).isEqualTo(document);
    }

    @Test
    void fewClipsKeepTheThresholdsThereWere() {
        LearntCalibration few = learn(30, 8);
        assertThat(few.measures()).allMatch(one -> one.origin() == Origin.BUILT_IN);
        assertThat(few.measures().getFirst().why()).isEqualTo("30 clips have a value, 40 are needed");

        Calibrator onBase = new Calibrator(measures(), 0.01, new Calibration("base", Map.of("check0/NORMAL", 5.5)));
        onBase.add("clip", clip(new SplittableRandom(1), 0));
        Learnt first = onBase.finish("test-2").measures().getFirst();
        assertThat(first.origin()).isEqualTo(Origin.BASE);
        assertThat(first.threshold()).isEqualTo(5.5);
    }

    @Test
    void clipsThatAreAllAlikeSetNoThresholdNextToThem() {
        assertThat(thresholdOfClipsAlike(60)).isCloseTo(0.5, within(1e-9));
        assertThat(thresholdOfClipsAlike(100)).isCloseTo(0.5, within(1e-9));
        assertThat(thresholdOfClipsAlike(225)).isCloseTo(1 / 3.0, within(1e-9));
        assertThat(thresholdOfClipsAlike(600)).isCloseTo(0.25, within(1e-9));
    }

    private static double thresholdOfClipsAlike(int clips) {
        Measure measure = Measure.atMost("drop", "DROPPED", 1, "frames");
        Calibrator calibrator = new Calibrator(List.of(measure), 0.01, Calibration.BUILT_IN);
        for (int i = 0; i < clips; i++) {
            calibrator.add(
                    "clip" + i,
                    List.of(new Finding("drop", "DROPPED", Severity.PASS, 0, 1, "frames", Optional.empty(), 0, 0, "")));
        }
        return calibrator.finish("alike").measures().getFirst().threshold();
    }

    @Test
    void aTailOfFewClipsIsNotDrawnOutFarBeyondWhatTheyShowed() {
        double median = 0.8;
        assertThat(thresholdOfAgreement(0.5)).as("worst half way to 0.2").isCloseTo(0.2, within(0.01));
        assertThat(thresholdOfAgreement(0.3)).as("near it").isCloseTo(median - (3 * 0.5 - 0.6), within(0.01));
        assertThat(thresholdOfAgreement(0.1)).as("beyond it").isCloseTo(median - 2 * 0.7, within(0.01));
    }

    /** Learnt from 51 clips, from 0.9 over 0.8 in the middle to the worst. */
    private static double thresholdOfAgreement(double worst) {
        Measure agreement = Measure.atLeast("overlap", "AGREEMENT", 0.2, "px");
        Calibrator calibrator = new Calibrator(List.of(agreement), 1e-4, Calibration.BUILT_IN);
        for (int i = -25; i <= 25; i++) {
            double value = 0.8 - (i < 0 ? 0.1 : 0.8 - worst) * i / 25;
            calibrator.add("clip" + i, List.of(finding("overlap", "AGREEMENT", value)));
        }
        return calibrator.finish("few").measures().getFirst().threshold();
    }

    @Test
    void aBrokenClipTeachesNothing() {
        Calibrator calibrator = new Calibrator(measures(), 0.01, Calibration.BUILT_IN);
        calibrator.add(
                "broken",
                List.of(new Finding(
                        "integrity", "VIDEO-MISSING", Severity.FAIL, 0, 0, "", Optional.empty(), 0, 0, "no video")));
        LearntCalibration learnt = calibrator.finish("none");

        assertThat(learnt.clips()).isZero();
        assertThat(learnt.leftOut()).containsEntry("broken", "VIDEO-MISSING no video");
    }

    @Test
    void withoutACalibrationWhatFailsScoresLowAndWhatIsFarFromFailingScoresHigh() {
        ClipScorer scorer = new ClipScorer(Calibration.BUILT_IN);
        SplittableRandom random = new SplittableRandom(4);
        List<Finding> findings = clip(random, 0);
        double clean = scorer.score(ClipFigures.of(findings, measures()));
        findings.add(finding("check0", "NORMAL", 8.1));

        assertThat(clean).isGreaterThan(0.05);
        assertThat(scorer.score(ClipFigures.of(findings, measures()))).isLessThan(0.01);
    }

    @Test
    void nothingOfWhatMustNotBeAtAllIsAsCleanAsCanBe() {
        Measure none = Measure.atMost("files", "BROKEN", 0, "px");
        ClipScorer scorer = new ClipScorer(Calibration.BUILT_IN);

        assertThat(scorer.score(ClipFigures.of(List.of(finding("files", "BROKEN", 0)), List.of(none))))
                .isEqualTo(1);
        assertThat(scorer.score(ClipFigures.of(List.of(finding("files", "BROKEN", 1)), List.of(none))))
                .isLessThan(0.01);
    }

    @Test
    void tooFewClipsToLearnFromLetTheScoreRefuseNothing() {
        Calibration calibration = CalibrationDocument.calibration(learn(3, 5));

        assertThat(calibration.clean()).isEmpty();
        assertThat(calibration.falseRejects()).isZero();
    }

    @Test
    void whatIsNoCalibrationIsRefusedWithItsPlace() {
        assertThatThrownBy(() ->
                        CalibrationDocument.read("c.json", "{\"schema\": \"x\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("SCHEMA-UNKNOWN")
                .hasMessageContaining("/schema");
        String text = new String(CalibrationDocument.write(learn(100, 8)), StandardCharsets.UTF_8)
                .replaceFirst("\"tail_shape\": [0-9.e-]+", "\"tail_shape\": 0.9");
        assertThatThrownBy(() -> CalibrationDocument.read("c.json", text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("NOT-A-DISTRIBUTION");
    }
}

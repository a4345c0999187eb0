package io.tailforge.service.filterbench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.fault.Effect;
import io.tailforge.quality.fault.FaultFile;
import io.tailforge.quality.fault.FaultType;
import io.tailforge.quality.fault.Place;
import io.tailforge.quality.fault.PlantLabel;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.service.filterbench.BenchResult.Alarm;
import io.tailforge.service.filterbench.Rate.Case;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BenchReportTest {
    private static final FaultType FREEZE = FaultFile.builtIn().getFirst();

    @Test
    void windowsOfOneSceneAreOneDrawOfTheInterval() {
        List<Case> scenes = new ArrayList<>();
        List<Case> windows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            scenes.add(new Case("scene-" + i, i % 2 == 0));
            windows.add(new Case("scene-" + i / 20, i < 20));
        }
        assertThat(Rate.of(scenes).share()).isEqualTo(0.5);
        assertThat(Rate.of(scenes).low()).isBetween(0.3, 0.4);
        assertThat(Rate.of(scenes).high()).isBetween(0.6, 0.7);
        assertThat(Rate.of(windows).low()).isZero();
        assertThat(Rate.of(windows).high()).isEqualTo(1);
        assertThat(Rate.of(List.of()).total()).isZero();
    }

    @Test
    void theAreaCountsTiesByHalfAndTheCurveEndsInItsCorners() {
        assertThat(Roc.area(new double[] {3, 2}, new double[] {1, 2})).contains(0.875);
        assertThat(Roc.area(new double[0], new double[] {1})).isEmpty();
        double[][] curve = Roc.curve(new double[] {3, 2}, new double[] {1, 2});
        assertThat(curve[0]).containsExactly(0, 0);
        assertThat(curve[1]).containsExactly(0, 0.5);
        assertThat(curve[2]).containsExactly(0.5, 1);
        assertThat(curve[3]).containsExactly(1, 1);
    }

    @Test
    void aPlaceIsRightByTheClearestAlarmThatNamesOne() {
        BenchResult right = planted("front", 10, 13, alarm("front", 11, 12), alarm("rear", 0, 0));
        BenchResult wrong = planted("front", 10, 13, alarm("rear", 20, 21), alarm("front", 11, 12));
        BenchResult missed = planted("front", 10, 13);
        assertThat(Localisation.sensorIsRight(right)).contains(true);
        assertThat(Localisation.framesAreRight(right)).contains(true);
        assertThat(Localisation.sensorIsRight(wrong)).contains(false);
        assertThat(Localisation.framesAreRight(wrong)).contains(false);
        assertThat(Localisation.sensorIsRight(missed)).isEmpty();
    }

    @Test
    void falseRejectsAreThoseOfNullPlantsAndChangedVerdictsAreHeldAgainstTheClipAsItIs() {
        List<BenchResult> results = List.of(
                result(ClipVisit.CONTROLS.getFirst(), true, 0.1),
                result(Planting.nullLabel(false), false, 0.2, alarm("front", 1, 2)),
                result(Planting.nullLabel(true), true, 0.1),
                planted("front", 10, 13, alarm("front", 10, 13)));
        BenchReport report = BenchReport.of(List.of(FREEZE), results, (type, severity) -> 20 * severity);
        assertThat(report.falseRejects().hits()).isEqualTo(1);
        assertThat(report.falseRejects().total()).isEqualTo(1);
        assertThat(report.interpolated().hits()).isZero();
        assertThat(report.changedByNull().hits()).isEqualTo(1);
        assertThat(report.falseAlarms()).containsEntry("freeze/FREEZE", 1);
        assertThat(report.rows().get(1).detected().hits()).isEqualTo(1);
        assertThat(report.rows().get(1).area()).contains(1.0);
        assertThat(report.rows().get(1).wanted()).isEqualTo(40);
        assertThat(report.toTable())
                .contains("freeze")
                .contains("false rejects")
                .contains("1 plants of 120 wanted");
        assertThat(report.toRocSvg()).startsWith("<svg").contains("1 freeze");
    }

    @Test
    void whatCrashedIsNoVerdictAndIsTold() {
        BenchClip clip = new BenchClip("clip-w1", "clip", java.nio.file.Path.of("clip-w1"));
        BenchResult crashed =
                BenchResult.crashed(clip, Planting.nullLabel(false), new IllegalArgumentException("not finite"), 0.1);
        BenchReport report = BenchReport.of(
                List.of(FREEZE),
                List.of(crashed, result(Planting.nullLabel(false), true, 0.1)),
                (type, severity) -> 20);
        assertThat(report.falseRejects().total()).isEqualTo(1);
        assertThat(report.controlScores()).hasSize(1);
        assertThat(report.toTable()).contains("crashed: clip-w1/null-plant/0").contains("not finite");
    }

    @Test
    void aResultIsTheSameWhenItIsReadAgain() {
        BenchResult result = planted("front", 10, 13, alarm("front", 10, 13));
        byte[] line = JsonWriter.compact(result.toJson()).getBytes(StandardCharsets.UTF_8);
        assertThat(BenchResult.read(JsonView.parse("line", line))).isEqualTo(result);
    }

    private static BenchResult planted(String camera, int first, int last, Alarm... alarms) {
        PlantLabel label = new PlantLabel("freeze", 2, -5, Place.of(camera, first, last), new Effect(12.5, "levels"));
        return result(label, alarms.length == 0, 0.9, alarms);
    }

    private static BenchResult result(PlantLabel label, boolean accepted, double score, Alarm... alarms) {
        List<Alarm> all = new ArrayList<>();
        Collections.addAll(all, alarms);
        return new BenchResult("clip-w0", "clip", label, Optional.empty(), accepted, score, all, List.of(), 1.5, 0.5);
    }

    private static Alarm alarm(String camera, int first, int last) {
        return new Alarm("freeze", "FREEZE", Optional.of(camera), first, last, 3);
    }
}

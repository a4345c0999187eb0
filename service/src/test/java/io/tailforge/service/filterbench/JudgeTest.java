package io.tailforge.service.filterbench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.Measure;
import io.tailforge.quality.QualityFilter;
import io.tailforge.quality.fault.Effect;
import io.tailforge.quality.fault.Place;
import io.tailforge.quality.fault.PlantLabel;
import io.tailforge.service.filterbench.BenchResult.Alarm;
import io.tailforge.service.filterbench.BenchResult.Figure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Measure MEASURE = new QualityFilter()
            .listMeasures().stream()
                    .filter(measure -> measure.direction() == Measure.Direction.AT_MOST && measure.threshold() > 0)
                    .findFirst()
                    .orElseThrow();
    private static final Figure HIGH =
            new Figure(MEASURE.check(), MEASURE.code(), 1.5 * MEASURE.threshold(), Optional.of("front"), 3, 5);

    @Test
    void whatWasMeasuredIsJudgedAnewByAnotherCalibration() {
        BenchResult measured = measured(List.of(), List.of(HIGH));
        BenchResult refused = new Judge(Calibration.BUILT_IN).judged(measured);
        assertThat(refused.accepted()).isFalse();
        assertThat(refused.alarms())
                .containsExactly(new Alarm(MEASURE.check(), MEASURE.code(), Optional.of("front"), 3, 5, 1.5));
        Calibration wide = new Calibration("wide", Map.of(MEASURE.key(), 2 * MEASURE.threshold()));
        BenchResult accepted = new Judge(wide).judged(refused);
        assertThat(accepted.accepted()).isTrue();
        assertThat(accepted.alarms()).isEmpty();
        assertThat(accepted.score()).isLessThan(refused.score());
        assertThat(new Judge(Calibration.BUILT_IN).judged(accepted)).isEqualTo(refused);
    }

    @Test
    void whatIsBrokenIsBrokenUnderAnyCalibration() {
        Alarm missing = new Alarm("integrity", "VIDEO-MISSING", Optional.of("front"), -1, -1, 1e6);
        Calibration wide = new Calibration("wide", Map.of(MEASURE.key(), 2 * MEASURE.threshold()));
        BenchResult judged = new Judge(wide).judged(measured(List.of(missing), List.of(HIGH)));
        assertThat(judged.accepted()).isFalse();
        assertThat(judged.alarms()).containsExactly(missing);
        assertThat(judged.score()).isEqualTo(1);
    }

    @Test
    void aPlantThatWasSkippedHasNoVerdict() {
        BenchClip clip = new BenchClip("clip", "clip", java.nio.file.Path.of("clip"));
        BenchResult skipped = BenchResult.skipped(clip, label(), "the ego stands", 0.1);
        assertThat(new Judge(Calibration.BUILT_IN).judged(skipped)).isEqualTo(skipped);
    }

    private static BenchResult measured(List<Alarm> broken, List<Figure> figures) {
        return new BenchResult("clip", "clip", label(), Optional.empty(), true, 0, broken, figures, 3, 1);
    }

    private static PlantLabel label() {
        return new PlantLabel("freeze", 2, 1, Place.everywhere(), new Effect(1, "levels"));
    }
}

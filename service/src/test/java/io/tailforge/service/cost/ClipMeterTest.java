package io.tailforge.service.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClipMeterTest {
    private static final double NANO = 1e-9;
    private final long[] clock = {0};
    private final long[] processCpu = {0};
    private final CpuShares cpu = new CpuShares(() -> processCpu[0]);

    private void pass(double seconds, double cpuSeconds) {
        clock[0] += Math.round(seconds * 1e9);
        processCpu[0] += Math.round(cpuSeconds * 1e9);
    }

    private ClipMeter meter(boolean generatesHere) {
        return new ClipMeter(cpu, generatesHere, () -> clock[0]);
    }

    private static double wall(ClipCost cost, Phase phase) {
        return spell(cost, phase).wallSeconds();
    }

    private static ClipCost.Spell spell(ClipCost cost, Phase phase) {
        return cost.phases().stream()
                .filter(one -> one.phase() == phase)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachPhaseHasItsOwnTime() {
        ClipMeter meter = meter(false);
        pass(1, 0.5);
        meter.enter(Phase.CONDITION);
        pass(2, 3);
        meter.enter(Phase.GENERATE);
        pass(10, 0.1);
        meter.enter(Phase.FILTER);
        pass(1, 1);
        meter.stop();
        ClipCost cost = meter.cost();
        assertThat(cost.wallSeconds()).isCloseTo(14, within(NANO));
        assertThat(spell(cost, Phase.CONDITION)).isEqualTo(new ClipCost.Spell(Phase.CONDITION, 2, 3));
        assertThat(spell(cost, Phase.GENERATE).cpuSeconds()).isZero();
        assertThat(cost.stagesCpuSeconds()).isCloseTo(4.5, within(NANO));
    }

    @Test
    void waitingIsNoGenerating() {
        ClipMeter meter = meter(false);
        meter.enter(Phase.GENERATE);
        pass(10, 0);
        meter.enter(Phase.FILTER);
        meter.generated(new Generated(3, 5, 2, 2, List.of("a"), Map.of("TF-ENGINE-FAILED", 1), Map.of()));
        meter.stop();
        assertThat(wall(meter.cost(), Phase.WAIT)).isCloseTo(3, within(NANO));
        assertThat(wall(meter.cost(), Phase.GENERATE)).isCloseTo(7, within(NANO));
    }

    @Test
    void aSecondAttemptAddsUp() {
        ClipMeter meter = meter(true);
        for (int attempt = 1; attempt <= 2; attempt++) {
            meter.enter(Phase.GENERATE);
            pass(4, 8);
            meter.generated(new Generated(0, 4, 0, 1, List.of("a"), Map.of(), Map.of("shoot", 3.5)));
            meter.enter(Phase.FILTER);
            pass(1, 1);
        }
        meter.stop();
        ClipCost cost = meter.cost();
        assertThat(spell(cost, Phase.GENERATE)).isEqualTo(new ClipCost.Spell(Phase.GENERATE, 8, 16));
        assertThat(cost.generated().tries()).isEqualTo(2);
        assertThat(cost.generated().endpoints()).containsExactly("a");
        assertThat(cost.generated().enginePhases()).containsEntry("shoot", 7.0);
        assertThat(cost.isReused()).isFalse();
    }

    @Test
    void clipsSideBySideShareTheProcessTime() {
        ClipMeter one = meter(false);
        pass(1, 2);
        ClipMeter other = meter(false);
        pass(1, 2);
        one.stop();
        pass(1, 1);
        other.stop();
        assertThat(one.cost().stagesCpuSeconds()).isCloseTo(3, within(NANO));
        assertThat(other.cost().stagesCpuSeconds()).isCloseTo(2, within(NANO));
    }

    @Test
    void theRealProcessTimeIsMeasured() {
        CpuShares real = new CpuShares();
        CpuShares.Share share = real.open();
        double sum = 0;
        for (int i = 1; i < 30_000_000; i++) {
            sum += 1.0 / i;
        }
        assertThat(sum).isPositive();
        assertThat(share.close()).isPositive();
    }

    @Test
    void aCostSurvivesBeingWritten() {
        ClipMeter meter = meter(false);
        pass(0.25, 0.5);
        meter.enter(Phase.GENERATE);
        pass(2, 0);
        meter.generated(new Generated(0.5, 1, 0.5, 2, List.of("a", "b"), Map.of("TF-X", 1), Map.of("steps", 1.0)));
        meter.stop();
        ClipCost cost = meter.cost();
        assertThat(ClipCost.read(cost.write())).isEqualTo(cost);
    }
}

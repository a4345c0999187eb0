package io.tailforge.lidargen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SweepStatisticsTest {
    @Test
    void aStreetsStatisticsAreThoseOfItsPoints() {
        LidarEngine engine = Street.usual().engine();
        SweepPoints points = engine.sweep(0);
        SweepStatistics statistics = SweepStatistics.of(points, engine.pattern());
        int far = 0;
        for (float range : points.range()) {
            far += range >= 2.5 ? 1 : 0;
        }
        int shots = engine.pattern().rings() * engine.pattern().columns();
        assertThat(statistics.missing()).isCloseTo(1 - (double) far / shots, within(1e-9));
        assertThat(statistics.validByRing()).hasSize(32);
        assertThat(statistics.validByRing()[14]).isGreaterThan(0.98);
        assertThat(statistics.neighbourMetres()).isBetween(0.008, 0.05);
        assertThat(statistics.intensity()[0]).isLessThanOrEqualTo(statistics.intensity()[3]);
        assertThat(statistics.groundSigma()).isBetween(0.001, 0.01);
    }
}

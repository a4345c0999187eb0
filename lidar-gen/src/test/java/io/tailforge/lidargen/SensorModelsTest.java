package io.tailforge.lidargen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.sensor.LidarModel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorModelsTest {
    @Test
    void theShippedSensorsNameTheirSources() {
        assertThat(SensorModels.list())
                .extracting(LidarModel::id)
                .containsExactly(
                        "hdl-32e",
                        "hdl-64e",
                        "os1-128",
                        "ot128",
                        "pandar128",
                        "reference-128x3600",
                        "vlp-32c",
                        "vls-128");
        assertThat(SensorModels.list())
                .allSatisfy(model -> assertThat(model.source()).isNotBlank());
    }

    @Test
    void anUnknownSensorIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> SensorModels.get("hdl-6"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("hdl-32e, hdl-64e, os1-128, ot128")
                .hasMessageContaining("LIDAR-UNKNOWN");
    }

    @Test
    void theHdl32FiresItsLasersInTwoInterleavedBanks() {
        LidarModel model = SensorModels.get("hdl-32e");
        assertThat(model.beams()).hasSize(32);
        assertThat(Math.toDegrees(model.beams().getFirst().elevation())).isCloseTo(-30.67, within(1e-9));
        assertThat(Math.toDegrees(model.beams().getLast().elevation())).isCloseTo(10.67, within(1e-9));
        assertThat(model.beams().get(16).fireOffsetMicros()).isCloseTo(1.152, within(1e-9));
        assertThat(model.beams().get(1).fireOffsetMicros()).isCloseTo(2.304, within(1e-9));
    }

    /** Elevations and azimuth offsets of the published tables, in degrees. */
    @ParameterizedTest
    @CsvSource({
        "hdl-32e,  32, -30.67, 10.67,  1.33, 1.34,  0",
        "hdl-64e,  64, -24.56,  1.96,  0.19, 0.85,  9.95",
        "vlp-32c,  32, -25.00, 15.00,  0.33, 9.37,  4.2",
        "vls-128, 128, -25.00, 15.00,  0.11, 5.42,  6.36",
        "pandar128, 128, -25.02, 14.44, 0.12, 0.91, 7.81",
        "ot128,   128, -24.71, 15.14,  0.10, 1.73,  4.68",
        "os1-128, 128, -21.82, 20.95,  0.25, 0.38,  4.24",
        "reference-128x3600, 128, -25.0, 14.4, 0.31, 0.32, 0"
    })
    void theTablesHaveTheirExtremes(
            String id, int count, double lowest, double highest, double least, double most, double azimuth) {
        double[] elevation = SensorModels.get(id).beams().stream()
                .mapToDouble(beam -> Math.toDegrees(beam.elevation()))
                .toArray();
        assertThat(elevation).hasSize(count);
        assertThat(elevation[0]).isCloseTo(lowest, within(0.005));
        assertThat(elevation[count - 1]).isCloseTo(highest, within(0.005));
        for (int ring = 1; ring < count; ring++) {
            assertThat(elevation[ring] - elevation[ring - 1]).isBetween(least - 1e-9, most + 1e-9);
        }
        assertThat(SensorModels.get(id).beams().stream()
                        .mapToDouble(beam -> Math.abs(Math.toDegrees(beam.azimuthOffset())))
                        .max())
                .hasValueCloseTo(azimuth, within(0.01));
    }

    /** Columns at a rate, time of a column, and the last laser's time after the first. */
    @ParameterizedTest
    @CsvSource({
        "hdl-32e,  20, 1085, 46.08,  35.712",
        "hdl-64e,  10, 2083, 48,     46.5",
        "vlp-32c,  10, 1808, 55.296, 34.56",
        "vls-128,  10, 1876, 53.3,   42.64",
        "pandar128, 10, 1800, 55.556, 52.219",
        "ot128,    20,  900, 55.556, 46.645",
        "os1-128,  10, 1024, 97.656, 0",
        "reference-128x3600, 10, 3600, 27.778, 25.4"
    })
    void theLasersFireInTheirCycle(String id, double rate, int columns, double column, double last) {
        BeamPattern pattern = new BeamPattern(SensorModels.get(id), rate);
        assertThat(pattern.columns()).isEqualTo(columns);
        assertThat(SensorModels.get(id).beams().stream()
                        .mapToDouble(LidarModel.Beam::fireOffsetMicros)
                        .max())
                .hasValueCloseTo(last, within(1e-9));
        assertThat(pattern.columnMicros()).isCloseTo(column, within(1e-3));
    }

    @Test
    void beamsOfAnOusterLeaveBesideTheAxisAndPointAsideByTheirOffset() {
        BeamPattern pattern = new BeamPattern(SensorModels.get("os1-128"), 10);
        Vec3 origin = pattern.origin(512, 0);
        assertThat(origin.x()).isCloseTo(0.015806, within(1e-12));
        assertThat(origin.y()).isCloseTo(0, within(1e-12));
        assertThat(Math.toDegrees(pattern.azimuth(512, 127))).isCloseTo(-4.21, within(1e-9));
        assertThat(pattern.point(512, 127, 10).minus(origin).norm()).isCloseTo(10, within(1e-9));
    }

    @Test
    void aLidarThatTurnsAtTwoRatesOnlyRefusesAThird() {
        assertThatThrownBy(() -> new BeamPattern(SensorModels.get("os1-128"), 15))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10.0, 20.0 Hz");
    }

    @Test
    void theFirstColumnLooksBackAndTheSensorTurnsClockwise() {
        BeamPattern pattern = new BeamPattern(SensorModels.get("reference-128x3600"), 10);
        assertThat(pattern.direction(0, 60).x()).isLessThan(-0.9);
        Vec3 quarter = pattern.direction(900, 60);
        assertThat(quarter.y()).isGreaterThan(0.9);
        assertThat(pattern.direction(1800, 60).x()).isGreaterThan(0.9);
        assertThat(pattern.columnMicros()).isCloseTo(27.778, within(1e-3));
    }

    @Test
    void aSensorFileWithAnUnknownKeyIsRefused() {
        byte[] file = "{\"id\": \"x\", \"colums\": 4}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> SensorModels.parse("x.json", file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("columns");
    }
}

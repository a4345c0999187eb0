package io.tailforge.lidargen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.sensor.LidarModel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SensorModelsTest {
    @Test
    void theShippedSensorsNameTheirSources() {
        assertThat(SensorModels.list())
                .extracting(LidarModel::id)
                .containsExactly("hdl-32e", "os1-128", "reference-128x3600");
        assertThat(SensorModels.list())
                .allSatisfy(model -> assertThat(model.source()).isNotBlank());
    }

    @Test
    void anUnknownSensorIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> SensorModels.get("hdl-64"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("hdl-32e, os1-128, reference-128x3600")
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

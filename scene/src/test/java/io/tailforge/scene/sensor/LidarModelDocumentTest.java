package io.tailforge.scene.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LidarModelDocumentTest {
    private static final String OWN = """
            {"id": "own", "rotation": "counter_clockwise", "firing_cycle_us": 50, "columns": [[10, 1900]],
             "wavelength_nm": 1550, "pulse_ns": 3, "divergence_mrad": [1.2, 0.7], "min_range_m": 0.4,
             "range_at_10_percent_m": 250, "reach_m": 300, "range_sigma_m": 0.013, "range_step_m": 0.004,
             "focal_range_m": 0.5, "beam_origin_m": [0.01, 0, 0.02],
             "beam_columns": ["elevation_deg", "fire_us", "left_m"],
             "beams": [[2.123456789, 0.7, 0.03], [-3.3, 0, -0.03]]}""";

    private static LidarModel read(String json) {
        return LidarModelDocument.read(JsonView.parse("own.json", json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aSensorFileIsReadWithItsBeamsFromTheLowestUp() {
        LidarModel own = read(OWN);
        assertThat(own.beams()).hasSize(2);
        LidarModel.Beam lowest = own.beams().getFirst();
        assertThat(Math.toDegrees(lowest.elevation())).isCloseTo(-3.3, within(1e-9));
        assertThat(lowest.origin().y()).isEqualTo(-0.03);
        assertThat(lowest.origin().z()).isEqualTo(0.02);
        assertThat(own.turn().clockwise()).isFalse();
        assertThat(own.columns(10)).isEqualTo(1900);
        assertThat(own.columns(20)).isEqualTo(1000);
        assertThat(own.columnMicros(20)).isEqualTo(50);
        assertThat(own.divergence()).isCloseTo(Math.sqrt(1.2e-3 * 0.7e-3), within(1e-12));
    }

    @Test
    void whatIsWrittenIsReadAsTheSame() {
        LidarModel own = read(OWN);
        String written = JsonWriter.compact(LidarModelDocument.write(own));
        assertThat(read(written)).isEqualTo(own);
        LidarModel linear = read("""
                {"id": "line", "columns": 90, "wavelength_nm": 905, "divergence_mrad": 1, "min_range_m": 1,
                 "range_at_10_percent_m": 80, "range_sigma_m": 0,
                 "linear": {"count": 7, "from_deg": -20, "to_deg": 5, "azimuth_deg": [1.1, -1.1]}}""");
        assertThat(read(JsonWriter.compact(LidarModelDocument.write(linear)))).isEqualTo(linear);
        assertThat(linear.beams().get(1).azimuthOffset()).isNegative();
    }

    @Test
    void aRigCarriesASensorOfItsOwn() {
        Lidar lidar = new Lidar("top", "x", Pose.ofYaw(0, 0, 2, 0), 10).with(read(OWN));
        Rig rig = new Rig("van", List.of(), List.of(lidar));
        String written = JsonWriter.compact(RigDocument.write(rig));
        Rig again = RigDocument.read(JsonView.parse("rig.json", written.getBytes(StandardCharsets.UTF_8)));
        assertThat(again).isEqualTo(rig);
        assertThat(again.lidars().getFirst().sensorId()).isEqualTo("own");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"id\": \"own\" | \"id\": \"Own!\" | BAD-ID",
                "counter_clockwise | widdershins | UNKNOWN-VALUE",
                "[[10, 1900]] | 0 | OUT-OF-RANGE",
                "[1.2, 0.7] | [1.2, 700] | OUT-OF-RANGE",
                "\"fire_us\", \"left_m\" | \"fire_us\", \"sideways\" | UNKNOWN-VALUE",
                "[-3.3, 0, -0.03] | [-3.3, 0] | WRONG-LENGTH",
                "[-3.3, 0, -0.03] | [-93.3, 0, 0] | OUT-OF-RANGE",
                "\"beams\": | \"beems\": | UNKNOWN-KEY",
                "\"reach_m\": 300 | \"reach_m\": 30 | OUT-OF-RANGE",
                "\"focal_range_m\": 0.5, | \"focal_range_m\": 0.5, \"linear\": {}, | BEAMS-UNCLEAR"
            })
    void aWrongSensorFileIsRefusedWhereItIsWrong(String right, String wrong, String code) {
        assertThat(OWN).contains(right.strip());
        assertThatThrownBy(() -> read(OWN.replace(right.strip(), wrong.strip())))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(code)
                .hasMessageContaining("own.json");
    }
}

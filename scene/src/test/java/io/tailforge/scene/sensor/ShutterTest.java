package io.tailforge.scene.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ShutterTest {
    private static final Shutter ROLLING = new Shutter(30_000, OptionalLong.of(4_000));

    private static Camera camera(Shutter shutter) {
        return new Camera("front", PinholeCamera.ofHorizontalFov(1280, 720, 1), Pose.IDENTITY).withShutter(shutter);
    }

    private static Rig rig(Shutter shutter) {
        return new Rig("one", List.of(camera(shutter)), List.of());
    }

    private static Rig read(String json) {
        return RigDocument.read(JsonView.parse("rig.json", json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Rig rig) {
        return new String(JsonWriter.canonical(RigDocument.write(rig)), StandardCharsets.UTF_8);
    }

    @Test
    void theMiddleOfThePictureIsTakenAtTheFramesTime() {
        assertThat(ROLLING.delayMicros(359.5, 720)).isZero();
        assertThat(ROLLING.delayMicros(-0.5, 720)).isEqualTo(-15_000);
        assertThat(ROLLING.delayMicros(719.5, 720)).isEqualTo(15_000);
        assertThat(Shutter.GLOBAL.delayMicros(0, 720)).isZero();
    }

    @Test
    void rowsThatAreCutOffTakeTheirTimeWithThem() {
        assertThat(camera(ROLLING).fitted(Fit.CROP, 1280, 704).shutter().readoutMicros())
                .isEqualTo(29_333);
        assertThat(camera(ROLLING).fitted(Fit.CROP, 640, 720).shutter()).isEqualTo(ROLLING);
        assertThat(camera(ROLLING).resized(640, 352).shutter()).isEqualTo(ROLLING);
    }

    @Test
    void aShutterSurvivesTheRigDocumentAndTheDefaultIsNotWritten() {
        for (Shutter shutter : List.of(Shutter.GLOBAL, ROLLING, new Shutter(0, OptionalLong.of(0)))) {
            assertThat(read(text(rig(shutter)))).isEqualTo(rig(shutter));
        }
        assertThat(text(rig(Shutter.GLOBAL))).doesNotContain("readout").doesNotContain("exposure");
    }

    @Test
    void shuttersThatCannotBeAreRefusedAtTheirPlace() {
        String whole = text(rig(ROLLING));
        assertThatThrownBy(() -> read(whole.replace("30000", "200000")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("/cameras/0/readout_us");
        assertThatThrownBy(() -> read(whole.replace("4000", "-1")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("/cameras/0/exposure_us");
    }
}

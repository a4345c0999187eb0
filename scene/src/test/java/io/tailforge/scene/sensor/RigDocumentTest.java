package io.tailforge.scene.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RigDocumentTest {
    /** The rig that the page shows. */
    private static String page() throws IOException {
        String text = Files.readString(Path.of("../docs/rigs.md"));
        int start = text.indexOf("```json") + "```json".length();
        return text.substring(start, text.indexOf("```", start));
    }

    private static Rig read(String json) {
        return RigDocument.read(JsonView.parse("rig.json", json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theRigOnThePageIsRead() throws IOException {
        Rig rig = read(page());
        assertThat(rig.cameras())
                .extracting(camera -> camera.model().getClass().getSimpleName())
                .containsExactly("RationalCamera", "FisheyeCamera", "PinholeCamera");
        assertThat(rig.getCamera("left_fisheye").times()).isEqualTo(new FrameTimes.Offset(8000));
    }

    @Test
    void aMountLooksWhereItsAnglesSay() throws IOException {
        Rig rig = read(page());
        Vec3 left = rig.getCamera("left_fisheye").rigFromCamera().rotate(new Vec3(0, 0, 1));
        assertThat(left.distanceTo(new Vec3(0, Math.cos(Math.toRadians(20)), -Math.sin(Math.toRadians(20)))))
                .isCloseTo(0, within(1e-12));
        Vec3 back = rig.getCamera("rear").rigFromCamera().rotate(new Vec3(0, 0, 1));
        assertThat(back.distanceTo(new Vec3(-1, 0, 0))).isCloseTo(0, within(1e-12));
    }

    @Test
    void aRigNeedsNoLidar() throws IOException {
        String json = page();
        String without = json.substring(0, json.indexOf(",\n \"lidars\"")) + "}";
        assertThat(read(without).lidars()).isEmpty();
    }

    @Test
    void whatIsUnclearIsRefusedAtItsPlace() throws IOException {
        String both = page().replace("\"rig_from_camera\"", "\"mount\": {}, \"rig_from_camera\"");
        assertThatThrownBy(() -> read(both))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("POSE-UNCLEAR")
                .hasMessageContaining("/cameras/2/rig_from_camera");
        String turning = page().replace(
                        "\"pinhole\", \"width\": 1280, \"height\": 800, \"fx\": 700, \"fy\": 700",
                        "\"ftheta\", \"width\": 1280, \"height\": 800, \"polynomial\": [0, 0.001, -0.000001], "
                                + "\"direction\": \"pixel_distance_to_angle\"");
        assertThatThrownBy(() -> read(turning))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("/cameras/2/model")
                .hasMessageContaining("does not rise");
    }
}

package io.tailforge.scene.sensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameTimesTest {
    private static final FrameGrid FILM = new FrameGrid(48, 24, 64, 32);

    private static Rig rig(FrameTimes times) {
        Camera camera = new Camera("front", PinholeCamera.ofHorizontalFov(64, 32, 1), Pose.IDENTITY, times);
        return new Rig("one", List.of(camera), List.of());
    }

    private static Rig read(String json) {
        return RigDocument.read(JsonView.parse("rig.json", json.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Rig rig) {
        return new String(JsonWriter.canonical(RigDocument.write(rig)), StandardCharsets.UTF_8);
    }

    @Test
    void framesOfAFilmAreATwentyFourthOfASecondApartToTheMicrosecond() {
        assertThat(FrameTimes.ON_GRID.timestampMicros(FILM, 1)).isEqualTo(41_667);
        assertThat(FrameTimes.ON_GRID.timestampMicros(FILM, 24)).isEqualTo(1_000_000);
    }

    @Test
    void anOffsetMovesEveryFrameAndAListNamesEach() {
        assertThat(new FrameTimes.Offset(-5_000).timestampMicros(FILM, 24)).isEqualTo(995_000);
        assertThat(new FrameTimes.Listed(List.of(3L, 40_000L)).timestampMicros(FILM, 1))
                .isEqualTo(40_000);
    }

    @Test
    void timesSurviveTheRigDocumentAndTheClipsOwnAreNotWritten() {
        for (FrameTimes times : List.of(
                FrameTimes.ON_GRID, new FrameTimes.Offset(12_500), new FrameTimes.Listed(List.of(0L, 33_000L)))) {
            assertThat(read(text(rig(times)))).isEqualTo(rig(times));
        }
        assertThat(text(rig(FrameTimes.ON_GRID))).doesNotContain("time");
    }

    @Test
    void timesThatCannotBeAreRefusedAtTheirPlace() {
        String whole = text(rig(new FrameTimes.Listed(List.of(0L, 33_000L))));
        assertThatThrownBy(() -> read(whole.replace("[0,33000]", "[0,0]")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("/cameras/0/timestamps_us");
        assertThatThrownBy(() -> read(whole.replace("\"timestamps_us\"", "\"time_offset_us\":1,\"timestamps_us\"")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("TIMES-UNCLEAR");
        assertThatThrownBy(() -> new FrameTimes.Offset(2_000_000)).isInstanceOf(IllegalArgumentException.class);
    }
}

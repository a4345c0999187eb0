package io.tailforge.conditioning.rdshq;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a labelled object is there: at 31 frames, of which some are labelled. */
class ObjectTracksTest {
    @TempDir
    Path folder;

    private final List<Object> members = new ArrayList<>();

    /** Labels of one frame: id and x of each object. */
    private void label(int frame, Object... idsAndPlaces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < idsAndPlaces.length; i += 2) {
            text.append(String.format(
                    Locale.ROOT,
                    "%s\"%s\":{\"object_to_world\":[[1,0,0,%s],[0,1,0,0],[0,0,1,0],[0,0,0,1]],\"object_lwh\":[4,2,1.5],"
                            + "\"object_is_moving\":true,\"object_type\":\"%s\"}",
                    i == 0 ? "" : ",",
                    idsAndPlaces[i],
                    idsAndPlaces[i + 1],
                    frame < 20 ? "Automobile" : "Bus"));
        }
        members.add(String.format("%06d.all_object_info.json", frame));
        members.add(("{" + text + "}").getBytes(StandardCharsets.UTF_8));
    }

    private LayoutReading read() throws IOException {
        return Layouts.read(SampleClip.whole(folder)
                .member("all_object_info", members.toArray())
                .folder());
    }

    private ActorTrack track(String id) throws IOException {
        return read().recording().orElseThrow().actors().stream()
                .filter(track -> track.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<Integer> frames(ActorTrack track) {
        return IntStream.rangeClosed(0, 30)
                .filter(frame -> track.findAt(FrameKeys.timestampMicros(frame)).isPresent())
                .boxed()
                .toList();
    }

    private static double x(ActorTrack track, int frame) {
        ActorState state = track.findAt(FrameKeys.timestampMicros(frame)).orElseThrow();
        return state.worldFromActor().translation().x();
    }

    @Test
    void whoeverMissesALabelIsAbsentUpToTheNextOne() throws IOException {
        label(0, "a", 0, "b", 0);
        label(3, "b", 3);
        label(6, "a", 6, "b", 6);
        label(9, "a", 9);

        assertThat(frames(track("a"))).startsWith(0, 6, 7).doesNotContain(1, 2, 3, 4, 5);
        assertThat(frames(track("b"))).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void labelsFarApartAreStillOnePath() throws IOException {
        label(0, "a", 0);
        label(12, "a", 12);

        ActorTrack track = track("a");
        assertThat(x(track, 7)).isEqualTo(7, org.assertj.core.data.Offset.offset(1e-4));
        assertThat(frames(track)).hasSize(31);
        assertThat(x(track, 30)).isEqualTo(12);
    }

    @Test
    void aFrameThatIsLabelledEmptyIsALabel() throws IOException {
        label(4, "a", 4);
        label(5);
        label(6, "a", 6);
        label(7);

        assertThat(frames(track("a"))).containsExactly(4, 6);
    }

    @Test
    void aTypeThatChangesIsTold() throws IOException {
        label(18, "a", 0);
        label(21, "a", 0);

        assertThat(track("a").sourceType()).isEqualTo("Automobile");
        assertThat(read().warnings()).extracting(Problem::code).contains("RDSHQ-OBJECT-TYPE");
    }
}

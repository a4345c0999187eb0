package io.tailforge.scene.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ActorTrackTest {
    private static List<ActorState> statesAt(long... micros) {
        return Arrays.stream(micros)
                .mapToObj(t -> new ActorState(t, new Cuboid(Pose.ofYaw(t * 1e-6, 0, 0, 0), new Vec3(4, 2, 1.5))))
                .toList();
    }

    private static ActorTrack track(long... micros) {
        return new ActorTrack("1", ActorClass.CAR, "", true, statesAt(micros));
    }

    private static ActorTrack track(List<TimeSpan> present, long... micros) {
        return new ActorTrack("1", ActorClass.CAR, "", true, statesAt(micros), present);
    }

    private static double x(ActorTrack track, long micros) {
        return track.findAt(micros).orElseThrow().worldFromActor().translation().x();
    }

    @Test
    void aTrackThatSaysNothingIsAbsentInLongGapsAndStaysForAMomentAtItsEnd() {
        ActorTrack track = track(0, 100_000, 300_000);
        assertThat(x(track, 50_000)).isCloseTo(0.05, within(1e-12));
        assertThat(track.findAt(200_000)).isEmpty();
        assertThat(x(track, 399_999)).isEqualTo(0.3);
        assertThat(track.findAt(400_000)).isEmpty();
        assertThat(track.findAt(-1)).isEmpty();
    }

    @Test
    void aTrackIsThereInItsSpansAndNowhereElse() {
        ActorTrack track =
                track(List.of(new TimeSpan(0, 500_000), new TimeSpan(520_000, 530_000)), 0, 500_000, 520_000, 560_000);
        assertThat(x(track, 250_000)).isCloseTo(0.25, within(1e-12));
        assertThat(track.findAt(510_000)).isEmpty();
        assertThat(x(track, 530_000)).as("the next state is in no span").isEqualTo(0.52);
        assertThat(track.findAt(560_000)).isEmpty();
    }

    @Test
    void spansStartAtStatesAndFollowEachOther() {
        assertThatThrownBy(() -> track(List.of(new TimeSpan(50_000, 60_000)), 0, 100_000))
                .hasMessageContaining("must start at one of its states");
        assertThatThrownBy(() -> track(List.of(new TimeSpan(0, 100_000), new TimeSpan(100_000, 100_000)), 0, 100_000))
                .hasMessageContaining("must follow each other");
        assertThatThrownBy(() -> new TimeSpan(2, 1)).hasMessageContaining("ends before it starts");
    }

    @Test
    void aCutTrackKeepsWhatLiesInTheTime() {
        ActorTrack track = track(
                List.of(new TimeSpan(-100_000, 200_000), new TimeSpan(300_000, 900_000)),
                -100_000,
                0,
                200_000,
                300_000);

        ActorTrack cut = track.during(new TimeSpan(0, 250_000)).orElseThrow();
        assertThat(cut.present()).containsExactly(new TimeSpan(0, 200_000));
        assertThat(cut.states()).hasSize(2);
        assertThat(track.during(new TimeSpan(400_000, 500_000))).isEmpty();
    }
}

package io.tailforge.scene.motion;

import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An actor's path as labelled. It exists only in the spans of {@code present}; inside one it is interpolated between its
 * states, and after the span's last state it stays as it was.
 *
 * @param id unique in its scene
 * @param sourceType the type as the source wrote it (for example {@code Automobile}); empty where there was none
 * @param moving false for what stands still all the time
 * @param states at least one, times strictly increasing
 * @param present at least one, in order and apart, each starting at a state
 */
public record ActorTrack(
        String id,
        ActorClass actorClass,
        String sourceType,
        boolean moving,
        List<ActorState> states,
        List<TimeSpan> present) {
    /** One and a half periods of 10 Hz labels. */
    public static final long MAX_GAP_MICROS = 150_000;

    /** Less than one period of 10 Hz labels: the frames between the last label and the next one that never came. */
    public static final long HOLD_MICROS = 99_999;

    public ActorTrack {
        Objects.requireNonNull(id);
        Objects.requireNonNull(actorClass);
        Objects.requireNonNull(sourceType);
        states = List.copyOf(states);
        present = List.copyOf(present);
        if (states.isEmpty() || present.isEmpty()) {
            throw new IllegalArgumentException("track " + id + " has no state");
        }
        for (int i = 1; i < states.size(); i++) {
            if (states.get(i).timestampMicros() <= states.get(i - 1).timestampMicros()) {
                throw new IllegalArgumentException("times of track " + id + " must increase, state " + i + " does not");
            }
        }
        for (int i = 0; i < present.size(); i++) {
            requireOrdered(id, states, present, i);
        }
    }

    private static void requireOrdered(String id, List<ActorState> states, List<TimeSpan> present, int i) {
        TimeSpan span = present.get(i);
        if (i > 0 && span.fromMicros() <= present.get(i - 1).toMicros()) {
            throw new IllegalArgumentException(
                    "the spans of track " + id + " must follow each other, " + i + " does not");
        }
        int at = stateAfter(states, span.fromMicros()) - 1;
        if (at < 0 || states.get(at).timestampMicros() != span.fromMicros()) {
            throw new IllegalArgumentException("span " + i + " of track " + id + " must start at one of its states");
        }
    }

    /**
     * A track that is there between states no further apart than {@link #MAX_GAP_MICROS}, and for {@link #HOLD_MICROS}
     * after its last one.
     */
    public ActorTrack(String id, ActorClass actorClass, String sourceType, boolean moving, List<ActorState> states) {
        this(id, actorClass, sourceType, moving, states, withoutGaps(states));
    }

    /** The spans of a track that says nothing about them. */
    public static List<TimeSpan> withoutGaps(List<ActorState> states) {
        List<TimeSpan> spans = new ArrayList<>();
        int first = 0;
        for (int i = 0; i < states.size(); i++) {
            long time = states.get(i).timestampMicros();
            if (i == states.size() - 1) {
                spans.add(new TimeSpan(states.get(first).timestampMicros(), time + HOLD_MICROS));
            } else if (states.get(i + 1).timestampMicros() - time > MAX_GAP_MICROS) {
                spans.add(new TimeSpan(states.get(first).timestampMicros(), time));
                first = i + 1;
            }
        }
        return spans;
    }

    /** What is left of the track within a span of time; empty where it has no state there. */
    public Optional<ActorTrack> during(TimeSpan time) {
        List<ActorState> kept = states.stream()
                .filter(state -> time.contains(state.timestampMicros()))
                .toList();
        List<TimeSpan> spans = present.stream()
                .flatMap(span -> cut(span, kept, time.toMicros()).stream())
                .toList();
        return spans.isEmpty()
                ? Optional.empty()
                : Optional.of(new ActorTrack(id, actorClass, sourceType, moving, kept, spans));
    }

    private static Optional<TimeSpan> cut(TimeSpan span, List<ActorState> kept, long endMicros) {
        return kept.stream()
                .map(ActorState::timestampMicros)
                .filter(span::contains)
                .findFirst()
                .map(from -> new TimeSpan(from, Math.min(span.toMicros(), endMicros)));
    }

    /** The actor at a time, position and size linear, rotation spherical; empty where it is absent. */
    public Optional<ActorState> findAt(long timestampMicros) {
        Optional<TimeSpan> span = findSpan(timestampMicros);
        if (span.isEmpty()) {
            return Optional.empty();
        }
        int after = stateAfter(states, timestampMicros);
        ActorState a = states.get(after - 1);
        if (a.timestampMicros() == timestampMicros) {
            return Optional.of(a);
        }
        if (after == states.size() || !span.get().contains(states.get(after).timestampMicros())) {
            return Optional.of(new ActorState(timestampMicros, a.box()));
        }
        ActorState b = states.get(after);
        long gap = b.timestampMicros() - a.timestampMicros();
        double t = (double) (timestampMicros - a.timestampMicros()) / gap;
        Pose pose = a.worldFromActor().interpolate(b.worldFromActor(), t);
        return Optional.of(
                new ActorState(timestampMicros, new Cuboid(pose, a.size().lerp(b.size(), t))));
    }

    private Optional<TimeSpan> findSpan(long timestampMicros) {
        for (int i = 0; i < present.size() && present.get(i).fromMicros() <= timestampMicros; i++) {
            if (present.get(i).contains(timestampMicros)) {
                return Optional.of(present.get(i));
            }
        }
        return Optional.empty();
    }

    /** Index of the first state later than a time. */
    private static int stateAfter(List<ActorState> states, long timestampMicros) {
        int after = 0;
        int high = states.size();
        while (after < high) {
            int middle = (after + high) >>> 1;
            if (states.get(middle).timestampMicros() <= timestampMicros) {
                after = middle + 1;
            } else {
                high = middle;
            }
        }
        return after;
    }
}

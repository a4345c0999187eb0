package io.tailforge.scene.motion;

import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An actor's path as labelled. It exists only where it is labelled: between two states no further apart than
 * {@link #MAX_GAP_MICROS} it is interpolated, in a longer gap, before the first and more than {@link #HOLD_MICROS} after
 * the last state it is absent.
 *
 * @param id unique in its scene
 * @param sourceType the type as the source wrote it (for example {@code Automobile}); empty where there was none
 * @param moving false for what stands still all the time
 * @param states at least one, times strictly increasing
 */
public record ActorTrack(String id, ActorClass actorClass, String sourceType, boolean moving, List<ActorState> states) {
    /** One and a half periods of 10 Hz labels. */
    public static final long MAX_GAP_MICROS = 150_000;

    /** Less than one period of 10 Hz labels: the frames between the last label and the next one that never came. */
    public static final long HOLD_MICROS = 99_999;

    public ActorTrack {
        Objects.requireNonNull(id);
        Objects.requireNonNull(actorClass);
        Objects.requireNonNull(sourceType);
        states = List.copyOf(states);
        if (states.isEmpty()) {
            throw new IllegalArgumentException("track " + id + " has no state");
        }
        for (int i = 1; i < states.size(); i++) {
            if (states.get(i).timestampMicros() <= states.get(i - 1).timestampMicros()) {
                throw new IllegalArgumentException("times of track " + id + " must increase, state " + i + " does not");
            }
        }
    }

    /** The actor at a time, position and size linear, rotation spherical; empty where it is absent. */
    public Optional<ActorState> findAt(long timestampMicros) {
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
        if (after == 0) {
            return Optional.empty();
        }
        ActorState a = states.get(after - 1);
        if (a.timestampMicros() == timestampMicros) {
            return Optional.of(a);
        }
        if (after == states.size()) {
            boolean held = timestampMicros - a.timestampMicros() <= HOLD_MICROS;
            return held ? Optional.of(new ActorState(timestampMicros, a.box())) : Optional.empty();
        }
        ActorState b = states.get(after);
        long gap = b.timestampMicros() - a.timestampMicros();
        if (gap > MAX_GAP_MICROS) {
            return Optional.empty();
        }
        double t = (double) (timestampMicros - a.timestampMicros()) / gap;
        Pose pose = a.worldFromActor().interpolate(b.worldFromActor(), t);
        return Optional.of(
                new ActorState(timestampMicros, new Cuboid(pose, a.size().lerp(b.size(), t))));
    }
}

package io.tailforge.scene.motion;

import java.util.List;
import java.util.Objects;

/**
 * The states of one traffic light.
 *
 * @param lightId id of the {@link io.tailforge.scene.map.MapElement.TrafficLight}
 * @param changes times strictly increasing; before the first the state is that of the first
 */
public record LightTimeline(String lightId, List<Change> changes) {
    public LightTimeline {
        Objects.requireNonNull(lightId);
        changes = List.copyOf(changes);
        if (changes.isEmpty()) {
            throw new IllegalArgumentException("light " + lightId + " has no state");
        }
    }

    public LightState at(long timestampMicros) {
        LightState state = changes.getFirst().state();
        for (Change change : changes) {
            if (change.timestampMicros() > timestampMicros) {
                break;
            }
            state = change.state();
        }
        return state;
    }

    /** From this time on the light shows this. */
    public record Change(long timestampMicros, LightState state) {
        public Change {
            Objects.requireNonNull(state);
        }
    }

    public enum LightState {
        RED,
        YELLOW,
        GREEN,
        OFF,
        UNKNOWN
    }
}

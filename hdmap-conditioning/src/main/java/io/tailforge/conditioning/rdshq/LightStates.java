package io.tailforge.conditioning.rdshq;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.motion.LightTimeline;
import io.tailforge.scene.motion.LightTimeline.Change;
import io.tailforge.scene.motion.LightTimeline.LightState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The states of the lights: one per 30 Hz frame, named by the light's place in its layer and its feature id. */
final class LightStates {
    private static final String LAYER = "3d_traffic_lights_status";
    private static final int MAX_FRAMES = 100_000;

    private LightStates() {}

    static List<LightTimeline> read(RdsHqClip clip, List<MapLayers.LabelledLight> lights, Findings warnings) {
        Optional<JsonView> states = clip.findDocument(LAYER).map(document -> document.field("traffic_light_states"));
        Findings findings = new Findings();
        List<LightTimeline> timelines = new ArrayList<>();
        for (int i = 0; i < lights.size() && states.isPresent(); i++) {
            int index = i;
            findings.attempt(() -> timeline(states.get(), index, lights.get(index), warnings))
                    .flatMap(timeline -> timeline)
                    .ifPresent(timelines::add);
        }
        findings.throwIfRefused();
        return timelines;
    }

    private static Optional<LightTimeline> timeline(
            JsonView states, int index, MapLayers.LabelledLight light, Findings warnings) {
        Optional<JsonView> state = states.find(Integer.toString(index));
        if (state.isEmpty() || !isOf(state.get(), light)) {
            warnings.warn(states.problem(
                    "RDSHQ-LIGHT-STATE", "has no state for light " + index + "; it is taken as unknown"));
            return Optional.empty();
        }
        return Optional.of(new LightTimeline(light.elementId(), changes(state.get())));
    }

    private static boolean isOf(JsonView state, MapLayers.LabelledLight light) {
        return state.field("feature_id").asString().equals(light.featureId());
    }

    private static List<Change> changes(JsonView state) {
        List<JsonView> frames = state.field("state").items();
        if (frames.isEmpty() || frames.size() > MAX_FRAMES) {
            throw state.bad("RDSHQ-LIGHT-STATE", "must hold 1 to " + MAX_FRAMES + " states, one a frame");
        }
        List<Change> changes = new ArrayList<>();
        for (int frame = 0; frame < frames.size(); frame++) {
            LightState shown = lightState(frames.get(frame).asString());
            if (changes.isEmpty() || changes.getLast().state() != shown) {
                changes.add(new Change(FrameKeys.timestampMicros(frame), shown));
            }
        }
        return changes;
    }

    private static LightState lightState(String name) {
        return switch (name) {
            case "red" -> LightState.RED;
            case "yellow" -> LightState.YELLOW;
            case "green" -> LightState.GREEN;
            case "off" -> LightState.OFF;
            default -> LightState.UNKNOWN;
        };
    }
}

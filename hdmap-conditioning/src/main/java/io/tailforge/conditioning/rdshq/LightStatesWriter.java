package io.tailforge.conditioning.rdshq;

import io.tailforge.conditioning.Recording;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.motion.LightTimeline;
import io.tailforge.scene.motion.LightTimeline.LightState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The states of the lights, one per 30 Hz frame, by the light's place in its layer. */
final class LightStatesWriter {
    private LightStatesWriter() {}

    /** Writes the layer where the drive knows any state; a light without one is unknown throughout. */
    static void write(Recording drive, LabelIds ids, List<TrafficLight> lights, ClipFiles files) {
        if (drive.lights().isEmpty() || lights.isEmpty()) {
            return;
        }
        Map<String, LightTimeline> timelines = new TreeMap<>();
        drive.lights().forEach(timeline -> timelines.put(timeline.lightId(), timeline));
        int frames = DriveWriter.frames(drive.ego().endMicros());
        Json.ObjectBuilder states = Json.object();
        for (int i = 0; i < lights.size(); i++) {
            TrafficLight light = lights.get(i);
            states.put(
                    Integer.toString(i),
                    Json.object()
                            .put("feature_id", ids.featureId(light))
                            .put("state", states(Optional.ofNullable(timelines.get(light.id())), frames))
                            .build());
        }
        Json document =
                Json.object().put("traffic_light_states", states.build()).build();
        files.add(
                "3d_traffic_lights_status",
                "aggregated_states.json",
                JsonWriter.compact(document).getBytes(StandardCharsets.UTF_8));
    }

    private static Json states(Optional<LightTimeline> timeline, int frames) {
        List<String> states = new ArrayList<>(frames);
        for (int frame = 0; frame < frames; frame++) {
            long time = FrameKeys.timestampMicros(frame);
            states.add(JsonView.enumText(timeline.map(of -> of.at(time)).orElse(LightState.UNKNOWN)));
        }
        return Json.ofStrings(states);
    }
}

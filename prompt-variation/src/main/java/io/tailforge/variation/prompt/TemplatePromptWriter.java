package io.tailforge.variation.prompt;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ActorVisibility;
import io.tailforge.scene.artifact.Prompt;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.variation.PromptWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The default: sentences from templates, the same for the same scene. It states region, road, time of day, weather and
 * who is really seen, and claims nothing else (no colours, no buildings).
 */
public final class TemplatePromptWriter implements PromptWriter {
    private static final double STANDING_METRES_PER_SECOND = 0.3;
    private static final String NEGATIVE =
            "blurry, low quality, low resolution, distorted geometry, warped lane markings, "
                    + "flickering, frozen frames, vehicles that appear or vanish, floating objects, people inside vehicles' bodies, "
                    + "text overlay, watermark, cartoon, illustration, bonnet of the recording car";

    @Override
    public String id() {
        return "template";
    }

    @Override
    public String describe() {
        return "sentences from templates: region, road, time, weather and the road users that are really seen";
    }

    @Override
    public Prompt write(Scene scene, List<ActorVisibility> visible) {
        return join(parts(scene, Optional.empty(), visible));
    }

    @Override
    public Prompt write(Scene scene, HdMap layout, List<ActorVisibility> visible) {
        return join(parts(scene, Optional.of(layout), visible));
    }

    private Prompt join(PromptParts parts) {
        return parts.join(parts.description(), id(), Optional.empty());
    }

    PromptParts parts(Scene scene, Optional<HdMap> layout, List<ActorVisibility> visible) {
        ActorWords actors = new ActorWords(scene, visible);
        Map<String, String> facing = new TreeMap<>();
        Map<String, String> seen = new TreeMap<>();
        for (Camera camera : scene.rig().cameras()) {
            facing.put(
                    camera.name(),
                    "The view is captured from a camera mounted on a car. The camera faces " + CameraFacing.of(camera)
                            + ".");
            seen.put(camera.name(), actors.of(camera.name()));
        }
        return new PromptParts(setting(scene, layout) + " " + look(scene), facing, seen, actors.all(), NEGATIVE);
    }

    private static String setting(Scene scene, Optional<HdMap> layout) {
        String road =
                layout.map(map -> " " + new RoadWords(scene, map).describe()).orElse("");
        return "Real-world dashcam style footage from a " + (moves(scene) ? "driving" : "standing") + " car in "
                + scene.variation().region().vocabulary() + road + ".";
    }

    private static boolean moves(Scene scene) {
        double seconds = scene.grid().durationMicros() * 1e-6;
        double metres = scene.ego()
                .at(0)
                .translation()
                .distanceTo(scene.ego().at(scene.grid().durationMicros()).translation());
        return metres / seconds > STANDING_METRES_PER_SECOND;
    }

    private static String look(Scene scene) {
        var variation = scene.variation();
        return TimeWords.of(variation.sun(), variation.weather()) + " "
                + WeatherWords.of(variation.weather(), variation.sun());
    }
}

package io.tailforge.variation.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ActorVisibility;
import io.tailforge.scene.artifact.Prompt;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.variation.Preset;
import io.tailforge.variation.Presets;
import io.tailforge.variation.PromptWriter;
import io.tailforge.variation.VariationPlanner;
import io.tailforge.variation.VariationSpec;
import io.tailforge.variation.read.VariationSpecReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class TemplatePromptWriterTest {
    private static final PromptWriter WRITER = new TemplatePromptWriter();

    @Test
    void theTextSaysRegionTimeWeatherAndWhoIsSeen() {
        Prompt prompt = WRITER.write(
                scene("Rainy"),
                List.of(
                        seen("front", "car-1", 900, 12),
                        seen("front", "car-2", 300, 15),
                        seen("front", "kid", 60, 35),
                        seen("left", "bike", 400, 8)));
        assertThat(prompt.text())
                .isEqualTo(
                        "Real-world dashcam style footage from a driving car in Central Europe. It is around midday. "
                                + "The sky is overcast. Steady, strong rain falls. The distance is hazy. The road is wet and reflects. "
                                + "In view: nearby two cars and a cyclist; at middle distance a child on foot.");
        assertThat(prompt.byCamera().get("left"))
                .startsWith(
                        "The view is captured from a camera mounted on a car. The camera faces ahead and to the left. ")
                .endsWith("In view: nearby a cyclist.")
                .doesNotContain("child");
        assertThat(prompt.writer()).isEqualTo("template");
    }

    @Test
    void whoeverIsNotSeenIsNotNamed() {
        Prompt prompt =
                WRITER.write(scene("Sunny"), List.of(seen("front", "kid", 3, 80), seen("front", "ghost", 900, 5)));
        assertThat(prompt.text()).endsWith("No other road users are in view.").doesNotContain("child");
        assertThat(prompt.byCamera().values())
                .allSatisfy(text -> assertThat(text).doesNotContain("child", "car-1"));
    }

    @Test
    void whoeverTheFogHidesIsNotNamed() {
        List<ActorVisibility> visible = List.of(seen("front", "car-1", 900, 119), seen("front", "kid", 900, 121));
        assertThat(WRITER.write(scene("Foggy"), visible).text())
                .contains("far away a car.")
                .doesNotContain("child");
        assertThat(WRITER.write(scene("Sunny"), visible).text()).contains("a car and a child on foot");
    }

    @Test
    void anActorThatTwoCamerasSeeIsCountedOnce() {
        Prompt prompt =
                WRITER.write(scene("Sunny"), List.of(seen("front", "car-1", 900, 12), seen("left", "car-1", 700, 14)));
        assertThat(prompt.text()).endsWith("In view: nearby a car.");
    }

    @Test
    void everyPresetsWordsAppear() {
        for (Preset preset : Presets.shipped().listPresets()) {
            String key = preset.weather().isPresent() ? "weather" : "time";
            String text = WRITER.write(scene("{name: x, " + key + ": " + preset.title() + "}"), List.of())
                    .text()
                    .toLowerCase(java.util.Locale.ROOT);
            assertThat(preset.words()).isNotEmpty().allSatisfy(word -> assertThat(text)
                    .contains(word));
        }
    }

    @Test
    void theLayoutAddsTheRoad() {
        Polyline3 left = Polyline3.of(0, 0, 0, 100, 0, 0);
        Polyline3 right = Polyline3.of(0, -3.5, 0, 100, -3.5, 0);
        Polyline3 outer = Polyline3.of(0, -7, 0, 100, -7, 0);
        HdMap map = new HdMap(
                "m",
                "test",
                DrivingSide.RIGHT,
                Optional.empty(),
                List.of(
                        lane("a", left, right, Optional.of("b"), Optional.empty()),
                        lane("b", right, outer, Optional.empty(), Optional.of("a")),
                        new MapElement.Crosswalk("x", Polyline3.of(40, 0, 0, 44, 0, 0, 44, -7, 0, 40, -7, 0))));
        assertThat(WRITER.write(scene("Sunny"), map, List.of()).text())
                .contains("on an urban road with two lanes in its direction, with a pedestrian crossing.");
    }

    @Test
    void theSameSceneIsPutIntoTheSameWords() {
        assertThat(WRITER.write(scene("Foggy"), List.of())).isEqualTo(WRITER.write(scene("Foggy"), List.of()));
    }

    @Test
    void itIsFoundAsAService() {
        assertThat(ServiceLoader.load(PromptWriter.class))
                .extracting(PromptWriter::id)
                .contains("template");
    }

    private static MapElement.Lane lane(
            String id,
            Polyline3 left,
            Polyline3 right,
            Optional<String> rightNeighbour,
            Optional<String> leftNeighbour) {
        return new MapElement.Lane(
                id,
                left,
                right,
                MapElement.LaneKind.DRIVING,
                List.of(),
                List.of(),
                leftNeighbour,
                rightNeighbour,
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.of(13.9));
    }

    private static ActorVisibility seen(String camera, String actor, int pixels, double distance) {
        return new ActorVisibility(camera, actor, 0, pixels, distance);
    }

    static Scene scene(String look) {
        String text = "name: a\nvariations: [" + look
                + "]\nscenes: [{name: s, ego: [{t: 0, x: 0, y: -1.75}, {t: 4, x: 40, y: -1.75}],"
                + " tracks: [{id: car-1, class: car, path: [{t: 0, x: 20, y: 0}]}, {id: car-2, class: car, path: [{t: 0, x: 30, y: 0}]},"
                + " {id: kid, class: child, path: [{t: 0, x: 40, y: 0}]}, {id: bike, class: bicycle, path: [{t: 0, x: 9, y: 4}]}]}]";
        VariationSpec spec = VariationSpecReader.read("spec", text.getBytes(StandardCharsets.UTF_8));
        EgoTrajectory ego = spec.scenes().getFirst().ego().orElseThrow();
        List<ActorTrack> actors = spec.scenes().getFirst().tracks();
        return new Scene(
                "s",
                new LayoutRef("m", "test", "0".repeat(64)),
                new Rig("test", List.of(camera("front", 0), camera("left", 45)), List.of()),
                new EgoTrajectory(List.<TimedPose>copyOf(ego.samples())),
                actors,
                List.of(),
                new VariationPlanner().variation(spec, 0),
                new FrameGrid(121, 30, 640, 352),
                1);
    }

    private static Camera camera(String name, double yawDegrees) {
        Quaternion forward = Quaternion.ofMatrix(new double[] {0, 0, 1, -1, 0, 0, 0, -1, 0});
        Quaternion rotation = Quaternion.ofYaw(Math.toRadians(yawDegrees)).times(forward);
        return new Camera(
                name, new PinholeCamera(640, 352, 400, 400, 320, 176), new Pose(new Vec3(1.7, 0, 1.4), rotation));
    }
}

package io.tailforge.service.cli;

import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.variation.ClipPlan;
import io.tailforge.scene.variation.Region;
import io.tailforge.scene.variation.RigRequest;
import io.tailforge.scene.variation.SceneRequest;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Plans of clips that are over at once. */
final class TestPlans {
    private TestPlans() {}

    static ClipPlan glimpse(int width, int height) {
        Region region = new Region("any", DrivingSide.RIGHT, LineColour.WHITE, LineColour.WHITE, "vienna", "a street");
        return new ClipPlan(
                0,
                new SceneRequest(
                        "glimpse",
                        Optional.empty(),
                        OptionalDouble.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        false),
                new Variation("plain", Weather.CLEAR, new SunPosition(1, 0), region),
                new RigRequest("default", Optional.empty(), "", List.of(), Optional.of("none")),
                new FrameGrid(3, 30, width, height),
                1);
    }
}

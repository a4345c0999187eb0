package io.tailforge.conditioning.worldscenario;

import io.tailforge.conditioning.ConditioningRenderer;
import io.tailforge.conditioning.ControlFrames;
import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.conditioning.worldscenario.WorldScenarioV3Style.Layer;
import io.tailforge.scene.Scene;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.motion.ActorTrack;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The style that the multi-view control of NVIDIA's Cosmos-Transfer2.5 and the world-scenario control of Cosmos 3 were trained with. */
public final class WorldScenarioV3Renderer implements ConditioningRenderer {
    @Override
    public String id() {
        return WorldScenarioV3Style.ID;
    }

    @Override
    public String describe() {
        return "map and shaded boxes with depth test, dashes and light states (Cosmos-Transfer2.5 world scenario control)";
    }

    @Override
    public List<String> layers() {
        return Arrays.stream(Layer.values()).map(Layer::label).toList();
    }

    @Override
    public ControlFrames open(Scene scene, HdMap map, DrawingOptions options) {
        options.requireKnown(this);
        ScenarioShapes shapes = ScenarioShapes.of(map, scene.lights(), Reach.of(scene.ego()), options);
        List<ActorTrack> actors = options.draws(Layer.BOXES.label())
                ? scene.actors().stream()
                        .sorted(Comparator.comparing(ActorTrack::id))
                        .toList()
                : List.of();
        return camera -> new WorldScenarioPainter(scene, shapes, actors, camera, options.fixWarts());
    }
}

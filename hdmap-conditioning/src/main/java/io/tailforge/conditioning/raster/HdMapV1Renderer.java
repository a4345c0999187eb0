package io.tailforge.conditioning.raster;

import io.tailforge.conditioning.ConditioningRenderer;
import io.tailforge.conditioning.ControlFrames;
import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.scene.Scene;
import io.tailforge.scene.map.HdMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The style that NVIDIA's Cosmos-Transfer1 "hdmap" control was trained with. */
public final class HdMapV1Renderer implements ConditioningRenderer {
    private static final String BOXES = "boxes";

    @Override
    public String id() {
        return HdMapV1Style.ID;
    }

    @Override
    public String describe() {
        return "map layers and boxes as coloured strokes that fade with depth (Cosmos-Transfer1 hdmap control)";
    }

    @Override
    public List<String> layers() {
        return Stream.concat(Arrays.stream(HdMapV1Style.Layer.values()).map(HdMapV1Renderer::name), Stream.of(BOXES))
                .toList();
    }

    private static String name(HdMapV1Style.Layer layer) {
        return layer.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public ControlFrames open(Scene scene, HdMap map, DrawingOptions options) {
        options.requireKnown(this);
        Warts warts = Warts.of(options.fixWarts());
        List<LayerShapes> layers = Arrays.stream(HdMapV1Style.Layer.values())
                .filter(layer -> options.draws(name(layer)))
                .map(layer -> LayerShapes.of(map, layer, warts))
                .toList();
        boolean withBoxes = options.draws(BOXES);
        return camera -> new ControlView(scene, layers, withBoxes, warts, camera);
    }
}

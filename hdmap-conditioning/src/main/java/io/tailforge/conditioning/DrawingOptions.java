package io.tailforge.conditioning;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.util.Set;
import java.util.TreeSet;

/**
 * How a style is drawn.
 *
 * @param layers names of the layers to draw; empty means all
 * @param fixWarts mends what the style's page lists as its model's faults; generators were trained with them, so off by default
 */
public record DrawingOptions(Set<String> layers, boolean fixWarts) {
    /** As generators were trained: every layer, every wart. */
    public static final DrawingOptions EXACT = new DrawingOptions(Set.of(), false);

    public DrawingOptions {
        layers = Set.copyOf(layers);
    }

    public boolean draws(String layer) {
        return layers.isEmpty() || layers.contains(layer);
    }

    /** @throws BadInputException {@code LAYER-UNKNOWN}, naming the layers the style has */
    public void requireKnown(ConditioningRenderer style) {
        Set<String> unknown = new TreeSet<>(layers);
        style.layers().forEach(unknown::remove);
        if (!unknown.isEmpty()) {
            throw new BadInputException(Problem.of(
                    "LAYER-UNKNOWN",
                    "layers",
                    "style " + style.id() + " has no layer " + String.join(", ", unknown) + "; it draws: "
                            + String.join(", ", style.layers())));
        }
    }
}

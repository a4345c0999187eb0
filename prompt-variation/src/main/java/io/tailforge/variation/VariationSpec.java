package io.tailforge.variation;

import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.variation.RigRequest;
import io.tailforge.scene.variation.SceneRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a request asks for on one layout: scenes x seeds x variations. Written as YAML or JSON, see
 * {@code docs/variation-spec.md}; read by {@code VariationSpecReader}.
 *
 * @param name slug of the request
 * @param maxAttempts how often a clip is tried with another seed when the filter says so, the first included
 * @param styles ids of the conditioning renderers, for example {@code hdmap-v1}; at least one, each once
 */
public record VariationSpec(
        String name,
        FrameGrid grid,
        RigRequest rig,
        List<SceneRequest> scenes,
        VariationSet variations,
        Seeds seeds,
        int maxAttempts,
        List<String> styles,
        GenerationSettings generation) {
    public VariationSpec {
        Objects.requireNonNull(grid);
        Objects.requireNonNull(rig);
        scenes = List.copyOf(scenes);
        Objects.requireNonNull(variations);
        Objects.requireNonNull(seeds);
        styles = List.copyOf(styles);
        Objects.requireNonNull(generation);
        if (!Slug.isSlug(name, 80)) {
            throw new IllegalArgumentException(
                    "a request's name is lower-case letters, digits and single '-', not '" + name + "'");
        }
        if (maxAttempts < 1 || maxAttempts > 100) {
            throw new IllegalArgumentException("attempts lie between 1 and 100, not " + maxAttempts);
        }
        Set<String> names = new HashSet<>();
        for (SceneRequest scene : scenes) {
            if (!names.add(scene.name())) {
                throw new IllegalArgumentException("two scenes are called '" + scene.name() + "'");
            }
        }
        if (scenes.isEmpty()) {
            throw new IllegalArgumentException("needs at least one scene");
        }
        if (styles.isEmpty() || styles.size() != Set.copyOf(styles).size()) {
            throw new IllegalArgumentException("needs at least one style, each once, not " + styles);
        }
    }

    /** The first of the styles: the one whose videos lie directly in a clip's folder {@code conditioning}. */
    public String style() {
        return styles.getFirst();
    }
}

package io.tailforge.variation;

import io.tailforge.scene.map.SiteFeature;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.variation.RigRequest;
import io.tailforge.scene.variation.SceneRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * What a request asks for on one layout: scenes x seeds x variations. Written as YAML or JSON, see
 * {@code docs/variation-spec.md}; read by {@code VariationSpecReader}.
 *
 * @param name slug of the request
 * @param siteScenes scenes still to be placed: the layout's sites that a query finds; see {@link #placed}
 * @param retries what is tried when the filter refuses a clip
 * @param styles ids of the conditioning renderers, for example {@code hdmap-v1}; at least one, each once
 */
public record VariationSpec(
        String name,
        FrameGrid grid,
        RigRequest rig,
        List<SceneRequest> scenes,
        List<SiteScenes> siteScenes,
        VariationSet variations,
        Seeds seeds,
        Retries retries,
        List<String> styles,
        GenerationSettings generation) {
    public VariationSpec {
        Objects.requireNonNull(grid);
        Objects.requireNonNull(rig);
        scenes = List.copyOf(scenes);
        siteScenes = List.copyOf(siteScenes);
        Objects.requireNonNull(variations);
        Objects.requireNonNull(seeds);
        Objects.requireNonNull(retries);
        styles = List.copyOf(styles);
        Objects.requireNonNull(generation);
        if (!Slug.isSlug(name, 80)) {
            throw new IllegalArgumentException(
                    "a request's name is lower-case letters, digits and single '-', not '" + name + "'");
        }
        Set<String> names = new HashSet<>();
        for (SceneRequest scene : scenes) {
            if (!names.add(scene.name())) {
                throw new IllegalArgumentException("two scenes are called '" + scene.name() + "'");
            }
        }
        if (scenes.isEmpty() && siteScenes.isEmpty()) {
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

    /** What an attempt at a clip is made with. @param attempt from 1 */
    public GenerationSettings settings(int attempt) {
        return retries.settings(attempt, generation);
    }

    /** Whether every scene is known, so that clips can be planned. */
    public boolean isPlaced() {
        return siteScenes.isEmpty();
    }

    /** The most scenes there can be once all are placed. */
    public long mostScenes() {
        return scenes.size()
                + siteScenes.stream()
                        .mapToLong(wanted -> wanted.query().limit())
                        .sum();
    }

    /**
     * The same with a scene for each site found, in the order given.
     *
     * @param search the sites of the layout for which scenes are wanted
     */
    public VariationSpec placed(Function<SiteScenes, List<SiteFeature>> search) {
        List<SceneRequest> all = new ArrayList<>();
        int own = 0;
        for (SiteScenes wanted : siteScenes) {
            for (; own < wanted.position(); own++) {
                all.add(scenes.get(own));
            }
            search.apply(wanted).forEach(site -> all.add(wanted.at(site)));
        }
        all.addAll(scenes.subList(own, scenes.size()));
        return new VariationSpec(name, grid, rig, all, List.of(), variations, seeds, retries, styles, generation);
    }
}

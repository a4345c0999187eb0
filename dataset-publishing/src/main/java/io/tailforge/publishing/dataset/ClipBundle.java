package io.tailforge.publishing.dataset;

import io.tailforge.scene.ClipId;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.Verdict;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.variation.Variation;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * An accepted clip with its files. Nothing unjudged is published: the verdict must be an acceptance.
 *
 * @param ordinal position in the request; bundles are handed over in rising order
 * @param seed effective seed of the accepted attempt, unsigned
 * @param files names unique; kept sorted by name
 */
public record ClipBundle(
        ClipId id,
        long ordinal,
        String layoutSha256,
        String scene,
        Variation variation,
        long seed,
        FrameGrid grid,
        EngineIdentity engine,
        Verdict verdict,
        List<ClipFile> files) {
    public ClipBundle {
        Objects.requireNonNull(id);
        Objects.requireNonNull(layoutSha256);
        Objects.requireNonNull(scene);
        Objects.requireNonNull(variation);
        Objects.requireNonNull(grid);
        Objects.requireNonNull(engine);
        files = files.stream().sorted(Comparator.comparing(ClipFile::name)).toList();
        if (verdict.decision() != Verdict.Decision.ACCEPT) {
            throw new IllegalArgumentException("clip " + id + " is not accepted: " + verdict.decision());
        }
        if (ordinal < 0 || files.isEmpty()) {
            throw new IllegalArgumentException("clip " + id + " has no ordinal or no files");
        }
        Set<String> names = new HashSet<>();
        for (ClipFile file : files) {
            if (!names.add(file.name())) {
                throw new IllegalArgumentException("clip " + id + " has two files called " + file.name());
            }
        }
    }
}

package io.tailforge.quality;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.map.HdMap;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a check may look at: the clip's files and what they ought to show.
 *
 * @param calibration thresholds to judge by
 * @param expected where the world that the clip was asked of is at hand
 * @param sweeps reads those of the result
 */
public record ClipEvidence(
        Scene scene,
        HdMap map,
        GenerationResult result,
        Path folder,
        Optional<ExpectedViews> expected,
        Calibration calibration,
        SweepSource sweeps) {
    public ClipEvidence {
        Objects.requireNonNull(scene);
        Objects.requireNonNull(map);
        Objects.requireNonNull(result);
        Objects.requireNonNull(folder);
        Objects.requireNonNull(expected);
        Objects.requireNonNull(calibration);
        Objects.requireNonNull(sweeps);
    }

    public ClipEvidence(Scene scene, HdMap map, GenerationResult result, Path folder) {
        this(scene, map, result, folder, SweepSource.files(folder));
    }

    /** Whose sweeps do not lie beside its videos. */
    public ClipEvidence(Scene scene, HdMap map, GenerationResult result, Path folder, SweepSource sweeps) {
        this(scene, map, result, folder, Optional.empty(), Calibration.BUILT_IN, sweeps);
    }

    /**
     * Whether the generator says that it has rendered the world the clip was asked of, which it does by giving depth. Of any
     * other one only lanes, boxes and sensors are known: what stands between the lanes it may have made up.
     */
    public boolean claimsOurWorld() {
        return result.views().stream().anyMatch(view -> view.objects().containsKey(ObjectKind.DEPTH));
    }

    public ClipEvidence expecting(ExpectedViews views) {
        return new ClipEvidence(scene, map, result, folder, Optional.of(views), calibration, sweeps);
    }

    public ClipEvidence calibrated(Calibration other) {
        return new ClipEvidence(scene, map, result, folder, expected, other, sweeps);
    }

    /** The same question about other files. */
    public ClipEvidence answeredBy(GenerationResult other, Path itsFolder) {
        return new ClipEvidence(scene, map, other, itsFolder, expected, calibration, SweepSource.files(itsFolder));
    }
}

package io.tailforge.generation;

import io.tailforge.scene.artifact.ObjectKind;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;

/**
 * A decoded request, on the server's side.
 *
 * @param sceneDocument bytes of the scene document, {@code layoutDocument} of the map document; both hash-checked
 * @param want subset of the model's kinds
 * @param seed effective seed (64 bits, unsigned)
 * @param workFolder an empty folder of the job's own, removed by the server afterwards
 */
public record InferenceJob(
        String id, byte[] sceneDocument, byte[] layoutDocument, Set<ObjectKind> want, long seed, Path workFolder) {
    public InferenceJob {
        Objects.requireNonNull(id);
        want = Set.copyOf(want);
        Objects.requireNonNull(workFolder);
    }
}

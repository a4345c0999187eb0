package io.tailforge.publishing.dataset;

import io.tailforge.scene.artifact.ArtifactRef;
import java.util.Objects;

/** @param isNew false where the same content had been published before; then nothing was added */
public record PublishedDataset(DatasetManifest manifest, ArtifactRef manifestRef, boolean isNew) {
    public PublishedDataset {
        Objects.requireNonNull(manifest);
        Objects.requireNonNull(manifestRef);
    }

    public int version() {
        return manifest.version();
    }
}

package io.tailforge.publishing.dataset;

import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;

/** References to objects in the manifest. */
final class Refs {
    private Refs() {}

    static Json write(ArtifactRef ref) {
        return Json.object()
                .put("key", ref.key())
                .put("sha256", ref.sha256())
                .put("bytes", ref.bytes())
                .put("media_type", ref.mediaType())
                .build();
    }

    static ArtifactRef read(JsonView view) {
        view.onlyKeys("key", "sha256", "bytes", "media_type");
        try {
            return new ArtifactRef(
                    view.field("key").asString(),
                    view.field("sha256").asString(),
                    view.field("bytes").asLong(0, Long.MAX_VALUE),
                    view.field("media_type").asString());
        } catch (IllegalArgumentException e) {
            throw view.bad("IMPOSSIBLE-VALUE", String.valueOf(e.getMessage()));
        }
    }
}

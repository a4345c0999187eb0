package io.tailforge.publishing.dataset;

import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import java.util.Objects;

/**
 * A shard of a version.
 *
 * @param tar the clips, {@code index} one JSON line a clip with name, offset, size and hash of each member
 */
public record ShardEntry(Split split, ArtifactRef tar, ArtifactRef index, int clips) {
    public ShardEntry {
        Objects.requireNonNull(split);
        Objects.requireNonNull(tar);
        Objects.requireNonNull(index);
    }

    Json write() {
        return Json.object()
                .put("split", split.text())
                .put("tar", Refs.write(tar))
                .put("index", Refs.write(index))
                .put("clips", clips)
                .build();
    }

    static ShardEntry read(JsonView view) {
        view.onlyKeys("split", "tar", "index", "clips");
        return new ShardEntry(
                view.field("split").asEnum(Split.class),
                Refs.read(view.field("tar")),
                Refs.read(view.field("index")),
                view.field("clips").asInt(1, Integer.MAX_VALUE));
    }
}

package io.tailforge.publishing.dataset;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;

/**
 * A file inside a shard.
 *
 * @param name without the clip's id
 * @param offset of its first byte in the shard, so that it can be read by a range request
 */
record MemberEntry(String name, long offset, long bytes, String sha256, String mediaType) {
    Json write() {
        return Json.object()
                .put("name", name)
                .put("offset", offset)
                .put("bytes", bytes)
                .put("sha256", sha256)
                .put("media_type", mediaType)
                .build();
    }

    static MemberEntry read(JsonView view) {
        view.onlyKeys("name", "offset", "bytes", "sha256", "media_type");
        return new MemberEntry(
                view.field("name").asString(),
                view.field("offset").asLong(0, Long.MAX_VALUE),
                view.field("bytes").asLong(0, Long.MAX_VALUE),
                view.field("sha256").asString(),
                view.field("media_type").asString());
    }
}

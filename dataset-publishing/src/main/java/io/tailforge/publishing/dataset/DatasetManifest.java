package io.tailforge.publishing.dataset;

import io.tailforge.scene.artifact.ArtifactRef;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a version holds. Written last: a version is there when its manifest is. Document: {@code
 * v<NNNNNN>/manifest.json}, see {@code docs/dataset-layout.md}.
 *
 * @param contentSha256 hash over everything but version and date: two versions never share it
 * @param documents the other files of the version, by key
 * @param rejectedByCode how many clips are not in it, and why
 */
public record DatasetManifest(
        String name,
        int version,
        String contentSha256,
        String date,
        String description,
        String license,
        String creator,
        String requestId,
        String generator,
        Map<String, Integer> rejectedByCode,
        List<ArtifactRef> documents,
        List<ShardEntry> shards,
        List<ClipEntry> clips) {
    public static final String SCHEMA = "tailforge.dataset/1";

    public DatasetManifest {
        Objects.requireNonNull(name);
        Objects.requireNonNull(contentSha256);
        Objects.requireNonNull(date);
        Objects.requireNonNull(description);
        Objects.requireNonNull(license);
        Objects.requireNonNull(creator);
        Objects.requireNonNull(requestId);
        Objects.requireNonNull(generator);
        rejectedByCode = Collections.unmodifiableMap(new TreeMap<>(rejectedByCode));
        documents = List.copyOf(documents);
        shards = List.copyOf(shards);
        clips = List.copyOf(clips);
    }

    public int rejected() {
        return rejectedByCode.values().stream().mapToInt(Integer::intValue).sum();
    }

    public long clips(Split split) {
        return clips.stream().filter(clip -> clip.split() == split).count();
    }

    /** Of shards and their indices. */
    public long bytes() {
        return shards.stream()
                .mapToLong(shard -> shard.tar().bytes() + shard.index().bytes())
                .sum();
    }
}

package io.tailforge.publishing.dataset;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What to publish under which words.
 *
 * @param name slug of the dataset
 * @param description one or two sentences
 * @param license SPDX id or URL
 * @param creator who publishes
 * @param requestId the request that made the clips
 * @param date goes into the metadata; keep it when a publish is repeated (the request's own date, say)
 * @param generator program and version, for example {@code tailforge 0.1.0}
 */
public record PublishRequest(
        String name,
        String description,
        String license,
        String creator,
        String requestId,
        LocalDate date,
        String generator,
        SplitPolicy splits,
        int clipsPerShard) {
    public static final int DEFAULT_CLIPS_PER_SHARD = 64;

    public PublishRequest {
        Objects.requireNonNull(description);
        Objects.requireNonNull(license);
        Objects.requireNonNull(creator);
        Objects.requireNonNull(requestId);
        Objects.requireNonNull(date);
        Objects.requireNonNull(generator);
        Objects.requireNonNull(splits);
        if (!name.matches("[a-z0-9][a-z0-9-]{0,79}")) {
            throw new IllegalArgumentException(
                    "a dataset's name is lower-case letters, digits and '-', not '" + name + "'");
        }
        if (clipsPerShard < 1 || clipsPerShard > 1024) {
            throw new IllegalArgumentException("a shard takes 1 to 1024 clips, not " + clipsPerShard);
        }
    }
}

package io.tailforge.publishing.dataset;

import java.util.List;

/** What a writer put into the store. */
public record WrittenClips(List<ShardEntry> shards, List<ClipEntry> clips) {
    public WrittenClips {
        shards = List.copyOf(shards);
        clips = List.copyOf(clips);
    }
}

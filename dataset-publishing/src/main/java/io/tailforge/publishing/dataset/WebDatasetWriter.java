package io.tailforge.publishing.dataset;

import io.tailforge.publishing.ObjectStore;
import io.tailforge.scene.ClipId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * WebDataset: POSIX tars whose members are {@code <clip uuid>.<name>}, one sample a clip. A shard holds the clips of one
 * split out of a block of consecutive ordinals, so that a clip that falls out changes its own shard only. Shards are keyed
 * by their content.
 */
public final class WebDatasetWriter implements DatasetWriter {
    private static final int MOST_CLIPS = 1024;

    @Override
    public String id() {
        return "webdataset";
    }

    @Override
    public String describe() {
        return "tar shards for the webdataset loader, one sample a clip";
    }

    @Override
    public WrittenClips write(
            Iterator<ClipBundle> clips, SplitPolicy splits, int clipsPerShard, Path scratch, ObjectStore store)
            throws IOException {
        if (clipsPerShard < 1 || clipsPerShard > MOST_CLIPS) {
            throw new IllegalArgumentException("a shard takes 1 to " + MOST_CLIPS + " clips, not " + clipsPerShard);
        }
        try (Run run = new Run(splits, clipsPerShard, scratch, store)) {
            while (clips.hasNext()) {
                run.add(clips.next());
            }
            return run.finish();
        }
    }

    /** One block of ordinals is open at a time, with at most one shard a split. */
    private static final class Run implements AutoCloseable {
        private final SplitPolicy splits;
        private final int clipsPerShard;
        private final Path scratch;
        private final ObjectStore store;
        private final Map<Split, ShardFile> open = new EnumMap<>(Split.class);
        private final Map<Split, List<ClipBundle>> waiting = new EnumMap<>(Split.class);
        private final Set<ClipId> ids = new HashSet<>();
        private final List<ShardEntry> shards = new ArrayList<>();
        private final List<ClipEntry> entries = new ArrayList<>();
        private long lastOrdinal = -1;

        Run(SplitPolicy splits, int clipsPerShard, Path scratch, ObjectStore store) {
            this.splits = splits;
            this.clipsPerShard = clipsPerShard;
            this.scratch = scratch;
            this.store = store;
        }

        void add(ClipBundle clip) throws IOException {
            if (clip.ordinal() <= lastOrdinal || !ids.add(clip.id())) {
                throw new IllegalArgumentException(
                        "clips come by rising ordinal, each once; " + clip.id() + " (" + clip.ordinal() + ") does not");
            }
            if (lastOrdinal >= 0 && clip.ordinal() / clipsPerShard != lastOrdinal / clipsPerShard) {
                closeBlock();
            }
            lastOrdinal = clip.ordinal();
            Split split = splits.of(clip.layoutSha256(), clip.scene());
            ShardFile shard = open.get(split);
            if (shard == null) {
                shard = new ShardFile(scratch);
                open.put(split, shard);
            }
            shard.add(clip);
            waiting.computeIfAbsent(split, s -> new ArrayList<>()).add(clip);
        }

        private void closeBlock() throws IOException {
            for (Map.Entry<Split, ShardFile> entry : open.entrySet()) {
                ShardEntry shard = entry.getValue().put(entry.getKey(), store);
                shards.add(shard);
                for (ClipBundle clip : waiting.getOrDefault(entry.getKey(), List.of())) {
                    entries.add(ClipEntry.of(clip, entry.getKey(), shard.tar().key()));
                }
            }
            close();
            waiting.clear();
        }

        WrittenClips finish() throws IOException {
            closeBlock();
            entries.sort(java.util.Comparator.comparingLong(ClipEntry::ordinal));
            return new WrittenClips(shards, entries);
        }

        @Override
        public void close() throws IOException {
            for (ShardFile shard : open.values()) {
                shard.close();
            }
            open.clear();
        }
    }
}

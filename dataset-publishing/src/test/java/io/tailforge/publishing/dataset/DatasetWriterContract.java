package io.tailforge.publishing.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.publishing.ObjectStore;
import io.tailforge.publishing.store.DirectoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every dataset writer does. */
abstract class DatasetWriterContract {
    @TempDir
    Path folder;

    ObjectStore store;
    SampleClips samples;

    abstract DatasetWriter writer();

    @BeforeEach
    void openStore() throws IOException {
        store = new DirectoryObjectStore(folder.resolve("store"));
        samples = new SampleClips(folder.resolve("work"));
    }

    @Test
    void everyClipIsInExactlyOneShardOfItsSplit() throws IOException {
        WrittenClips written = write(samples.clips(12), store);
        assertThat(written.clips()).hasSize(36).extracting(ClipEntry::id).doesNotHaveDuplicates();
        assertThat(written.shards().stream().mapToInt(ShardEntry::clips).sum()).isEqualTo(36);
        var splitOfShard = written.shards().stream()
                .collect(Collectors.toMap(shard -> shard.tar().key(), ShardEntry::split));
        assertThat(written.clips())
                .allSatisfy(clip -> assertThat(splitOfShard.get(clip.shard())).isEqualTo(clip.split()));
    }

    @Test
    void theSameClipsGiveTheSameObjects() throws IOException {
        List<ClipBundle> clips = samples.clips(3);
        ObjectStore other = new DirectoryObjectStore(folder.resolve("other"));
        assertThat(write(clips, store)).isEqualTo(write(clips, other));
        assertThat(other.list("", "", 100)).isEqualTo(store.list("", "", 100));
    }

    @Test
    void aClipThatFallsOutLeavesTheOtherShardsAsTheyWere() throws IOException {
        List<ClipBundle> all = samples.clips(12);
        List<ClipBundle> fewer = new ArrayList<>(all);
        fewer.remove(17);
        List<ShardEntry> changed = new ArrayList<>(write(fewer, store).shards());
        changed.removeAll(write(all, store).shards());
        assertThat(changed).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void noScratchIsLeft() throws IOException {
        write(samples.clips(2), store);
        try (var left = Files.list(folder.resolve("scratch"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void noClipsMakeNoShards() throws IOException {
        assertThat(write(List.of(), store).shards()).isEmpty();
    }

    @Test
    void clipsOutOfOrderOrTwiceAreRefusedAndNoScratchIsLeft() throws IOException {
        List<ClipBundle> clips = new ArrayList<>(samples.clips(2));
        Collections.swap(clips, 1, 2);
        assertThatThrownBy(() -> write(clips, store)).isInstanceOf(IllegalArgumentException.class);
        try (var left = Files.list(folder.resolve("scratch"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aMissingFileStopsTheWritingAndLeavesNoScratch() throws IOException {
        List<ClipBundle> clips = samples.clips(1);
        Files.delete(clips.get(1).files().get(2).file());
        assertThatThrownBy(() -> write(clips, store)).isInstanceOf(IOException.class);
        try (var left = Files.list(folder.resolve("scratch"))) {
            assertThat(left).isEmpty();
        }
    }

    WrittenClips write(List<ClipBundle> clips, ObjectStore into) throws IOException {
        return writer().write(clips.iterator(), SplitPolicy.DEFAULT, 4, folder.resolve("scratch"), into);
    }
}

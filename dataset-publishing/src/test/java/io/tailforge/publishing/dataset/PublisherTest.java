package io.tailforge.publishing.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.publishing.ObjectStore;
import io.tailforge.publishing.store.DirectoryObjectStore;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublisherTest {
    @TempDir
    Path folder;

    private ObjectStore store;
    private List<ClipBundle> clips;

    @BeforeEach
    void open() throws IOException {
        store = new DirectoryObjectStore(folder.resolve("store"));
        clips = new SampleClips(folder.resolve("work")).clips(4);
    }

    @Test
    void aVersionHoldsItsClipsItsDocumentsAndWhatWasRejected() throws IOException {
        PublishedDataset published =
                publish(store, clips, SampleClips.rejected(12, "FROZEN"), SampleClips.rejected(13, "FROZEN"));
        assertThat(published.version()).isOne();
        assertThat(published.isNew()).isTrue();
        assertThat(published.manifest().clips()).hasSize(12);
        assertThat(published.manifest().rejectedByCode()).isEqualTo(Map.of("FROZEN", 2));
        assertThat(store.list("v000001/", "", 10))
                .containsExactly(
                        "v000001/clips.csv",
                        "v000001/croissant.json",
                        "v000001/manifest.json",
                        "v000001/readme.md",
                        "v000001/rejected.jsonl");
        assertThat(text("v000001/readme.md"))
                .contains("Synthetic data", "CC-BY-4.0", "| FROZEN | 2 |", "| day, rain | 4 |");
        assertThat(text("v000001/rejected.jsonl").lines()).hasSize(2).allMatch(line -> line.contains("\"value\":12"));
        assertThat(DatasetChecker.check(store)).isEmpty();
    }

    @Test
    void theManifestReadsBackAsItWasWritten() throws IOException {
        DatasetManifest manifest = publish(store, clips).manifest();
        assertThat(new DatasetVersions(store).getManifest(1)).isEqualTo(manifest);
    }

    @Test
    void theSameContentIsTheSameVersionHoweverOftenItIsPublished() throws IOException {
        PublishedDataset first = publish(store, clips);
        Map<String, String> before = hashes(store);
        PublishedDataset again = publish(store, clips);
        assertThat(again.version()).isOne();
        assertThat(again.isNew()).isFalse();
        assertThat(again.manifestRef()).isEqualTo(first.manifestRef());
        assertThat(hashes(store)).isEqualTo(before);
    }

    @Test
    void aDecisionMakesTheNextVersionAndLeavesTheFirstAlone() throws IOException {
        publish(store, clips);
        Map<String, String> before = hashes(store);
        PublishedDataset next = publish(store, clips.subList(0, 11), SampleClips.rejected(11, "CURATOR"));
        assertThat(next.version()).isEqualTo(2);
        assertThat(hashes(store)).containsAllEntriesOf(before);
        assertThat(publish(store, clips).version()).isOne();
        assertThat(DatasetChecker.check(store)).isEmpty();
    }

    @Test
    void aPublishThatBreaksOffAnywhereIsCompletedByRepeatingIt() throws IOException {
        ObjectStore whole = new DirectoryObjectStore(folder.resolve("whole"));
        publish(whole, clips);
        Map<String, String> expected = hashes(whole);
        for (int puts = 0; puts < expected.size(); puts++) {
            ObjectStore torn = new DirectoryObjectStore(folder.resolve("torn-" + puts));
            int allowed = puts;
            assertThatThrownBy(() -> publish(new BreakingStore(torn, allowed), clips))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cut off");
            assertThat(new DatasetVersions(torn).listVersions()).isEmpty();
            assertThat(publish(torn, clips).version()).isOne();
            assertThat(hashes(torn)).isEqualTo(expected);
        }
    }

    @Test
    void afterATornPublishOtherContentTakesTheNextNumber() throws IOException {
        int all = publish(new DirectoryObjectStore(folder.resolve("count")), clips)
                                .manifest()
                                .shards()
                                .size()
                        * 2
                + 5;
        assertThatThrownBy(() -> publish(new BreakingStore(store, all - 1), clips))
                .hasMessage("cut off");
        PublishedDataset other = publish(store, clips.subList(0, 6));
        assertThat(other.version()).isEqualTo(2);
        assertThat(new DatasetVersions(store).listVersions()).containsExactly(2);
        assertThat(DatasetChecker.check(store)).isEmpty();
    }

    @Test
    void ofTwoWhoPublishAtOnceEachGetsAVersionOfTheirOwn() throws Exception {
        List<Callable<Integer>> publishes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            List<ClipBundle> some = clips.subList(0, 3 + i);
            publishes.add(() -> publish(store, some).version());
        }
        List<Integer> versions = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(4)) {
            for (var version : pool.invokeAll(publishes)) {
                versions.add(version.get());
            }
        }
        assertThat(versions).doesNotHaveDuplicates().hasSize(4);
        assertThat(new DatasetVersions(store).listVersions()).containsExactlyInAnyOrderElementsOf(versions);
        assertThat(DatasetChecker.check(store)).isEmpty();
    }

    @Test
    void aReaderThatLooksAtEveryMomentNeverSeesHalfAVersion() throws IOException {
        List<String> seen = new ArrayList<>();
        ObjectStore watched = new WatchedStore(store, () -> {
            DatasetVersions versions = new DatasetVersions(store);
            for (int version : versions.listVersions()) {
                seen.add("v" + version);
                assertThat(DatasetChecker.check(store)).isEmpty();
            }
        });
        publish(watched, clips);
        assertThat(seen).isNotEmpty();
    }

    @Test
    void anUnjudgedClipCannotEvenBeHandedOver() {
        ClipBundle clip = clips.getFirst();
        assertThatThrownBy(() -> new ClipBundle(
                        clip.id(),
                        0,
                        clip.layoutSha256(),
                        clip.scene(),
                        clip.variation(),
                        1,
                        clip.grid(),
                        clip.engine(),
                        SampleClips.rejected(0, "X").verdict().orElseThrow(),
                        clip.files()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private PublishedDataset publish(ObjectStore into, List<ClipBundle> accepted, RejectedClip... rejected)
            throws IOException {
        return new Publisher(new WebDatasetWriter(), into, folder.resolve("scratch"))
                .publish(
                        SampleClips.request(),
                        accepted.iterator(),
                        List.of(rejected).iterator());
    }

    private String text(String key) throws IOException {
        try (InputStream in = store.open(key)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> hashes(ObjectStore of) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        for (String key : of.list("", "", 1000)) {
            try (InputStream in = of.open(key)) {
                hashes.put(key, Sha256.hex(in.readAllBytes()));
            }
        }
        return hashes;
    }

    /** Takes so many puts and no more. */
    private static final class BreakingStore extends ForwardingStore {
        private int left;

        BreakingStore(ObjectStore store, int puts) {
            super(store);
            left = puts;
        }

        @Override
        public ArtifactRef put(String key, Path file, String mediaType) throws IOException {
            if (left-- <= 0) {
                throw new IOException("cut off");
            }
            return super.put(key, file, mediaType);
        }
    }

    private interface Look {
        void look() throws IOException;
    }

    /** Looks after each put. */
    private static final class WatchedStore extends ForwardingStore {
        private final Look look;

        WatchedStore(ObjectStore store, Look look) {
            super(store);
            this.look = look;
        }

        @Override
        public ArtifactRef put(String key, Path file, String mediaType) throws IOException {
            ArtifactRef ref = super.put(key, file, mediaType);
            look.look();
            return ref;
        }
    }

    private static class ForwardingStore implements ObjectStore {
        private final ObjectStore store;

        ForwardingStore(ObjectStore store) {
            this.store = store;
        }

        @Override
        public String location() {
            return store.location();
        }

        @Override
        public ArtifactRef put(String key, Path file, String mediaType) throws IOException {
            return store.put(key, file, mediaType);
        }

        @Override
        public Optional<ArtifactRef> find(String key) throws IOException {
            return store.find(key);
        }

        @Override
        public InputStream open(String key) throws IOException {
            return store.open(key);
        }

        @Override
        public InputStream open(String key, long offset, long length) throws IOException {
            return store.open(key, offset, length);
        }

        @Override
        public List<String> list(String prefix, String startAfter, int limit) throws IOException {
            return store.list(prefix, startAfter, limit);
        }

        @Override
        public void delete(String key) throws IOException {
            store.delete(key);
        }

        @Override
        public void close() throws IOException {
            store.close();
        }
    }
}

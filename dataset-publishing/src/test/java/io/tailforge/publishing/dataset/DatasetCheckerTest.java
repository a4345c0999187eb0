package io.tailforge.publishing.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.publishing.store.DirectoryObjectStore;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCheckerTest {
    @TempDir
    Path folder;

    private Path dataset;
    private PublishedDataset published;

    @BeforeEach
    void publish() throws IOException {
        dataset = folder.resolve("dataset");
        SampleClips samples = new SampleClips(folder.resolve("work"));
        published = new Publisher(new WebDatasetWriter(), new DirectoryObjectStore(dataset), folder.resolve("scratch"))
                .publish(
                        SampleClips.request(),
                        samples.clips(4).iterator(),
                        List.of(SampleClips.rejected(12, "FROZEN")).iterator());
    }

    @Test
    void aSoundDatasetHasNoProblem() throws IOException {
        assertThat(DatasetChecker.check(dataset)).isEmpty();
    }

    @Test
    void aMissingShardIsFound() throws IOException {
        Files.delete(tar());
        assertThat(codes()).containsExactly("OBJECT-MISSING");
    }

    @Test
    void aBitThatFlippedIsFound() throws IOException {
        byte[] bytes = Files.readAllBytes(tar());
        bytes[bytes.length / 2] ^= 1;
        Files.write(tar(), bytes);
        assertThat(codes()).containsExactly("OBJECT-HASH");
    }

    @Test
    void aTruncatedShardIsFound() throws IOException {
        byte[] bytes = Files.readAllBytes(tar());
        Files.write(tar(), java.util.Arrays.copyOf(bytes, bytes.length - 512));
        assertThat(codes()).containsExactly("OBJECT-SIZE");
    }

    @Test
    void aChangedDocumentIsFound() throws IOException {
        Files.writeString(dataset.resolve("v000001/readme.md"), "# mine");
        assertThat(codes()).containsExactly("OBJECT-SIZE");
    }

    @Test
    void aFileThatNobodyStatesIsFound() throws IOException {
        Files.writeString(dataset.resolve("v000001/extra.txt"), "x");
        assertThat(codes()).containsExactly("OBJECT-STRAY");
    }

    @Test
    void aClipStruckFromTheManifestIsFoundByCountAndByHash() throws IOException {
        String manifest = manifest();
        int from = manifest.indexOf("    {\n      \"id\"");
        int to = manifest.indexOf("    {\n      \"id\"", from + 1);
        write(manifest.substring(0, from) + manifest.substring(to));
        assertThat(codes()).containsExactly("DATASET-COUNTS");
        write(recounted(manifest.substring(0, from) + manifest.substring(to), from, manifest));
        assertThat(codes()).contains("DATASET-CONTENT-HASH", "SHARD-CLIPS");
    }

    @Test
    void aSceneMovedToAnotherSplitIsFound() throws IOException {
        Split mine = published.manifest().clips().getFirst().split();
        Split other = mine == Split.TRAIN ? Split.VAL : Split.TRAIN;
        int clips = manifest().indexOf("\"clips\": [");
        String head = manifest().substring(0, clips);
        String tail =
                manifest().substring(clips).replaceFirst("\"split\": \"" + mine.text(), "\"split\": \"" + other.text());
        head = bump(bump(head, mine.text(), -1), other.text(), 1);
        write(head + tail);
        assertThat(codes()).contains("SPLIT-STRADDLES", "CLIP-SHARD", "DATASET-CONTENT-HASH");
    }

    @Test
    void aShardThatWasRepackedWithAllItsHashesIsStillFound() throws IOException {
        byte[] bytes = Files.readAllBytes(tar());
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("not really points");
        bytes[at] = 'N';
        Files.write(tar(), bytes);
        write(manifest()
                .replace(shard().tar().sha256() + "\",\n        \"bytes", Sha256.hex(bytes) + "\",\n        \"bytes"));
        assertThat(codes()).contains("MEMBER-CHANGED", "DATASET-CONTENT-HASH");
    }

    @Test
    void aVideoWithFewerFramesThanStatedIsFound() throws IOException {
        ClipBundle clip = new SampleClips(folder.resolve("short-work")).clip(0, "scene-0", "sunny");
        Files.write(clip.files().getLast().file(), SampleClips.mp4(SampleClips.FRAMES - 1));
        assertThat(codesOf(clip)).containsExactly("MEMBER-FRAMES");
    }

    @Test
    void aRangeControlHasAFrameForEachSweepAndNotForEachFrame() throws IOException {
        assertThat(SampleClips.SWEEPS).isPositive().isNotEqualTo(SampleClips.FRAMES);
        ClipBundle clip = new SampleClips(folder.resolve("range-work")).clip(0, "scene-0", "sunny");
        Path video = clip.files().stream()
                .filter(file -> file.name().equals(SampleClips.RANGE_CONTROL))
                .findFirst()
                .orElseThrow()
                .file();
        Files.write(video, SampleClips.mp4(SampleClips.FRAMES));
        assertThat(codesOf(clip)).containsExactly("MEMBER-FRAMES");
    }

    private List<String> codesOf(ClipBundle clip) throws IOException {
        Path other = folder.resolve("short");
        new Publisher(new WebDatasetWriter(), new DirectoryObjectStore(other), folder.resolve("scratch"))
                .publish(
                        SampleClips.request(),
                        List.of(clip).iterator(),
                        List.<RejectedClip>of().iterator());
        return DatasetChecker.check(other).stream().map(Problem::code).toList();
    }

    @Test
    void aBrokenManifestIsNamedWithItsLine() throws IOException {
        write(manifest().replace("\"license\"", "\"lisence\""));
        List<Problem> problems = DatasetChecker.check(dataset);
        assertThat(problems).extracting(Problem::code).contains("UNKNOWN-KEY");
        assertThat(problems.getFirst().line()).isPositive();
    }

    @Test
    void aFolderWithoutAVersionIsNoDataset() throws IOException {
        assertThat(DatasetChecker.check(folder.resolve("work")))
                .extracting(Problem::code)
                .containsExactly("DATASET-MISSING");
        assertThat(DatasetChecker.check(folder.resolve("nowhere")))
                .extracting(Problem::code)
                .containsExactly("DATASET-MISSING");
    }

    @Test
    void framesOfAnMp4AreCountedWhateverThePieces() {
        byte[] bytes = SampleClips.mp4(121);
        for (int step : new int[] {1, 7, 4096, bytes.length}) {
            Mp4Frames frames = new Mp4Frames(1 << 20);
            for (int at = 0; at < bytes.length; at += step) {
                int n = Math.min(step, bytes.length - at);
                frames.accept(java.util.Arrays.copyOfRange(bytes, at, at + n), n);
            }
            assertThat(frames.count()).isEqualTo(121);
        }
        Mp4Frames cut = new Mp4Frames(1 << 20);
        cut.accept(bytes, bytes.length - 30);
        assertThat(cut.count()).isEqualTo(-1);
    }

    private ShardEntry shard() {
        return published.manifest().shards().getFirst();
    }

    private Path tar() {
        return dataset.resolve(shard().tar().key());
    }

    private String manifest() throws IOException {
        return Files.readString(dataset.resolve("v000001/manifest.json"));
    }

    private void write(String manifest) throws IOException {
        Files.writeString(dataset.resolve("v000001/manifest.json"), manifest);
    }

    private List<String> codes() throws IOException {
        return DatasetChecker.check(dataset).stream().map(Problem::code).toList();
    }

    private static String bump(String text, String count, int by) {
        var matcher =
                java.util.regex.Pattern.compile("\"" + count + "\": (\\d+)").matcher(text);
        return matcher.replaceFirst(result -> "\"" + count + "\": " + (Integer.parseInt(result.group(1)) + by));
    }

    private static String recounted(String shorter, int from, String whole) {
        String split = whole.substring(whole.indexOf("\"split\": \"", from) + 10);
        return bump(bump(shorter, "clips", -1), split.substring(0, split.indexOf('"')), -1);
    }
}

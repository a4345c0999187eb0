package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.publishing.ObjectStore;
import io.tailforge.publishing.dataset.DatasetChecker;
import io.tailforge.publishing.dataset.DatasetManifest;
import io.tailforge.publishing.dataset.DatasetVersions;
import io.tailforge.publishing.store.ObjectStores;
import io.tailforge.publishing.store.S3Settings;
import io.tailforge.service.catalog.ClipState;
import io.tailforge.service.catalog.RequestState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The main job: a layout and a variation spec in, a checked and published dataset out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GenerateTest {
    private static final int FRAMES = 9;
    private static final int SWEEPS = 3;

    private Path folder;
    private Path dataset;
    private Product.Outcome outcome;
    private List<Path> published;

    @BeforeAll
    void generate(@TempDir Path temporary) throws Exception {
        folder = temporary;
        dataset = temporary.resolve("dataset");
        try (Product product = Product.start(folder.resolve("home"))) {
            outcome = product.generate(
                    Repository.URBAN_JUNCTION, Specs.street(FRAMES, "Sunny", "Rainy"), dataset.toString());
        }
        published = Shards.unpack(dataset, manifest(), folder.resolve("clips"));
    }

    private DatasetManifest manifest() throws Exception {
        try (ObjectStore store = ObjectStores.open(dataset.toString(), S3Settings.of(Map.of()))) {
            DatasetVersions versions = new DatasetVersions(store);
            assertThat(versions.listVersions()).containsExactly(1);
            return versions.getManifest(1);
        }
    }

    @Test
    void everyClipIsAcceptedAndTheRequestIsCompleted() {
        assertThat(outcome.request().state()).as(outcome.request().message()).isEqualTo(RequestState.COMPLETED);
        assertThat(outcome.clips()).hasSize(2).allSatisfy(clip -> assertThat(clip.state())
                .as(clip.failureDetail() + clip.verdict())
                .isEqualTo(ClipState.ACCEPTED));
    }

    @Test
    void theDatasetCheckerFindsNothing() throws Exception {
        assertThat(DatasetChecker.check(dataset)).isEmpty();
    }

    @Test
    void theCheckerSeesAByteThatWasChanged() throws Exception {
        Path copy = folder.resolve("damaged");
        copy(dataset, copy);
        Path shard = copy.resolve(manifest().shards().getFirst().tar().key());
        byte[] bytes = Files.readAllBytes(shard);
        bytes[bytes.length / 2] ^= 1;
        Files.write(shard, bytes);
        assertThat(DatasetChecker.check(copy)).isNotEmpty();
    }

    @Test
    void theManifestCountsWhatIsThere() throws Exception {
        DatasetManifest manifest = manifest();
        assertThat(manifest.clips()).hasSize(2);
        assertThat(manifest.rejected()).isZero();
        assertThat(manifest.clips())
                .allSatisfy(clip -> assertThat(clip.grid().frames()).isEqualTo(FRAMES));
        assertThat(manifest.clips().stream().map(clip -> clip.split()).distinct())
                .as("variations of one scene are in one split")
                .hasSize(1);
        assertThat(published.stream().map(path -> path.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(manifest.clips().stream()
                        .map(clip -> clip.id().toString())
                        .toList());
    }

    @Test
    void aClipHoldsWhatTheLayoutOfADatasetPromises() {
        for (Path clip : published) {
            for (String camera : List.of("camera_front_wide_120fov", "camera_cross_left_120fov")) {
                assertThat(clip)
                        .isDirectoryContaining("glob:**/rgb." + camera + ".mp4")
                        .isDirectoryContaining("glob:**/conditioning." + camera + ".mp4")
                        .isDirectoryContaining("glob:**/depth." + camera + ".mkv")
                        .isDirectoryContaining("glob:**/instance." + camera + ".mkv")
                        .isDirectoryContaining("glob:**/semantic." + camera + ".mkv");
            }
            for (String document :
                    List.of("labels", "poses", "calibration", "prompt", "scene", "layout", "verdict", "provenance")) {
                assertThat(clip.resolve(document + ".json")).isNotEmptyFile();
            }
            assertThat(clip.toFile().list((dir, name) -> name.endsWith(".npz"))).hasSize(SWEEPS);
        }
    }

    @Test
    void anActorsMaskLiesInItsProjectedBox() throws Exception {
        int masks = 0;
        for (Path clip : published) {
            masks += LabelChecks.requireMasksInBoxes(clip);
        }
        assertThat(masks).as("masks looked at").isGreaterThan(10);
    }

    @Test
    void aBoxHoldsAsManyPointsAsItsLabelSays() throws Exception {
        long points = 0;
        for (Path clip : published) {
            points += LabelChecks.requirePointCounts(clip);
        }
        assertThat(points).as("points in boxes").isGreaterThan(100);
    }

    @Test
    void otherPeoplesLoadersReadIt() throws Exception {
        String python =
                Repository.assumeVariable("TAILFORGE_TEST_PYTHON", "a Python with webdataset, mlcroissant and numpy");
        Path script = Repository.ROOT.resolve("dataset-publishing/src/test/python/load_dataset.py");
        Process loaders = new ProcessBuilder(python, script.toString(), dataset.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(loaders.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(loaders.waitFor()).as(said).isZero();
        assertThat(said).contains("webdataset: 2 samples").contains("mlcroissant: 2 clips");
    }

    private static void copy(Path from, Path to) throws Exception {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }
}

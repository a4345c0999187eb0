package io.tailforge.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tailforge.generation.GenerationException.Retry;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every generation backend does, embedded or a real Triton. It must offer RGB, DEPTH and POINTS. */
public abstract class GenerationBackendContract {
    @TempDir
    protected Path temp;

    /** The backend under test; the suite closes nothing. */
    protected abstract GenerationBackend backend();

    @Test
    void aClipIsFilledAsAsked() throws IOException {
        ClipFixture clip = ClipFixture.in(temp.resolve("clip"));
        GenerationResult result = generate(clip.request(), clip.folder());
        assertThat(result.views()).extracting(GeneratedView::camera).containsExactly("front", "rear");
        for (GeneratedView view : result.views()) {
            assertThat(view.frames()).isEqualTo(15);
            assertThat(view.objects().keySet()).isEqualTo(Set.of(ObjectKind.RGB, ObjectKind.DEPTH));
            for (ArtifactRef object : view.objects().values()) {
                requireOnDisk(clip.folder(), object);
            }
        }
        assertThat(result.views().getFirst().objects().values())
                .extracting(ArtifactRef::key)
                .containsExactlyInAnyOrder("rgb/front.mp4", "depth/front.mkv");
        assertThat(result.sweeps())
                .extracting(LidarSweep::startMicros)
                .containsExactly(0L, 100_000L, 200_000L, 300_000L, 400_000L);
        for (LidarSweep sweep : result.sweeps()) {
            requireOnDisk(clip.folder(), sweep.points());
        }
        assertThat(result.seedUsed()).isEqualTo(clip.request().seed());
        assertThat(result.engine()).isEqualTo(backend().capabilities().engine());
    }

    private static void requireOnDisk(Path folder, ArtifactRef object) throws IOException {
        Path file = folder.resolve(object.key());
        assertThat(Files.size(file)).isEqualTo(object.bytes()).isPositive();
        assertThat(Sha256.hex(file)).isEqualTo(object.sha256());
    }

    @Test
    void theSameRequestGivesTheSameBytesAndAnotherSeedGivesOthers() throws IOException {
        Assumptions.assumeTrue(
                backend().capabilities().determinism().equals("bitwise"), "the engine does not promise equal bytes");
        ClipFixture clip = ClipFixture.in(temp.resolve("clip"));
        List<String> first = hashes(generate(clip.request(), clip.folder()));
        assertThat(hashes(generate(clip.request(), clip.folder()))).isEqualTo(first);
        assertThat(hashes(generate(clip.withSeed(8), clip.folder()))).isNotEqualTo(first);
    }

    @Test
    void progressRisesToOne() throws IOException {
        ClipFixture clip = ClipFixture.in(temp.resolve("clip"));
        List<Double> fractions = new ArrayList<>();
        backend().generate(clip.request(), clip.folder(), fractions::add, () -> false);
        assertThat(fractions).isSorted().allMatch(fraction -> fraction >= 0 && fraction <= 1);
        assertThat(fractions.getLast()).isEqualTo(1);
    }

    @Test
    void aCancelledClipEndsAsCancelledAndLeavesNothingBehind() throws IOException {
        ClipFixture clip = ClipFixture.in(temp.resolve("clip"));
        assertThatExceptionOfType(GenerationException.class)
                .isThrownBy(() -> backend().generate(clip.request(), clip.folder(), fraction -> {}, () -> true))
                .matches(e -> e.token().equals("TF-CANCELLED") && e.retry() == Retry.NEVER);
        assertThat(listFolder(clip.folder())).containsExactly("conditioning", "layout.json", "scene.json");
    }

    @Test
    void aKindThatNobodyMakesIsRefusedBeforeAnyWork() throws IOException {
        Assumptions.assumeFalse(backend().capabilities().kinds().contains(ObjectKind.FLOW), "it makes flow");
        ClipFixture clip = ClipFixture.in(temp.resolve("clip"));
        assertThatExceptionOfType(GenerationException.class)
                .isThrownBy(() -> generate(clip.wanting(ObjectKind.FLOW), clip.folder()))
                .matches(e -> e.token().equals("TF-CAP-KIND") && e.retry() == Retry.NEVER);
    }

    @Test
    void aSceneThatPlaysInAnotherLayoutIsRefused() throws IOException {
        ClipFixture clip = ClipFixture.in(temp.resolve("clip"));
        String scene = Files.readString(clip.folder().resolve("scene.json"));
        String elsewhere = scene.replace(clip.request().layoutDocument().sha256(), "0".repeat(64));
        ArtifactRef changed = ClipFixture.write(
                clip.folder(),
                "elsewhere.json",
                elsewhere.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                "application/json");
        assertThatExceptionOfType(GenerationException.class)
                .isThrownBy(() -> generate(clip.withScene(changed), clip.folder()))
                .matches(e -> e.token().equals("TF-INPUT-LAYOUT") && e.retry() == Retry.NEVER);
    }

    @Test
    void aFileThatIsNotTheOneItsReferenceMeansIsNeverSent() throws IOException {
        ClipFixture clip = ClipFixture.in(temp.resolve("clip"));
        byte[] layout = Files.readAllBytes(clip.folder().resolve("layout.json"));
        layout[layout.length / 2] ^= 1;
        Files.write(clip.folder().resolve("layout.json"), layout);
        assertThatExceptionOfType(GenerationException.class)
                .isThrownBy(() -> generate(clip.request(), clip.folder()))
                .matches(e -> e.token().equals("TF-INPUT-FILE"));
    }

    @Test
    void clipsAtTheSameTimeDoNotMixUp() throws Exception {
        List<Callable<List<String>>> work = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ClipFixture clip = ClipFixture.in(temp.resolve("clip-" + i));
            GenerationRequest request = clip.withSeed(i % 3);
            work.add(() -> hashes(generate(request, clip.folder())));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<List<String>>> done = threads.invokeAll(work);
            for (int i = 0; i < 3; i++) {
                assertThat(done.get(i).get()).isEqualTo(done.get(i + 3).get());
            }
            assertThat(done.get(0).get()).isNotEqualTo(done.get(1).get());
        }
    }

    private GenerationResult generate(GenerationRequest request, Path folder) {
        return backend().generate(request, folder, fraction -> {}, () -> false);
    }

    private static List<String> hashes(GenerationResult result) {
        List<String> hashes = new ArrayList<>();
        result.views().forEach(view -> view.objects().entrySet().stream()
                .sorted(java.util.Map.Entry.comparingByKey())
                .forEach(object -> hashes.add(object.getValue().sha256())));
        result.sweeps().forEach(sweep -> hashes.add(sweep.points().sha256()));
        return hashes;
    }

    /** Names in a clip's folder, sorted. */
    public static List<String> listFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}

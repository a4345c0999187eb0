package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.generation.FrameRule;
import io.tailforge.generation.ModelLimits.Chunks;
import io.tailforge.generation.ViewRule;
import io.tailforge.publishing.ObjectStore;
import io.tailforge.publishing.dataset.DatasetVersions;
import io.tailforge.publishing.store.ObjectStores;
import io.tailforge.publishing.store.S3Settings;
import io.tailforge.scene.json.JsonView;
import io.tailforge.service.catalog.ClipRow;
import io.tailforge.service.catalog.ClipState;
import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A clip that its server only makes in parts is the clip that it would make at once. Of the CPU engines, whose frames know
 * nothing of each other, truth and points are the same to the byte; pictures differ by how H.264 encodes each part.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartsTest {
    private static final int FRAMES = 6;
    private static final String SPEC = Specs.street(FRAMES, "Rainy");
    private static final List<String> CAMERAS = List.of("camera_front_wide_120fov", "camera_cross_left_120fov");

    /** One view and three frames at a time, of which the first goes on from the part before; a sweep begins in two parts. */
    private static final int REQUESTS = 2 * 3 + 2;

    private Path folder;
    private Path whole;

    @BeforeAll
    void makeItAtOnce(@TempDir Path temporary) throws Exception {
        folder = temporary;
        try (Product embedded = Product.start(folder.resolve("whole"))) {
            whole = generate(embedded, "whole-dataset").folders().getFirst();
        }
        assertThat(warningsOf(folder.resolve("whole-dataset"))).isEmpty();
    }

    private Product.Outcome generate(Product product, String dataset) {
        Product.Outcome outcome = product.generate(
                Repository.URBAN_JUNCTION, SPEC, folder.resolve(dataset).toString());
        assertThat(outcome.clips())
                .as("clips: %s", outcome.clips())
                .extracting(ClipRow::state)
                .containsExactly(ClipState.ACCEPTED);
        return outcome;
    }

    @Test
    void itIsTheSameClipAndSaysHowItWasMade() throws Exception {
        try (GatedServer server = narrow()) {
            server.open(REQUESTS);
            try (Product product = over(server.endpoint(), "parts")) {
                assertSameClip(generate(product, "parts-dataset").folders().getFirst());
            }
            assertThat(server.begun()).hasSize(REQUESTS);
        }
        assertThat(warningsOf(folder.resolve("parts-dataset")))
                .contains(
                        "multiview_video: views made in 2 groups that did not see each other",
                        "multiview_video: frames made in 3 chunks, overlap 1",
                        "lidar_sweep: frames made in 2 chunks, overlap 1");
    }

    /** Both ways of making it are kept, each under its own key: what can be made at once is not served from parts. */
    @Test
    void madeAtOnceItIsAnotherResultThanInParts() throws Exception {
        try (GatedServer server = narrow()) {
            server.open(REQUESTS);
            Path first;
            try (Product inParts = over(server.endpoint(), "home")) {
                first = generate(inParts, "first-dataset").folders().getFirst();
            }
            try (Product atOnce = Product.start(folder.resolve("home"))) {
                Path second = generate(atOnce, "second-dataset").folders().getFirst();
                assertThat(second).isNotEqualTo(first);
                assertThat(ResultFiles.hashes(second)).isEqualTo(ResultFiles.hashes(whole));
            }
            try (Product again = over(server.endpoint(), "home")) {
                assertThat(generate(again, "third-dataset").folders()).containsExactly(first);
            }
            assertThat(server.begun()).as("asked for once").hasSize(REQUESTS);
        }
    }

    @Test
    void aRealTritonThatTakesPartsOnlyMakesTheSameClip() throws Exception {
        String engine = new Cli(folder.resolve("engine")).quick().script("triton", "--preset", "draft");
        String limits = " serve --max-views 1 --max-frames 3 --overlap 1";
        try (TritonServer triton = TritonServer.start(folder.resolve("triton"), engine + limits)) {
            Cli.Ended check = new Cli(folder.resolve("check")).quick().run("triton", "check", triton.endpoint());
            assertThat(check.expect(0).out())
                    .contains(
                            "kept    part.views",
                            "kept    part.frames",
                            "kept    limit.many-views",
                            "kept    limit.overlap");
            try (Product product = over(triton.endpoint(), "real")) {
                assertSameClip(generate(product, "real-dataset").folders().getFirst());
            }
        }
        assertThat(warningsOf(folder.resolve("real-dataset"))).isNotEmpty();
    }

    private GatedServer narrow() throws IOException {
        return new GatedServer(Files.createTempDirectory(folder, "server"), limits -> limits.withViews(
                        ViewRule.upTo(1).withSubsets())
                .withFrames(FrameRule.upTo(3), Optional.of(new Chunks(Optional.empty(), 1))));
    }

    private Product over(String endpoint, String home) {
        return Product.start(folder.resolve(home), "--tailforge.backends.endpoints[0]=" + endpoint);
    }

    private void assertSameClip(Path parts) throws IOException {
        Map<String, String> differing = new TreeMap<>(ResultFiles.hashes(parts));
        differing.entrySet().removeAll(ResultFiles.hashes(whole).entrySet());
        assertThat(differing.keySet())
                .containsExactlyInAnyOrder(
                        "rgb/" + CAMERAS.getFirst() + ".mp4", "rgb/" + CAMERAS.getLast() + ".mp4", "verdict.json");
        for (String camera : CAMERAS) {
            String rgb = "rgb/" + camera + ".mp4";
            assertThat(difference(parts.resolve(rgb), whole.resolve(rgb))).isLessThan(2.5);
        }
    }

    /** Mean difference of two videos' samples, of 255. */
    private static double difference(Path some, Path other) {
        double sum = 0;
        long samples = 0;
        int frames = 0;
        try (VideoDecoder a = VideoDecoder.open(some, PixelFormat.RGB24);
                VideoDecoder b = VideoDecoder.open(other, PixelFormat.RGB24)) {
            for (Optional<Frame> frame = a.next(); frame.isPresent(); frame = a.next()) {
                byte[] left = frame.get().bytes();
                byte[] right = b.next().orElseThrow().bytes();
                for (int i = 0; i < left.length; i++) {
                    sum += Math.abs((left[i] & 0xff) - (right[i] & 0xff));
                }
                samples += left.length;
                frames++;
            }
        }
        assertThat(frames).isEqualTo(FRAMES);
        return sum / samples;
    }

    private List<String> warningsOf(Path dataset) throws IOException {
        try (ObjectStore store = ObjectStores.open(dataset.toString(), S3Settings.of(Map.of()))) {
            Path unpacked = Files.createTempDirectory(folder, "unpacked");
            Path clip = Shards.unpack(dataset, new DatasetVersions(store).getManifest(1), unpacked)
                    .getFirst();
            Path provenance = clip.resolve("provenance.json");
            return JsonView.parse("provenance.json", Files.readAllBytes(provenance))
                    .field("warnings")
                    .asStrings();
        }
    }
}

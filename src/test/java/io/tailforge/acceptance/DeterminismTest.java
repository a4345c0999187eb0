package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The same scene document and seed make the same bytes: again, with other threads, in another process. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeterminismTest {
    private static final String SPEC = Specs.street(6, "Rainy") + "styles: [hdmap-v1, depth, semantic, lidar-range]\n";

    private Path folder;
    private Map<String, String> reference;

    @BeforeAll
    void makeTheReference(@TempDir Path temporary) throws Exception {
        folder = temporary;
        reference = ResultFiles.hashes(make("reference", 2));
        assertThat(reference)
                .containsKeys(
                        "rgb/camera_front_wide_120fov.mp4",
                        "conditioning/camera_front_wide_120fov.mp4",
                        "conditioning/depth/camera_cross_left_120fov.mp4",
                        "conditioning/semantic/camera_front_wide_120fov.mp4",
                        "conditioning/lidar-range/lidar_top.mp4",
                        "conditioning/lidar-range/lidar_top/000001.npz",
                        "depth/camera_front_wide_120fov.mkv",
                        "instance/camera_cross_left_120fov.mkv",
                        "semantic/camera_cross_left_120fov.mkv",
                        "lidar/lidar_top/000001.npz",
                        "labels.json",
                        "prompt.json",
                        "scene.json");
    }

    private Path make(String name, int threads) {
        Path home = folder.resolve(name);
        try (Product product = Product.start(home, "--tailforge.pipeline.threads=" + threads)) {
            return product.generate(
                            Repository.URBAN_JUNCTION,
                            SPEC,
                            folder.resolve(name + "-out").toString())
                    .folders()
                    .getFirst();
        }
    }

    @Test
    void theSameClipAgainIsTheSameBytes() throws Exception {
        assertThat(ResultFiles.hashes(make("again", 2))).isEqualTo(reference);
    }

    @Test
    void oneThreadMakesTheSameBytesAsTwo() throws Exception {
        assertThat(ResultFiles.hashes(make("one-thread", 1))).isEqualTo(reference);
    }

    @Test
    void theScalarKernelMakesTheSameTruthAndNearlyTheSameColours() throws Exception {
        Path spec = Files.writeString(folder.resolve("spec.yaml"), SPEC);
        Path home = folder.resolve("scalar/home");
        new Cli(folder.resolve("scalar"))
                .quick()
                .run(
                        "generate",
                        "--layout",
                        Repository.URBAN_JUNCTION.toString(),
                        "--spec",
                        spec.toString(),
                        "--out",
                        folder.resolve("scalar/out").toString())
                .expect(0);
        Path scalar = ResultFiles.onlyResult(home);
        assertThat(Files.readString(scalar.resolve("result.json")))
                .as("its kernel")
                .contains("scalar");
        Map<String, String> exact = ResultFiles.hashes(scalar, DeterminismTest::isExact);
        assertThat(exact).isNotEmpty();
        assertThat(reference).containsAllEntriesOf(exact);
        Path vector = ResultFiles.onlyResult(folder.resolve("reference"));
        for (String camera : new String[] {"camera_front_wide_120fov", "camera_cross_left_120fov"}) {
            requireNearlyEqual(vector.resolve("rgb/" + camera + ".mp4"), scalar.resolve("rgb/" + camera + ".mp4"));
        }
    }

    /** What must not depend on the width of the processor's vectors. */
    private static boolean isExact(String key) {
        return !key.startsWith("rgb/") && !key.equals("result.json") && !key.equals("verdict.json");
    }

    private static void requireNearlyEqual(Path a, Path b) throws IOException {
        long samples = 0;
        long differing = 0;
        int worst = 0;
        try (VideoDecoder left = VideoDecoder.open(a, PixelFormat.RGB24);
                VideoDecoder right = VideoDecoder.open(b, PixelFormat.RGB24)) {
            for (Optional<Frame> next = left.next(); next.isPresent(); next = left.next()) {
                byte[] first = next.get().bytes();
                byte[] second = right.next().orElseThrow().bytes();
                for (int i = 0; i < first.length; i++) {
                    int difference = Math.abs((first[i] & 0xff) - (second[i] & 0xff));
                    worst = Math.max(worst, difference);
                    differing += difference > 0 ? 1 : 0;
                    samples++;
                }
            }
            assertThat(right.next()).isEmpty();
        }
        assertThat(worst).as("largest difference").isLessThanOrEqualTo(1);
        assertThat(differing).as("samples that differ of " + samples).isLessThanOrEqualTo(samples / 1000);
    }
}

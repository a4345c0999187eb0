package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.DamagedFiles.Damaged;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.Weather;
import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, the filter ends with findings or a typed error; what no reader can take for whole is refused. */
class DamagedFilesTest {
    private static final int FRAMES = 4;
    private static final String VIDEO = "rgb/front.mp4";
    private static final String DEPTH = "depth/front.mkv";
    private static final String SWEEP = "lidar/top/000000.npz";

    @TempDir
    private Path temp;

    /** One camera with depth and one LiDAR over four frames. */
    private ClipEvidence clip() throws IOException {
        ClipEvidence whole = TestClip.driving(temp, Weather.CLEAR);
        Scene scene = whole.scene();
        Camera front = scene.rig().cameras().getFirst();
        Rig rig = new Rig("small", List.of(front), scene.rig().lidars());
        FrameGrid grid =
                new FrameGrid(FRAMES, 30, front.model().width(), front.model().height());
        Scene small = new Scene(
                scene.name(),
                scene.layout(),
                rig,
                scene.ego(),
                scene.actors(),
                scene.lights(),
                scene.variation(),
                grid,
                scene.seed());
        shorten(grid);
        filmDepth(grid);
        GeneratedView view = new GeneratedView(
                "front", FRAMES, Map.of(ObjectKind.RGB, reference(VIDEO), ObjectKind.DEPTH, reference(DEPTH)));
        GenerationResult made = whole.result();
        List<LidarSweep> sweeps =
                made.sweeps().stream().filter(sweep -> sweep.index() < 2).toList();
        GenerationResult result =
                new GenerationResult(List.of(view), sweeps, made.engine(), made.seedUsed(), Map.of(), List.of());
        return new ClipEvidence(small, whole.map(), result, temp).expecting((camera, frame) -> flat());
    }

    private void shorten(FrameGrid grid) throws IOException {
        Path video = temp.resolve(VIDEO);
        Path longer = Files.move(video, temp.resolve("longer.mp4"));
        DamagedFiles.copyFrames(longer, FRAMES, video);
    }

    private void filmDepth(FrameGrid grid) throws IOException {
        Files.createDirectories(temp.resolve("depth"));
        Frame frame = Frame.gray16(grid.width(), grid.height());
        Arrays.fill(frame.shorts(), (short) (20 * 256));
        try (VideoEncoder encoder =
                VideoEncoder.ffv1(temp.resolve(DEPTH), grid.width(), grid.height(), 30, PixelFormat.GRAY16)) {
            for (int i = 0; i < FRAMES; i++) {
                encoder.write(frame);
            }
        }
    }

    private static ExpectedView flat() {
        float[] depth = new float[FrameLuma.COLUMNS * FrameLuma.ROWS];
        Arrays.fill(depth, 20);
        return new ExpectedView(depth, new char[depth.length]);
    }

    private static ArtifactRef reference(String key) {
        return new ArtifactRef(key, "0".repeat(64), 1, "application/octet-stream");
    }

    /** Codes of what failed, or of the typed error. */
    private static List<String> judge(ClipEvidence clip, QualityFilter filter) {
        try {
            return filter.examine(clip).stream()
                    .filter(finding -> finding.severity() == Finding.Severity.FAIL)
                    .map(Finding::code)
                    .toList();
        } catch (BadInputException e) {
            return List.of(e.problems().getFirst().code());
        }
    }

    /** Only what reads that file looks at it. */
    private ClipEvidence about(ClipEvidence clip, String key) {
        GenerationResult made = clip.result();
        boolean sweep = key.equals(SWEEP);
        return clip.answeredBy(
                new GenerationResult(
                        sweep ? List.of() : made.views(),
                        sweep ? made.sweeps() : List.of(),
                        made.engine(),
                        made.seedUsed(),
                        Map.of(),
                        List.of()),
                temp);
    }

    /** All checks, but of a depth layer those that open it. */
    private static QualityFilter filterOf(String key) {
        return key.equals(DEPTH)
                ? new QualityFilter(QualityFilter.listInstalled().stream()
                        .filter(check -> Set.of("integrity", "origin", "truth").contains(check.id()))
                        .toList())
                : new QualityFilter();
    }

    @ParameterizedTest
    @ValueSource(strings = {VIDEO, DEPTH, SWEEP})
    @Timeout(600)
    void eachDamagedFileIsAFindingOrATypedError(String key) throws IOException {
        ClipEvidence clip = about(clip(), key);
        QualityFilter filter = filterOf(key);
        List<String> soundCodes = judge(clip, filter);
        List<String> missed = new ArrayList<>();
        Path file = temp.resolve(key);
        byte[] sound = Files.readAllBytes(file);
        List<Damaged> all = DamagedFiles.of(sound, key, temp);
        for (Damaged damaged : all) {
            damaged.writer().to(file);
            List<String> codes = new ArrayList<>(judge(clip, filter));
            soundCodes.forEach(codes::remove);
            if (damaged.mustFail() && codes.isEmpty()) {
                missed.add(damaged.what());
            }
        }
        assertThat(missed).as("taken for whole").isEmpty();
        assertThat(all).as("200 over the three").hasSizeGreaterThan(68);
        Files.write(file, sound);
        assertThat(judge(clip, filter)).isEqualTo(soundCodes);
    }
}

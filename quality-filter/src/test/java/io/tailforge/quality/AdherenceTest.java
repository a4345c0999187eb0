package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.Scene;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.variation.Weather;
import io.tailforge.video.Frame;
import io.tailforge.video.H264Settings;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row of posts passes by; the picture, its depth and its actors must be those of the posts that were asked for. */
class AdherenceTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;

    /** Pixels of the video for each of the grid, both ways. */
    private static final int FINE = 2;

    private static final long ASKED = 1;
    private static final long ANOTHER = 2;

    @TempDir
    private Path temp;

    private Scene scene;
    private ClipEvidence driving;

    @BeforeEach
    void makeScene() throws IOException {
        driving = TestClip.driving(temp.resolve("driving"), Weather.CLEAR);
        scene = driving.scene();
    }

    /** Posts of a street: which stands at a column, 0 for none. Every third is an actor. */
    private record Posts(int[] at) {
        static Posts of(long street) {
            SplittableRandom random = new SplittableRandom(street);
            int[] at = new int[400];
            for (int x = 5, post = 1; x < at.length - 12; post++) {
                int width = 2 + random.nextInt(6);
                for (int i = 0; i < width; i++) {
                    at[x + i] = post;
                }
                x += width + 6 + random.nextInt(14);
            }
            return new Posts(at);
        }

        int post(int column, int frame) {
            return at[column + frame];
        }

        float depth(int column, int frame) {
            int post = post(column, frame);
            return post == 0 ? 120 : 8 + post % 7;
        }

        int actor(int column, int frame) {
            int post = post(column, frame);
            return post % 3 == 1 ? 1 + post % 4 : 0;
        }

        int luma(int column, int frame) {
            int post = post(column, frame);
            return post == 0 ? 150 + (column + frame) % 9 : 60 + post * 37 % 70;
        }
    }

    private static ExpectedView expected(String camera, int frame) {
        float[] depth = new float[FrameLuma.COLUMNS * FrameLuma.ROWS];
        char[] instance = new char[depth.length];
        for (int i = 0; i < depth.length; i++) {
            depth[i] = Posts.of(ASKED).depth(i % FrameLuma.COLUMNS, frame);
            instance[i] = (char) Posts.of(ASKED).actor(i % FrameLuma.COLUMNS, frame);
        }
        return new ExpectedView(depth, instance);
    }

    /** @param column of the street's picture that is shown at a column of the video */
    private ClipEvidence clip(long picture, IntUnaryOperator column, long truth) throws IOException {
        Path folder = Files.createTempDirectory(temp, "clip");
        List<GeneratedView> views = new ArrayList<>();
        for (Camera camera : scene.rig().cameras()) {
            Path rgb = folder.resolve(camera.name() + ".mp4");
            Path depth = folder.resolve(camera.name() + ".depth.mkv");
            Path instance = folder.resolve(camera.name() + ".instance.mkv");
            Posts posts = Posts.of(truth);
            film(rgb, Posts.of(picture), column);
            layer(depth, (x, frame) -> Math.round(256 * posts.depth(x, frame)));
            layer(instance, posts::actor);
            views.add(new GeneratedView(
                    camera.name(),
                    scene.grid().frames(),
                    Map.of(
                            ObjectKind.RGB,
                            reference(rgb),
                            ObjectKind.DEPTH,
                            reference(depth),
                            ObjectKind.INSTANCE,
                            reference(instance))));
        }
        GenerationResult result = new GenerationResult(
                views,
                List.of(),
                new EngineIdentity("posts", "1", EngineIdentity.NO_WEIGHTS, "cpu"),
                1,
                Map.of(),
                List.of());
        return new ClipEvidence(scene, driving.map(), result, folder).expecting(AdherenceTest::expected);
    }

    private static ArtifactRef reference(Path file) throws IOException {
        return new ArtifactRef(
                String.valueOf(file.getFileName()), Sha256.hex(file), Files.size(file), "video/x-matroska");
    }

    private void film(Path file, Posts posts, IntUnaryOperator column) {
        int width = FINE * WIDTH;
        int height = FINE * HEIGHT;
        try (VideoEncoder encoder =
                VideoEncoder.h264(file, width, height, scene.grid().fps(), H264Settings.GENERATED)) {
            for (int t = 0; t < scene.grid().frames(); t++) {
                Frame frame = Frame.rgb24(width, height);
                for (int i = 0; i < frame.bytes().length; i++) {
                    frame.bytes()[i] = (byte) posts.luma(column.applyAsInt(i / 3 % width / FINE), t);
                }
                encoder.write(frame);
            }
        }
    }

    @FunctionalInterface
    private interface Layer {
        int at(int column, int frame);
    }

    private void layer(Path file, Layer layer) {
        try (VideoEncoder encoder =
                VideoEncoder.ffv1(file, WIDTH, HEIGHT, scene.grid().fps(), PixelFormat.GRAY16)) {
            for (int t = 0; t < scene.grid().frames(); t++) {
                Frame frame = Frame.gray16(WIDTH, HEIGHT);
                for (int i = 0; i < frame.shorts().length; i++) {
                    frame.shorts()[i] = (short) layer.at(i % WIDTH, t);
                }
                encoder.write(frame);
            }
        }
    }

    private static List<Finding> judge(String check, ClipEvidence clip) {
        QualityCheck installed = QualityFilter.listInstalled().stream()
                .filter(one -> one.id().equals(check))
                .findFirst()
                .orElseThrow();
        return installed.judge(clip);
    }

    @Test
    void whatWasAskedForPasses() throws Exception {
        ClipEvidence right = clip(ASKED, x -> x, ASKED);
        for (String check : List.of("depth-edges", "truth", "timing")) {
            assertThat(judge(check, right))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allMatch(finding -> finding.severity() == Severity.PASS);
        }
    }

    @Test
    void aPictureOfAnotherStreetIsSeen() throws Exception {
        assertThat(judge("depth-edges", clip(ANOTHER, x -> x, ASKED)))
                .hasSize(2)
                .allMatch(finding -> finding.code().equals("EDGE-ADHERENCE") && finding.severity() == Severity.FAIL);
    }

    @Test
    void aMirroredOrShiftedPictureIsSeen() throws Exception {
        assertThat(judge("depth-edges", clip(ASKED, x -> WIDTH - 1 - x, ASKED)))
                .allMatch(finding -> finding.severity() == Severity.FAIL);
        assertThat(judge("depth-edges", clip(ASKED, x -> x + 4, ASKED)))
                .allMatch(finding -> finding.severity() == Severity.FAIL);
    }

    @Test
    void aPictureOfAnotherTimeIsSeenAndWhichTimeIsSaid() throws Exception {
        assertThat(judge("timing", clip(ASKED, x -> x + 8, ASKED)))
                .hasSize(3)
                .allMatch(finding -> finding.severity() == Severity.FAIL)
                .allMatch(finding -> finding.detail().endsWith("8 frames later"));
        assertThat(judge("timing", clip(ASKED, x -> Math.max(0, x - 4), ASKED)))
                .allMatch(finding -> finding.severity() == Severity.FAIL)
                .allMatch(finding -> finding.detail().endsWith("4 frames earlier"));
    }

    @Test
    void aStreetThatDoesNotMoveTellsNoTime() throws Exception {
        ClipEvidence standing = clip(ASKED, x -> x, ASKED).expecting((camera, frame) -> expected(camera, 0));
        assertThat(judge("timing", standing)).hasSize(1).allMatch(finding -> finding.severity() == Severity.NOT_JUDGED);
    }

    @Test
    void truthLayersOfAnotherStreetAreSeen() throws Exception {
        assertThat(judge("truth", clip(ASKED, x -> x, ANOTHER)))
                .filteredOn(finding -> finding.severity() == Severity.FAIL)
                .extracting(Finding::code)
                .contains("TRUTH-DEPTH", "TRUTH-INSTANCE");
    }

    @Test
    void withoutAWorldNothingIsJudged() throws Exception {
        ClipEvidence right = clip(ANOTHER, x -> x, ANOTHER);
        ClipEvidence alone = new ClipEvidence(right.scene(), right.map(), right.result(), right.folder());
        for (String check : List.of("depth-edges", "truth", "timing")) {
            assertThat(judge(check, alone)).hasSize(1).allMatch(finding -> finding.severity() == Severity.NOT_JUDGED);
        }
    }

    @Test
    void aVideoThatIsNoH264IsRefused() throws Exception {
        ClipEvidence clip = clip(ASKED, x -> x, ASKED);
        for (Camera camera : scene.rig().cameras()) {
            layer(clip.folder().resolve(camera.name() + ".mp4"), Posts.of(ASKED)::luma);
        }
        assertThat(judge("integrity", clip))
                .filteredOn(finding -> finding.severity() == Severity.FAIL)
                .extracting(Finding::code)
                .contains("VIDEO-CODEC");
    }
}

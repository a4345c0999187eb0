package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.explain.ExplanationStrip;
import io.tailforge.quality.explain.Explanations;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.artifact.ImageRegion;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.Weather;
import io.tailforge.video.Frame;
import io.tailforge.video.PngImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class ExplanationStripTest {
    private static final int LANE = 0x46e08a;
    private static final int BOX = 0x35c8ff;
    private static final int NAMED = 0xff7df2;
    private static final int FOUND = 0xff4d4d;
    private static final int LEGEND = 26;

    /** The camera's z along the rig's x, its y downwards. */
    private static final Pose FORWARD = Pose.ofMatrix(new double[] {0, 0, 1, 0, -1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 1});

    private ClipEvidence clip;

    @TempDir
    private Path folder;

    @BeforeAll
    void film(@TempDir Path home) throws IOException {
        clip = lookingAhead(TestClip.driving(home, Weather.CLEAR));
    }

    /** The test clip's cameras look at the sky; these look along the street. */
    private static ClipEvidence lookingAhead(ClipEvidence clip) {
        Scene scene = clip.scene();
        List<Camera> cameras = scene.rig().cameras().stream()
                .map(camera -> new Camera(
                        camera.name(), camera.model(), camera.rigFromCamera().times(FORWARD)))
                .toList();
        Scene ahead = new Scene(
                scene.name(),
                scene.layout(),
                new Rig("ahead", cameras, scene.rig().lidars()),
                scene.ego(),
                scene.actors(),
                scene.lights(),
                scene.variation(),
                scene.grid(),
                scene.seed());
        return new ClipEvidence(ahead, clip.map(), clip.result(), clip.folder());
    }

    @Test
    void aFindingOfOneFrameShowsWhatCameBeforeAndAfterIt() {
        Frame strip = ExplanationStrip.draw(clip, finding("front", 10, 10, Optional.empty(), "stands"));
        assertThat(strip.width()).as("five pictures beside each other").isGreaterThan(5 * 300);
        assertThat(count(strip, LANE)).as("lines of the map").isGreaterThan(500);
        assertThat(count(strip, BOX)).as("boxes of the cars").isGreaterThan(500);
        assertThat(count(strip, NAMED)).isZero();
    }

    @Test
    void aFindingInARegionIsShownLargerWithTheWholePictureBesideIt() {
        var region = Optional.of(new ImageRegion(0.4, 0.5, 0.5, 0.6));
        Frame cut = ExplanationStrip.draw(clip, finding("front", 10, 10, region, ""));
        Frame whole = ExplanationStrip.draw(clip, finding("front", 10, 10, Optional.empty(), ""));
        assertThat(cut.width()).isGreaterThan(whole.width());
        assertThat(count(cut, FOUND)).as("the region's outline").isGreaterThan(count(whole, FOUND) + 500);
    }

    @Test
    void theActorThatAFindingNamesStandsOut() {
        Frame named = ExplanationStrip.draw(clip, finding("front", 5, 6, Optional.empty(), "actor parked is gone"));
        assertThat(count(named, NAMED)).isGreaterThan(500);
        Frame other = ExplanationStrip.draw(clip, finding("front", 5, 6, Optional.empty(), "parked-2 is gone"));
        assertThat(count(other, NAMED)).isZero();
    }

    @Test
    void aFindingAboutTheClipShowsAllCameras() {
        Finding one = new Finding("check", "CODE", Severity.WARN, 1, 2, "", Optional.empty(), 3, 5, "colours differ");
        assertThat(ExplanationStrip.draw(clip, one).width()).isGreaterThanOrEqualTo(2 * 320);
        Finding other = finding("front", 3, 5, Optional.empty(), "does not agree with rear");
        assertThat(ExplanationStrip.draw(clip, other).height())
                .as("both cameras below each other")
                .isGreaterThan(ExplanationStrip.draw(clip, finding("front", 3, 5, Optional.empty(), ""))
                                .height()
                        + 300);
    }

    @Test
    void aSweepIsShownFromAboveWithPointsInAndBesideItsBoxes() {
        Frame strip = ExplanationStrip.draw(clip, finding("top", 2, 2, Optional.empty(), "actor parked has no points"));
        assertThat(count(strip, LANE)).isGreaterThan(500);
        assertThat(count(strip, NAMED)).as("its box and its name").isGreaterThan(300);
        assertThat(count(strip, BOX)).as("points in the box").isGreaterThan(100);
    }

    @Test
    void theSameFindingGivesTheSamePicture() {
        Finding finding = finding("rear", 4, 9, Optional.of(new ImageRegion(0, 0, 0.3, 0.3)), "drawn twice");
        assertThat(ExplanationStrip.png(clip, finding)).isEqualTo(ExplanationStrip.png(clip, finding));
    }

    @Test
    void aDamagedVideoIsSaidInItsPlace() throws IOException {
        ClipEvidence damaged = clip.answeredBy(clip.result(), folder);
        Path video = Files.createDirectories(folder.resolve("rgb")).resolve("front.mp4");
        byte[] whole = Files.readAllBytes(clip.folder().resolve("rgb/front.mp4"));
        Files.write(video, Arrays.copyOf(whole, whole.length / 2));
        Finding finding = finding("front", 20, 20, Optional.empty(), "");
        Frame strip = ExplanationStrip.draw(damaged, finding);
        Frame sound = ExplanationStrip.draw(clip, finding);
        assertThat(strip.width()).isEqualTo(sound.width());
        assertThat(count(strip, LANE)).as("what is expected is still drawn").isGreaterThan(500);
        assertThat(mean(strip)).as("the pictures are missing").isLessThan(mean(sound) - 20);
    }

    @Test
    void strangeFindingsAreDrawnToo() {
        List<Finding> strange = List.of(
                new Finding("", "", Severity.NOT_JUDGED, Double.NaN, Double.NaN, "", Optional.empty(), -1, -1, ""),
                new Finding("c", "X", Severity.FAIL, 1e300, -0.0, "u", Optional.of("no-such-camera"), 5, 9, ""),
                finding("front", 23, 100_000, Optional.empty(), "\u2026 \u4e16\u754c ".repeat(400)),
                finding("front", 90_000, 90_001, Optional.of(new ImageRegion(0.999, 0, 1, 0.001)), ""),
                finding("top", 500, 501, Optional.empty(), ""));
        for (Finding finding : strange) {
            Frame strip = ExplanationStrip.draw(clip, finding);
            assertThat(strip.width()).isBetween(400, 2600);
        }
    }

    @Test
    void aFolderHoldsWhatFailedWorstFirstAndOnDemandTheNarrowestPasses() throws IOException {
        List<Finding> findings = List.of(
                of("a", Severity.PASS, 1, 10),
                of("a", Severity.PASS, 9, 10),
                of("b", Severity.WARN, 9, 10),
                of("b", Severity.PASS, 9, 10),
                of("c", Severity.FAIL, 11, 10),
                of("d", Severity.NOT_JUDGED, 0, 0));
        assertThat(Explanations.choose(findings, false)).containsExactly(4, 2);
        assertThat(Explanations.choose(findings, true)).containsExactly(4, 2, 1);
        List<Path> written = Explanations.write(clip, findings, List.of(4, 2), folder.resolve("strips"));
        assertThat(written)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("004-fail-code-front.png", "002-warn-code-front.png");
        assertThat(PngImage.read(written.getFirst()).width()).isGreaterThan(400);
        Path index = folder.resolve("strips/explanations.json");
        JsonView strips = JsonView.parse("index", Files.readAllBytes(index)).field("strips");
        assertThat(strips.items().getFirst().field("file").asString()).isEqualTo("004-fail-code-front.png");
    }

    private static Finding of(String check, Severity severity, double value, double threshold) {
        return new Finding(check, "CODE", severity, value, threshold, "", Optional.of("front"), 3, 3, "");
    }

    private static Finding finding(String sensor, int first, int last, Optional<ImageRegion> region, String detail) {
        return new Finding(
                "check", "CODE", Severity.FAIL, 0.25, 0.1, "ratio", Optional.of(sensor), first, last, region, detail);
    }

    /** Pixels of about a colour, antialiased lines too; not those of the legend at the foot. The test clip itself is grey. */
    private static long count(Frame strip, int colour) {
        double[] wanted = chroma(colour);
        long count = 0;
        for (int i = 0; i < strip.width() * (strip.height() - LEGEND); i++) {
            byte[] bytes = strip.bytes();
            double[] there =
                    chroma((bytes[3 * i] & 0xff) << 16 | (bytes[3 * i + 1] & 0xff) << 8 | bytes[3 * i + 2] & 0xff);
            double along = there[0] * wanted[0] + there[1] * wanted[1];
            double both = Math.hypot(there[0], there[1]) * Math.hypot(wanted[0], wanted[1]);
            count += Math.hypot(there[0], there[1]) > 60 && along > 0.95 * both ? 1 : 0;
        }
        return count;
    }

    private static double mean(Frame strip) {
        long sum = 0;
        for (byte value : strip.bytes()) {
            sum += value & 0xff;
        }
        return (double) sum / strip.bytes().length;
    }

    private static double[] chroma(int rgb) {
        int red = rgb >> 16 & 0xff;
        int green = rgb >> 8 & 0xff;
        int blue = rgb & 0xff;
        return new double[] {red - (green + blue) / 2.0, 0.87 * (green - blue)};
    }
}

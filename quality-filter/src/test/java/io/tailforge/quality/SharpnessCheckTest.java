package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.variation.Weather;
import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On pictures of nothing but grain, as in thick fog: no point of them can be followed. */
class SharpnessCheckTest {
    private static final int WIDTH = 322;
    private static final int HEIGHT = 182;

    @TempDir
    private Path temp;

    private final QualityCheck check = QualityFilter.listInstalled().stream()
            .filter(installed -> installed.id().equals("sharpness"))
            .findFirst()
            .orElseThrow();
    private ClipEvidence clip;

    @BeforeEach
    void makeClip() throws IOException {
        clip = TestClip.driving(temp.resolve("clip"), Weather.CLEAR);
    }

    @Test
    void fourFramesOutOfFocusAreFound() {
        Finding found = judge(frame -> frame >= 10 && frame < 14 ? WIDTH : 0);
        assertThat(found.severity()).isEqualTo(Severity.FAIL);
        assertThat(found.firstFrame()).isBetween(10, 12);
        assertThat(found.lastFrame()).isBetween(11, 13);
    }

    @Test
    void oneFrameAQuarterOfThePictureAndABlurForGoodAreNot() {
        assertThat(judge(frame -> 0).value()).isLessThan(0.05);
        assertThat(judge(frame -> frame == 10 ? WIDTH : 0).severity()).isEqualTo(Severity.PASS);
        assertThat(judge(frame -> frame >= 10 && frame < 14 ? WIDTH / 4 : 0).severity())
                .isEqualTo(Severity.PASS);
        assertThat(judge(frame -> frame >= 10 ? WIDTH : 0).severity()).isEqualTo(Severity.PASS);
    }

    @Test
    void aCarThatPassesCloseByIsNoBlur() {
        char[] car = new char[FrameLuma.COLUMNS * FrameLuma.ROWS];
        Arrays.fill(car, (char) 1);
        ExpectedView passing = new ExpectedView(new float[car.length], car);
        ExpectedView nothing = new ExpectedView(new float[car.length], new char[car.length]);
        IntUnaryOperator blur = frame -> frame >= 10 && frame < 14 ? WIDTH : 0;
        clip = clip.expecting((camera, frame) -> frame >= 10 && frame < 14 ? passing : nothing);
        assertThat(judge(blur).severity()).isEqualTo(Severity.PASS);
        clip = clip.expecting((camera, frame) -> nothing);
        assertThat(judge(blur).severity()).isEqualTo(Severity.FAIL);
    }

    @Test
    void aClipThatIsTooShortIsNotJudged() {
        Examination examination = check.examine(clip);
        examination.frame(grain(0, 0));
        assertThat(examination.finish()).singleElement().matches(finding -> finding.severity() == Severity.NOT_JUDGED);
    }

    /** @param blurred columns from the left that are out of focus, by frame */
    private Finding judge(IntUnaryOperator blurred) {
        Examination examination = check.examine(clip);
        for (int frame = 0; frame < 24; frame++) {
            examination.frame(grain(frame, blurred.applyAsInt(frame)));
        }
        return examination.finish().getFirst();
    }

    private static CameraFrame grain(int index, int blurred) {
        Frame picture = Frame.of(WIDTH, HEIGHT, PixelFormat.YUV420);
        SplittableRandom random = new SplittableRandom(index);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int spread = i % WIDTH < blurred ? 2 : 6;
            picture.bytes()[i] = (byte) (120 + random.nextInt(-spread, spread + 1));
        }
        return CameraFrame.of("front", index, index * 33_333L, picture);
    }
}

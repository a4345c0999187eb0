package io.tailforge.quality.check.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.QualityFilter;
import io.tailforge.quality.check.Medians;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The checks of motion on a street whose picture is known to the pixel, right and with one thing wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MotionChecksTest {
    private static final double[] NO_CAR = {};

    private final MovingStreet street = new MovingStreet(8);
    private final byte[][] right = new byte[MovingStreet.FRAMES][];

    @TempDir
    private Path temp;

    private int clips;

    @Test
    void theStreetAsItIsPasses() throws IOException {
        assertThat(judge(this::right))
                .allMatch(finding -> finding.severity() == Severity.PASS)
                .extracting(Finding::code)
                .contains(
                        "MOTION-STEP",
                        "MOTION-WOBBLE",
                        "PATCH-SHARPNESS",
                        "WARP-GHOST",
                        "WARP-STUCK",
                        "ACTOR-CHANGE",
                        "ACTOR-OFF");
    }

    @Test
    void aFrameThatIsLeftOutIsNamed() throws IOException {
        Finding step =
                getFailed(judge(t -> right(t < 7 ? t : Math.min(t + 1, MovingStreet.FRAMES - 1))), "MOTION-STEP");
        assertThat(step.value()).isGreaterThan(0.9);
        assertThat(step.firstFrame()).isIn(7, 15);
    }

    @Test
    void framesInTheWrongOrderAreNamed() throws IOException {
        Finding step = getFailed(judge(t -> right(t == 7 ? 8 : t == 8 ? 7 : t)), "MOTION-STEP");
        assertThat(step.firstFrame()).isBetween(7, 9);
    }

    @Test
    void anEgoAtAnotherSpeedIsFound() throws IOException {
        MovingStreet faster = new MovingStreet(8.8);
        assertThat(getFailed(judge(faster::draw), "MOTION-SPEED").value()).isBetween(0.06, 0.13);
    }

    @Test
    void aTremblingPictureIsFound() throws IOException {
        assertThat(getFailed(judge(t -> street.draw(t, t % 2 * 0.6, new double[] {0.9, 0.6, 0.3})), "MOTION-JITTER")
                        .value())
                .isBetween(0.9, 1.4);
    }

    @Test
    void aGhostOfOlderFramesIsFound() throws IOException {
        Finding ghost = getFailed(judge(t -> mixed(right(t), right(Math.max(0, t - 3)), 0.35)), "WARP-GHOST");
        assertThat(ghost.detail()).contains("3 frames ago");
    }

    @Test
    void textureThatSticksToTheCameraIsFound() throws IOException {
        Finding weak = getFailed(judge(t -> mixed(right(t), right(0), 0.3)), "WARP-STUCK");
        Finding strong = getFailed(judge(t -> mixed(right(t), right(0), 0.6)), "WARP-STUCK");
        assertThat(weak.camera()).contains("front");
        assertThat(strong.value()).isBetween(2 * weak.value(), 1.0);
    }

    @Test
    void aPairOfWhichAThirdGoesAsUsualDoesNotLeap() {
        assertThat(pair(0, 0.1, 0.3, 0.4, 0.99, 1, 1).leap(1)).isLessThan(0.1);
        assertThat(pair(0, 0, 0, 0.1, 0.1, 0.2, 1).leap(1)).isGreaterThan(0.8);
    }

    private static PairFigures pair(double... steps) {
        return new PairFigures(
                1,
                steps.length,
                steps.length,
                steps.length,
                OptionalDouble.of(Medians.median(steps)),
                steps,
                new int[] {steps.length, 0},
                new int[] {steps.length, 0},
                0,
                0,
                0,
                new double[0],
                new double[0],
                new double[0],
                0,
                new double[0],
                0);
    }

    @Test
    void aCarThatIsGoneForAWhileIsFoundWhereItIs() throws IOException {
        Finding change = getFailed(judge(t -> t >= 6 && t < 9 ? street.draw(t, 0, NO_CAR) : right(t)), "ACTOR-CHANGE");
        assertThat(change.firstFrame()).isIn(6, 9);
        assertThat(change.region())
                .hasValueSatisfying(region -> assertThat(region.left()).isBetween(0.01, 0.5));
    }

    @Test
    void aSeamOfBrightnessIsNamed() throws IOException {
        assertThat(getFailed(judge(t -> t < 8 ? right(t) : brighter(right(t), 1.06)), "PATCH-BRIGHTNESS")
                        .firstFrame())
                .isEqualTo(8);
    }

    @Test
    void whereNothingIsKnownNothingIsJudged() throws IOException {
        byte[] grey = new byte[MovingStreet.WIDTH * MovingStreet.HEIGHT * 3];
        assertThat(judge(t -> grey)).allMatch(finding -> finding.severity() == Severity.NOT_JUDGED);
    }

    private byte[] right(int frame) {
        if (right[frame] == null) {
            right[frame] = street.draw(frame);
        }
        return right[frame];
    }

    private static byte[] mixed(byte[] a, byte[] b, double share) {
        byte[] out = new byte[a.length];
        for (int i = 0; i < a.length; i++) {
            out[i] = (byte) Math.round((a[i] & 0xff) * (1 - share) + (b[i] & 0xff) * share);
        }
        return out;
    }

    private static byte[] brighter(byte[] a, double gain) {
        byte[] out = new byte[a.length];
        for (int i = 0; i < a.length; i++) {
            out[i] = (byte) Math.min(255, Math.round((a[i] & 0xff) * gain));
        }
        return out;
    }

    private List<Finding> judge(IntFunction<byte[]> pictures) throws IOException {
        ClipEvidence clip = street.showing(pictures, temp.resolve("clip" + clips++), true);
        return new QualityFilter(List.of(new MotionCheck(), new SteadyCheck(), new WarpCheck(), new ActorCheck()))
                .judge(clip, 1, 1)
                .findings();
    }

    private static Finding getFailed(List<Finding> findings, String code) {
        return findings.stream()
                .filter(finding ->
                        finding.severity() == Severity.FAIL && finding.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + code + " among " + findings));
    }
}

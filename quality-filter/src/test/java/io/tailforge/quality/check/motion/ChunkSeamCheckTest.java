package io.tailforge.quality.check.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.motion.LightTimeline;
import io.tailforge.scene.motion.LightTimeline.Change;
import io.tailforge.scene.motion.LightTimeline.LightState;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips whose second part was made apart. */
final class ChunkSeamCheckTest {
    private static final double[] PAINT = {0.9, 0.6, 0.3};
    private static final int AT = 7;

    private final MovingStreet street = new MovingStreet(8);

    @TempDir
    private Path folder;

    @Test
    void aClipInOnePiecePasses() throws IOException {
        assertThat(judge(street::draw)).hasSize(4).allMatch(finding -> finding.severity() == Severity.PASS);
    }

    @Test
    void aPartInOtherColoursIsFoundAtItsFirstFrame() throws IOException {
        Finding colour = getFailed(judge(t -> t < AT ? street.draw(t) : warmer(street.draw(t))), "CHUNK-COLOUR");
        assertThat(colour.firstFrame()).isEqualTo(AT);
        assertThat(colour.camera()).isEmpty();
    }

    @Test
    void coloursThatTurnWithATrafficLightAreNoSeamByNight() throws IOException {
        ClipEvidence clip = street.showing(t -> t < AT ? street.draw(t) : warmer(street.draw(t)), folder, true);
        assertThat(codesFailedIn(turningAt(clip, AT, -0.3))).isEmpty();
        assertThat(codesFailedIn(turningAt(clip, AT - 3, -0.3))).contains("CHUNK-COLOUR");
        assertThat(codesFailedIn(turningAt(clip, AT, 0.6))).as("by day").contains("CHUNK-COLOUR");
    }

    private static List<String> codesFailedIn(ClipEvidence clip) {
        return new ChunkSeamCheck()
                .judge(clip).stream()
                        .filter(finding -> finding.severity() == Severity.FAIL)
                        .map(Finding::code)
                        .toList();
    }

    /** Held against a scene in which a light turns by this frame. */
    private static ClipEvidence turningAt(ClipEvidence clip, int frame, double sunElevation) {
        Scene scene = clip.scene();
        LightTimeline light = new LightTimeline(
                "light",
                List.of(
                        new Change(0, LightState.GREEN),
                        new Change(scene.grid().timestampMicros(frame) - 1, LightState.YELLOW)));
        Variation asked = scene.variation();
        Scene turning = new Scene(
                scene.name(),
                scene.layout(),
                scene.rig(),
                scene.ego(),
                scene.actors(),
                List.of(light),
                new Variation(asked.name(), asked.weather(), new SunPosition(sunElevation, 1), asked.region()),
                scene.grid(),
                scene.seed());
        return new ClipEvidence(turning, clip.map(), clip.result(), clip.folder());
    }

    @Test
    void aPartThatShowsAllAsideIsFoundAtItsFirstFrame() throws IOException {
        Finding shift = getFailed(judge(t -> street.draw(t, t < AT ? 0 : 1, PAINT)), "CHUNK-SHIFT");
        assertThat(shift.firstFrame()).isEqualTo(AT);
        // One camera alone counts half.
        assertThat(shift.value()).isCloseTo(0.5, within(0.1));
    }

    @Test
    void whereNothingIsKnownNothingIsJudged() throws IOException {
        byte[] grey = new byte[MovingStreet.WIDTH * MovingStreet.HEIGHT * 3];
        assertThat(judge(t -> grey)).singleElement().matches(finding -> finding.severity() == Severity.NOT_JUDGED);
    }

    @Test
    void whatLeapsInOneOfThreeCamerasIsNoSeam() {
        assertThat(leaps(0.02, 0.001, -0.002).of(PairChange::brightness).get(AT))
                .isCloseTo(0.001, within(1e-9));
        assertThat(leaps(0.02, 0.015, 0.03).of(PairChange::brightness).get(AT)).isCloseTo(0.02, within(1e-9));
    }

    @Test
    void ofTwoCamerasBothHaveToLeapTheSameWay() {
        assertThat(leaps(0.02, -0.03).of(PairChange::brightness).get(AT)).isZero();
        assertThat(leaps(-0.02, -0.03).of(PairChange::brightness).get(AT)).isCloseTo(-0.02, within(1e-9));
    }

    @Test
    void whatTwoRestlessCamerasDoAtOnceIsChance() {
        SharedLeaps leaps = new SharedLeaps();
        for (int camera = 0; camera < 3; camera++) {
            for (int frame = 1; frame < 40; frame++) {
                double restless = camera < 2 && frame % (5 + camera) == 0 ? 0.4 : 0;
                double right = restless + (frame == AT ? 1 : 0);
                leaps.add("camera " + camera, new PairChange(frame, 0, 0, 0, 0, right, 0, 0));
            }
        }
        assertThat(leaps.of(PairChange::right).get(30)).isCloseTo(0.4, within(1e-9));
        assertThat(leaps.beyondUsual(PairChange::right, PairChange::noise).get(30))
                .isZero();
        assertThat(leaps.beyondUsual(PairChange::right, PairChange::noise).get(AT))
                .isCloseTo(0.6, within(1e-9));
    }

    @Test
    void whatFewScatteredPointsSayIsChance() {
        assertThat(shifted(0.01).get(AT)).isCloseTo(0.28, within(1e-9));
        assertThat(shifted(0.2).get(AT)).isZero();
    }

    /** Three cameras that show all 0.3 pixels aside from a frame on. @param noise of their places, pixels */
    private static SortedMap<Integer, Double> shifted(double noise) {
        SharedLeaps leaps = new SharedLeaps();
        for (int camera = 0; camera < 3; camera++) {
            for (int frame = 1; frame < 16; frame++) {
                leaps.add("camera " + camera, new PairChange(frame, 0, 0, 0, 0, frame == AT ? 0.3 : 0, 0, noise));
            }
        }
        return leaps.beyondUsual(PairChange::right, PairChange::noise);
    }

    /** Cameras whose brightness grows by 1 % a frame and leaps at one. */
    private static SharedLeaps leaps(double... leap) {
        SharedLeaps leaps = new SharedLeaps();
        for (int camera = 0; camera < leap.length; camera++) {
            for (int frame = 1; frame < 16; frame++) {
                double brightness = 0.01 + (frame == AT ? leap[camera] : 0);
                leaps.add("camera " + camera, new PairChange(frame, brightness, 0, 0, 0, 0, 0, 0));
            }
        }
        return leaps;
    }

    private List<Finding> judge(IntFunction<byte[]> pictures) throws IOException {
        return new ChunkSeamCheck().judge(street.showing(pictures, folder, true));
    }

    private static Finding getFailed(List<Finding> findings, String code) {
        return findings.stream()
                .filter(finding ->
                        finding.severity() == Severity.FAIL && finding.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + code + " among " + findings));
    }

    /** Red goes up by 4 %, blue down. */
    private static byte[] warmer(byte[] rgb) {
        byte[] out = rgb.clone();
        for (int i = 0; i < out.length; i += 3) {
            out[i] = (byte) Math.min(255, Math.round((out[i] & 0xff) * 1.04));
            out[i + 2] = (byte) Math.round((out[i + 2] & 0xff) * 0.96);
        }
        return out;
    }
}

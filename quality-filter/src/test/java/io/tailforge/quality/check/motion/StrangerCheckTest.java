package io.tailforge.quality.check.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What drives through a street, comes or goes without being an actor of its scene. */
final class StrangerCheckTest {
    private static final int WIDE = 70;
    private static final int HIGH = 34;
    private static final int TOP = 140;

    private final MovingStreet street = new MovingStreet(8);
    private final MovingStreet far = new MovingStreet(8, 36);

    @TempDir
    private Path folder;

    @Test
    void aStreetWithItsOwnCarPasses() throws IOException {
        Finding clean = judge(street::draw, true);
        assertThat(clean.severity()).isEqualTo(Severity.PASS);
        assertThat(clean.value()).isLessThan(3);
    }

    @Test
    void aPaintedVehicleThatDrivesThroughIsFoundWhereItIs() throws IOException {
        Finding stranger = judge(t -> painted(t, MovingStreet.WIDTH - 14 * t), true);
        assertThat(stranger.severity()).isEqualTo(Severity.FAIL);
        assertThat(stranger.region()).hasValueSatisfying(region -> {
            assertThat(region.left()).isGreaterThan(0.5);
            assertThat(region.top()).isBetween(0.5, 0.7);
            assertThat(region.bottom()).isBetween(0.55, 0.72);
        });
    }

    @Test
    void aVehicleThatComesFromNowhereIsFoundAtItsFrames() throws IOException {
        Finding stranger = judge(t -> t < 8 ? street.draw(t) : painted(t, 260), true);
        assertThat(stranger.severity()).isEqualTo(Severity.FAIL);
        assertThat(stranger.firstFrame()).isBetween(6, 8);
        assertThat(stranger.lastFrame()).isBetween(8, 11);
    }

    @Test
    void aVehicleThatIsGoneAllAtOnceIsFound() throws IOException {
        assertThat(judge(t -> t < 8 ? painted(t, 260) : street.draw(t), true).severity())
                .isEqualTo(Severity.FAIL);
    }

    @Test
    void whatPassesInAMomentIsASplashAndNoVehicle() throws IOException {
        assertThat(judge(t -> t == 7 ? painted(t, 260) : street.draw(t), true).severity())
                .isEqualTo(Severity.PASS);
    }

    @Test
    void aFarCarThatIsKnownToLookLikeThisPasses() throws IOException {
        Finding clean = judgeFar(far::draw);
        assertThat(clean.severity()).isEqualTo(Severity.PASS);
        assertThat(clean.value()).isLessThan(3);
    }

    @Test
    void aVehicleThatComesBeforeAFarCarIsFound() throws IOException {
        Finding stranger = judgeFar(t -> t < 8 ? far.draw(t) : painted(far, t, 180, 122, 44, 20));
        assertThat(stranger.severity()).isEqualTo(Severity.FAIL);
        assertThat(stranger.region()).hasValueSatisfying(region -> {
            assertThat(region.left()).isBetween(0.37, 0.47);
            assertThat(region.right()).isBetween(0.44, 0.52);
        });
    }

    @Test
    void aSmallVehicleThatComesIsFound() throws IOException {
        Finding stranger = judge(t -> t < 8 ? street.draw(t) : painted(street, t, 260, 146, 22, 10), true);
        assertThat(stranger.severity()).isEqualTo(Severity.FAIL);
        assertThat(stranger.region()).hasValueSatisfying(region -> {
            assertThat(region.left()).isGreaterThan(0.5);
            assertThat(region.right() - region.left()).isLessThan(0.1);
        });
    }

    @Test
    void aFaintGlowThatComesOnTheRoadPassesAtNightOnly() throws IOException {
        ClipEvidence day = street.showing(t -> t < 8 ? street.draw(t) : glowing(t), folder.resolve("clip"), true);
        assertThat(stranger(day).severity()).isEqualTo(Severity.FAIL);
        assertThat(stranger(atNight(day)).severity()).isEqualTo(Severity.PASS);
    }

    @Test
    void aVehicleThatComesAtNightIsFound() throws IOException {
        ClipEvidence clip = street.showing(t -> t < 8 ? street.draw(t) : painted(t, 260), folder.resolve("clip"), true);
        assertThat(stranger(atNight(clip)).severity()).isEqualTo(Severity.FAIL);
    }

    @Test
    void whereNoLaneIsKnownNothingIsJudged() throws IOException {
        assertThat(judge(street::draw, false).severity()).isEqualTo(Severity.NOT_JUDGED);
    }

    /** A blue box with a dark window over the street. */
    private byte[] painted(int frame, int left) {
        return painted(street, frame, left, TOP, WIDE, HIGH);
    }

    private static byte[] painted(MovingStreet street, int frame, int left, int top, int wide, int high) {
        byte[] rgb = street.draw(frame);
        for (int y = top; y < top + high; y++) {
            for (int x = Math.max(0, left); x < Math.min(MovingStreet.WIDTH, left + wide); x++) {
                boolean window = y < top + high / 3 && x > left + wide / 7 && x < left + wide - wide / 7;
                int at = 3 * (y * MovingStreet.WIDTH + x);
                rgb[at] = (byte) (window ? 20 : 40);
                rgb[at + 1] = (byte) (window ? 25 : 60);
                rgb[at + 2] = (byte) (window ? 40 : 210);
            }
        }
        return rgb;
    }

    /** A signal's red light on the road. */
    private byte[] glowing(int frame) {
        byte[] rgb = street.draw(frame);
        for (int y = TOP; y < TOP + HIGH; y++) {
            for (int x = 260; x < 260 + WIDE; x++) {
                int at = 3 * (y * MovingStreet.WIDTH + x);
                rgb[at] = (byte) Math.min(255, (rgb[at] & 0xff) + 6);
            }
        }
        return rgb;
    }

    private static ClipEvidence atNight(ClipEvidence clip) {
        Scene day = clip.scene();
        Variation look = day.variation();
        Scene night = new Scene(
                day.name(),
                day.layout(),
                day.rig(),
                day.ego(),
                day.actors(),
                day.lights(),
                new Variation(look.name(), look.weather(), new SunPosition(-0.4, 0), look.region()),
                day.grid(),
                day.seed());
        return new ClipEvidence(night, clip.map(), clip.result(), clip.folder());
    }

    private static Finding stranger(ClipEvidence clip) {
        List<Finding> findings = new StrangerCheck().judge(clip);
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    private Finding judgeFar(IntFunction<byte[]> pictures) throws IOException {
        ClipEvidence clip = MovingStreet.ours(far.showing(pictures, folder.resolve("far"), true));
        return stranger(clip);
    }

    private Finding judge(IntFunction<byte[]> pictures, boolean lanes) throws IOException {
        return stranger(street.showing(pictures, folder.resolve("clip"), lanes));
    }
}

package io.tailforge.quality.check.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Measure;
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

/** A car that keeps its paint, and cars that do not. */
final class ActorColourCheckTest {
    private static final double[] ORANGE = {0.9, 0.6, 0.3};
    private static final double[] GREY = {0.6, 0.6, 0.6};
    private static final int AT = 7;

    private final MovingStreet street = new MovingStreet(8);

    @TempDir
    private Path folder;

    @Test
    void aCarThatKeepsItsPaintPasses() throws IOException {
        assertThat(judge(t -> street.draw(t, 0, ORANGE)))
                .hasSize(2)
                .allMatch(finding -> finding.severity() == Severity.PASS)
                .allMatch(finding -> finding.value() < 1.5);
    }

    @Test
    void aHueThatTurnsByFifteenDegreesIsFoundAtItsFrame() throws IOException {
        double[] turned = turned(ORANGE, 15);
        Finding hue = get(judge(t -> street.draw(t, 0, t < AT ? ORANGE : turned)), "ACTOR-HUE");
        assertThat(hue.severity()).isEqualTo(Severity.FAIL);
        assertThat(hue.value()).isBetween(10.0, 18.0);
        assertThat(hue.firstFrame()).isEqualTo(AT);
        assertThat(hue.region())
                .hasValueSatisfying(region -> assertThat(region.right()).isLessThan(0.55));
    }

    @Test
    void aGreyCarHasNoHue() throws IOException {
        assertThat(get(judge(t -> street.draw(t, 0, GREY)), "ACTOR-HUE").severity())
                .isEqualTo(Severity.NOT_JUDGED);
    }

    @Test
    void aGreyCarThatIsPaintedIsFound() throws IOException {
        Finding colour = get(judge(t -> street.draw(t, 0, t < AT ? GREY : ORANGE)), "ACTOR-COLOUR");
        assertThat(colour.severity()).isEqualTo(Severity.FAIL);
        assertThat(colour.firstFrame()).isEqualTo(AT);
    }

    @Test
    void byNightLampsMayColourACar() throws IOException {
        ClipEvidence clip = street.showing(t -> street.draw(t, 0, t < AT ? GREY : ORANGE), folder, true);
        Scene scene = clip.scene();
        Variation day = scene.variation();
        Scene night = new Scene(
                scene.name(),
                scene.layout(),
                scene.rig(),
                scene.ego(),
                scene.actors(),
                scene.lights(),
                new Variation(day.name(), day.weather(), new SunPosition(-0.5, 1), day.region()),
                scene.grid(),
                scene.seed());
        assertThat(new ActorColourCheck().judge(new ClipEvidence(night, clip.map(), clip.result(), clip.folder())))
                .allMatch(finding -> finding.severity() == Severity.NOT_JUDGED);
    }

    @Test
    void aCastOverTheWholePictureIsNoOtherPaint() throws IOException {
        assertThat(judge(t -> t < AT ? street.draw(t, 0, ORANGE) : warmer(street.draw(t, 0, ORANGE))))
                .allMatch(finding -> finding.severity() == Severity.PASS);
    }

    @Test
    void itsMeasuresAreThoseItJudgesBy() {
        assertThat(new ActorColourCheck().measures())
                .extracting(Measure::code)
                .containsExactly("ACTOR-HUE", "ACTOR-COLOUR");
    }

    private List<Finding> judge(IntFunction<byte[]> pictures) throws IOException {
        ClipEvidence clip = street.showing(pictures, folder, true);
        return new ActorColourCheck().judge(clip);
    }

    private static Finding get(List<Finding> findings, String code) {
        return findings.stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + code + " among " + findings));
    }

    /** Paint of the same luma. */
    private static double[] turned(double[] paint, double degrees) {
        double sin = Math.sin(Math.toRadians(degrees));
        double cos = Math.cos(Math.toRadians(degrees));
        double luma = 0.2126 * paint[0] + 0.7152 * paint[1] + 0.0722 * paint[2];
        double u = (paint[2] - luma) / 1.8556;
        double v = (paint[0] - luma) / 1.5748;
        double red = luma + 1.5748 * (u * sin + v * cos);
        double blue = luma + 1.8556 * (u * cos - v * sin);
        return new double[] {red, (luma - 0.2126 * red - 0.0722 * blue) / 0.7152, blue};
    }

    private static byte[] warmer(byte[] rgb) {
        byte[] out = rgb.clone();
        for (int i = 0; i < out.length; i += 3) {
            out[i] = (byte) Math.min(255, (out[i] & 0xff) + 8);
            out[i + 2] = (byte) Math.max(0, (out[i + 2] & 0xff) - 8);
        }
        return out;
    }
}

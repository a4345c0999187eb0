package io.tailforge.conditioning.worldscenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneLinePaintTest {
    @Test
    void aSolidLineIsOneStrokeInPiecesOfAboutFiveCentimetres() {
        List<Stroke> strokes = strokes(LineColour.WHITE, LineStyle.SOLID_SINGLE);

        assertThat(strokes).singleElement().satisfies(stroke -> {
            assertThat(stroke.points()).isEqualTo(800);
            assertThat(stroke.rgb()).isEqualTo(0xffffff);
            assertThat(stroke.width()).isEqualTo(12);
        });
    }

    @Test
    void longDashesAre60PiecesAndAGapOf182() {
        List<Stroke> strokes = strokes(LineColour.WHITE, LineStyle.LONG_DASHED_SINGLE);

        double piece = 40.0 / 799;
        assertThat(strokes).hasSize(4);
        assertThat(strokes).allSatisfy(stroke -> assertThat(length(stroke)).isCloseTo(60 * piece, within(1e-9)));
        assertThat(start(strokes.get(1))).isCloseTo((60 + 182) * piece, within(1e-9));
    }

    @Test
    void shortDashesAre18PiecesAndAGapOf54() {
        List<Stroke> strokes = strokes(LineColour.YELLOW, LineStyle.SHORT_DASHED_SINGLE);

        assertThat(start(strokes.get(1)) - start(strokes.get(0))).isCloseTo(72 * 40.0 / 799, within(1e-9));
        assertThat(length(strokes.get(0))).isCloseTo(18 * 40.0 / 799, within(1e-9));
    }

    @Test
    void dashesByDistanceAreAsLongAsTheyAreSaidToBe() {
        List<Stroke> strokes = LaneLinePaint.strokes(line(LineColour.WHITE, LineStyle.LONG_DASHED_SINGLE), true);

        assertThat(start(strokes.get(1))).isCloseTo(12.19, within(0.05));
        assertThat(length(strokes.get(1))).isCloseTo(3.05, within(0.06));
    }

    @Test
    void dotsAreEveryThirdPieceOfADash() {
        List<Stroke> strokes = strokes(LineColour.WHITE, LineStyle.DOT_DASHED_SINGLE);

        assertThat(strokes.subList(0, 7))
                .allSatisfy(stroke -> assertThat(stroke.points()).isEqualTo(2));
        assertThat(start(strokes.get(1))).isCloseTo(3 * 40.0 / 799, within(1e-9));
        assertThat(start(strokes.get(6))).isCloseTo(72 * 40.0 / 799, within(1e-9));
    }

    @Test
    void aGroupIsTwoLinesTwentyCentimetresApart() {
        List<Stroke> strokes = strokes(LineColour.YELLOW, LineStyle.SOLID_GROUP);

        assertThat(strokes).extracting(stroke -> stroke.xyz()[1]).containsExactly(0.1, -0.1);
    }

    @Test
    void aSolidBesideDashesLiesOnTheSideThatTheStyleNamesFirst() {
        List<Stroke> strokes = strokes(LineColour.YELLOW, LineStyle.DASHED_SOLID);

        assertThat(strokes.getFirst().points()).isEqualTo(800);
        assertThat(strokes.getFirst().xyz()[1]).isEqualTo(0.1);
        assertThat(strokes).hasSize(5);
        assertThat(strokes.get(1).xyz()[1]).isEqualTo(-0.1);
    }

    @Test
    void otherPaintIsThreeTimesAsWideAndOtherColoursAreOlive() {
        assertThat(strokes(LineColour.WHITE, LineStyle.OTHER))
                .singleElement()
                .satisfies(stroke -> assertThat(stroke.width()).isEqualTo(36));
        assertThat(strokes(LineColour.BLUE, LineStyle.LONG_DASHED_SINGLE))
                .singleElement()
                .satisfies(stroke -> assertThat(stroke.rgb()).isEqualTo(0xb5a447));
    }

    private static List<Stroke> strokes(LineColour colour, LineStyle style) {
        return LaneLinePaint.strokes(line(colour, style), false);
    }

    private static LaneLine line(LineColour colour, LineStyle style) {
        return new LaneLine("line", Polyline3.of(0, 0, 0, 40, 0, 0), colour, style);
    }

    private static double start(Stroke stroke) {
        return stroke.xyz()[0];
    }

    private static double length(Stroke stroke) {
        return stroke.xyz()[stroke.xyz().length - 3] - stroke.xyz()[0];
    }
}

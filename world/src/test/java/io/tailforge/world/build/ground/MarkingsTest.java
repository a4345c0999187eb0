package io.tailforge.world.build.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.map.MapElement.MarkingKind;
import io.tailforge.scene.map.MapElement.RoadMarking;
import io.tailforge.scene.variation.Region;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkingsTest {
    private static final Extent HERE = new Extent(Vec3.ZERO, List.of(Vec3.ZERO), 100);
    private static final Polyline3 AREA = Polyline3.of(0, 0, 0, 4, 0, 0, 4, 7, 0, 0, 7, 0);
    private final MeshBuilder mesh = new MeshBuilder();

    private Markings markings(String family) {
        Region region = new Region("x", DrivingSide.RIGHT, LineColour.WHITE, LineColour.WHITE, family, "a place");
        return new Markings(new RoadSurface(new GroundGrid(HERE), HERE), HERE, region, mesh);
    }

    /** Square metres seen from above. */
    private double painted() {
        TriangleMesh built = mesh.build();
        float[] p = built.positions();
        double sum = 0;
        for (int t = 0; t < built.triangleCount(); t++) {
            int a = 3 * built.indices()[3 * t];
            int b = 3 * built.indices()[3 * t + 1];
            int c = 3 * built.indices()[3 * t + 2];
            sum += ((p[b] - p[a]) * (p[c + 1] - p[a + 1]) - (p[b + 1] - p[a + 1]) * (p[c] - p[a])) / 2;
        }
        return sum;
    }

    @ParameterizedTest
    @CsvSource({
        "SOLID_SINGLE, 24.38, 0", "SOLID_GROUP, 48.76, 0", "LONG_DASHED_SINGLE, 6.1, 0", "LONG_DASHED_GROUP, 12.2, 0",
        "SHORT_DASHED_SINGLE, 6.06, 0.4", "DASHED_SOLID, 30.48, 0", "SOLID_DASHED, 30.48, 0",
                "DOT_SOLID_SINGLE, 8.15, 0.3",
        "NONE, 0, 0"
    })
    void aLineOfTwoLongPeriodsHasThePaintOfItsStyle(LineStyle style, double metres, double slack) {
        Polyline3 line = Polyline3.of(0, 0, 0, 2 * (3.05 + 9.14), 0, 0);
        markings("vienna").addLine(new LaneLine("line", line, LineColour.WHITE, style));
        assertThat(painted() / 0.15).isCloseTo(metres, within(0.01 + slack));
    }

    @Test
    void aCrossingIsHalfPaintInEuropeAndALadderInAmerica() {
        Crosswalk crossing = new Crosswalk("crossing", AREA);
        markings("vienna").addCrosswalk(crossing);
        double european = painted();
        assertThat(european).isBetween(0.4 * 28, 0.6 * 28);
        markings("mutcd").addCrosswalk(crossing);
        assertThat(painted() - european).isGreaterThan(0.5 * 28);
    }

    @ParameterizedTest
    @CsvSource({"BAR, 1, 1", "HATCHING, 0.2, 0.5", "TEXT, 0.2, 0.7", "ARROW, 0.1, 0.5"})
    void aMarkingCoversWhatItsKindCovers(MarkingKind kind, double least, double most) {
        markings("vienna").addMarking(new RoadMarking("marking", AREA, kind));
        assertThat(painted() / 28).isBetween(least - 1e-6, most + 1e-6);
    }
}

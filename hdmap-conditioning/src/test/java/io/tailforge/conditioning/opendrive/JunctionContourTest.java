package io.tailforge.conditioning.opendrive;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.conditioning.opendrive.JunctionContour.Strip;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import java.util.List;
import org.junit.jupiter.api.Test;

class JunctionContourTest {
    private static Strip eastWest(double from, double to, double y, double width) {
        return new Strip(
                Polyline3.of(from, y + width / 2, 0, to, y + width / 2, 0),
                Polyline3.of(from, y - width / 2, 0, to, y - width / 2, 0));
    }

    private static Strip southNorth(double from, double to, double x, double width) {
        return new Strip(
                Polyline3.of(x - width / 2, from, 0, x - width / 2, to, 0),
                Polyline3.of(x + width / 2, from, 0, x + width / 2, to, 0));
    }

    private static Vec3 at(double x, double y) {
        return new Vec3(x, y, 0);
    }

    @Test
    void whereTwoRoadsCrossTheEdgeOfOneIsNoEdge() {
        JunctionContour contour =
                JunctionContour.of(List.of(eastWest(-20, 20, 0, 6), southNorth(-20, 20, 0, 6)), List.of(), List.of());
        assertThat(contour.isAtEdge(at(0, 3))).isFalse();
        assertThat(contour.isAtEdge(at(10, 3))).isTrue();
        assertThat(contour.isAtEdge(at(10, 0))).isFalse();
        assertThat(contour.isPaved(at(10, 2.5))).isTrue();
        assertThat(contour.isPaved(at(10, 5))).isFalse();
    }

    @Test
    void aSmallGapIsPavedAndALargeOneIsAnIsland() {
        assertThat(ring(8).isAtEdge(at(0, 4))).isFalse();
        assertThat(ring(20).isAtEdge(at(0, 10))).isTrue();
    }

    /** Four roads round a square gap of that size. */
    private static JunctionContour ring(double gap) {
        double middle = gap / 2 + 2;
        double end = gap / 2 + 4;
        return JunctionContour.of(
                List.of(
                        eastWest(-end, end, middle, 4),
                        eastWest(-end, end, -middle, 4),
                        southNorth(-end, end, middle, 4),
                        southNorth(-end, end, -middle, 4)),
                List.of(),
                List.of());
    }

    @Test
    void theMouthOfARoadIsNoEdge() {
        Strip inside = eastWest(0, 10, 0, 6);
        assertThat(JunctionContour.of(List.of(inside), List.of(), List.of()).isAtEdge(at(10, 0)))
                .isTrue();
        JunctionContour joined = JunctionContour.of(List.of(inside), List.of(eastWest(10, 60, 0, 6)), List.of());
        assertThat(joined.isAtEdge(at(10, 0))).isFalse();
        assertThat(joined.isAtEdge(at(10, 3))).isTrue();
    }

    @Test
    void walkwaysAreFoundWithinAMetre() {
        JunctionContour contour =
                JunctionContour.of(List.of(eastWest(0, 10, 0, 6)), List.of(), List.of(eastWest(0, 10, 5, 2)));
        assertThat(contour.isAtWalkway(at(5, 3.3))).isTrue();
        assertThat(contour.isAtWalkway(at(5, 2))).isFalse();
    }

    @Test
    void runsAreTheStretchesOfTwoPointsOrMore() {
        boolean[] kept = {true, true, false, true, false, true, true, true};
        assertThat(JunctionContour.runs(kept.length, i -> kept[i]))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(new int[] {0, 1}, new int[] {5, 7});
    }
}

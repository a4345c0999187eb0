package io.tailforge.conditioning.opendrive;

import static io.tailforge.conditioning.opendrive.Xodr.document;
import static io.tailforge.conditioning.opendrive.Xodr.lane;
import static io.tailforge.conditioning.opendrive.Xodr.lanes;
import static io.tailforge.conditioning.opendrive.Xodr.road;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.conditioning.opendrive.PlanGeometry.Arc;
import io.tailforge.conditioning.opendrive.PlanGeometry.Cubic;
import io.tailforge.conditioning.opendrive.PlanGeometry.ParamPoly3;
import io.tailforge.conditioning.opendrive.PlanGeometry.PlanPose;
import io.tailforge.conditioning.opendrive.PlanGeometry.Poly3;
import io.tailforge.conditioning.opendrive.PlanGeometry.Spiral;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeometryTest {
    @TempDir
    Path folder;

    private static void assertPose(PlanPose pose, double x, double y, double heading, double tolerance) {
        assertThat(pose.x()).isCloseTo(x, within(tolerance));
        assertThat(pose.y()).isCloseTo(y, within(tolerance));
        assertThat(pose.heading()).isCloseTo(heading, within(tolerance));
    }

    @Test
    void aQuarterCircleEndsAtItsRadius() {
        assertPose(new Arc(0.02).at(25 * Math.PI), 50, 50, Math.PI / 2, 1e-9);
        assertPose(new Arc(-0.02).at(25 * Math.PI), 50, -50, -Math.PI / 2, 1e-9);
    }

    @Test
    void anArcWithHardlyAnyCurvatureIsALine() {
        assertPose(new Arc(1e-14).at(100), 100, 5e-11, 1e-12, 1e-9);
    }

    /** Fresnel integrals: with curvature pi s, the point at s = 1 is (C(1), S(1)). */
    @Test
    void aClothoidFollowsTheFresnelIntegrals() {
        assertPose(new Spiral(0, Math.PI, 1).at(1), 0.7798934003768228, 0.4382591473903548, Math.PI / 2, 1e-9);
        assertPose(new Spiral(0, 2 * Math.PI, 2).at(2), 0.4882534060753408, 0.3434156783636982, 2 * Math.PI, 1e-8);
    }

    @Test
    void aSpiralWithOneCurvatureIsAnArcAndWithNoneALine() {
        PlanPose arc = new Arc(0.01).at(80);
        assertPose(new Spiral(0.01, 0.01, 80).at(80), arc.x(), arc.y(), arc.heading(), 1e-9);
        assertPose(new Spiral(0, 0, 80).at(30), 30, 0, 0, 1e-12);
    }

    @Test
    void bothRangesOfAParamPoly3EndAtTheSamePlace() {
        PlanPose normalized = new ParamPoly3(new Cubic(0, 40, 0, 0), new Cubic(0, 0, 12, -8), 1.0 / 40.5).at(40.5);
        double l = 40.5;
        PlanPose byLength =
                new ParamPoly3(new Cubic(0, 40 / l, 0, 0), new Cubic(0, 0, 12 / (l * l), -8 / (l * l * l)), 1).at(l);
        assertPose(normalized, 40, 4, 0, 1e-9);
        assertPose(byLength, normalized.x(), normalized.y(), normalized.heading(), 1e-9);
    }

    @Test
    void aPoly3IsFollowedByItsLengthNotByItsX() {
        // y = x^2 / 20 up to x = 10 is 11.478 m long.
        PlanPose pose = new Poly3(new Cubic(0, 0, 0.05, 0)).at(11.477935746);
        assertPose(pose, 10, 5, Math.PI / 4, 1e-3);
    }

    @Test
    void lanesStayWithinTwoCentimetresOfACurveAndAHalfMetreApart() throws IOException {
        String curve = "<geometry s=\"0\" x=\"0\" y=\"0\" hdg=\"0\" length=\"100\"><arc curvature=\"0.1\"/></geometry>";
        Polyline3 rail = lane(Xodr.read(folder, document(road(curve, lanes(lane(-1, "driving", 3))))), "1.0.-1")
                .right();
        Vec3 centre = new Vec3(0, 10, 0);
        for (int i = 1; i < rail.size(); i++) {
            Vec3 middle = rail.point(i).lerp(rail.point(i - 1), 0.5);
            assertThat(middle.distanceTo(centre)).isCloseTo(13, within(0.02));
            assertThat(rail.point(i).distanceTo(rail.point(i - 1))).isLessThan(0.7);
        }
    }

    @Test
    void aRoadClimbsAndLeansAsItsProfilesSay() throws IOException {
        String rest = "<elevationProfile><elevation s=\"0\" a=\"5\" b=\"0.1\" c=\"0\" d=\"0\"/></elevationProfile>"
                + "<lateralProfile><superelevation s=\"0\" a=\"0.1\" b=\"0\" c=\"0\" d=\"0\"/></lateralProfile>"
                + Xodr.TWO_LANES;
        Polyline3 right = lane(Xodr.read(folder, document(road(Xodr.LINE_100, rest))), "1.0.-1")
                .right();
        assertThat(right.first().z()).isCloseTo(5 - 3.5 * Math.sin(0.1), within(1e-9));
        assertThat(right.first().y()).isCloseTo(-3.5 * Math.cos(0.1), within(1e-9));
        assertThat(right.last().z()).isCloseTo(15 - 3.5 * Math.sin(0.1), within(1e-9));
    }

    @Test
    void crossfallFallsToBothSides() throws IOException {
        String rest =
                "<lateralProfile><crossfall side=\"both\" s=\"0\" a=\"0.02\" b=\"0\" c=\"0\" d=\"0\"/></lateralProfile>"
                        + Xodr.TWO_LANES;
        var reading = Xodr.read(folder, document(road(Xodr.LINE_100, rest)));
        assertThat(lane(reading, "1.0.-1").right().first().z()).isCloseTo(-3.5 * Math.tan(0.02), within(1e-9));
        assertThat(lane(reading, "1.0.1").right().first().z()).isCloseTo(-3.5 * Math.tan(0.02), within(1e-9));
    }

    @Test
    void laneOffsetAndBorderPlaceTheLanes() throws IOException {
        String border =
                "<lane id=\"-1\" type=\"driving\"><border sOffset=\"0\" a=\"4\" b=\"0\" c=\"0\" d=\"0\"/></lane>";
        String rest =
                "<lanes><laneOffset s=\"0\" a=\"1\" b=\"0\" c=\"0\" d=\"0\"/>" + Xodr.section(0, border) + "</lanes>";
        var lane = lane(Xodr.read(folder, document(road(Xodr.LINE_100, rest))), "1.0.-1");
        assertThat(lane.left().first().y()).isCloseTo(1, within(1e-9));
        assertThat(lane.right().first().y()).isCloseTo(-3, within(1e-9));
    }
}

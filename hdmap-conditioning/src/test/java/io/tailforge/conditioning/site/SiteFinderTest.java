package io.tailforge.conditioning.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.SharedMaps;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.SiteFeature;
import io.tailforge.scene.map.SiteFeature.Direction;
import io.tailforge.scene.map.SiteFeature.Kind;
import io.tailforge.scene.map.SiteTraits.Measure;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SiteFinderTest {
    private static List<SiteFeature> find(HdMap map, Kind kind) {
        return SiteFinder.find(map).stream().filter(site -> site.kind() == kind).toList();
    }

    private static HdMap read(String map) {
        return Layouts.read(SharedMaps.require(map)).map();
    }

    private static SiteFeature only(HdMap map, Kind kind) {
        List<SiteFeature> sites = find(map, kind);
        assertThat(sites).hasSize(1);
        return sites.getFirst();
    }

    private static double measure(SiteFeature site, Measure measure) {
        return site.traits().find(measure).orElseThrow();
    }

    private static Roads bend(double radius) {
        var line = Roads.arc(Vec3.ZERO, radius, 0, 90);
        return new Roads().lane("there", line, -Roads.WIDTH / 2).lane("back", Roads.back(line), -Roads.WIDTH / 2);
    }

    @Test
    void aCurveIsFoundOnceForEachDirectionWithTheRadiusThatIsDriven() {
        List<SiteFeature> curves = find(bend(50).map(DrivingSide.RIGHT), Kind.CURVE);
        assertThat(curves).hasSize(2);
        assertThat(curves.get(0).traits().direction()).contains(Direction.LEFT);
        assertThat(measure(curves.get(0), Measure.MIN_RADIUS_M)).isCloseTo(51.75, within(0.3));
        assertThat(curves.get(1).traits().direction()).contains(Direction.RIGHT);
        assertThat(measure(curves.get(1), Measure.MIN_RADIUS_M)).isCloseTo(48.25, within(0.3));
        assertThat(measure(curves.get(1), Measure.LENGTH_M)).isCloseTo(48.25 * Math.PI / 2, within(1.0));
        assertThat(curves.get(1).lanes()).containsExactly("back");
        assertThat(curves.get(1).centre().norm()).as("lies on the lane").isCloseTo(48.25, within(0.1));
    }

    @Test
    void aWideBendIsNoCurve() {
        assertThat(find(bend(900).map(DrivingSide.RIGHT), Kind.CURVE)).isEmpty();
    }

    @Test
    void aCrossroadsHasItsArmsItsCrossingAndNoLights() {
        HdMap map = Roads.crossroads("junction-7", false, 0, 90, 180, 270)
                .crosswalk("zebra", 13, -5, 17, 5)
                .crosswalk("far", 80, -5, 84, 5)
                .map(DrivingSide.RIGHT);
        SiteFeature junction = only(map, Kind.JUNCTION);
        assertThat(junction.id()).isEqualTo("junction-7");
        assertThat(measure(junction, Measure.ARMS)).isEqualTo(4);
        assertThat(measure(junction, Measure.CROSSINGS)).isEqualTo(1);
        assertThat(measure(junction, Measure.LANES)).isEqualTo(4);
        assertThat(measure(junction, Measure.SHARPEST_ANGLE_DEG)).isCloseTo(90, within(1e-3));
        assertThat(junction.traits().signalised()).contains(false);
        assertThat(junction.centre().norm()).isLessThan(1);
        assertThat(junction.lanes()).hasSize(12);
        assertThat(find(map, Kind.MERGE)).as("a crossroads is no merge").isEmpty();
        assertThat(find(map, Kind.STRETCH)).hasSize(8);
    }

    @Test
    void armsAtAnAcuteAngleAreTwo() {
        SiteFeature junction = only(Roads.crossroads("j", true, 0, 35, 180).map(DrivingSide.RIGHT), Kind.JUNCTION);
        assertThat(measure(junction, Measure.ARMS)).isEqualTo(3);
        assertThat(measure(junction, Measure.SHARPEST_ANGLE_DEG)).isCloseTo(35, within(4.0));
        assertThat(junction.traits().signalised()).contains(true);
    }

    @Test
    void aCrosswalkKnowsItsSizeItsLanesAndWhetherItIsAtAJunction() {
        HdMap map = Roads.crossroads("j", false, 0, 90, 180, 270)
                .crosswalk("zebra", 13, -5, 17, 5)
                .crosswalk("far", 80, -5, 83, 5)
                .map(DrivingSide.RIGHT);
        List<SiteFeature> crossings = find(map, Kind.CROSSING);
        assertThat(crossings).extracting(SiteFeature::id).containsExactly("crossing-zebra", "crossing-far");
        assertThat(crossings)
                .extracting(site -> site.traits().atJunction())
                .containsExactly(Optional.of(true), Optional.of(false));
        assertThat(measure(crossings.get(1), Measure.LENGTH_M)).isCloseTo(10, within(1e-9));
        assertThat(measure(crossings.get(1), Measure.WIDTH_M)).isCloseTo(3, within(1e-9));
        assertThat(crossings.get(1).lanes()).containsExactly("in-0", "out-0");
    }

    @Test
    void lanesThatRunTogetherAreAMergeAndApartADiverge() {
        Vec3 meeting = new Vec3(100, 0, 0);
        Roads roads = new Roads()
                .lane("main", Roads.straight(Vec3.ZERO, meeting), 0)
                .lane("ramp", Roads.straight(new Vec3(0, -25, 0), meeting), 0)
                .lane("on", Roads.straight(meeting, new Vec3(250, 0, 0)), 0)
                .lane("exit", Roads.straight(new Vec3(250, 0, 0), new Vec3(350, -30, 0)), 0)
                .lane("ahead", Roads.straight(new Vec3(250, 0, 0), new Vec3(350, 0, 0)), 0);
        HdMap map = roads.link("main", "on")
                .link("ramp", "on")
                .link("on", "exit")
                .link("on", "ahead")
                .map(DrivingSide.RIGHT);
        assertThat(only(map, Kind.MERGE).centre()).isEqualTo(meeting);
        assertThat(only(map, Kind.DIVERGE).centre().x()).isCloseTo(250, within(1e-6));
        assertThat(find(map, Kind.STRAIGHT)).hasSize(5);
    }

    @Test
    void aLaneThatEndsBesideOneThatGoesOnIsAMerge() {
        Roads roads = new Roads()
                .lane("left", Roads.straight(Vec3.ZERO, new Vec3(80, 0, 0)), 0)
                .lane("right", Roads.straight(Vec3.ZERO, new Vec3(80, 0, 0)), -Roads.WIDTH)
                .lane("on", Roads.straight(new Vec3(80, 0, 0), new Vec3(160, 0, 0)), 0);
        HdMap map = roads.beside("left", "right").link("left", "on").map(DrivingSide.RIGHT);
        assertThat(only(map, Kind.MERGE).id()).isEqualTo("merge-right");
        SiteFeature stretch = only(map, Kind.STRETCH);
        assertThat(measure(stretch, Measure.LANES)).isEqualTo(2);
        assertThat(measure(stretch, Measure.LENGTH_M)).isCloseTo(160, within(0.1));
        assertThat(stretch.lanes()).containsExactlyInAnyOrder("left", "right", "on");
    }

    @Test
    void aGradeSaysHowSteepItIsAndWhichWayItGoes() {
        var flat = Roads.straight(Vec3.ZERO, new Vec3(100, 0, 0));
        var ramp = Roads.straight(new Vec3(100, 0, 0), new Vec3(200, 0, 5));
        HdMap map = new Roads()
                .lane("flat", flat, 0)
                .lane("up", ramp, 0)
                .link("flat", "up")
                .lane("down", Roads.back(ramp), 10)
                .map(DrivingSide.RIGHT);
        List<SiteFeature> grades = find(map, Kind.GRADE);
        assertThat(grades)
                .extracting(site -> site.traits().direction())
                .containsExactly(Optional.of(Direction.UP), Optional.of(Direction.DOWN));
        assertThat(measure(grades.getFirst(), Measure.MAX_GRADE)).isCloseTo(0.05, within(1e-6));
        assertThat(measure(grades.getFirst(), Measure.LENGTH_M)).isCloseTo(100, within(12.0));
    }

    @Test
    void aTightBendOnASlopeIsOneSiteWithBoth() {
        HdMap map = new Roads()
                .lane("hairpin", t -> Roads.arc(Vec3.ZERO, 40, 0, 120).apply(t).plus(new Vec3(0, 0, 5 * t)), 0)
                .map(DrivingSide.RIGHT);
        SiteFeature curve = only(map, Kind.CURVE);
        assertThat(measure(curve, Measure.MIN_RADIUS_M)).isCloseTo(40, within(0.5));
        assertThat(measure(curve, Measure.MAX_GRADE)).isCloseTo(5 / (40 * Math.toRadians(120)), within(1e-3));
    }

    @Test
    void aRoundaboutIsACircleThatIsDrivenRoundTheRightWay() {
        assertThat(only(ring(0, 360).map(DrivingSide.RIGHT), Kind.ROUNDABOUT)
                        .traits()
                        .find(Measure.MIN_RADIUS_M)
                        .orElseThrow())
                .isCloseTo(18, within(0.3));
        assertThat(find(ring(0, 360).map(DrivingSide.LEFT), Kind.ROUNDABOUT)).isEmpty();
        assertThat(find(ring(360, 0).map(DrivingSide.LEFT), Kind.ROUNDABOUT)).hasSize(1);
    }

    private static Roads ring(double from, double to) {
        Roads roads = new Roads();
        double quarter = (to - from) / 4;
        for (int i = 0; i < 4; i++) {
            roads.lane("r" + i, Roads.arc(Vec3.ZERO, 18, from + i * quarter, from + (i + 1) * quarter), 0);
        }
        for (int i = 0; i < 4; i++) {
            roads.link("r" + i, "r" + (i + 1) % 4);
        }
        return roads;
    }

    @Test
    void streetsRoundABlockAreNoRoundabout() {
        Vec3[] corners = {new Vec3(0, 0, 0), new Vec3(60, 0, 0), new Vec3(60, 60, 0), new Vec3(0, 60, 0)};
        Roads roads = new Roads();
        for (int i = 0; i < 4; i++) {
            roads.lane("s" + i, Roads.straight(corners[i], corners[(i + 1) % 4]), 0);
        }
        for (int i = 0; i < 4; i++) {
            roads.link("s" + i, "s" + (i + 1) % 4);
        }
        assertThat(find(roads.map(DrivingSide.RIGHT), Kind.ROUNDABOUT)).isEmpty();
    }

    @Test
    void theSideOfTheRoadIsOnEverySite() {
        List<SiteFeature> sites = SiteFinder.find(bend(50).map(DrivingSide.LEFT));
        assertThat(sites).isNotEmpty().allMatch(site -> site.drivingSide() == DrivingSide.LEFT);
    }

    @Test
    void mapsWithoutSenseGiveNoSitesOrSomeButNeverFail() {
        Roads roads = new Roads()
                .lane("point", t -> Vec3.ZERO, 0)
                .lane("self", Roads.straight(Vec3.ZERO, new Vec3(1e7, 0, 0)), 0)
                .link("self", "self")
                .link("point", "self")
                .add(new Crosswalk("line", Polyline3.of(0, 0, 0, 1, 1, 0, 2, 2, 0)))
                .add(new Crosswalk("bow", Polyline3.of(0, 0, 0, 4, 4, 0, 4, 0, 0, 0, 4, 0)))
                .add(new Crosswalk("dot", Polyline3.of(0, 0, 0)));
        HdMap map = roads.junction("empty", false).map(DrivingSide.RIGHT);
        assertThat(find(map, Kind.CROSSING)).extracting(SiteFeature::id).containsExactly("crossing-bow");
        assertThat(find(map, Kind.JUNCTION)).isEmpty();
    }

    @Test
    void realMapsHaveTheJunctionsThatPeopleCountInThem() {
        List<SiteFeature> town = find(read("carla-via-scenic/Town02.xodr"), Kind.JUNCTION);
        assertThat(town).hasSize(8).allMatch(site -> measure(site, Measure.ARMS) == 3);
        List<SiteFeature> grid = find(read("esmini/multi_intersections.xodr"), Kind.JUNCTION);
        assertThat(grid)
                .extracting(site -> measure(site, Measure.ARMS))
                .containsExactlyInAnyOrder(4.0, 4.0, 3.0, 3.0, 3.0);
        assertThat(SiteFinder.find(read("esmini/e6mini-lht.xodr")))
                .isNotEmpty()
                .allMatch(site -> site.drivingSide() == DrivingSide.LEFT);
    }

    @Test
    void theSameMapGivesTheSameSites() {
        HdMap map = read("carla-via-scenic/Town02.xodr");
        assertThat(SiteFinder.find(map)).isEqualTo(SiteFinder.find(map));
    }
}

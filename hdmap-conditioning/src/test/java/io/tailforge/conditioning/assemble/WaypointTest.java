package io.tailforge.conditioning.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.site.SiteFinder;
import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.SiteFeature;
import io.tailforge.scene.map.SiteFeature.Kind;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.variation.Waypoint;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ego drives through the place that is asked for. */
class WaypointTest {
    private static final int FRAMES = 121;

    private static LayoutReading example(String name) {
        return Layouts.read(Path.of("../examples/layouts/" + name));
    }

    private static List<SiteFeature> sites(LayoutReading reading, Kind kind) {
        return SiteFinder.find(reading.map()).stream()
                .filter(site -> site.kind() == kind && !site.lanes().isEmpty())
                .toList();
    }

    private static Scene drive(LayoutReading reading, Waypoint waypoint, long seed) {
        var request = Plans.scene(List.of()).through("there", waypoint);
        return new SceneAssembler()
                .assemble(reading, Plans.LAYOUT, Plans.of(request, Plans.RIG, FRAMES, seed))
                .scene();
    }

    private static Pose nearest(Scene scene, Vec3 point) {
        return scene.ego().samples().stream()
                .filter(sample -> sample.timestampMicros() <= scene.grid().durationMicros())
                .map(TimedPose::pose)
                .map(pose -> new Pose(pose.transform(new Vec3(EgoVehicle.MIDDLE, 0, 0)), pose.rotation()))
                .min(Comparator.comparingDouble(pose -> pose.translation().horizontalDistanceTo(point)))
                .orElseThrow();
    }

    @Test
    void theEgoPassesTheMiddleOfTheJunctionWhateverTheSeed() {
        LayoutReading reading = example("urban-junction.xodr");
        SiteFeature junction = sites(reading, Kind.JUNCTION).getFirst();
        for (long seed = 1; seed <= 5; seed++) {
            Scene scene = drive(reading, new Waypoint(junction.centre(), junction.lanes()), seed);
            assertThat(nearest(scene, junction.centre()).translation().horizontalDistanceTo(junction.centre()))
                    .as("seed %d", seed)
                    .isLessThan(4);
            assertThat(scene.ego().at(0).translation().horizontalDistanceTo(junction.centre()))
                    .as("it comes from outside")
                    .isGreaterThan(10);
        }
    }

    @Test
    void aSiteIsDrivenInItsOwnDirection() {
        LayoutReading reading = example("left-hand-street.xodr");
        List<SiteFeature> stretches = sites(reading, Kind.STRETCH);
        assertThat(stretches).hasSizeGreaterThan(1);
        for (SiteFeature stretch : stretches) {
            Scene scene = drive(reading, new Waypoint(stretch.centre(), stretch.lanes()), 3);
            Pose there = nearest(scene, stretch.centre());
            assertThat(there.translation().horizontalDistanceTo(stretch.centre()))
                    .isLessThan(4);
            Vec3 along = stretch.geometry().last().minus(stretch.geometry().first());
            assertThat(Angles.between(StrictMath.atan2(along.y(), along.x()), there.yaw()))
                    .isLessThan(Math.PI / 2);
        }
    }

    @Test
    void aPlaceWithoutNamedLanesIsReachedByTheLaneThatIsThere() {
        LayoutReading reading = example("urban-junction.xodr");
        Scene scene = drive(reading, new Waypoint(new Vec3(40, 0, 0), List.of()), 2);
        assertThat(nearest(scene, new Vec3(40, 0, 0)).translation().horizontalDistanceTo(new Vec3(40, 0, 0)))
                .isLessThan(8);
    }

    @Test
    void aPlaceThatNoLaneLeadsToIsRefused() {
        LayoutReading reading = example("urban-junction.xodr");
        assertThatThrownBy(() -> drive(reading, new Waypoint(new Vec3(5000, 5000, 0), List.of()), 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("SCENE-NO-WAY-THROUGH");
    }
}

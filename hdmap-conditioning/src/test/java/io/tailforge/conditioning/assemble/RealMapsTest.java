package io.tailforge.conditioning.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.SharedMaps;
import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.variation.ActorRequest;
import io.tailforge.scene.variation.ActorRequest.Role;
import io.tailforge.scene.variation.RigRequest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same promises on maps of others. */
class RealMapsTest {
    private static final RigRequest RECORDED =
            new RigRequest("recorded", Optional.empty(), "ftheta", List.of(), Optional.empty());

    private final SceneAssembler assembler = new SceneAssembler();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "carla-via-scenic/Town02.xodr",
                "esmini/fabriksgatan_traffic_lights.xodr",
                "esmini/e6mini-lht.xodr",
                "esmini/multi_intersections.xodr"
            })
    void trafficOnRealMapsMovesPlausiblyAndNeverTouches(String map) {
        LayoutReading reading = Layouts.read(SharedMaps.require(map));
        for (long seed : new long[] {2}) {
            Scene scene = assembler
                    .assemble(reading, Plans.LAYOUT, Plans.busy(121, seed))
                    .scene();
            assertThat(scene.actors()).hasSizeGreaterThan(8);
            assertThat(Oracle.listOverlaps(scene, 0.3)).as("seed %d", seed).isEmpty();
            Oracle.Motion ego = Oracle.measure(Oracle.egoPoses(scene), 0.1);
            assertThat(ego.maxBraking()).isLessThan(6);
            assertThat(ego.maxLateral()).isLessThan(4);
            for (ActorTrack actor : scene.actors()) {
                Oracle.Motion motion = Oracle.measure(
                        actor.states().stream().map(ActorState::worldFromActor).toList(), 0.1);
                boolean onFoot = actor.actorClass().coarse() == ActorClass.Coarse.PEDESTRIAN;
                assertThat(motion.maxBraking()).as(actor.id()).isLessThan(onFoot ? 30 : 6);
                assertThat(motion.maxSpeed()).as(actor.id()).isLessThan(onFoot ? 2.4 : 40);
            }
        }
    }

    @Test
    void onTheLeftHandMotorwayEverybodyDrivesWithItsLanes() {
        LayoutReading reading = Layouts.read(SharedMaps.require("esmini/e6mini-lht.xodr"));
        LaneGraph graph = new LaneGraph(reading.map());
        Ground ground = new Ground(reading.map(), graph);
        Scene scene =
                assembler.assemble(reading, Plans.LAYOUT, Plans.busy(60, 3)).scene();
        Pose ego = scene.ego().at(0);
        long oncoming = 0;
        for (ActorTrack actor : scene.actors()) {
            Pose pose = actor.states().getFirst().worldFromActor();
            Vec3 at = pose.translation();
            for (Lane lane : ground.listLanes(at.x(), at.y(), at.z())) {
                if (LaneGraph.isDriven(lane) && actor.moving()) {
                    assertThat(Angles.between(graph.stripOf(lane).headingAt(50), pose.yaw()))
                            .isLessThan(0.5);
                    boolean towards = Math.cos(pose.yaw() - ego.yaw()) < 0;
                    oncoming += towards ? 1 : 0;
                    double aside = ego.inverse().transform(at).y();
                    assertThat(!towards || aside < 0)
                            .as("oncoming traffic is on the driver's right")
                            .isTrue();
                }
            }
        }
        assertThat(oncoming).isPositive();
    }

    @Test
    void theRecordedClipKeepsItsDriveItsActorsAndItsRig() {
        LayoutReading reading = Layouts.read(SharedMaps.require("rds-hq-clip"));
        var recording = reading.recording().orElseThrow();
        List<ActorRequest> wishes = List.of(
                new ActorRequest(Role.ONCOMING, ActorClass.CAR, 3),
                new ActorRequest(Role.LANE_FOLLOWER, ActorClass.CAR, 2));
        Scene scene = assembler
                .assemble(reading, Plans.LAYOUT, Plans.of(Plans.scene(wishes), RECORDED, 121, 5))
                .scene();
        assertThat(scene.ego()).isEqualTo(recording.ego());
        assertThat(scene.actors()).extracting(ActorTrack::id).contains("car-1");
        long kept = scene.actors().stream()
                .filter(actor -> !actor.id().startsWith("car-"))
                .count();
        assertThat(kept).isGreaterThan(15);
        assertThat(scene.rig().cameras())
                .extracting(Camera::name)
                .contains("camera_front_wide_120fov")
                .hasSize(6);
        assertThat(scene.rig().lidars()).extracting(Lidar::name).containsExactly("lidar_top");
        assertThat(Oracle.listOverlaps(scene, 0.3))
                .filteredOn(pair -> pair.contains("car-"))
                .isEmpty();
    }
}

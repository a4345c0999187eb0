package io.tailforge.conditioning.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Recording;
import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.LightTimeline.LightState;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.variation.ActorRequest;
import io.tailforge.scene.variation.ActorRequest.Role;
import io.tailforge.scene.variation.ClipPlan;
import io.tailforge.scene.variation.Weather;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SceneAssemblerTest {
    private static final LayoutReading STREET = new Street(DrivingSide.RIGHT, false).read();

    private final SceneAssembler assembler = new SceneAssembler();

    private Scene assemble(LayoutReading reading, ClipPlan plan) {
        return assembler.assemble(reading, Plans.LAYOUT, plan).scene();
    }

    @Test
    void nobodyComesNearerThanTheMarginToAnybodyAtAnyFrame() {
        for (long seed = 1; seed <= 4; seed++) {
            Scene scene = assemble(STREET, Plans.busy(121, seed));
            assertThat(scene.actors()).hasSizeGreaterThan(12);
            assertThat(Oracle.listOverlaps(scene, 0.3)).as("seed %d", seed).isEmpty();
        }
    }

    @Test
    void everybodyAskedForIsThereOrCountedAsMissing() {
        List<ActorRequest> wishes = List.of(new ActorRequest(Role.ONCOMING, ActorClass.BUS, 60));
        AssembledScene assembled = assembler.assemble(STREET, Plans.LAYOUT, Plans.with(wishes, 121, 3));
        int placed = assembled.scene().actors().size();
        assertThat(placed).isBetween(3, 40);
        assertThat(assembled.warnings())
                .filteredOn(warning -> warning.code().equals("ACTOR-NOT-PLACED"))
                .singleElement()
                .satisfies(
                        warning -> assertThat(warning.detail()).startsWith((60 - placed) + " of 60 (bus as oncoming)"));
    }

    @Test
    void aRequestThatNoActorOfTheClassCanFulfilIsSaid() {
        List<ActorRequest> wishes = List.of(new ActorRequest(Role.WALKWAY, ActorClass.TRUCK, 2));
        AssembledScene assembled = assembler.assemble(STREET, Plans.LAYOUT, Plans.with(wishes, 30, 3));
        assertThat(assembled.scene().actors()).isEmpty();
        assertThat(assembled.warnings()).extracting(Problem::code).containsExactly("ACTOR-ROLE-UNFIT");
    }

    @Test
    void speedsAndAccelerationsAreThoseOfCarsAndPeople() {
        for (long seed = 1; seed <= 3; seed++) {
            Scene scene = assemble(STREET, Plans.busy(121, seed));
            Oracle.Motion ego = Oracle.measure(Oracle.egoPoses(scene), 0.1);
            assertThat(ego.maxSpeed()).isLessThan(15);
            assertThat(ego.maxAcceleration()).isLessThan(3);
            assertThat(ego.maxBraking()).isLessThan(6);
            for (ActorTrack actor : scene.actors()) {
                List<Pose> poses =
                        actor.states().stream().map(ActorState::worldFromActor).toList();
                Oracle.Motion motion = Oracle.measure(poses, 0.1);
                boolean onFoot = actor.actorClass().coarse() == ActorClass.Coarse.PEDESTRIAN;
                assertThat(motion.maxSpeed()).as(actor.id()).isLessThan(onFoot ? 2.3 : 15);
                if (!onFoot) {
                    assertThat(motion.maxBraking()).as(actor.id()).isLessThan(6);
                    assertThat(motion.maxLateral()).as(actor.id()).isLessThan(4);
                }
            }
        }
    }

    @Test
    void theEgoStaysInItsLane() {
        Scene scene = assemble(
                STREET, Plans.of(Plans.sceneOn("east-0", OptionalDouble.empty(), Plans.BUSY), Plans.RIG, 121, 5));
        for (Pose pose : Oracle.egoPoses(scene)) {
            assertThat(pose.translation().y()).isBetween(-Street.LANE + 1, -1.0);
            assertThat(pose.yaw()).isBetween(-0.01, 0.01);
            assertThat(pose.translation().z()).isEqualTo(0);
        }
    }

    @Test
    void theEgoGoesAsFastAsAsked() {
        Scene scene =
                assemble(STREET, Plans.of(Plans.sceneOn("east-0", OptionalDouble.of(7), List.of()), Plans.RIG, 90, 5));
        assertThat(scene.ego().speedAt(2_000_000)).isBetween(6.8, 7.2);
        assertThat(scene.ego().endMicros()).isGreaterThanOrEqualTo(scene.grid().durationMicros() + 200_000);
    }

    @Test
    void whereTrafficKeepsLeftEverybodyDoes() {
        LayoutReading left = new Street(DrivingSide.LEFT, false).read();
        for (long seed = 1; seed <= 4; seed++) {
            Scene scene = assemble(left, Plans.busy(60, seed));
            assertKeepsLeft(scene.ego().at(0));
            for (ActorTrack actor : scene.actors()) {
                if (actor.actorClass().isVehicle()) {
                    assertKeepsLeft(actor.states().getFirst().worldFromActor());
                }
            }
        }
    }

    private static void assertKeepsLeft(Pose pose) {
        boolean east = Math.cos(pose.yaw()) > 0;
        assertThat(pose.translation().y()).matches(y -> east == (y > 0), east ? "north of the middle" : "south of it");
    }

    @Test
    void followersGoTheEgosWayAndOncomingOnesTowardsIt() {
        List<ActorRequest> wishes = List.of(
                new ActorRequest(Role.LANE_FOLLOWER, ActorClass.CAR, 3),
                new ActorRequest(Role.ONCOMING, ActorClass.CAR, 3));
        Scene scene = assemble(STREET, Plans.with(wishes, 60, 11));
        double heading = scene.ego().at(0).yaw();
        List<Double> turns = scene.actors().stream()
                .map(actor ->
                        Math.cos(actor.states().getFirst().worldFromActor().yaw() - heading))
                .toList();
        assertThat(turns.subList(0, 3)).allMatch(cos -> cos > 0.9);
        assertThat(turns.subList(3, 6)).allMatch(cos -> cos < -0.9);
    }

    @Test
    void parkedCarsStandInTheParkingLanesAlongTheKerb() {
        Scene scene = assemble(STREET, Plans.with(List.of(new ActorRequest(Role.PARKED, ActorClass.CAR, 8)), 30, 2));
        assertThat(scene.actors()).hasSize(8);
        for (ActorTrack actor : scene.actors()) {
            Pose pose = actor.states().getFirst().worldFromActor();
            assertThat(actor.moving()).isFalse();
            assertThat(Math.abs(pose.translation().y()))
                    .isBetween(Street.LANE + 0.8, Street.LANE + Street.PARKING - 0.8);
            assertThat(Math.abs(Math.sin(pose.yaw()))).isLessThan(0.03);
        }
    }

    @Test
    void peopleOnWalkwaysStayOnThemAndKeepClearOfPosts() {
        Scene scene = assemble(
                STREET, Plans.with(List.of(new ActorRequest(Role.WALKWAY, ActorClass.PEDESTRIAN, 10)), 121, 4));
        double inner = Street.LANE + Street.PARKING;
        assertThat(scene.actors()).hasSize(10);
        for (ActorTrack actor : scene.actors()) {
            for (ActorState state : actor.states()) {
                Vec3 at = state.worldFromActor().translation();
                assertThat(Math.abs(at.y())).isBetween(inner, inner + Street.WALK);
                double toPost = Math.abs(Math.IEEEremainder(at.x() - 10, 25));
                assertThat(Math.hypot(toPost, Math.abs(at.y()) - inner - 0.5)).isGreaterThan(0.5);
            }
        }
    }

    @Test
    void peopleCrossOnTheCrossingAndTheEgoLetsThem() {
        List<ActorRequest> wishes = List.of(new ActorRequest(Role.CROSSING, ActorClass.PEDESTRIAN, 2));
        Scene scene =
                assemble(STREET, Plans.of(Plans.sceneOn("east-1", OptionalDouble.empty(), wishes), Plans.RIG, 150, 6));
        assertThat(scene.actors()).hasSize(2);
        for (ActorTrack actor : scene.actors()) {
            assertThat(actor.states().stream()
                            .mapToDouble(state ->
                                    state.worldFromActor().translation().x()))
                    .allMatch(x -> x > 200 && x < 204);
        }
        assertThat(scene.ego().speedAt(100_000))
                .as("15 m before people on the road")
                .isLessThan(7);
        assertThat(Oracle.listOverlaps(scene, 0.3)).isEmpty();
    }

    @Test
    void aChildStepsOutFromBehindAParkedVanWhereThereIsNoCrossing() {
        LayoutReading reading =
                new Street(DrivingSide.RIGHT, false).withoutCrossing().read();
        List<ActorRequest> wishes = List.of(
                new ActorRequest(Role.CROSSING, ActorClass.CHILD, 1),
                new ActorRequest(Role.PARKED, ActorClass.CAR, 6),
                new ActorRequest(Role.PARKED, ActorClass.VAN, 1));
        Scene scene = assemble(reading, Plans.with(wishes, 121, 9));
        ActorTrack child = scene.actors().getFirst();
        ActorTrack van = scene.actors().getLast();
        Pose vanPose = van.states().getFirst().worldFromActor();
        double beyond = vanPose.inverse()
                .transform(child.states().getFirst().worldFromActor().translation())
                .x();
        assertThat(child.actorClass()).isEqualTo(ActorClass.CHILD);
        assertThat(Math.abs(beyond) - van.states().getFirst().size().x() / 2).isBetween(0.4, 1.5);
        assertThat(child.moving()).isTrue();
        assertThat(Oracle.listOverlaps(scene, 0.3)).isEmpty();
    }

    @Test
    void theEgoStopsAtARedLightAndGoesAtAGreenOne() {
        LayoutReading reading = new Street(DrivingSide.RIGHT, true).read();
        int red = 0;
        int green = 0;
        for (long seed = 1; seed <= 8; seed++) {
            Scene scene = assemble(
                    reading, Plans.of(Plans.sceneOn("east-0", OptionalDouble.of(20), List.of()), Plans.RIG, 360, seed));
            var light = scene.lights().getFirst();
            boolean stays = light.changes().size() == 1;
            double front = scene.ego().at(12_000_000).translation().x() + 3.85;
            if (stays && light.at(0) == LightState.RED) {
                red++;
                assertThat(front).isBetween(170.0, 178.0);
            } else if (stays) {
                green++;
                assertThat(front).isGreaterThan(190);
            }
        }
        assertThat(red).isPositive();
        assertThat(green).isPositive();
    }

    @Test
    void theSameInputGivesTheSameSceneAndAnotherSeedOtherTraffic() {
        Scene scene = assemble(STREET, Plans.busy(60, 7));
        assertThat(assemble(new Street(DrivingSide.RIGHT, false).read(), Plans.busy(60, 7)))
                .isEqualTo(scene);
        Scene other = assemble(STREET, Plans.busy(60, 8));
        assertThat(other.actors()).isNotEqualTo(scene.actors());
        assertThat(other.ego()).isNotEqualTo(scene.ego());
    }

    @Test
    void weatherDoesNotChangeMotion() {
        ClipPlan plan = Plans.busy(60, 7);
        ClipPlan rain = new ClipPlan(
                1,
                plan.scene(),
                Plans.variation("rain", new Weather(1, 20, 0, Double.POSITIVE_INFINITY, 1, 0)),
                plan.rig(),
                new FrameGrid(60, 30, 320, 176),
                7);
        Scene a = assemble(STREET, plan);
        Scene b = assemble(STREET, rain);
        assertThat(b.actors()).isEqualTo(a.actors());
        assertThat(b.ego()).isEqualTo(a.ego());
        assertThat(b.lights()).isEqualTo(a.lights());
    }

    @Test
    void theUsersOwnPathAndTracksAreUsedExactly() {
        EgoTrajectory path = path(30, 0);
        ActorTrack mine = track("car-1", 60, 2_000_000);
        Scene scene = assemble(STREET, Plans.of(Plans.sceneWith(path, Plans.BUSY, List.of(mine)), Plans.RIG, 60, 1));
        assertThat(scene.ego()).isEqualTo(path);
        assertThat(scene.actors().getFirst()).isEqualTo(mine);
        assertThat(scene.actors())
                .extracting(ActorTrack::id)
                .doesNotHaveDuplicates()
                .contains("car-2");
        assertThat(Oracle.listOverlaps(scene, 0.3)).isEmpty();
    }

    @Test
    void tracksThatCannotBeAreRefusedAllAtOnce() {
        List<ActorTrack> tracks =
                List.of(track("a", 60, 9_000_000), track("b", 70, 1_000_000), track("b", 80, 1_000_000));
        assertThatThrownBy(() ->
                        assemble(STREET, Plans.of(Plans.sceneWith(path(30, 0), List.of(), tracks), Plans.RIG, 60, 1)))
                .isInstanceOfSatisfying(BadInputException.class, refusal -> assertThat(refusal.problems())
                        .extracting(Problem::code, Problem::pointer)
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple("SCENE-TRACK-OUTSIDE-CLIP", "/tracks/0"),
                                org.assertj.core.groups.Tuple.tuple("SCENE-TRACK-TWICE", "/tracks/2")));
    }

    @Test
    void aRecordingGivesItsPathItsActorsAndItsLights() {
        EgoTrajectory path = path(30, 0);
        ActorTrack recorded = track("r1", 60, 9_000_000);
        LayoutReading reading = new LayoutReading(
                STREET.map(), Optional.of(new Recording(path, List.of(recorded), List.of(), Map.of())), List.of());
        Scene scene = assemble(reading, Plans.with(List.of(new ActorRequest(Role.ONCOMING, ActorClass.CAR, 2)), 60, 1));
        assertThat(scene.ego()).isEqualTo(path);
        assertThat(scene.actors()).hasSize(3);
        assertThat(scene.actors().getFirst().id()).isEqualTo("r1");
        assertThat(scene.actors().getFirst().states().getLast().timestampMicros())
                .isLessThanOrEqualTo(2_200_000);
    }

    @Test
    void anUnknownStartLaneIsRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> assemble(
                        STREET, Plans.of(Plans.sceneOn("north", OptionalDouble.empty(), List.of()), Plans.RIG, 60, 1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("SCENE-UNKNOWN-LANE")
                .hasMessageContaining("east-0");
    }

    @Test
    void aRegionOfTheOtherSideIsReported() {
        LayoutReading left = new Street(DrivingSide.LEFT, false).read();
        assertThat(assembler
                        .assemble(left, Plans.LAYOUT, Plans.with(List.of(), 30, 1))
                        .warnings())
                .extracting(Problem::code)
                .containsExactly("REGION-DRIVING-SIDE");
    }

    private static EgoTrajectory path(double x, double y) {
        List<TimedPose> poses = new ArrayList<>();
        for (int k = 0; k < 80; k++) {
            poses.add(new TimedPose(Math.round(k * 1e6 / 30), Pose.ofYaw(x + k * 0.3, y - 1.75, 0, 0)));
        }
        return new EgoTrajectory(poses);
    }

    private static ActorTrack track(String id, double x, long untilMicros) {
        List<ActorState> states = new ArrayList<>();
        for (long t = 0; t <= untilMicros; t += 100_000) {
            Pose pose = Pose.ofYaw(x + t * 9e-6, -1.75, 0.75, 0);
            states.add(new ActorState(t, new Cuboid(pose, new Vec3(4.5, 1.8, 1.5))));
        }
        return new ActorTrack(id, ActorClass.CAR, "Automobile", true, states);
    }
}

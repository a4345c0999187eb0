package io.tailforge.conditioning.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.Junction;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.map.MapElement.Pole;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.map.MapElement.Walkway;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.LightTimeline.LightState;
import io.tailforge.scene.variation.ActorRequest;
import io.tailforge.scene.variation.ActorRequest.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own example layouts: what is on them, and that scenes on them hold what the assembler promises. */
class ExampleLayoutsTest {
    private static LayoutReading read(String name) {
        return Layouts.read(Path.of("../examples/layouts", name + ".xodr"));
    }

    private static <E extends MapElement> long count(HdMap map, Class<E> kind, Predicate<E> which) {
        return map.listElements(kind).stream().filter(which).count();
    }

    @ParameterizedTest
    @ValueSource(strings = {"urban-junction", "motorway", "left-hand-street"})
    void everyExampleReadsWithoutAWarningAndItsLanesLeadOn(String name) {
        LayoutReading reading = read(name);
        assertThat(reading.warnings()).isEmpty();
        assertThat(reading.map().geoReference()).isPresent();
        LaneGraph graph = new LaneGraph(reading.map());
        for (Lane lane : graph.listLanes()) {
            for (Lane next : graph.listSuccessors(lane)) {
                Vec3 end = graph.stripOf(lane).middle(graph.stripOf(lane).size() - 1);
                assertThat(graph.stripOf(next).middle(0).distanceTo(end))
                        .as(lane.id())
                        .isLessThan(0.05);
            }
        }
    }

    @Test
    void theJunctionHasSignalsCrossingsAndParking() {
        HdMap map = read("urban-junction").map();
        assertThat(count(map, TrafficLight.class, light -> true)).isEqualTo(4);
        assertThat(count(map, Crosswalk.class, crossing -> true)).isEqualTo(4);
        assertThat(count(map, Junction.class, Junction::signalised)).isEqualTo(1);
        assertThat(count(map, Lane.class, lane -> lane.kind() == LaneKind.PARKING))
                .isEqualTo(16);
        assertThat(count(map, Walkway.class, walkway -> true)).isEqualTo(28);
        assertThat(count(map, Pole.class, pole -> true)).isGreaterThan(80);
        LaneGraph graph = new LaneGraph(map);
        long ways = graph.listLanes().stream()
                .filter(lane -> graph.listSuccessors(lane).size() > 1)
                .count();
        assertThat(ways)
                .as("lanes that offer a choice where they enter the junction")
                .isEqualTo(6);
    }

    @Test
    void theMotorwayClimbsAndTheStreetKeepsLeft() {
        HdMap motorway = read("motorway").map();
        assertThat(count(motorway, Lane.class, lane -> lane.kind() == LaneKind.DRIVING))
                .isEqualTo(6);
        List<Double> heights = motorway.listElements(Lane.class).stream()
                .flatMap(lane -> lane.left().points().stream())
                .map(Vec3::z)
                .toList();
        assertThat(heights.stream().mapToDouble(z -> z).max().orElseThrow()).isGreaterThan(18);
        assertThat(motorway.drivingSide()).isEqualTo(DrivingSide.RIGHT);
        assertThat(read("left-hand-street").map().drivingSide()).isEqualTo(DrivingSide.LEFT);
    }

    @Test
    void crossingDirectionsAreNeverGreenTogether() {
        LayoutReading reading = read("urban-junction");
        LaneGraph graph = new LaneGraph(reading.map());
        for (long seed = 1; seed <= 20; seed++) {
            SignalPlan plan = SignalPlan.of(reading.map(), graph, List.of(), seed, 120_000_000);
            for (long t = 0; t < 120_000_000; t += 500_000) {
                long time = t;
                List<Boolean> alongMain = new ArrayList<>();
                for (Lane lane : graph.listLanes()) {
                    plan.findState(lane.id(), time)
                            .filter(state -> state == LightState.GREEN || state == LightState.YELLOW)
                            .ifPresent(state -> alongMain.add(
                                    Math.abs(Math.cos(graph.stripOf(lane).headingAt(0))) > 0.5));
                }
                assertThat(alongMain.stream().distinct().count()).isLessThanOrEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"urban-junction", "motorway", "left-hand-street"})
    void scenesOnExamplesHaveTrafficThatNeverTouches(String name) {
        LayoutReading reading = read(name);
        for (long seed = 1; seed <= 2; seed++) {
            Scene scene = assemble(reading, Plans.BUSY, seed);
            assertThat(scene.actors()).hasSizeGreaterThan(10);
            assertThat(Oracle.listOverlaps(scene, 0.3)).as("seed %d", seed).isEmpty();
            Oracle.Motion ego = Oracle.measure(Oracle.egoPoses(scene), 0.1);
            assertThat(ego.maxAcceleration()).isLessThan(3);
            assertThat(ego.maxBraking()).isLessThan(6);
            assertThat(ego.maxLateral()).isLessThan(4);
            assertThat(ego.maxHeadingStep()).isLessThan(0.13);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"urban-junction", "motorway", "left-hand-street"})
    void theEgosWheelsStayOnLanesOfItsDirection(String name) {
        LayoutReading reading = read(name);
        LaneGraph graph = new LaneGraph(reading.map());
        Ground ground = new Ground(reading.map(), graph);
        for (long seed = 1; seed <= 4; seed++) {
            Scene scene = assemble(reading, List.of(), seed);
            for (long t = 0; t <= scene.grid().durationMicros(); t += 100_000) {
                var pose = scene.ego().at(t);
                for (Vec3 wheel : List.of(
                        new Vec3(0, 0.9, 0), new Vec3(0, -0.9, 0), new Vec3(2.8, 0.9, 0), new Vec3(2.8, -0.9, 0))) {
                    Vec3 at = pose.transform(wheel);
                    assertThat(ground.listLanes(at.x(), at.y(), at.z()))
                            .as("%s seed %d at %d us, wheel %s", name, seed, t, wheel)
                            .anyMatch(lane -> LaneGraph.isDriven(lane)
                                    && Angles.between(headingAt(graph.stripOf(lane), at), pose.yaw()) < 0.9);
                    assertThat(ground.findHeight(at.x(), at.y(), at.z()).orElseThrow())
                            .isBetween(at.z() - 0.1, at.z() + 0.1);
                }
            }
        }
    }

    private static double headingAt(Strip strip, Vec3 at) {
        double best = 0;
        for (double s = 0; s < strip.length(); s += 0.5) {
            best = strip.pointAt(s, 0).distanceTo(at) < strip.pointAt(best, 0).distanceTo(at) ? s : best;
        }
        return strip.headingAt(best);
    }

    @Test
    void peopleWalkOnWalkwaysAndCrossingsOnly() {
        LayoutReading reading = read("left-hand-street");
        Ground ground = new Ground(reading.map(), new LaneGraph(reading.map()));
        List<ActorRequest> wishes = List.of(
                new ActorRequest(Role.WALKWAY, ActorClass.PEDESTRIAN, 10),
                new ActorRequest(Role.WALKWAY, ActorClass.STROLLER, 2));
        for (long seed = 1; seed <= 2; seed++) {
            for (ActorTrack actor : assemble(reading, wishes, seed).actors()) {
                for (ActorState state : actor.states()) {
                    Vec3 at = state.worldFromActor().translation();
                    assertThat(ground.findHeight(at.x(), at.y(), at.z())).isPresent();
                    assertThat(ground.isRoad(at.x(), at.y(), at.z()))
                            .as(actor.id())
                            .isFalse();
                }
            }
        }
    }

    @Test
    void peopleCrossWhileTheTrafficTheyCrossHasRed() {
        LayoutReading reading = read("urban-junction");
        LaneGraph graph = new LaneGraph(reading.map());
        Ground ground = new Ground(reading.map(), graph);
        List<ActorRequest> wishes = List.of(new ActorRequest(Role.CROSSING, ActorClass.PEDESTRIAN, 4));
        int onRoad = 0;
        for (long seed = 1; seed <= 6; seed++) {
            Scene scene = assemble(reading, wishes, seed);
            SignalPlan plan = SignalPlan.of(reading.map(), graph, scene.lights(), seed, 5_000_000);
            for (ActorTrack actor : scene.actors()) {
                for (ActorState state : actor.states()) {
                    Vec3 at = state.worldFromActor().translation();
                    for (Lane lane : ground.listLanes(at.x(), at.y(), at.z())) {
                        onRoad++;
                        assertThat(plan.findState(lane.id(), state.timestampMicros()))
                                .as(actor.id())
                                .matches(light -> light.isEmpty() || light.get() == LightState.RED);
                    }
                }
            }
        }
        assertThat(onRoad).isGreaterThan(100);
    }

    private static Scene assemble(LayoutReading reading, List<ActorRequest> wishes, long seed) {
        return new SceneAssembler()
                .assemble(reading, Plans.LAYOUT, Plans.with(wishes, 121, seed))
                .scene();
    }
}

package io.tailforge.quality.fault;

import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameTimes;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** What scenes and maps are changed to, in memory, so that the engine renders something else than was asked for. */
final class SceneChanges {
    /** Longer than any clip. */
    private static final long FAR_MICROS = 1_000_000_000_000L;

    private SceneChanges() {}

    /** Whether the ego's path goes on for so many frames after the clip; fewer than none: goes back before it. */
    static boolean lasts(Scene scene, int frames) {
        long micros = frameMicros(scene, frames);
        EgoTrajectory ego = scene.ego();
        return micros >= 0
                ? ego.endMicros() >= scene.grid().durationMicros() + micros
                : ego.samples().getFirst().timestampMicros() <= micros;
    }

    static long frameMicros(Scene scene, int frames) {
        return Math.round(frames * 1e6 / scene.grid().fps());
    }

    /** Whose cameras, those that are meant, take every picture so many frames later. */
    static Scene later(Scene scene, List<String> cameras, int frames) {
        long micros = frameMicros(scene, frames);
        return withCameras(scene, camera -> cameras.contains(camera.name()) ? later(scene, camera, micros) : camera);
    }

    private static Camera later(Scene scene, Camera camera, long micros) {
        List<Long> times = IntStream.range(0, scene.grid().frames())
                .mapToObj(frame -> scene.timestampMicros(camera, frame) + micros)
                .toList();
        return new Camera(
                camera.name(), camera.model(), camera.rigFromCamera(), new FrameTimes.Listed(times), camera.shutter());
    }

    /** Whose camera is turned about the vertical, to the left. */
    static Scene turned(Scene scene, String name, double radians) {
        Quaternion left = Quaternion.ofYaw(radians);
        return withCameras(
                scene,
                camera -> camera.name().equals(name)
                        ? new Camera(
                                name,
                                camera.model(),
                                new Pose(
                                        camera.rigFromCamera().translation(),
                                        left.times(camera.rigFromCamera().rotation())),
                                camera.times(),
                                camera.shutter())
                        : camera);
    }

    private static Scene withCameras(Scene s, UnaryOperator<Camera> change) {
        Rig rig = new Rig(
                s.rig().name(),
                s.rig().cameras().stream().map(change).toList(),
                s.rig().lidars());
        return new Scene(s.name(), s.layout(), rig, s.ego(), s.actors(), s.lights(), s.variation(), s.grid(), s.seed());
    }

    /** Whose ego drives its path so many times as fast from the clip's start on. */
    static Scene faster(Scene scene, double factor) {
        List<TimedPose> samples = new ArrayList<>();
        for (TimedPose sample : scene.ego().samples()) {
            long time = Math.round(sample.timestampMicros() / factor);
            if (samples.isEmpty() || time > samples.getLast().timestampMicros()) {
                samples.add(new TimedPose(time, sample.pose()));
            }
        }
        return with(scene, new EgoTrajectory(samples), scene.actors(), scene.variation());
    }

    /** Without an actor; the others keep their numbers. */
    static Scene without(Scene scene, int actor) {
        return withActor(
                scene,
                actor,
                track -> new ActorTrack(
                        track.id(),
                        track.actorClass(),
                        track.sourceType(),
                        track.moving(),
                        List.of(new ActorState(
                                -FAR_MICROS, track.states().getFirst().box()))));
    }

    /** With an actor to the left of where it ought to be. */
    static Scene aside(Scene scene, int actor, double metres) {
        return withActor(
                scene,
                actor,
                track -> new ActorTrack(
                        track.id(),
                        track.actorClass(),
                        track.sourceType(),
                        track.moving(),
                        track.states().stream()
                                .map(state -> aside(state, metres))
                                .toList(),
                        track.present()));
    }

    private static ActorState aside(ActorState state, double metres) {
        Pose pose = state.worldFromActor();
        Vec3 place = pose.transform(new Vec3(0, metres, 0));
        return new ActorState(state.timestampMicros(), new Cuboid(new Pose(place, pose.rotation()), state.size()));
    }

    /** With an actor of another class, in a box of the same size, and with another coat of paint. */
    static Scene recast(Scene scene, int actor, ActorClass other) {
        return withActor(
                scene,
                actor,
                track -> new ActorTrack(
                        track.id() + "-recast", other, "", track.moving(), track.states(), track.present()));
    }

    private static Scene withActor(Scene scene, int actor, UnaryOperator<ActorTrack> change) {
        List<ActorTrack> actors = new ArrayList<>(scene.actors());
        actors.set(actor, change.apply(actors.get(actor)));
        return with(scene, scene.ego(), actors, scene.variation());
    }

    static Scene in(Scene scene, Weather weather, SunPosition sun) {
        Variation old = scene.variation();
        return with(scene, scene.ego(), scene.actors(), new Variation(old.name(), weather, sun, old.region()));
    }

    private static Scene with(Scene s, EgoTrajectory ego, List<ActorTrack> actors, Variation variation) {
        LayoutRef layout = s.layout();
        return new Scene(s.name(), layout, s.rig(), ego, actors, s.lights(), variation, s.grid(), s.seed());
    }

    /** Whose painted lines lie to the left of where they were, seen along each. */
    static HdMap linesAside(HdMap map, double metres) {
        return withElements(
                map,
                map.elements().stream()
                        .map(element -> element instanceof LaneLine line
                                ? new LaneLine(line.id(), aside(line.line(), metres), line.colour(), line.style())
                                : element)
                        .toList());
    }

    static HdMap withoutLines(HdMap map) {
        return withElements(
                map,
                map.elements().stream()
                        .filter(element -> !(element instanceof LaneLine))
                        .toList());
    }

    private static HdMap withElements(HdMap map, List<MapElement> elements) {
        return new HdMap(map.name(), map.format(), map.drivingSide(), map.geoReference(), elements);
    }

    private static Polyline3 aside(Polyline3 line, double metres) {
        double[] xyz = new double[3 * line.size()];
        for (int i = 0; i < line.size(); i++) {
            Vec3 along = line.point(Math.min(i + 1, line.size() - 1)).minus(line.point(Math.max(0, i - 1)));
            double norm = Math.max(1e-9, Math.hypot(along.x(), along.y()));
            Vec3 point = line.point(i);
            xyz[3 * i] = point.x() - metres * along.y() / norm;
            xyz[3 * i + 1] = point.y() + metres * along.x() / norm;
            xyz[3 * i + 2] = point.z();
        }
        return Polyline3.of(xyz);
    }
}

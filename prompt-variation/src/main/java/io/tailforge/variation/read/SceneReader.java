package io.tailforge.variation.read;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.variation.ActorRequest;
import io.tailforge.scene.variation.SceneRequest;
import io.tailforge.scene.variation.Waypoint;
import io.tailforge.variation.Slug;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** One scene of a spec. */
final class SceneReader {
    private final PathReader paths;

    SceneReader(FrameGrid grid) {
        paths = new PathReader(grid);
    }

    SceneRequest scene(JsonView view) {
        view.onlyKeys(
                "name", "start_lane", "through", "site", "ego_speed_mps", "ego", "actors", "tracks", "recorded_actors");
        Complaints complaints = new Complaints();
        String name = complaints.read("scene", () -> name(view.field("name")));
        Optional<String> startLane =
                complaints.read(Optional.empty(), () -> view.find("start_lane").map(SceneReader::laneId));
        Optional<Waypoint> through =
                complaints.read(Optional.empty(), () -> view.find("through").map(SceneReader::waypoint));
        OptionalDouble speed = complaints.read(OptionalDouble.empty(), () -> speed(view));
        Optional<EgoTrajectory> ego =
                complaints.read(Optional.empty(), () -> view.find("ego").map(paths::ego));
        List<ActorRequest> actors = complaints.read(List.of(), () -> view.find("actors")
                .map(list -> Complaints.readAll(list.items(), SceneReader::actor))
                .orElse(List.of()));
        List<ActorTrack> tracks = complaints.read(
                List.of(), () -> view.find("tracks").map(paths::tracks).orElse(List.of()));
        boolean recorded = complaints.read(
                true,
                () -> view.find("recorded_actors").map(JsonView::asBoolean).orElse(true));
        complaints.tryRead(() -> requireOneEgo(view));
        complaints.throwIfAny();
        return Complaints.valid(
                view, () -> new SceneRequest(name, startLane, through, speed, ego, actors, tracks, recorded));
    }

    private static boolean requireOneEgo(JsonView view) {
        refuseBeside(
                view, "ego", "an own ego path is driven as it is", "start_lane", "ego_speed_mps", "through", "site");
        refuseBeside(
                view,
                "site",
                "the ego drives through the site, from where a lane leads to it",
                "start_lane",
                "through");
        refuseBeside(view, "through", "the ego starts where a lane leads to that place", "start_lane");
        return true;
    }

    private static void refuseBeside(JsonView view, String key, String why, String... others) {
        if (view.find(key).isPresent()) {
            for (String other : others) {
                view.find(other).ifPresent(given -> {
                    throw given.bad("EGO-UNCLEAR", why + "; leave out " + other);
                });
            }
        }
    }

    private static Waypoint waypoint(JsonView view) {
        view.onlyKeys("x", "y", "z", "lanes");
        Vec3 point = new Vec3(
                view.field("x").asDouble(-1e7, 1e7),
                view.field("y").asDouble(-1e7, 1e7),
                view.find("z").map(z -> z.asDouble(-1e5, 1e5)).orElse(0.0));
        List<String> lanes = view.find("lanes")
                .map(list -> Complaints.readAll(list.items(), SceneReader::laneId))
                .orElse(List.of());
        return new Waypoint(point, lanes);
    }

    private static String name(JsonView view) {
        String name = view.asString();
        if (!Slug.isSlug(name, 80)) {
            throw view.bad(
                    "BAD-NAME",
                    "must be lower-case letters, digits and single '-', for example '" + Slug.of(name) + "'");
        }
        return name;
    }

    /** YAML reads a lane called 17 as a number; it is a name all the same. */
    private static String laneId(JsonView view) {
        return view.isNumber() ? Long.toString(view.asLong()) : view.asString();
    }

    private static OptionalDouble speed(JsonView view) {
        return view.find("ego_speed_mps")
                .map(value -> OptionalDouble.of(value.asDouble(0, 70)))
                .orElse(OptionalDouble.empty());
    }

    private static ActorRequest actor(JsonView view) {
        view.onlyKeys("role", "class", "count");
        Complaints complaints = new Complaints();
        ActorRequest.Role role = complaints.read(
                ActorRequest.Role.LANE_FOLLOWER, () -> view.field("role").asEnum(ActorRequest.Role.class));
        ActorClass actorClass =
                complaints.read(ActorClass.CAR, () -> view.field("class").asEnum(ActorClass.class));
        int count = complaints.read(
                1, () -> view.find("count").map(value -> value.asInt(0, 200)).orElse(1));
        complaints.throwIfAny();
        requirePlausible(view, role, actorClass);
        return new ActorRequest(role, actorClass, count);
    }

    private static void requirePlausible(JsonView view, ActorRequest.Role role, ActorClass actorClass) {
        boolean walks = role == ActorRequest.Role.WALKWAY || role == ActorRequest.Role.CROSSING;
        boolean person = actorClass == ActorClass.PEDESTRIAN
                || actorClass == ActorClass.CHILD
                || actorClass == ActorClass.STROLLER
                || actorClass == ActorClass.ANIMAL;
        boolean rides = actorClass == ActorClass.BICYCLE;
        if (walks != person && !(walks && rides)) {
            throw view.bad(
                    "IMPOSSIBLE-VALUE",
                    "a " + JsonView.enumText(actorClass) + " does not fit the role " + JsonView.enumText(role));
        }
    }
}

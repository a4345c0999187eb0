package io.tailforge.variation.read;

import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.sensor.FrameGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A user's own paths: lists of {@code {t, x, y, z?, yaw_deg?, pitch_deg?, roll_deg?}} or with {@code quaternion_wxyz},
 * seconds and layout metres on the ground. Without yaw the heading follows the path. Tracks are filled in every 100 ms, because a track exists only where it has states.
 */
final class PathReader {
    private static final long STATE_PERIOD_MICROS = 100_000;

    private final FrameGrid grid;

    PathReader(FrameGrid grid) {
        this.grid = grid;
    }

    /** Whoever sends a spec to a server has no files beside it. */
    static void refuseFile(JsonView view) {
        if (view.isObject()) {
            view.find("file").ifPresent(file -> {
                throw file.bad(
                        "SPEC-FILE-REFUSED",
                        "files are read beside a spec on disk only; write the content here inline");
            });
        }
    }

    EgoTrajectory ego(JsonView view) {
        refuseFile(view);
        List<TimedPose> samples = path(view);
        return Complaints.valid(view, () -> new EgoTrajectory(samples));
    }

    List<ActorTrack> tracks(JsonView view) {
        refuseFile(view);
        List<ActorTrack> tracks = Complaints.readAll(view.items(), this::track);
        TreeSet<String> ids = new TreeSet<>();
        for (int i = 0; i < tracks.size(); i++) {
            if (!ids.add(tracks.get(i).id())) {
                throw view.items()
                        .get(i)
                        .bad(
                                "DUPLICATE-ID",
                                "two tracks have the id '" + tracks.get(i).id() + "'");
            }
        }
        return tracks;
    }

    private ActorTrack track(JsonView view) {
        view.onlyKeys("id", "class", "size_lwh", "path");
        String id = view.field("id").asString();
        ActorClass actorClass = view.field("class").asEnum(ActorClass.class);
        Vec3 size = view.find("size_lwh").map(PathReader::size).orElseGet(() -> NominalSize.of(actorClass));
        List<TimedPose> path = path(view.field("path"));
        boolean moving = path.size() > 1;
        List<ActorState> states = (moving ? filled(path) : standing(path.getFirst()))
                .stream().map(sample -> state(sample, size)).toList();
        return Complaints.valid(view, () -> new ActorTrack(id, actorClass, "", moving, states));
    }

    private static ActorState state(TimedPose onGround, Vec3 size) {
        Pose pose = onGround.pose();
        Vec3 centre = pose.transform(new Vec3(0, 0, size.z() / 2));
        return new ActorState(onGround.timestampMicros(), new Cuboid(new Pose(centre, pose.rotation()), size));
    }

    private List<TimedPose> filled(List<TimedPose> path) {
        EgoTrajectory trajectory = new EgoTrajectory(path);
        TreeSet<Long> times = new TreeSet<>();
        path.forEach(sample -> times.add(sample.timestampMicros()));
        for (long t = path.getFirst().timestampMicros(); t < trajectory.endMicros(); t += STATE_PERIOD_MICROS) {
            times.add(t);
        }
        return times.stream().map(t -> new TimedPose(t, trajectory.at(t))).toList();
    }

    /** One pose: there all the time. */
    private List<TimedPose> standing(TimedPose only) {
        List<TimedPose> samples = new ArrayList<>();
        for (long t = 0; t < grid.durationMicros() + STATE_PERIOD_MICROS; t += STATE_PERIOD_MICROS) {
            samples.add(new TimedPose(t, only.pose()));
        }
        return samples;
    }

    private List<TimedPose> path(JsonView view) {
        List<Waypoint> points = Complaints.readAll(view.items(), this::waypoint);
        if (points.isEmpty()) {
            throw view.bad("EMPTY-LIST", "a path needs at least one point");
        }
        for (int i = 1; i < points.size(); i++) {
            if (points.get(i).timestampMicros() <= points.get(i - 1).timestampMicros()) {
                throw view.items().get(i).bad("TIMES-NOT-INCREASING", "its time t must come after the one before it");
            }
        }
        List<TimedPose> poses = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            poses.add(new TimedPose(
                    points.get(i).timestampMicros(), new Pose(points.get(i).at(), rotation(points, i))));
        }
        return poses;
    }

    private static Quaternion rotation(List<Waypoint> points, int i) {
        Waypoint point = points.get(i);
        return point.rotation().orElseGet(() -> {
            double yaw = point.yaw().orElseGet(() -> headingAlong(points, i));
            return Quaternion.ofRollPitchYaw(point.roll(), point.pitch(), yaw);
        });
    }

    /** Heading from the last point that lies elsewhere to the next one that does; 0 where nothing moves. */
    private static double headingAlong(List<Waypoint> points, int i) {
        int from = Math.max(0, i - 1);
        int to = Math.min(points.size() - 1, i + 1);
        while (to < points.size() - 1
                && points.get(from).at().horizontalDistanceTo(points.get(to).at()) < 0.05) {
            to++;
        }
        while (from > 0
                && points.get(from).at().horizontalDistanceTo(points.get(to).at()) < 0.05) {
            from--;
        }
        Vec3 step = points.get(to).at().minus(points.get(from).at());
        return StrictMath.atan2(step.y(), step.x());
    }

    private Waypoint waypoint(JsonView view) {
        view.onlyKeys("t", "x", "y", "z", "yaw_deg", "pitch_deg", "roll_deg", "quaternion_wxyz");
        double latest = Math.max(60, 2 * grid.durationMicros() * 1e-6);
        long t = Math.round(view.field("t").asDouble(0, latest) * 1e6);
        Vec3 at = new Vec3(
                metres(view.field("x")),
                metres(view.field("y")),
                view.find("z").map(PathReader::metres).orElse(0.0));
        return new Waypoint(
                t,
                at,
                angle(view, "yaw_deg"),
                angle(view, "pitch_deg").orElse(0.0),
                angle(view, "roll_deg").orElse(0.0),
                view.find("quaternion_wxyz").map(PathReader::quaternion));
    }

    private static Optional<Double> angle(JsonView view, String key) {
        return view.find(key).map(value -> Math.toRadians(value.asDouble(-360, 360)));
    }

    private static Quaternion quaternion(JsonView view) {
        double[] q = view.asDoubles(4);
        return Complaints.valid(view, () -> new Quaternion(q[0], q[1], q[2], q[3]));
    }

    private static double metres(JsonView view) {
        return view.asDouble(-1e7, 1e7);
    }

    private static Vec3 size(JsonView view) {
        double[] lwh = view.asDoubles(3);
        for (double metres : lwh) {
            if (!(metres >= 0.05 && metres <= 60)) {
                throw view.bad("OUT-OF-RANGE", "length, width and height lie between 0.05 and 60 metres");
            }
        }
        return new Vec3(lwh[0], lwh[1], lwh[2]);
    }

    /** @param rotation in place of the angles */
    private record Waypoint(
            long timestampMicros,
            Vec3 at,
            Optional<Double> yaw,
            double pitch,
            double roll,
            Optional<Quaternion> rotation) {}
}

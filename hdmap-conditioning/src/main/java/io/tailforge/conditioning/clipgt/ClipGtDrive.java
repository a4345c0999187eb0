package io.tailforge.conditioning.clipgt;

import io.tailforge.conditioning.Recording;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The drive of a clip: ego, obstacles and cameras. Times are microseconds since the first pose of the ego. */
final class ClipGtDrive {
    /** What stays within this all the time stands still, metres. */
    private static final double STILL = 0.5;

    private final ClipGtFolder clip;
    private final Findings findings;

    private ClipGtDrive(ClipGtFolder clip, Findings findings) {
        this.clip = clip;
        this.findings = findings;
    }

    static Optional<Recording> read(ClipGtFolder clip, Findings findings) {
        ClipGtDrive drive = new ClipGtDrive(clip, findings);
        TreeMap<Long, Pose> poses = drive.poses();
        if (poses.isEmpty()) {
            findings.warn(Problem.of(
                    "CLIPGT-NO-EGO",
                    clip.sourceOf(ClipGtFolder.EGO),
                    "holds no pose; the clip is read as a map alone"));
            return Optional.empty();
        }
        long start = poses.firstKey();
        List<TimedPose> samples = new ArrayList<>();
        poses.forEach((time, pose) -> samples.add(new TimedPose(time - start, pose)));
        return Optional.of(new Recording(
                new EgoTrajectory(samples), drive.actors(start), List.of(), RigJson.read(clip, findings)));
    }

    private TreeMap<Long, Pose> poses() {
        TreeMap<Long, Pose> poses = new TreeMap<>();
        List<JsonView> rows =
                findings.attempt(() -> clip.rows(ClipGtFolder.EGO)).orElse(List.of());
        rows.forEach(row -> findings.attempt(() -> {
            JsonView ego = row.field(ClipGtFolder.EGO);
            Pose pose = new Pose(Struct.point(ego.field("location")), Struct.rotation(ego.field("orientation")));
            return poses.put(timestamp(row), pose) == null;
        }));
        return poses;
    }

    private static long timestamp(JsonView row) {
        return row.field("key").field("timestamp_micros").asLong(-(1L << 53), 1L << 53);
    }

    private static final class Track {
        private String category = "";
        private final TreeMap<Long, Cuboid> boxes = new TreeMap<>();
    }

    private List<ActorTrack> actors(long start) {
        Map<String, Track> tracks = new TreeMap<>();
        List<JsonView> rows = findings.attempt(() -> clip.rows("obstacle")).orElse(List.of());
        rows.forEach(row -> findings.attempt(() -> {
            addLabel(tracks, row, timestamp(row) - start);
            return row;
        }));
        return tracks.entrySet().stream()
                .map(entry -> toActor(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void addLabel(Map<String, Track> tracks, JsonView row, long time) {
        JsonView obstacle = row.field("obstacle");
        String id = obstacle.field("trackline_id").asString();
        Vec3 size = Struct.point(obstacle.field("size"));
        if (!(size.x() > 0
                && size.y() > 0
                && size.z() > 0
                && Math.max(size.x(), Math.max(size.y(), size.z())) < 1000)) {
            findings.warn(obstacle.problem(
                    "CLIPGT-OBSTACLE-SIZE", "obstacle " + id + " has no size here; the label is left out"));
            return;
        }
        Pose pose = new Pose(Struct.point(obstacle.field("center")), Struct.rotation(obstacle.field("orientation")));
        Track track = tracks.computeIfAbsent(id, any -> new Track());
        track.category = track.category.isEmpty() ? Struct.text(obstacle, "category") : track.category;
        track.boxes.put(time, new Cuboid(pose, size));
    }

    private static ActorTrack toActor(String id, Track track) {
        List<ActorState> states = new ArrayList<>();
        track.boxes.forEach((time, box) -> states.add(new ActorState(time, box)));
        Vec3 first = states.getFirst().worldFromActor().translation();
        boolean moving = states.stream()
                .anyMatch(state -> state.worldFromActor().translation().distanceTo(first) > STILL);
        return new ActorTrack(id, actorClass(track.category), track.category, moving, states);
    }

    /** Categories are written in lower case. */
    private static ActorClass actorClass(String category) {
        return switch (category.toLowerCase(Locale.ROOT)) {
            case "car", "automobile", "vehicle", "other_vehicle" -> ActorClass.CAR;
            case "van" -> ActorClass.VAN;
            case "truck", "heavy_truck" -> ActorClass.TRUCK;
            case "bus", "trolley_bus" -> ActorClass.BUS;
            case "train_or_tram_car" -> ActorClass.TRAM;
            case "trailer" -> ActorClass.TRAILER;
            case "motorcycle", "motorcyclist" -> ActorClass.MOTORCYCLE;
            case "cyclist", "rider", "bicycle" -> ActorClass.BICYCLE;
            case "pedestrian", "person" -> ActorClass.PEDESTRIAN;
            case "stroller" -> ActorClass.STROLLER;
            case "animal" -> ActorClass.ANIMAL;
            default -> ActorClass.OTHER;
        };
    }
}

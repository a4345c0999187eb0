package io.tailforge.conditioning.rdshq;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tracks of {@code all_object_info}: labels at 10 Hz on the index of the 30 Hz frames. What never moves gets one
 * pose and size, the mean of its labels, at the times it is labelled. As in NVIDIA's toolkit a track is there at and
 * between labelled frames that follow each other, if both have it; whoever has the last labelled frame stays to the end.
 */
final class ObjectTracks {
    private static final int MAX_LABELS = 500_000;
    private static final double OUTLIER_COSINE = 0.7;

    private final Findings findings = new Findings();
    private final Findings warnings;
    /** By id as text, which is also the order in which the toolkit draws. */
    private final Map<String, Track> tracks = new TreeMap<>();
    /** Times at which there are labels, whoever they are of. */
    private final TreeSet<Long> labelled = new TreeSet<>();

    private final long endMicros;

    private int labels;

    private ObjectTracks(Findings warnings, long endMicros) {
        this.warnings = warnings;
        this.endMicros = endMicros;
    }

    private static final class Track {
        private String type = "";
        private boolean typeChanges;
        private boolean moving;
        private final List<ActorState> states = new ArrayList<>();
    }

    /**
     * @param endMicros of the recording
     * @throws io.tailforge.scene.problem.BadInputException with every problem of the layer
     */
    static List<ActorTrack> read(RdsHqClip clip, long endMicros, Findings warnings) {
        ObjectTracks tracks = new ObjectTracks(warnings, endMicros);
        Map<Integer, byte[]> frames = FrameKeys.byFrame(clip, "all_object_info", ".all_object_info.json");
        frames.forEach((frame, bytes) -> tracks.addFrame(frame, clip.sourceOf("all_object_info"), bytes));
        tracks.findings.throwIfRefused();
        return tracks.tracks.entrySet().stream()
                .map(entry -> tracks.toActor(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void addFrame(int frame, String source, byte[] bytes) {
        labelled.add(FrameKeys.timestampMicros(frame));
        Map<String, JsonView> objects = findings.attempt(
                        () -> JsonView.parse(source + "!frame " + frame, bytes).fields())
                .orElse(Map.of());
        objects.forEach((id, object) -> {
            if (++labels > MAX_LABELS) {
                throw findings.fatal(
                        object.problem("RDSHQ-OBJECTS", "there are more than " + MAX_LABELS + " object labels"));
            }
            findings.attempt(() -> addLabel(id, FrameKeys.timestampMicros(frame), object));
        });
    }

    private String addLabel(String id, long timestampMicros, JsonView object) {
        double[] lwh = object.field("object_lwh").asDoubles(3);
        if (!(lwh[0] > 0 && lwh[1] > 0 && lwh[2] > 0 && Math.max(lwh[0], Math.max(lwh[1], lwh[2])) < 1000)) {
            warnings.warn(
                    object.problem("RDSHQ-OBJECT-SIZE", "object " + id + " has no size here; the label is left out"));
            return id;
        }
        Track track = tracks.computeIfAbsent(id, any -> new Track());
        noteType(id, track, object.field("object_type"));
        track.moving |= object.field("object_is_moving").asBoolean();
        track.states.add(new ActorState(
                timestampMicros, new Cuboid(pose(object.field("object_to_world")), new Vec3(lwh[0], lwh[1], lwh[2]))));
        return id;
    }

    private void noteType(String id, Track track, JsonView type) {
        if (track.states.isEmpty()) {
            track.type = type.asString();
        } else if (!track.typeChanges && actorClass(type.asString()) != actorClass(track.type)) {
            track.typeChanges = true;
            warnings.warn(type.problem(
                    "RDSHQ-OBJECT-TYPE",
                    "object " + id + " is a " + type.asString() + " here and was a " + track.type
                            + "; it is taken for the latter throughout"));
        }
    }

    private static Pose pose(JsonView rows) {
        double[] matrix = new double[16];
        List<JsonView> items = rows.items();
        if (items.size() != 4) {
            throw rows.bad("WRONG-LENGTH", "must be 4 rows of 4 numbers");
        }
        for (int i = 0; i < 4; i++) {
            System.arraycopy(items.get(i).asDoubles(4), 0, matrix, 4 * i, 4);
        }
        return Matrices.toPose(rows.source(), rows.pointer(), rows.json().line(), matrix);
    }

    private ActorTrack toActor(String id, Track track) {
        List<ActorState> states = track.moving ? track.states : held(track.states);
        return new ActorTrack(id, actorClass(track.type), track.type, track.moving, states, present(states));
    }

    private List<TimeSpan> present(List<ActorState> states) {
        List<TimeSpan> spans = new ArrayList<>();
        long from = states.getFirst().timestampMicros();
        for (int i = 0; i < states.size(); i++) {
            long time = states.get(i).timestampMicros();
            Long nextLabels = labelled.higher(time);
            if (nextLabels == null) {
                spans.add(new TimeSpan(from, Math.max(time, endMicros)));
            } else if (i + 1 == states.size() || states.get(i + 1).timestampMicros() != nextLabels) {
                spans.add(new TimeSpan(from, time));
                from = i + 1 == states.size() ? from : states.get(i + 1).timestampMicros();
            }
        }
        return spans;
    }

    private static List<ActorState> held(List<ActorState> states) {
        Cuboid mean = meanBox(states);
        return states.stream()
                .map(state -> new ActorState(state.timestampMicros(), mean))
                .toList();
    }

    /** Size is the mean of all labels; position and heading of those that look about the same way. */
    private static Cuboid meanBox(List<ActorState> states) {
        Vec3 size = mean(states.stream().map(ActorState::size).toList());
        Vec3 heading = mean(states.stream().map(ObjectTracks::forward).toList());
        List<ActorState> agreeing = heading.norm() < 1e-6
                ? states
                : states.stream()
                        .filter(state -> forward(state).dot(heading.normalized()) >= OUTLIER_COSINE)
                        .toList();
        List<ActorState> kept = agreeing.isEmpty() ? states : agreeing;
        Vec3 centre = mean(
                kept.stream().map(state -> state.worldFromActor().translation()).toList());
        return new Cuboid(new Pose(centre, meanRotation(kept)), size);
    }

    private static Vec3 mean(List<Vec3> vectors) {
        Vec3 sum = vectors.stream().reduce(Vec3.ZERO, Vec3::plus);
        return sum.times(1.0 / vectors.size());
    }

    /** From the mean forward and up axes. */
    private static Quaternion meanRotation(List<ActorState> states) {
        Vec3 x = mean(states.stream().map(ObjectTracks::forward).toList());
        Vec3 z = mean(states.stream()
                .map(state -> state.worldFromActor().rotate(Vec3.UP))
                .toList());
        if (x.norm() < 1e-6 || x.cross(z).norm() < 1e-6) {
            return states.getFirst().worldFromActor().rotation();
        }
        x = x.normalized();
        Vec3 y = z.cross(x).normalized();
        z = x.cross(y);
        return Quaternion.ofMatrix(new double[] {x.x(), y.x(), z.x(), x.y(), y.y(), z.y(), x.z(), y.z(), z.z()});
    }

    private static Vec3 forward(ActorState state) {
        return state.worldFromActor().rotate(new Vec3(1, 0, 0));
    }

    static ActorClass actorClass(String type) {
        return switch (type) {
            case "Car", "Automobile", "Vehicle", "Other_vehicle" -> ActorClass.CAR;
            case "Van" -> ActorClass.VAN;
            case "Truck", "Heavy_truck" -> ActorClass.TRUCK;
            case "Bus", "Trolley_bus" -> ActorClass.BUS;
            case "Train_or_tram_car" -> ActorClass.TRAM;
            case "Trailer" -> ActorClass.TRAILER;
            case "Motorcycle", "Motorcyclist" -> ActorClass.MOTORCYCLE;
            case "Cyclist", "Rider", "Bicycle" -> ActorClass.BICYCLE;
            case "Pedestrian", "Person" -> ActorClass.PEDESTRIAN;
            case "Stroller" -> ActorClass.STROLLER;
            case "Animal" -> ActorClass.ANIMAL;
            default -> ActorClass.OTHER;
        };
    }
}

package io.tailforge.conditioning.rdshq;

import io.tailforge.conditioning.Recording;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FThetaCamera;
import io.tailforge.scene.sensor.FThetaCamera.Direction;
import io.tailforge.scene.sensor.FrameTimes;
import io.tailforge.scene.sensor.PinholeCamera;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The recorded drive: poses, cameras and objects on the index of 30 Hz frames. */
final class DriveWriter {
    private static final int LABEL_STEP = 3;
    private static final int COEFFICIENTS = 6;

    private final Recording drive;
    private final ClipFiles files;
    private final List<Problem> leftOut;
    private final int frames;

    DriveWriter(Recording drive, ClipFiles files, List<Problem> leftOut) {
        this.drive = drive;
        this.files = files;
        this.leftOut = leftOut;
        this.frames = frames(drive.ego().endMicros());
    }

    static int frames(long endMicros) {
        return FrameKeys.lastFrame(endMicros) + 1;
    }

    void write() {
        for (int frame = 0; frame < frames; frame++) {
            Pose pose = drive.ego().at(FrameKeys.timestampMicros(frame));
            files.add(
                    RdsHqClip.VEHICLE_POSE, "%06d.vehicle_pose.npy".formatted(frame), NpyBytes.matrix(pose.toMatrix()));
        }
        writeCameras();
        writeObjects();
    }

    private void writeCameras() {
        Map<String, Camera> placed = new TreeMap<>();
        new TreeMap<>(drive.rigs()).values().forEach(rig -> {
            rig.cameras().forEach(camera -> {
                if (writeIntrinsic(camera)) {
                    placed.putIfAbsent(camera.name(), camera);
                }
            });
            rig.lidars().forEach(lidar -> tell(lidar.name() + ": only cameras are written"));
        });
        requireRoom(placed.size());
        for (int frame = 0; frame < frames; frame++) {
            for (Camera camera : placed.values()) {
                files.add("pose", "%06d.pose.%s.npy".formatted(frame, camera.name()), pose(camera, frame));
            }
        }
    }

    private byte[] pose(Camera camera, int frame) {
        Pose worldFromRig = drive.ego().at(shutter(camera, frame));
        return NpyBytes.matrix(worldFromRig.times(camera.rigFromCamera()).toMatrix());
    }

    /** A camera's poses are those at its own shutter. */
    private static long shutter(Camera camera, int frame) {
        return switch (camera.times()) {
            case FrameTimes.Offset(long micros) -> FrameKeys.timestampMicros(frame) + micros;
            case FrameTimes.Listed(List<Long> micros) -> micros.get(Math.min(frame, micros.size() - 1));
        };
    }

    private void requireRoom(int cameras) {
        if ((long) cameras * frames > LayerTar.MAX_MEMBERS) {
            throw new BadInputException(Problem.of(
                    "RDSHQ-TOO-LARGE",
                    "pose",
                    "would hold " + cameras + " cameras at " + frames + " frames, more than " + LayerTar.MAX_MEMBERS
                            + " poses; cut the drive"));
        }
    }

    /** False, and told, where the format knows no such camera. */
    private boolean writeIntrinsic(Camera camera) {
        Optional<double[]> ftheta = camera.model() instanceof FThetaCamera model ? ftheta(model) : Optional.empty();
        if (ftheta.isPresent()) {
            files.add("ftheta_intrinsic", "ftheta_intrinsic." + camera.name() + ".npy", NpyBytes.vector(ftheta.get()));
            return true;
        }
        if (camera.model() instanceof PinholeCamera p) {
            byte[] bytes = NpyBytes.vector(p.fx(), p.fy(), p.cx(), p.cy(), p.width(), p.height());
            files.add("pinhole_intrinsic", "pinhole_intrinsic." + camera.name() + ".npy", bytes);
            return true;
        }
        tell(camera.name() + ": RDS-HQ holds f-theta cameras with six coefficients and pinhole cameras, not this "
                + kind(camera.model()));
        return false;
    }

    private static String kind(CameraModel model) {
        return model.getClass().getSimpleName();
    }

    private static Optional<double[]> ftheta(FThetaCamera camera) {
        List<Double> k = camera.polynomial();
        boolean longer = k.stream().skip(COEFFICIENTS).anyMatch(value -> value != 0);
        if (longer || camera.verticalScale() != 1 || camera.fitRadius().isPresent()) {
            return Optional.empty();
        }
        boolean bent = camera.c() != 1 || camera.d() != 0 || camera.e() != 0;
        double[] v = new double[bent ? 14 : 11];
        v[0] = camera.cx();
        v[1] = camera.cy();
        v[2] = camera.width();
        v[3] = camera.height();
        for (int i = 0; i < Math.min(COEFFICIENTS, k.size()); i++) {
            v[4 + i] = k.get(i);
        }
        v[10] = camera.direction() == Direction.PIXEL_DISTANCE_TO_ANGLE ? 1 : 0;
        if (bent) {
            v[11] = camera.c();
            v[12] = camera.d();
            v[13] = camera.e();
        }
        return Optional.of(v);
    }

    private void writeObjects() {
        for (int frame = 0; frame < frames && !drive.actors().isEmpty(); frame += LABEL_STEP) {
            Json.ObjectBuilder objects = Json.object();
            for (ActorTrack actor : drive.actors()) {
                actor.findAt(FrameKeys.timestampMicros(frame))
                        .ifPresent(state -> objects.put(actor.id(), object(actor, state)));
            }
            files.add(
                    "all_object_info",
                    "%06d.all_object_info.json".formatted(frame),
                    JsonWriter.compact(objects.build()).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Json object(ActorTrack actor, ActorState state) {
        double[] m = state.worldFromActor().toMatrix();
        List<Json> rows = new ArrayList<>();
        for (int row = 0; row < 4; row++) {
            rows.add(Json.ofNumbers(Arrays.copyOfRange(m, 4 * row, 4 * row + 4)));
        }
        return Json.object()
                .put("object_to_world", Json.array(rows))
                .put(
                        "object_lwh",
                        Json.ofNumbers(
                                state.size().x(), state.size().y(), state.size().z()))
                .put("object_is_moving", actor.moving())
                .put("object_type", type(actor))
                .build();
    }

    /** The source's own word where it means the same in a clip. */
    private static String type(ActorTrack actor) {
        boolean understood = ObjectTracks.actorClass(actor.sourceType()) == actor.actorClass();
        return understood && !actor.sourceType().isEmpty() ? actor.sourceType() : type(actor.actorClass());
    }

    private static String type(ActorClass actorClass) {
        return switch (actorClass) {
            case CAR -> "Automobile";
            case VAN -> "Van";
            case TRUCK -> "Heavy_truck";
            case BUS -> "Bus";
            case TRAM -> "Train_or_tram_car";
            case TRAILER -> "Trailer";
            case MOTORCYCLE -> "Motorcycle";
            case BICYCLE -> "Rider";
            case PEDESTRIAN, CHILD -> "Person";
            case STROLLER -> "Stroller";
            case ANIMAL -> "Animal";
            case DEBRIS, CONE, OTHER -> "Protruding_object";
        };
    }

    private void tell(String detail) {
        leftOut.add(Problem.of("CONVERT-LEFT-OUT", "drive", detail));
    }
}

package io.tailforge.conditioning.rdshq;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FThetaCamera;
import io.tailforge.scene.sensor.FThetaCamera.Direction;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Rig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rigs of a clip: its intrinsics layers, placed by the {@code pose} layer or, where there is none, by
 * {@code rig.json} beside the layers.
 */
final class CameraRigs {
    private static final String POSE = "pose";
    private static final String RIG_FILE = "rig.json";
    /** x right, y down, z forward, seen from x forward, y left, z up. */
    private static final Pose FLU_FROM_OPENCV =
            new Pose(Vec3.ZERO, Quaternion.ofMatrix(new double[] {0, 0, 1, -1, 0, 0, 0, -1, 0}));

    private final RdsHqClip clip;
    private final List<Problem> warnings;
    private final Map<String, Pose> rigFromCamera;

    private CameraRigs(RdsHqClip clip, List<Problem> warnings, Map<String, Pose> rigFromCamera) {
        this.clip = clip;
        this.warnings = warnings;
        this.rigFromCamera = rigFromCamera;
    }

    /** @param worldFromRig at frame 0 */
    static Map<String, Rig> read(RdsHqClip clip, Pose worldFromRig, List<Problem> warnings) {
        CameraRigs rigs = new CameraRigs(clip, warnings, extrinsics(clip, worldFromRig));
        Map<String, Rig> byModel = new TreeMap<>();
        rigs.rig("ftheta", "ftheta_intrinsic", CameraRigs::ftheta).ifPresent(rig -> byModel.put("ftheta", rig));
        rigs.rig("pinhole", "pinhole_intrinsic", CameraRigs::pinhole).ifPresent(rig -> byModel.put("pinhole", rig));
        return byModel;
    }

    private static Map<String, Pose> extrinsics(RdsHqClip clip, Pose worldFromRig) {
        Map<String, Pose> fromPoses = new LinkedHashMap<>();
        String prefix = "000000.pose.";
        clip.read(POSE, key -> key.startsWith(prefix) && key.endsWith(".npy")).forEach((key, bytes) -> {
            Pose worldFromCamera =
                    NpyArray.parse(clip.sourceOf(POSE) + "!" + key, bytes).toPose();
            fromPoses.put(
                    key.substring(prefix.length(), key.length() - 4),
                    worldFromRig.inverse().times(worldFromCamera));
        });
        return fromPoses.isEmpty()
                ? clip.findFile(RIG_FILE).map(CameraRigs::rigFile).orElse(Map.of())
                : fromPoses;
    }

    private static Map<String, Pose> rigFile(JsonView document) {
        Map<String, Pose> poses = new LinkedHashMap<>();
        document.field("cameras").fields().forEach((name, camera) -> poses.put(name, rigFromCamera(camera)));
        return poses;
    }

    private static Pose rigFromCamera(JsonView camera) {
        double[] t = camera.field("translation_m").asDoubles(3);
        double[] degrees = camera.field("roll_pitch_yaw_deg").asDoubles(3);
        Pose rigFromSensor = new Pose(
                new Vec3(t[0], t[1], t[2]),
                Quaternion.ofRollPitchYaw(
                        StrictMath.toRadians(degrees[0]),
                        StrictMath.toRadians(degrees[1]),
                        StrictMath.toRadians(degrees[2])));
        return rigFromSensor.times(FLU_FROM_OPENCV);
    }

    @FunctionalInterface
    private interface ModelReader {
        CameraModel read(NpyArray intrinsic);
    }

    private Optional<Rig> rig(String name, String layer, ModelReader reader) {
        List<Camera> cameras = new ArrayList<>();
        String prefix = layer + ".";
        clip.read(layer, key -> key.startsWith(prefix) && key.endsWith(".npy")).forEach((key, bytes) -> {
            String camera = key.substring(prefix.length(), key.length() - 4);
            NpyArray intrinsic = NpyArray.parse(clip.sourceOf(layer) + "!" + key, bytes);
            camera(camera, intrinsic, reader).ifPresent(cameras::add);
        });
        return cameras.isEmpty() ? Optional.empty() : Optional.of(new Rig(name, cameras, List.of()));
    }

    private Optional<Camera> camera(String name, NpyArray intrinsic, ModelReader reader) {
        Pose pose = rigFromCamera.get(name);
        if (pose == null) {
            warnings.add(Problem.of(
                    "RDSHQ-CAMERA-POSE",
                    intrinsic.source(),
                    name + " has no pose in the pose layer or in " + RIG_FILE + " and is left out"));
            return Optional.empty();
        }
        try {
            CameraModel model = reader.read(intrinsic);
            model.project(0.1, 0.1, 1, new double[2]);
            return Optional.of(new Camera(name, model, pose));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(Problem.of("RDSHQ-CAMERA", intrinsic.source(), String.valueOf(e.getMessage())));
        }
    }

    private static CameraModel ftheta(NpyArray intrinsic) {
        double[] v = intrinsic.values();
        if (v.length != 11 && v.length != 14) {
            throw new IllegalArgumentException("an f-theta camera has 11 or 14 numbers, not " + v.length);
        }
        boolean bent = v.length == 14;
        return new FThetaCamera(
                pixels(v[2]),
                pixels(v[3]),
                v[0],
                v[1],
                Arrays.stream(v, 4, 10).boxed().toList(),
                v[10] == 1 ? Direction.PIXEL_DISTANCE_TO_ANGLE : Direction.ANGLE_TO_PIXEL_DISTANCE,
                bent ? v[11] : 1,
                bent ? v[12] : 0,
                bent ? v[13] : 0,
                1);
    }

    private static CameraModel pinhole(NpyArray intrinsic) {
        double[] v = intrinsic.values();
        if (v.length != 6) {
            throw new IllegalArgumentException("a pinhole camera has 6 numbers, not " + v.length);
        }
        return new PinholeCamera(pixels(v[4]), pixels(v[5]), v[0], v[1], v[2], v[3]);
    }

    private static int pixels(double value) {
        if (!(value >= 1 && value <= 32_768) || value != Math.rint(value)) {
            throw new IllegalArgumentException("an image is 1 to 32768 pixels wide and high, not " + value);
        }
        return (int) value;
    }
}

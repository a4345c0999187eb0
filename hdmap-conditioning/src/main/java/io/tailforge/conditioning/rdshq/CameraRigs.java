package io.tailforge.conditioning.rdshq;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FThetaCamera;
import io.tailforge.scene.sensor.FThetaCamera.Direction;
import io.tailforge.scene.sensor.FrameTimes;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Rig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rigs of a clip: its intrinsics layers, placed by the {@code pose} layer or, where there is none, by
 * {@code rig.json} beside the layers.
 */
final class CameraRigs {
    private static final String POSE = "pose";
    private static final String RIG_FILE = "rig.json";
    private static final Pattern POSE_KEY = Pattern.compile("([0-9]{1,6})\\.pose\\.([^.]+)\\.npy");

    private final RdsHqClip clip;
    private final Findings findings = new Findings();
    private final Findings warnings;
    /** Empty where they are refused. */
    private final Optional<Map<String, RigidMount>> mounts;

    private CameraRigs(RdsHqClip clip, Optional<EgoTrajectory> ego, Findings warnings) {
        this.clip = clip;
        this.warnings = warnings;
        this.mounts = ego.flatMap(path -> findings.attempt(() -> mounts(clip, path, warnings)));
    }

    /**
     * @param ego empty where it is refused: then only the intrinsics are looked at
     * @throws BadInputException with every problem of the cameras
     */
    static Map<String, Rig> read(RdsHqClip clip, Optional<EgoTrajectory> ego, Findings warnings) {
        CameraRigs rigs = new CameraRigs(clip, ego, warnings);
        Map<String, Rig> byModel = new TreeMap<>();
        rigs.rig("ftheta", "ftheta_intrinsic", CameraRigs::ftheta).ifPresent(rig -> byModel.put("ftheta", rig));
        rigs.rig("pinhole", "pinhole_intrinsic", CameraRigs::pinhole).ifPresent(rig -> byModel.put("pinhole", rig));
        rigs.findings.throwIfRefused();
        return byModel;
    }

    private static Map<String, RigidMount> mounts(RdsHqClip clip, EgoTrajectory ego, Findings warnings) {
        Map<String, RigidMount> mounts = new TreeMap<>();
        poses(clip).forEach((camera, poses) -> {
            RigidMount mount = RigidMount.of(ego, poses);
            if (mount.spread() > RigidMount.TOLERANCE) {
                warnings.warn(notRigid(clip, camera, mount));
            }
            mounts.put(camera, mount);
        });
        return mounts.isEmpty()
                ? clip.findFile(RIG_FILE).map(CameraRigs::rigFile).orElse(Map.of())
                : mounts;
    }

    private static Problem notRigid(RdsHqClip clip, String camera, RigidMount mount) {
        return Problem.of(
                "RDSHQ-CAMERA-NOT-RIGID",
                clip.sourceOf(POSE),
                "%s moves up to %.3f m against the vehicle's poses; its mean place on the rig is taken"
                        .formatted(camera, mount.spread()));
    }

    /** Each camera's poses in the world, in the order of the frames. */
    private static Map<String, List<TimedPose>> poses(RdsHqClip clip) {
        Map<String, TreeMap<Integer, TimedPose>> byCamera = new TreeMap<>();
        Findings findings = new Findings();
        clip.read(POSE, key -> POSE_KEY.matcher(key).matches()).forEach((key, bytes) -> {
            Matcher named = POSE_KEY.matcher(key);
            if (named.matches()) {
                int frame = Integer.parseInt(named.group(1));
                findings.attempt(() -> NpyArray.parse(clip.sourceOf(POSE) + "!" + key, bytes)
                                .toPose())
                        .ifPresent(
                                worldFromCamera -> byCamera.computeIfAbsent(named.group(2), camera -> new TreeMap<>())
                                        .put(frame, new TimedPose(FrameKeys.timestampMicros(frame), worldFromCamera)));
            }
        });
        findings.throwIfRefused();
        Map<String, List<TimedPose>> poses = new TreeMap<>();
        byCamera.forEach((camera, frames) -> poses.put(camera, List.copyOf(frames.values())));
        return poses;
    }

    private static Map<String, RigidMount> rigFile(JsonView document) {
        Map<String, RigidMount> mounts = new LinkedHashMap<>();
        document.field("cameras")
                .fields()
                .forEach((name, camera) -> mounts.put(name, new RigidMount(rigFromCamera(camera), 0, 0)));
        return mounts;
    }

    private static Pose rigFromCamera(JsonView camera) {
        double[] t = camera.field("translation_m").asDoubles(3);
        double[] degrees = camera.field("roll_pitch_yaw_deg").asDoubles(3);
        return Camera.mounted(
                new Vec3(t[0], t[1], t[2]),
                Quaternion.ofRollPitchYaw(
                        StrictMath.toRadians(degrees[0]),
                        StrictMath.toRadians(degrees[1]),
                        StrictMath.toRadians(degrees[2])));
    }

    @FunctionalInterface
    private interface ModelReader {
        CameraModel read(NpyArray intrinsic);
    }

    private Optional<Rig> rig(String name, String layer, ModelReader reader) {
        List<Camera> cameras = new ArrayList<>();
        String prefix = layer + ".";
        Map<String, byte[]> members = findings.attempt(
                        () -> clip.read(layer, key -> key.startsWith(prefix) && key.endsWith(".npy")))
                .orElse(Map.of());
        members.forEach((key, bytes) -> findings.attempt(() -> camera(
                        key.substring(prefix.length(), key.length() - 4),
                        NpyArray.parse(clip.sourceOf(layer) + "!" + key, bytes),
                        reader))
                .flatMap(camera -> camera)
                .ifPresent(cameras::add));
        return cameras.isEmpty() ? Optional.empty() : Optional.of(new Rig(name, cameras, List.of()));
    }

    private Optional<Camera> camera(String name, NpyArray intrinsic, ModelReader reader) {
        if (mounts.isEmpty()) {
            orRefused(intrinsic, () -> model(intrinsic, reader));
            return Optional.empty();
        }
        RigidMount mount = mounts.get().get(name);
        if (mount == null) {
            warnings.warn(Problem.of(
                    "RDSHQ-CAMERA-POSE",
                    intrinsic.source(),
                    name + " has no pose in the pose layer or in " + RIG_FILE + " and is left out"));
            return Optional.empty();
        }
        FrameTimes times = new FrameTimes.Offset(mount.offsetMicros());
        return Optional.of(
                orRefused(intrinsic, () -> new Camera(name, model(intrinsic, reader), mount.rigFromSensor(), times)));
    }

    private static CameraModel model(NpyArray intrinsic, ModelReader reader) {
        CameraModel model = reader.read(intrinsic);
        model.project(0.1, 0.1, 1, new double[2]);
        return model;
    }

    private static <T> T orRefused(NpyArray intrinsic, Supplier<T> read) {
        try {
            return read.get();
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

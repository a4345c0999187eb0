package io.tailforge.conditioning.assemble;

import io.tailforge.conditioning.Recording;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.RigRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rig a plan asks for: which one, which cameras in which order, at the clip's size, with which LiDAR. */
final class SceneRig {
    private static final String NO_LIDAR = "none";
    private static final String PINHOLE = "pinhole";
    private static final String FTHETA = "ftheta";

    private SceneRig() {}

    static Rig of(RigRequest request, Optional<Recording> recording, FrameGrid grid) {
        Rig rig = choose(request, recording);
        Rig chosen = new Rig(request.name(), cameras(request, rig), lidars(request, rig));
        chosen.cameras().forEach(camera -> requireTimes(camera, grid));
        return chosen.fitted(request.fit(), grid.width(), grid.height());
    }

    private static void requireTimes(Camera camera, FrameGrid grid) {
        if (camera.times().frames() < grid.frames()) {
            throw refusal(
                    "RIG-TOO-FEW-TIMES",
                    "/rig/cameras",
                    camera.name() + " has times for " + camera.times().frames() + " frames, the clip has "
                            + grid.frames() + "; list one for each frame or give time_offset_us");
        }
    }

    private static Rig choose(RigRequest request, Optional<Recording> recording) {
        if (request.inline().isPresent()) {
            return request.inline().get();
        }
        return switch (request.name()) {
            case NominalRig.NAME -> NominalRig.of(isPinhole(request));
            case "recorded" -> recorded(request, recording);
            default ->
                throw refusal(
                        "RIG-UNKNOWN",
                        "/rig/name",
                        "there is no rig '" + request.name() + "'; use default, recorded, or give one inline");
        };
    }

    private static boolean isPinhole(RigRequest request) {
        return switch (request.cameraModel()) {
            case PINHOLE -> true;
            case FTHETA, "" -> false;
            default ->
                throw refusal(
                        "RIG-UNKNOWN-CAMERA-MODEL",
                        "/rig/camera_model",
                        "a camera model is ftheta or pinhole, not '" + request.cameraModel() + "'");
        };
    }

    private static Rig recorded(RigRequest request, Optional<Recording> recording) {
        String model = isPinhole(request) ? PINHOLE : FTHETA;
        return recording
                .flatMap(drive -> Optional.ofNullable(drive.rigs().get(model)))
                .orElseThrow(() -> refusal(
                        "RIG-NOT-RECORDED",
                        "/rig/name",
                        "the layout has no recorded rig with " + model + " cameras; use default"
                                + recording
                                        .map(drive -> ", or camera_model "
                                                + drive.rigs().keySet().stream()
                                                        .sorted()
                                                        .toList())
                                        .orElse("")));
    }

    private static List<Camera> cameras(RigRequest request, Rig rig) {
        if (request.cameras().isEmpty()) {
            return rig.cameras();
        }
        List<Camera> chosen = new ArrayList<>();
        for (String name : request.cameras()) {
            chosen.add(rig.cameras().stream()
                    .filter(camera -> camera.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> refusal(
                            "RIG-UNKNOWN-CAMERA",
                            "/rig/cameras",
                            "the rig " + request.name() + " has no camera '" + name + "'; it has "
                                    + rig.cameras().stream().map(Camera::name).collect(Collectors.joining(", ")))));
        }
        if (chosen.stream().distinct().count() < chosen.size()) {
            throw refusal("RIG-CAMERA-TWICE", "/rig/cameras", "a camera is named twice; name each once");
        }
        return chosen;
    }

    private static List<Lidar> lidars(RigRequest request, Rig rig) {
        String sensor = request.lidarSensor().orElse("");
        if (sensor.equals(NO_LIDAR)) {
            return List.of();
        }
        if (rig.lidars().isEmpty()) {
            return List.of(NominalRig.roofLidar(sensor.isEmpty() ? NominalRig.DEFAULT_LIDAR : sensor));
        }
        return sensor.isEmpty()
                ? rig.lidars()
                : rig.lidars().stream()
                        .map(lidar -> new Lidar(lidar.name(), sensor, lidar.rigFromLidar(), lidar.rateHz()))
                        .toList();
    }

    private static BadInputException refusal(String code, String pointer, String detail) {
        return new BadInputException(new Problem(code, "rig", pointer, 0, detail));
    }
}

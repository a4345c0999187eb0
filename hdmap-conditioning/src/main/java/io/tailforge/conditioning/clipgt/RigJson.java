package io.tailforge.conditioning.clipgt;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.source.JsonPoints;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.GeometryJson;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FThetaCamera;
import io.tailforge.scene.sensor.FThetaCamera.Direction;
import io.tailforge.scene.sensor.Rig;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The cameras of the first row of {@code calibration_estimate}: f-theta, corrections applied. */
final class RigJson {
    private static final String LAYER = "calibration_estimate";

    private RigJson() {}

    static Map<String, Rig> read(ClipGtFolder clip, Findings findings) {
        List<JsonView> rows = findings.attempt(() -> clip.rows(LAYER)).orElse(List.of());
        if (rows.isEmpty()) {
            findings.warn(
                    Problem.of("CLIPGT-NO-RIG", clip.sourceOf(LAYER), "holds no calibration; there are no cameras"));
            return Map.of();
        }
        List<Camera> cameras = new ArrayList<>();
        findings.attempt(() -> sensors(clip, rows.getFirst())).orElse(List.of()).forEach(sensor -> findings.attempt(
                        () -> camera(sensor, findings))
                .flatMap(camera -> camera)
                .ifPresent(cameras::add));
        Optional<Rig> rig = findings.attempt(
                () -> GeometryJson.valid(rows.getFirst(), () -> new Rig("ftheta", cameras, List.of())));
        return rig.filter(found -> !cameras.isEmpty())
                .map(found -> Map.of("ftheta", found))
                .orElse(Map.of());
    }

    private static List<JsonView> sensors(ClipGtFolder clip, JsonView row) {
        String text = row.field(LAYER).field("rig_json").asString();
        JsonView document = JsonView.parse(clip.sourceOf(LAYER) + "!rig_json", text.getBytes(StandardCharsets.UTF_8));
        return document.find("rig").orElse(document).field("sensors").items();
    }

    private static Optional<Camera> camera(JsonView sensor, Findings findings) {
        String name = sensor.field("name").asString().replace(':', '_');
        Optional<JsonView> properties = sensor.find("properties");
        String model = properties.map(p -> Struct.text(p, "Model")).orElse("");
        if (!model.equals("ftheta")) {
            if (name.startsWith("camera")) {
                findings.warn(sensor.problem("CLIPGT-CAMERA-MODEL", name + " is no f-theta camera and is left out"));
            }
            return Optional.empty();
        }
        return Optional.of(GeometryJson.valid(
                sensor,
                () -> new Camera(
                        name, ftheta(properties.orElseThrow()), Camera.mounted(position(sensor), rotation(sensor)))));
    }

    /** The nominal position, moved by the rig's own correction. */
    private static Vec3 position(JsonView sensor) {
        Vec3 nominal = vector(sensor.field("nominalSensor2Rig_FLU").field("t"));
        return sensor.find("correction_rig_T")
                .map(RigJson::vector)
                .map(nominal::plus)
                .orElse(nominal);
    }

    /** The nominal rotation, after the sensor's own correction. */
    private static Quaternion rotation(JsonView sensor) {
        Quaternion nominal = rollPitchYaw(sensor.field("nominalSensor2Rig_FLU"));
        return sensor.find("correction_sensor_R_FLU")
                .map(RigJson::rollPitchYaw)
                .map(nominal::times)
                .orElse(nominal);
    }

    private static Vec3 vector(JsonView view) {
        List<JsonView> xyz = view.items();
        if (xyz.size() != 3) {
            throw view.bad("WRONG-LENGTH", "must be a list of 3 numbers, not of " + xyz.size());
        }
        return new Vec3(JsonPoints.metres(xyz.get(0)), JsonPoints.metres(xyz.get(1)), JsonPoints.metres(xyz.get(2)));
    }

    private static Quaternion rollPitchYaw(JsonView view) {
        double[] degrees = view.field("roll-pitch-yaw").asDoubles(3);
        return GeometryJson.valid(
                view,
                () -> Quaternion.ofRollPitchYaw(
                        StrictMath.toRadians(degrees[0]),
                        StrictMath.toRadians(degrees[1]),
                        StrictMath.toRadians(degrees[2])));
    }

    private static FThetaCamera ftheta(JsonView p) {
        Direction direction =
                switch (p.field("polynomial-type").asString()) {
                    case "pixeldistance-to-angle" -> Direction.PIXEL_DISTANCE_TO_ANGLE;
                    case "angle-to-pixeldistance" -> Direction.ANGLE_TO_PIXEL_DISTANCE;
                    default ->
                        throw p.field("polynomial-type")
                                .bad("UNKNOWN-VALUE", "must be pixeldistance-to-angle or angle-to-pixeldistance");
                };
        FThetaCamera camera = new FThetaCamera(
                pixels(p, "width"),
                pixels(p, "height"),
                number(p, "cx"),
                number(p, "cy"),
                polynomial(p.field("polynomial")),
                direction,
                Struct.findNumber(p, "linear-c").orElse(1.0),
                Struct.findNumber(p, "linear-d").orElse(0.0),
                Struct.findNumber(p, "linear-e").orElse(0.0),
                1);
        camera.project(0.1, 0.1, 1, new double[2]);
        return camera;
    }

    private static double number(JsonView properties, String key) {
        JsonView view = properties.field(key);
        double value = Struct.findNumber(properties, key).orElse(Double.NaN);
        if (!Double.isFinite(value)) {
            throw view.bad("WRONG-TYPE", "must be a number");
        }
        return value;
    }

    private static int pixels(JsonView properties, String key) {
        double value = number(properties, key);
        if (!(value >= 1 && value <= 32_768) || value != Math.rint(value)) {
            throw properties
                    .field(key)
                    .bad("OUT-OF-RANGE", "an image is 1 to 32768 pixels wide and high, not " + value);
        }
        return (int) value;
    }

    /** Text with spaces, or a list. */
    private static List<Double> polynomial(JsonView view) {
        if (view.isArray()) {
            return Arrays.stream(view.asDoubles()).boxed().toList();
        }
        try {
            return Arrays.stream(view.asString().strip().split("[\\s,]+"))
                    .map(Double::valueOf)
                    .toList();
        } catch (NumberFormatException e) {
            throw view.bad("WRONG-TYPE", "must be numbers with spaces between");
        }
    }
}

package io.tailforge.scene.sensor;

import static io.tailforge.scene.json.GeometryJson.readPose;
import static io.tailforge.scene.json.GeometryJson.valid;
import static io.tailforge.scene.json.JsonView.enumText;

import io.tailforge.scene.json.GeometryJson;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/** The rig as JSON: part of the scene document, and what users write for a rig of their own. */
public final class RigDocument {
    private RigDocument() {}

    public static Json write(Rig rig) {
        return Json.object()
                .put("name", rig.name())
                .put(
                        "cameras",
                        Json.array(rig.cameras().stream()
                                .map(RigDocument::writeCamera)
                                .toList()))
                .put(
                        "lidars",
                        Json.array(rig.lidars().stream()
                                .map(RigDocument::writeLidar)
                                .toList()))
                .build();
    }

    /** @throws io.tailforge.scene.problem.BadInputException naming pointer and line */
    public static Rig read(JsonView view) {
        view.onlyKeys("name", "cameras", "lidars");
        return valid(
                view,
                () -> new Rig(
                        view.field("name").asString(),
                        view.field("cameras").items().stream()
                                .map(RigDocument::readCamera)
                                .toList(),
                        view.field("lidars").items().stream()
                                .map(RigDocument::readLidar)
                                .toList()));
    }

    /** A camera model with its parameters, {@code type} first. */
    public static Json write(CameraModel model) {
        Json.ObjectBuilder out = Json.object();
        switch (model) {
            case FThetaCamera m -> {
                out.put("type", "ftheta")
                        .put("width", m.width())
                        .put("height", m.height())
                        .put("cx", m.cx())
                        .put("cy", m.cy())
                        .put(
                                "polynomial",
                                Json.ofNumbers(m.polynomial().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray()))
                        .put("direction", enumText(m.direction()))
                        .put("linear_cde", Json.ofNumbers(m.c(), m.d(), m.e()))
                        .put("vertical_scale", m.verticalScale());
                m.fitRadius().ifPresent(radius -> out.put("fit_radius", radius));
            }
            case PinholeCamera m ->
                out.put("type", "pinhole")
                        .put("width", m.width())
                        .put("height", m.height())
                        .put("fx", m.fx())
                        .put("fy", m.fy())
                        .put("cx", m.cx())
                        .put("cy", m.cy());
        }
        return out.build();
    }

    private static Json writeCamera(Camera camera) {
        Json.ObjectBuilder out = Json.object()
                .put("name", camera.name())
                .put("model", write(camera.model()))
                .put("rig_from_camera", GeometryJson.write(camera.rigFromCamera()));
        return put(out, camera.times()).build();
    }

    /** A camera's own frame times as {@code time_offset_us} or {@code timestamps_us}; nothing where they are the clip's. */
    public static Json.ObjectBuilder put(Json.ObjectBuilder out, FrameTimes times) {
        return switch (times) {
            case FrameTimes.Offset offset when offset.micros() == 0 -> out;
            case FrameTimes.Offset offset -> out.put("time_offset_us", offset.micros());
            case FrameTimes.Listed listed ->
                out.put(
                        "timestamps_us",
                        Json.array(listed.micros().stream()
                                .map(micros -> Json.of(micros.longValue()))
                                .toList()));
        };
    }

    private static Json writeLidar(Lidar lidar) {
        return Json.object()
                .put("name", lidar.name())
                .put("sensor", lidar.sensorId())
                .put("rig_from_lidar", GeometryJson.write(lidar.rigFromLidar()))
                .put("rate_hz", lidar.rateHz())
                .build();
    }

    private static Camera readCamera(JsonView view) {
        view.onlyKeys("name", "model", "rig_from_camera", "time_offset_us", "timestamps_us");
        return valid(
                view,
                () -> new Camera(
                        view.field("name").asString(),
                        readModel(view.field("model")),
                        readPose(poseKeys(view.field("rig_from_camera"))),
                        readTimes(view)));
    }

    private static FrameTimes readTimes(JsonView camera) {
        Optional<JsonView> offset = camera.find("time_offset_us");
        Optional<JsonView> listed = camera.find("timestamps_us");
        if (offset.isPresent() && listed.isPresent()) {
            throw camera.bad("TIMES-UNCLEAR", "give time_offset_us or timestamps_us, not both");
        }
        return listed.<FrameTimes>map(times -> valid(
                        times,
                        () -> new FrameTimes.Listed(
                                times.items().stream().map(JsonView::asLong).toList())))
                .or(() -> offset.map(micros -> valid(micros, () -> new FrameTimes.Offset(micros.asLong()))))
                .orElse(FrameTimes.ON_GRID);
    }

    private static JsonView poseKeys(JsonView view) {
        return view.onlyKeys("position", "quaternion_wxyz", "yaw");
    }

    private static CameraModel readModel(JsonView view) {
        JsonView type = view.field("type");
        return switch (type.asString()) {
            case "ftheta" -> valid(view, () -> readFTheta(view));
            case "pinhole" -> valid(view, () -> readPinhole(view));
            default ->
                throw type.bad("UNKNOWN-VALUE", "camera models are ftheta and pinhole, not '" + type.asString() + "'");
        };
    }

    private static FThetaCamera readFTheta(JsonView view) {
        view.onlyKeys(
                "type",
                "width",
                "height",
                "cx",
                "cy",
                "polynomial",
                "direction",
                "linear_cde",
                "vertical_scale",
                "fit_radius");
        double[] cde =
                view.find("linear_cde").map(linear -> linear.asDoubles(3)).orElse(new double[] {1, 0, 0});
        return new FThetaCamera(
                view.field("width").asInt(1, 16384),
                view.field("height").asInt(1, 16384),
                view.field("cx").asDouble(),
                view.field("cy").asDouble(),
                Arrays.stream(view.field("polynomial").asDoubles()).boxed().toList(),
                view.field("direction").asEnum(FThetaCamera.Direction.class),
                cde[0],
                cde[1],
                cde[2],
                view.find("vertical_scale").map(JsonView::asDouble).orElse(1.0),
                view.find("fit_radius")
                        .map(radius -> OptionalDouble.of(radius.asDouble()))
                        .orElse(OptionalDouble.empty()));
    }

    private static PinholeCamera readPinhole(JsonView view) {
        view.onlyKeys("type", "width", "height", "fx", "fy", "cx", "cy");
        return new PinholeCamera(
                view.field("width").asInt(1, 16384),
                view.field("height").asInt(1, 16384),
                view.field("fx").asDouble(),
                view.field("fy").asDouble(),
                view.field("cx").asDouble(),
                view.field("cy").asDouble());
    }

    private static Lidar readLidar(JsonView view) {
        view.onlyKeys("name", "sensor", "rig_from_lidar", "rate_hz");
        return valid(
                view,
                () -> new Lidar(
                        view.field("name").asString(),
                        view.field("sensor").asString(),
                        readPose(poseKeys(view.field("rig_from_lidar"))),
                        view.field("rate_hz").asDouble()));
    }
}

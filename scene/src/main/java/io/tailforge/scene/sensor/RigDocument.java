package io.tailforge.scene.sensor;

import static io.tailforge.scene.json.GeometryJson.readPose;
import static io.tailforge.scene.json.GeometryJson.readVec3;
import static io.tailforge.scene.json.GeometryJson.valid;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.json.GeometryJson;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The rig as JSON: part of the scene document, and what users write for a rig of their own ({@code docs/rigs.md}). */
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
                        view.find("lidars").map(JsonView::items).orElse(List.of()).stream()
                                .map(RigDocument::readLidar)
                                .toList()));
    }

    /** A camera model with its parameters, {@code type} first. */
    public static Json write(CameraModel model) {
        return CameraModelDocument.write(model);
    }

    private static Json writeCamera(Camera camera) {
        Json.ObjectBuilder out = Json.object()
                .put("name", camera.name())
                .put("model", write(camera.model()))
                .put("rig_from_camera", GeometryJson.write(camera.rigFromCamera()));
        return put(put(out, camera.times()), camera.shutter()).build();
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

    /** A camera's shutter as {@code readout_us} and {@code exposure_us}; nothing where they are the defaults. */
    public static Json.ObjectBuilder put(Json.ObjectBuilder out, Shutter shutter) {
        if (shutter.isRolling()) {
            out.put("readout_us", shutter.readoutMicros());
        }
        shutter.exposureMicros().ifPresent(micros -> out.put("exposure_us", micros));
        return out;
    }

    /** The id of a model that is shipped, or the whole of a model of its own. */
    public static Json sensor(Lidar lidar) {
        return lidar.own().map(LidarModelDocument::write).orElseGet(() -> Json.of(lidar.sensorId()));
    }

    private static Json writeLidar(Lidar lidar) {
        return Json.object()
                .put("name", lidar.name())
                .put("sensor", sensor(lidar))
                .put("rig_from_lidar", GeometryJson.write(lidar.rigFromLidar()))
                .put("rate_hz", lidar.rateHz())
                .build();
    }

    private static Camera readCamera(JsonView view) {
        view.onlyKeys(
                "name",
                "model",
                "rig_from_camera",
                "mount",
                "time_offset_us",
                "timestamps_us",
                "readout_us",
                "exposure_us");
        return valid(
                view,
                () -> new Camera(
                        view.field("name").asString(),
                        CameraModelDocument.read(view.field("model")),
                        readPlace(view),
                        readTimes(view),
                        readShutter(view)));
    }

    private static Shutter readShutter(JsonView camera) {
        long readout = camera.find("readout_us")
                .map(micros -> valid(micros, () -> new Shutter(micros.asLong(), OptionalLong.empty())))
                .orElse(Shutter.GLOBAL)
                .readoutMicros();
        return camera.find("exposure_us")
                .map(micros -> valid(micros, () -> new Shutter(readout, OptionalLong.of(micros.asLong()))))
                .orElse(new Shutter(readout, OptionalLong.empty()));
    }

    private static Pose readPlace(JsonView camera) {
        Optional<JsonView> mount = camera.find("mount");
        if (mount.isEmpty()) {
            return readPose(poseKeys(camera.field("rig_from_camera")));
        }
        camera.find("rig_from_camera").ifPresent(given -> {
            throw given.bad("POSE-UNCLEAR", "give rig_from_camera or mount, not both");
        });
        return readMount(mount.get());
    }

    private static Pose readMount(JsonView view) {
        view.onlyKeys("position", "roll_pitch_yaw_deg");
        double[] degrees = view.field("roll_pitch_yaw_deg").asDoubles(3);
        return Camera.mounted(
                readVec3(view.field("position")),
                Quaternion.ofRollPitchYaw(
                        StrictMath.toRadians(degrees[0]),
                        StrictMath.toRadians(degrees[1]),
                        StrictMath.toRadians(degrees[2])));
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

    private static Lidar readLidar(JsonView view) {
        view.onlyKeys("name", "sensor", "rig_from_lidar", "rate_hz");
        return valid(view, () -> {
            JsonView sensor = view.field("sensor");
            Optional<LidarModel> own =
                    sensor.isObject() ? Optional.of(LidarModelDocument.read(sensor)) : Optional.empty();
            return new Lidar(
                    view.field("name").asString(),
                    own.map(LidarModel::id).orElseGet(sensor::asString),
                    readPose(poseKeys(view.field("rig_from_lidar"))),
                    view.field("rate_hz").asDouble(),
                    own);
        });
    }
}

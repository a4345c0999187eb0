package io.tailforge.scene.json;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import java.util.function.Supplier;

/** How points, poses and polylines look in every document of ours. */
public final class GeometryJson {
    private GeometryJson() {}

    public static Json write(Vec3 v) {
        return Json.ofNumbers(v.x(), v.y(), v.z());
    }

    public static Json write(Quaternion q) {
        return Json.ofNumbers(q.w(), q.x(), q.y(), q.z());
    }

    public static Json.ObjectBuilder put(Json.ObjectBuilder object, Pose pose) {
        return object.put("position", write(pose.translation())).put("quaternion_wxyz", write(pose.rotation()));
    }

    public static Json write(Pose pose) {
        return put(Json.object(), pose).build();
    }

    /** Packed: x, y, z, x, y, z ... */
    public static Json points(Polyline3 line) {
        return Json.ofNumbers(line.toArray());
    }

    public static Vec3 readVec3(JsonView view) {
        double[] xyz = view.asDoubles(3);
        return new Vec3(xyz[0], xyz[1], xyz[2]);
    }

    /** Reads {@code position} and either {@code quaternion_wxyz} or {@code yaw} (radians) of an object; neither means level, heading along x. */
    public static Pose readPose(JsonView view) {
        Vec3 position = readVec3(view.field("position"));
        return new Pose(position, readRotation(view));
    }

    private static Quaternion readRotation(JsonView view) {
        return view.find("quaternion_wxyz")
                .map(GeometryJson::readQuaternion)
                .or(() -> view.find("yaw").map(yaw -> Quaternion.ofYaw(yaw.asDouble(-1e4, 1e4))))
                .orElse(Quaternion.IDENTITY);
    }

    private static Quaternion readQuaternion(JsonView view) {
        double[] q = view.asDoubles(4);
        return valid(view, () -> new Quaternion(q[0], q[1], q[2], q[3]));
    }

    public static Polyline3 readPolyline(JsonView view) {
        double[] xyz = view.asDoubles();
        return valid(view, () -> Polyline3.of(xyz));
    }

    /** Builds a value; what its constructor refuses becomes a refusal that points at the JSON it came from. */
    public static <T> T valid(JsonView view, Supplier<T> build) {
        try {
            return build.get();
        } catch (IllegalArgumentException e) {
            throw view.bad("IMPOSSIBLE-VALUE", String.valueOf(e.getMessage()));
        }
    }
}

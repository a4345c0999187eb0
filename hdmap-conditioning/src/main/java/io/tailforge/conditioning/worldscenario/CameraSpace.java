package io.tailforge.conditioning.worldscenario;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.Projection;

/**
 * Where world points are in the camera's frame and in its picture. Pixels count from the picture's upper left corner and,
 * as the model's renderer has it, a pixel coordinate of the camera model is taken as it is: no half is added.
 */
final class CameraSpace {
    private final Projection projection;
    private final double[] uv = new double[2];
    private double[] cameraFromWorld = Pose.IDENTITY.toMatrix();

    CameraSpace(CameraModel model) {
        this.projection = model.prepared();
    }

    void look(Pose worldFromCamera) {
        cameraFromWorld = worldFromCamera.inverse().toMatrix();
    }

    /** Depth of a packed world point. */
    double depth(double[] xyz, int at) {
        return coordinate(8, xyz, at);
    }

    /** @param out receives x, y, z in the camera's frame from {@code to} on */
    void toCamera(double[] xyz, int at, double[] out, int to) {
        out[to] = coordinate(0, xyz, at);
        out[to + 1] = coordinate(4, xyz, at);
        out[to + 2] = coordinate(8, xyz, at);
    }

    private double coordinate(int row, double[] xyz, int at) {
        return cameraFromWorld[row] * xyz[at]
                + cameraFromWorld[row + 1] * xyz[at + 1]
                + cameraFromWorld[row + 2] * xyz[at + 2]
                + cameraFromWorld[row + 3];
    }

    /**
     * Replaces x and y of a point in the camera's frame by its pixel; its depth stays.
     *
     * @return false where the point has none, as behind a pinhole camera
     */
    boolean toPicture(double[] xyz, int at) {
        boolean seen = projection.project(xyz[at], xyz[at + 1], xyz[at + 2], uv);
        xyz[at] = uv[0];
        xyz[at + 1] = uv[1];
        return seen && Double.isFinite(uv[0]) && Double.isFinite(uv[1]);
    }
}

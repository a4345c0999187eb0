package io.tailforge.service.pipeline;

import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.Projection;
import java.util.Optional;

/**
 * A cuboid's box in an image: pixels, edges inclusive, clipped to the image. Faces are sampled, because a fisheye bends
 * their edges and a box may reach behind the camera; a wide fisheye sees what stands there.
 */
record ProjectedBox(double left, double top, double right, double bottom) {
    private static final int SAMPLES = 9;
    private static final double NEAR = 0.05;

    static Optional<ProjectedBox> of(Cuboid box, Camera camera, Pose worldFromCamera) {
        Pose cameraFromBox = worldFromCamera.inverse().times(box.worldFromCuboid());
        double[] bounds = {
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY
        };
        Projection projection = camera.model().prepared();
        double[] uv = new double[2];
        for (int i = 0; i < SAMPLES; i++) {
            for (int j = 0; j < SAMPLES; j++) {
                for (int face = 0; face < 6; face++) {
                    Vec3 point = cameraFromBox.transform(onFace(box.size(), face, i, j));
                    if (projection.project(point.x(), point.y(), point.z(), uv)
                            && (point.z() > NEAR || camera.model().shows(uv))) {
                        bounds[0] = Math.min(bounds[0], uv[0]);
                        bounds[1] = Math.min(bounds[1], uv[1]);
                        bounds[2] = Math.max(bounds[2], uv[0]);
                        bounds[3] = Math.max(bounds[3], uv[1]);
                    }
                }
            }
        }
        return clip(bounds, camera.model().width(), camera.model().height());
    }

    private static Vec3 onFace(Vec3 size, int face, int i, int j) {
        double a = (double) i / (SAMPLES - 1) - 0.5;
        double b = (double) j / (SAMPLES - 1) - 0.5;
        double side = face % 2 == 0 ? 0.5 : -0.5;
        return switch (face / 2) {
            case 0 -> new Vec3(side * size.x(), a * size.y(), b * size.z());
            case 1 -> new Vec3(a * size.x(), side * size.y(), b * size.z());
            default -> new Vec3(a * size.x(), b * size.y(), side * size.z());
        };
    }

    private static Optional<ProjectedBox> clip(double[] b, int width, int height) {
        double left = Math.max(0, b[0]);
        double top = Math.max(0, b[1]);
        double right = Math.min(width - 1.0, b[2]);
        double bottom = Math.min(height - 1.0, b[3]);
        return left <= right && top <= bottom
                ? Optional.of(new ProjectedBox(left, top, right, bottom))
                : Optional.empty();
    }

    /** Whether it touches no edge of the picture. */
    boolean isInside(CameraModel model) {
        return left > 0 && top > 0 && right < model.width() - 1 && bottom < model.height() - 1;
    }

    double[] toArray() {
        return new double[] {round(left), round(top), round(right), round(bottom)};
    }

    /** To a hundredth of a pixel. */
    private static double round(double value) {
        return Math.rint(value * 100) / 100;
    }
}

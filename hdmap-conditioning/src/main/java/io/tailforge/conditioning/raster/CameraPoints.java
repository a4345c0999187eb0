package io.tailforge.conditioning.raster;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.Projection;
import java.util.Arrays;

/** The points of the shape at hand in the frame of one camera, and in its image. Reused from shape to shape. */
final class CameraPoints {
    private final Projection projection;
    private final ViewCone cone;
    private final double nearDepth;
    private final double[] uv = new double[2];
    private double[] cameraFromWorld = Pose.IDENTITY.toMatrix();
    private double[] x = new double[64];
    private double[] y = new double[64];
    private double[] z = new double[64];
    private double[] u = new double[64];
    private double[] v = new double[64];
    private int size;

    /** @param nearDepth metres in front of the camera up to which points count as behind it */
    CameraPoints(CameraModel model, double nearDepth) {
        this.nearDepth = nearDepth;
        this.projection = model.prepared();
        this.cone = ViewCone.of(model);
    }

    void look(Pose worldFromCamera) {
        cameraFromWorld = worldFromCamera.inverse().toMatrix();
    }

    /**
     * False only where nothing inside a ball can be drawn: all of it behind, all of it deeper than {@code maxDepth}, or all
     * of it in front and outside of the image.
     *
     * @param balls world coordinates of the centre, and the radius, from index {@code at}
     */
    boolean mayShow(double[] balls, int at, double maxDepth) {
        double[] m = cameraFromWorld;
        double wx = balls[at];
        double wy = balls[at + 1];
        double wz = balls[at + 2];
        double radius = balls[at + 3] * (1 + 1e-9) + 1e-6;
        double depth = m[8] * wx + m[9] * wy + m[10] * wz + m[11];
        if (depth + radius < 0 || depth - radius > maxDepth) {
            return false;
        }
        return depth - radius <= 0
                || cone.mayTouch(
                        m[0] * wx + m[1] * wy + m[2] * wz + m[3],
                        m[4] * wx + m[5] * wy + m[6] * wz + m[7],
                        depth,
                        radius);
    }

    /** Takes points from..to-1 of packed world coordinates. */
    void load(double[] xyz, int from, int to) {
        size = to - from;
        if (size > x.length) {
            grow(Integer.highestOneBit(size) << 1);
        }
        double[] m = cameraFromWorld;
        for (int i = 0; i < size; i++) {
            double wx = xyz[3 * (from + i)];
            double wy = xyz[3 * (from + i) + 1];
            double wz = xyz[3 * (from + i) + 2];
            x[i] = m[0] * wx + m[1] * wy + m[2] * wz + m[3];
            y[i] = m[4] * wx + m[5] * wy + m[6] * wz + m[7];
            z[i] = m[8] * wx + m[9] * wy + m[10] * wz + m[11];
        }
    }

    private void grow(int capacity) {
        x = Arrays.copyOf(x, capacity);
        y = Arrays.copyOf(y, capacity);
        z = Arrays.copyOf(z, capacity);
        u = Arrays.copyOf(u, capacity);
        v = Arrays.copyOf(v, capacity);
    }

    /**
     * Finds every point's pixel; points that have none get NaN. A point behind a pinhole camera gets its mirror image's, as a
     * division by its depth gives it: the style asks it whether a line touches the image.
     */
    void project() {
        for (int i = 0; i < size; i++) {
            boolean seen =
                    projection.project(x[i], y[i], z[i], uv) || z[i] < 0 && projection.project(-x[i], -y[i], -z[i], uv);
            u[i] = seen ? uv[0] : Double.NaN;
            v[i] = seen ? uv[1] : Double.NaN;
        }
    }

    int size() {
        return size;
    }

    double u(int i) {
        return u[i];
    }

    double v(int i) {
        return v[i];
    }

    double depth(int i) {
        return z[i];
    }

    boolean isBehind(int i) {
        return z[i] < nearDepth;
    }

    /** True for a point in front that no pixel shows: one in the plane of a pinhole camera. */
    boolean isNowhere(int i) {
        return z[i] >= nearDepth && Double.isNaN(u[i]);
    }

    boolean areAllBehind() {
        for (int i = 0; i < size; i++) {
            if (z[i] >= nearDepth) {
                return false;
            }
        }
        return true;
    }

    double minDepth() {
        double min = Double.POSITIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            min = Math.min(min, z[i]);
        }
        return min;
    }

    /**
     * The pixel of the point that stands in for a segment's end behind the camera: the near plane's crossing, moved on by a
     * share of the whole segment.
     *
     * @return its depth
     */
    double near(int behind, int front, double share, double[] pixel) {
        double t = (nearDepth - z[behind]) / (z[front] - z[behind]) + share;
        double depth = z[behind] + t * (z[front] - z[behind]);
        projection.project(
                x[behind] + t * (x[front] - x[behind]), y[behind] + t * (y[front] - y[behind]), depth, pixel);
        return depth;
    }
}

package io.tailforge.videogen;

import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FThetaCamera;
import io.tailforge.scene.sensor.FisheyeCamera;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Projection;
import io.tailforge.scene.sensor.RationalCamera;
import java.util.BitSet;

/** The unit direction of every pixel's centre in a camera's own frame, made once per camera. */
final class CameraRays {
    final CameraModel model;
    /** The model, ready for many points. */
    final Projection projection;

    final int width;
    final int height;
    final float[] x;
    final float[] y;
    final float[] z;
    /** Pixels beyond the edge of the lens, where it shows nothing, by number. */
    final BitSet beyondLens = new BitSet();
    /** Angle between neighbouring pixels near the middle, radians: the size of a pixel at one metre. */
    final float pixelAngle;

    CameraRays(CameraModel model) {
        this.model = model;
        width = model.width();
        height = model.height();
        x = new float[width * height];
        y = new float[width * height];
        z = new float[width * height];
        projection = model.prepared();
        double[] ray = new double[3];
        for (int v = 0; v < height; v++) {
            for (int u = 0; u < width; u++) {
                projection.ray(u, v, ray);
                int p = v * width + u;
                x[p] = (float) ray[0];
                y[p] = (float) ray[1];
                z[p] = (float) ray[2];
            }
        }
        pixelAngle = angleInTheMiddle();
        if (hasEdge(model)) {
            findBeyondLens();
        }
    }

    private static boolean hasEdge(CameraModel model) {
        return switch (model) {
            case FisheyeCamera fisheye -> true;
            case RationalCamera rational -> true;
            case FThetaCamera ftheta -> false;
            case PinholeCamera pinhole -> false;
        };
    }

    /** A pixel of the lens shows the direction whose image it is. */
    private void findBeyondLens() {
        double[] ray = new double[3];
        double[] uv = new double[2];
        for (int p = 0; p < width * height; p++) {
            int u = p % width;
            int v = p / width;
            projection.ray(u, v, ray);
            boolean shown = projection.project(ray[0], ray[1], ray[2], uv)
                    && Math.abs(uv[0] - u) < 0.5
                    && Math.abs(uv[1] - v) < 0.5;
            beyondLens.set(p, !shown);
        }
    }

    private float angleInTheMiddle() {
        double[] a = new double[3];
        double[] b = new double[3];
        model.ray(width / 2.0 - 0.5, height / 2.0, a);
        model.ray(width / 2.0 + 0.5, height / 2.0, b);
        double sx = a[1] * b[2] - a[2] * b[1];
        double sy = a[2] * b[0] - a[0] * b[2];
        double sz = a[0] * b[1] - a[1] * b[0];
        return (float) Math.sqrt(sx * sx + sy * sy + sz * sz);
    }
}

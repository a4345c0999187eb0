package io.tailforge.scene.sensor;

/**
 * How directions in the camera frame (x right, y down, z forward) map to pixels. Integer coordinates are pixel centres;
 * u grows to the right, v downwards.
 */
public sealed interface CameraModel extends Projection permits FThetaCamera, PinholeCamera {
    int width();

    int height();

    /** This camera's mapping with everything fitted that it needs: ask once, keep it for loops over points or pixels. */
    default Projection prepared() {
        return this;
    }

    /** The same camera at another size, width and height scaled independently (anamorphic where the aspect differs). */
    CameraModel resized(int width, int height);
}

package io.tailforge.scene.sensor;

/**
 * How directions in the camera frame (x right, y down, z forward) map to pixels. Integer coordinates are pixel centres;
 * u grows to the right, v downwards.
 */
public sealed interface CameraModel permits FThetaCamera, PinholeCamera {
    int width();

    int height();

    /**
     * Projects a point of the camera frame.
     *
     * @param uv receives the pixel, also for points outside the image
     * @return false where the model has no image of the point (behind a pinhole camera); {@code uv} is then unspecified
     */
    boolean project(double x, double y, double z, double[] uv);

    /** The unit direction seen at a pixel, into {@code xyz}. */
    void ray(double u, double v, double[] xyz);

    /** The same camera at another size, width and height scaled independently (anamorphic where the aspect differs). */
    CameraModel resized(int width, int height);
}

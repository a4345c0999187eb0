package io.tailforge.scene.sensor;

/** Between directions in the camera frame (x right, y down, z forward) and pixels, integer coordinates in their centres. */
public interface Projection {
    /**
     * Projects a point of the camera frame.
     *
     * @param uv receives the pixel, also for points outside the image
     * @return false where the model has no image of the point (behind a pinhole camera); {@code uv} is then unspecified
     */
    boolean project(double x, double y, double z, double[] uv);

    /** The unit direction seen at a pixel, into {@code xyz}. */
    void ray(double u, double v, double[] xyz);
}

package io.tailforge.scene.sensor;

/**
 * Between directions in the camera frame (x right, y down, z forward) and pixels, integer coordinates in their centres.
 *
 * <p>A lens maps directions up to some angle. Directions beyond go on outwards from its edge, so that a line that leaves
 * the lens leaves the picture; where such a pixel would lie in the picture (beside a round fisheye image, say) they have no
 * image.
 */
public interface Projection {
    /**
     * Projects a point of the camera frame.
     *
     * @param uv receives the pixel, also for points outside the image
     * @return false where the model has no image of the point (behind a pinhole camera, beyond the lens' edge in the
     *     picture); {@code uv} is then unspecified
     */
    boolean project(double x, double y, double z, double[] uv);

    /** The unit direction seen at a pixel, into {@code xyz}; the way back of {@link #project} also beyond the lens. */
    void ray(double u, double v, double[] xyz);
}

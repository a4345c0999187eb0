package io.tailforge.videogen;

/** A frame's buffers while it is made: what each pixel's ray hit, and linear light before the film. */
final class Canvas {
    final int width;
    final int height;
    /** Unit rays, world axes. */
    final float[] rayX;

    final float[] rayY;
    final float[] rayZ;
    /** Distance along the ray; infinite for the sky. */
    final float[] range;

    final int[] triangle;
    /** {@link io.tailforge.world.trace.Hits} instance numbers. */
    final int[] instance;

    final byte[] material;
    /** Linear light, three floats a pixel. */
    final float[] light;
    /** The same after edges are smoothed. */
    final float[] smooth;

    /** Of the pixels near what moves: how many pixels what they show moves while the frame is exposed. */
    float[] way = new float[0];
    /** What motion blur makes of {@link #smooth}. */
    float[] blurred = new float[0];

    Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        int n = width * height;
        rayX = new float[n];
        rayY = new float[n];
        rayZ = new float[n];
        range = new float[n];
        triangle = new int[n];
        instance = new int[n];
        material = new byte[n];
        light = new float[3 * n];
        smooth = new float[3 * n];
    }

    void makeRoomForBlur() {
        if (way.length == 0) {
            way = new float[width * height];
            blurred = new float[3 * width * height];
        }
    }
}

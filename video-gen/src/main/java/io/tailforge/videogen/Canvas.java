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
}

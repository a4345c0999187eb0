package io.tailforge.videogen;

/** A batch of surface points to be lit, field by field. What a pass fills is named with the field. */
final class Surfels {
    static final int CAPACITY = 256;

    /** Entries in use. */
    int count;

    /** Direction of the ray that found it, unit. */
    final float[] dx = new float[CAPACITY];

    final float[] dy = new float[CAPACITY];
    final float[] dz = new float[CAPACITY];

    /** Length of that ray; infinite for the sky. */
    final float[] range = new float[CAPACITY];

    /** Size of a pixel on the surface, metres. */
    final float[] footprint = new float[CAPACITY];

    final int[] instance = new int[CAPACITY];
    final int[] triangle = new int[CAPACITY];
    final byte[] material = new byte[CAPACITY];
    final char[] actor = new char[CAPACITY];
    final byte[] semantic = new byte[CAPACITY];
    final int[] tint = new int[CAPACITY];

    /** Position in the scene's frame. */
    final float[] x = new float[CAPACITY];

    final float[] y = new float[CAPACITY];
    final float[] z = new float[CAPACITY];

    /** Geometric normal, towards the ray's origin. */
    final float[] gx = new float[CAPACITY];

    final float[] gy = new float[CAPACITY];
    final float[] gz = new float[CAPACITY];

    /** Shading normal, towards the ray's origin. */
    final float[] nx = new float[CAPACITY];

    final float[] ny = new float[CAPACITY];
    final float[] nz = new float[CAPACITY];
    final float[] u = new float[CAPACITY];
    final float[] v = new float[CAPACITY];

    /** Diffuse albedo, linear. */
    final float[] red = new float[CAPACITY];

    final float[] green = new float[CAPACITY];
    final float[] blue = new float[CAPACITY];

    /** Light of its own, kilocandela per square metre. */
    final float[] glowRed = new float[CAPACITY];

    final float[] glowGreen = new float[CAPACITY];
    final float[] glowBlue = new float[CAPACITY];

    /** Perceptual roughness of the surface's top layer. */
    final float[] roughness = new float[CAPACITY];

    /** Reflectance of the top layer at normal incidence; 0 for a matt surface. */
    final float[] gloss = new float[CAPACITY];

    /** Share of the mirror image that stays sharp enough to be traced. */
    final float[] mirror = new float[CAPACITY];

    /** How much light passes through a leaf. */
    final float[] translucency = new float[CAPACITY];

    /** 1 where the sun is seen, 0 in shadow. */
    final float[] sunSeen = new float[CAPACITY];

    /** Share of the sky's light that is not blocked. */
    final float[] skySeen = new float[CAPACITY];

    /** Irradiance by lamps and their highlights (radiance), both shadowed. */
    final float[] lampRed = new float[CAPACITY];

    final float[] lampGreen = new float[CAPACITY];
    final float[] lampBlue = new float[CAPACITY];
    final float[] shineRed = new float[CAPACITY];
    final float[] shineGreen = new float[CAPACITY];
    final float[] shineBlue = new float[CAPACITY];

    /** Radiance towards the ray's origin, before the air between. */
    final float[] outRed = new float[CAPACITY];

    final float[] outGreen = new float[CAPACITY];
    final float[] outBlue = new float[CAPACITY];

    boolean isSky(int i) {
        return range[i] == Float.POSITIVE_INFINITY;
    }
}

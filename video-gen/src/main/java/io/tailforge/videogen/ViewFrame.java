package io.tailforge.videogen;

/**
 * The picture of one camera at one frame and its truth, in buffers that are used again for the next one. All are row-major,
 * one entry per pixel (three for {@code rgb} and {@code normals}). Truth is what the ray through the pixel's centre hits
 * first; rain and snow in the air do not hide it.
 */
public final class ViewFrame {
    private final int width;
    private final int height;
    private final byte[] rgb;
    private final float[] depth;
    private final char[] instance;
    private final byte[] semantic;
    private final float[] normals;
    final Canvas canvas;

    public ViewFrame(int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("no such frame: " + width + "x" + height);
        }
        this.width = width;
        this.height = height;
        int pixels = width * height;
        rgb = new byte[3 * pixels];
        depth = new float[pixels];
        instance = new char[pixels];
        semantic = new byte[pixels];
        normals = new float[3 * pixels];
        canvas = new Canvas(width, height);
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Beyond the lens: black, no depth, no actor, no class. */
    void clear(int pixel) {
        for (int c = 3 * pixel; c < 3 * pixel + 3; c++) {
            rgb[c] = 0;
            normals[c] = 0;
        }
        depth[pixel] = 0;
        instance[pixel] = 0;
        semantic[pixel] = GeometryFrame.NOTHING;
    }

    /** sRGB, 8 bits; black beyond the edge of a lens. */
    public byte[] rgb() {
        return rgb;
    }

    /** Depth along the optical axis in metres, positive infinity where nothing is hit; negative behind a camera of more than 180 degrees; 0 beyond the lens. */
    public float[] depth() {
        return depth;
    }

    /** Index of the actor in the scene + 1, 0 for everything else. */
    public char[] instance() {
        return instance;
    }

    /** {@link io.tailforge.scene.artifact.SemanticClass#id()}, 0 beyond the lens. */
    public byte[] semantic() {
        return semantic;
    }

    /** Unit normals in the layout's axes, turned towards the camera; zero where nothing is hit and beyond the lens. */
    public float[] normals() {
        return normals;
    }
}

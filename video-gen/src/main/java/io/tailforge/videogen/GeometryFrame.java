package io.tailforge.videogen;

/**
 * What one camera meets at one frame, in buffers that are used again for the next one: row-major, one entry per pixel. Equal
 * to the truth of the {@link ViewFrame} that the engine shoots there.
 */
public final class GeometryFrame {
    /** Semantic truth of a pixel beyond the lens; no class has this id. */
    static final byte NOTHING = 0;

    private final int width;
    private final int height;
    private final float[] depth;
    private final char[] instance;
    private final byte[] semantic;

    public GeometryFrame(int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("no such frame: " + width + "x" + height);
        }
        this.width = width;
        this.height = height;
        depth = new float[width * height];
        instance = new char[width * height];
        semantic = new byte[width * height];
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** Beyond the lens: no depth, no actor, no class. */
    void clear(int pixel) {
        depth[pixel] = 0;
        instance[pixel] = 0;
        semantic[pixel] = NOTHING;
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
}

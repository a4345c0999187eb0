package io.tailforge.service.control;

import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.videogen.GeometryFrame;

/**
 * Inverse depth in grey, near is bright: {@code 255 * 2 m / z}, z along the optical axis, the same for every frame, camera
 * and scene. Specified in {@code docs/style-depth.md}.
 */
public final class DepthStyle implements GeometryStyle {
    public static final String ID = "depth";

    /** Depth in metres that is white; what is nearer is white too. */
    public static final float WHITE_METRES = 2;

    private static final float SCALE = 255 * WHITE_METRES;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "depth of the world as inverse depth, near is bright, by fixed constants (Cosmos-Transfer depth control)";
    }

    @Override
    public GeometryFrames.Colouring colouring(DrawingOptions options) {
        boolean still = options.draws(STATIC);
        boolean actors = options.draws(ACTORS);
        return (seen, rgb) -> paint(seen, still, actors, rgb);
    }

    private static void paint(GeometryFrame seen, boolean still, boolean actors, byte[] rgb) {
        float[] depth = seen.depth();
        for (int p = 0; p < depth.length; p++) {
            boolean drawn = seen.instance()[p] == 0 ? still : actors;
            byte grey = drawn ? (byte) grey(depth[p]) : 0;
            rgb[3 * p] = grey;
            rgb[3 * p + 1] = grey;
            rgb[3 * p + 2] = grey;
        }
    }

    /** Grey of a depth, 0..255; 0 where nothing is met or the point lies behind the camera's plane. */
    public static int grey(float metres) {
        return metres > 0 ? (int) Math.min(255, SCALE / metres + 0.5f) : 0;
    }
}

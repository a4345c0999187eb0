package io.tailforge.quality.check.adherence;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.Plane;
import io.tailforge.quality.check.LocalMean;

/**
 * How much of an edge there is at any place of a picture, upright or level, of what is usual around it. An edge counts that
 * lies within half a cell of the luma grid.
 */
final class PictureEdges {
    private static final int COLUMNS = FrameLuma.COLUMNS;
    private static final int ROWS = FrameLuma.ROWS;

    /** What an edge stands out from in a picture without any, luma. */
    private static final double NOISE = 3;

    private final Plane grey;
    private final double halfWidth;
    private final double halfHeight;
    private final float[] usualUpright;
    private final float[] usualLevel;

    private PictureEdges(Plane grey, FrameLuma luma) {
        this.grey = grey;
        this.halfWidth = 0.5 + 0.5 * grey.width() / COLUMNS;
        this.halfHeight = 0.5 + 0.5 * grey.height() / ROWS;
        this.usualUpright = usual(luma.cells(), 1);
        this.usualLevel = usual(luma.cells(), COLUMNS);
    }

    static PictureEdges of(CameraFrame frame) {
        return new PictureEdges(frame.grey(), frame.luma());
    }

    private static float[] usual(float[] luma, int step) {
        float[] gradient = new float[luma.length];
        for (int i = step; i < luma.length; i++) {
            gradient[i] = Math.abs(luma[i] - luma[i - step]);
        }
        return LocalMean.of(gradient);
    }

    boolean contains(double u, double v) {
        return u > 0 && v > 0 && u < grey.width() - 1 && v < grey.height() - 1;
    }

    /** 0..1, 0.5 as usual. @param upright between left and right of a place, else between above and below */
    double at(double u, double v, boolean upright) {
        double step = upright
                ? Math.abs(grey.sample(u + halfWidth, v) - grey.sample(u - halfWidth, v))
                : Math.abs(grey.sample(u, v + halfHeight) - grey.sample(u, v - halfHeight));
        float usual = (upright ? usualUpright : usualLevel)[cell(u, v)];
        return step / (step + usual + NOISE);
    }

    private int cell(double u, double v) {
        int column = Math.clamp((int) ((u + 0.5) * COLUMNS / grey.width()), 0, COLUMNS - 1);
        int row = Math.clamp((int) ((v + 0.5) * ROWS / grey.height()), 0, ROWS - 1);
        return row * COLUMNS + column;
    }
}

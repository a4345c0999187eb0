package io.tailforge.quality.check;

import io.tailforge.quality.FrameLuma;

/**
 * Sideways gradient of each cell of the luma grid, held against what is usual around it, so that contrast and weather do not
 * matter much: 0..1, 0.5 where it is as usual.
 *
 * @param cells as those of {@link FrameLuma}; not to be changed
 */
public record Prominence(float[] cells) {
    private static final int COLUMNS = FrameLuma.COLUMNS;

    public static Prominence of(FrameLuma picture) {
        float[] luma = picture.cells();
        float[] gradient = new float[luma.length];
        for (int row = 0; row < luma.length; row += COLUMNS) {
            for (int i = row + 1; i < row + COLUMNS - 1; i++) {
                gradient[i] = Math.abs(luma[i + 1] - luma[i - 1]);
            }
        }
        float[] usual = LocalMean.of(gradient);
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= gradient[i] + usual[i] + 1;
        }
        return new Prominence(gradient);
    }

    /** Of an edge between a cell and the one to its right. */
    public float between(int cell) {
        return Math.max(cells[cell], cells[cell + 1]);
    }
}

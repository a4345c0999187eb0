package io.tailforge.quality.check.motion;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.Plane;

/**
 * A frame on the grid of {@link FrameLuma}, and about each cell how dark and how bright it gets within one cell.
 *
 * @param channels luma, blue and red difference; row by row, not to be changed
 */
record CellPicture(float[][] channels, float[][] least, float[][] most) {
    static final int CHANNELS = 3;
    static final int COLUMNS = FrameLuma.COLUMNS;
    static final int ROWS = FrameLuma.ROWS;

    static CellPicture of(CameraFrame frame) {
        float[][] channels = {frame.luma().cells(), cells(frame.chromaBlue()), cells(frame.chromaRed())};
        float[][] least = new float[CHANNELS][];
        float[][] most = new float[CHANNELS][];
        for (int c = 0; c < CHANNELS; c++) {
            least[c] = negative(greatest(negative(channels[c])));
            most[c] = greatest(channels[c]);
        }
        return new CellPicture(channels, least, most);
    }

    private static float[] cells(Plane plane) {
        float[] cells = new float[COLUMNS * ROWS];
        for (int i = 0; i < cells.length; i++) {
            double u = (i % COLUMNS + 0.5) * plane.width() / COLUMNS - 0.5;
            double v = (i / COLUMNS + 0.5) * plane.height() / ROWS - 0.5;
            cells[i] = (float) plane.sample(u, v);
        }
        return cells;
    }

    private static float[] negative(float[] values) {
        float[] turned = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            turned[i] = -values[i];
        }
        return turned;
    }

    /** Over each cell and its eight neighbours. */
    private static float[] greatest(float[] values) {
        float[] along = new float[values.length];
        float[] both = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            int column = i % COLUMNS;
            float left = column > 0 ? values[i - 1] : values[i];
            float right = column < COLUMNS - 1 ? values[i + 1] : values[i];
            along[i] = Math.max(values[i], Math.max(left, right));
        }
        for (int i = 0; i < values.length; i++) {
            float above = i >= COLUMNS ? along[i - COLUMNS] : along[i];
            float below = i < values.length - COLUMNS ? along[i + COLUMNS] : along[i];
            both[i] = Math.max(along[i], Math.max(above, below));
        }
        return both;
    }

    /** Between the four cells around a place. */
    static float between(float[] cells, float column, float row) {
        int x = Math.clamp((int) column, 0, COLUMNS - 2);
        int y = Math.clamp((int) row, 0, ROWS - 2);
        float a = Math.clamp(column - x, 0f, 1f);
        float b = Math.clamp(row - y, 0f, 1f);
        int i = y * COLUMNS + x;
        return (1 - b) * ((1 - a) * cells[i] + a * cells[i + 1])
                + b * ((1 - a) * cells[i + COLUMNS] + a * cells[i + COLUMNS + 1]);
    }

    /** Index of the cell that a place lies in. */
    static int nearest(float column, float row) {
        return Math.clamp(Math.round(row), 0, ROWS - 1) * COLUMNS + Math.clamp(Math.round(column), 0, COLUMNS - 1);
    }
}

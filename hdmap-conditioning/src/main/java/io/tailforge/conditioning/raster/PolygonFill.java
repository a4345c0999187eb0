package io.tailforge.conditioning.raster;

import java.util.Arrays;

/** Fills any polygon, dented or crossing itself: its outline, and the pixels whose centres lie inside (even-odd). */
final class PolygonFill {
    private static final double FAR_OUT = 1 << 20;

    private final Canvas canvas;
    private final ThinLine outline;
    private double[] x = new double[64];
    private double[] y = new double[64];
    private double[] crossings = new double[64];
    private int size;

    PolygonFill(Canvas canvas) {
        this.canvas = canvas;
        this.outline = new ThinLine(canvas);
    }

    void clear() {
        size = 0;
    }

    /** The next corner, in pixels. */
    void add(double column, double row) {
        if (size == x.length) {
            x = Arrays.copyOf(x, 2 * size);
            y = Arrays.copyOf(y, 2 * size);
            crossings = new double[2 * size];
        }
        x[size] = Math.clamp(column, -FAR_OUT, FAR_OUT);
        y[size++] = Math.clamp(row, -FAR_OUT, FAR_OUT);
    }

    void fill(int rgb) {
        if (size < 3) {
            return;
        }
        double top = Double.POSITIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (int i = 0, last = size - 1; i < size; last = i++) {
            outline.betweenPixels(Math.round(x[last]), Math.round(y[last]), Math.round(x[i]), Math.round(y[i]), rgb);
            top = Math.min(top, y[i]);
            bottom = Math.max(bottom, y[i]);
        }
        int lastRow = (int) Math.min(Math.floor(bottom), canvas.height() - 1);
        for (int row = (int) Math.max(0, Math.ceil(top)); row <= lastRow; row++) {
            fillRow(row, rgb);
        }
    }

    private void fillRow(int row, int rgb) {
        int count = 0;
        for (int i = 0, last = size - 1; i < size; last = i++) {
            if (y[last] <= row != y[i] <= row) {
                crossings[count++] = x[last] + (row - y[last]) / (y[i] - y[last]) * (x[i] - x[last]);
            }
        }
        Arrays.sort(crossings, 0, count);
        for (int i = 0; i + 1 < count; i += 2) {
            canvas.span(row, (int) Math.ceil(crossings[i]), (int) Math.floor(crossings[i + 1]), rgb);
        }
    }
}

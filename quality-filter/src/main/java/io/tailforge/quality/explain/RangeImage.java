package io.tailforge.quality.explain;

import io.tailforge.quality.lidar.SweepPoints;
import java.awt.Color;

/** A sweep by beam and firing, near bright and far dark, nothing black: dead beams and gaps show as lines. */
final class RangeImage {
    private static final double FAR = 60;

    private RangeImage() {}

    static Canvas draw(SweepPoints points, int width, int height) {
        int rings = 1;
        int columns = 1;
        for (int i = 0; i < points.count(); i++) {
            rings = Math.max(rings, points.ring(i) + 1);
            columns = Math.max(columns, points.column(i) + 1);
        }
        Canvas canvas = new Canvas(width, height);
        canvas.fill(Color.BLACK, 0, 0, width, height);
        int rowHeight = Math.max(1, height / rings);
        for (int i = 0; i < points.count(); i++) {
            double range = Math.sqrt(points.x(i) * points.x(i) + points.y(i) * points.y(i) + points.z(i) * points.z(i));
            int x = (int) ((long) points.column(i) * width / columns);
            int top = height - (int) ((points.ring(i) + 1L) * height / rings);
            for (int y = top; y < top + rowHeight; y++) {
                canvas.dot(colour(range), x, y);
            }
        }
        return canvas;
    }

    private static int colour(double range) {
        double near =
                Double.isFinite(range) ? 1 - Math.clamp(StrictMath.log1p(range) / StrictMath.log1p(FAR), 0, 1) : 0;
        int red = (int) Math.min(255, 40 + 380 * near);
        int green = (int) (60 + 195 * near * near);
        int blue = (int) (140 - 120 * near);
        return red << 16 | green << 8 | blue;
    }
}

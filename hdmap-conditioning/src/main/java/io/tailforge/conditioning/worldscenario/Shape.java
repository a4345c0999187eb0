package io.tailforge.conditioning.worldscenario;

import java.util.List;

/**
 * A drawn map element, prepared for a whole clip.
 *
 * @param outline packed points of the element as its source gives them, by which {@link Underpass} judges it
 * @param centre of a ball, packed, and {@code radius} of it, that holds everything that is drawn
 */
record Shape(double[] outline, List<Stroke> strokes, List<Area> areas, double[] centre, double radius) {
    /** Paint lies up to this far off the element's own points, metres. */
    private static final double PAINT = 1;

    static Shape of(double[] outline, List<Stroke> strokes, List<Area> areas) {
        double[] centre = centre(outline);
        double radius = 0;
        for (int at = 0; at < outline.length; at += 3) {
            double x = outline[at] - centre[0];
            double y = outline[at + 1] - centre[1];
            double z = outline[at + 2] - centre[2];
            radius = Math.max(radius, Math.sqrt(x * x + y * y + z * z));
        }
        return new Shape(outline, strokes, areas, centre, radius + PAINT);
    }

    /** The middle of the box around the points. */
    private static double[] centre(double[] outline) {
        double[] centre = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int at = axis; at < outline.length; at += 3) {
                low = Math.min(low, outline[at]);
                high = Math.max(high, outline[at]);
            }
            centre[axis] = low / 2 + high / 2;
        }
        return centre;
    }
}

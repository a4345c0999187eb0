package io.tailforge.quality.check.lidar;

import io.tailforge.quality.lidar.SweepPoints;
import java.util.Arrays;

/** Where a sensor's beams go, learnt from a sweep: the elevation of each ring and the number of columns. */
record BeamDensity(double[] elevations, int columns) {
    private static final int SAMPLES_PER_RING = 32;

    /** Ring numbers are 16 bit. */
    private static final int MOST_RINGS = 1 << 16;

    static BeamDensity of(SweepPoints points) {
        int columns = 0;
        int rings = 0;
        int[] samples = new int[MOST_RINGS];
        for (int i = 0; i < points.count(); i++) {
            columns = Math.max(columns, points.column(i) + 1);
            rings = Math.max(rings, points.ring(i) + 1);
        }
        double[][] elevations = new double[rings][];
        for (int i = 0; i < points.count(); i++) {
            int ring = points.ring(i);
            if (samples[ring] < SAMPLES_PER_RING) {
                elevations[ring] = elevations[ring] == null ? new double[SAMPLES_PER_RING] : elevations[ring];
                elevations[ring][samples[ring]++] = elevation(points, i);
            }
        }
        double[] medians = new double[rings];
        int living = 0;
        for (int ring = 0; ring < rings; ring++) {
            if (samples[ring] > 0) {
                Arrays.sort(elevations[ring], 0, samples[ring]);
                medians[living++] = elevations[ring][samples[ring] / 2];
            }
        }
        return new BeamDensity(Arrays.copyOf(medians, living), columns);
    }

    private static double elevation(SweepPoints points, int i) {
        double level = Math.sqrt((double) points.x(i) * points.x(i) + (double) points.y(i) * points.y(i));
        return Math.atan2(points.z(i), level);
    }

    /** About how many beams pass through the middle of a box's outline. */
    int beamsAt(BoxView view) {
        return (int) (ringsBetween(view.low(), view.high()) * columns * Math.max(0, view.halfWidth()) / Math.PI);
    }

    /** About how many beams an upright plate of a square metre meets, square to them. @param elevation of its middle, radians */
    double beamsOnPlate(double distance, double elevation) {
        double half = 0.5 / distance;
        return ringsBetween(elevation - half, elevation + half) * columns * half / Math.PI;
    }

    private int ringsBetween(double low, double high) {
        int rings = 0;
        for (double elevation : elevations) {
            rings += elevation >= low && elevation <= high ? 1 : 0;
        }
        return rings;
    }
}

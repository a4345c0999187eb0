package io.tailforge.quality.check.lidar;

import io.tailforge.quality.check.Medians;
import io.tailforge.quality.lidar.SweepPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where a sensor's beams go, learnt from a sweep: the elevation of each ring and the number of columns. */
record BeamDensity(double[] elevations, int columns) {
    private static final int SAMPLES_PER_RING = 32;

    static BeamDensity of(SweepPoints points) {
        Map<Integer, List<Double>> byRing = new TreeMap<>();
        int columns = 0;
        for (int i = 0; i < points.count(); i++) {
            columns = Math.max(columns, points.column(i) + 1);
            List<Double> elevations = byRing.computeIfAbsent(points.ring(i), ring -> new ArrayList<>());
            if (elevations.size() < SAMPLES_PER_RING) {
                double level = Math.sqrt((double) points.x(i) * points.x(i) + (double) points.y(i) * points.y(i));
                elevations.add(Math.atan2(points.z(i), level));
            }
        }
        double[] medians = byRing.values().stream()
                .mapToDouble(ring -> Medians.median(
                        ring.stream().mapToDouble(Double::doubleValue).toArray()))
                .toArray();
        return new BeamDensity(medians, columns);
    }

    /** About how many beams pass through the middle of a box's outline. */
    int beamsAt(BoxView view) {
        int rings = 0;
        for (double elevation : elevations) {
            rings += elevation >= view.low() && elevation <= view.high() ? 1 : 0;
        }
        return (int) (rings * columns * Math.max(0, view.halfWidth()) / Math.PI);
    }
}

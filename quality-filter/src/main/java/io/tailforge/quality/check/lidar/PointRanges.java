package io.tailforge.quality.check.lidar;

import io.tailforge.quality.lidar.SweepPoints;

/** A sweep's points with their distances from the sensor at the sweep's start. @param xyz packed @param lastMicros the sweep's length */
record PointRanges(SweepPoints points, float[] xyz, float[] range, double lastMicros) {
    static PointRanges of(SweepPoints points, double lastMicros) {
        float[] xyz = points.toXyz();
        float[] range = new float[points.count()];
        for (int i = 0; i < range.length; i++) {
            float x = xyz[3 * i];
            float y = xyz[3 * i + 1];
            float z = xyz[3 * i + 2];
            range[i] = (float) Math.sqrt(x * x + y * y + z * z);
        }
        return new PointRanges(points, xyz, range, lastMicros);
    }

    int count() {
        return range.length;
    }

    /** Of the angle within which a ball is seen; -1 from inside it. */
    double leastCosine(double distance, double radius) {
        double sine = radius / distance;
        return sine >= 1 ? -1 : Math.sqrt(1 - sine * sine);
    }
}

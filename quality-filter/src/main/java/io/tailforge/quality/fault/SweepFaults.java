package io.tailforge.quality.fault;

import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.artifact.LidarSweep;
import java.io.IOException;
import java.nio.file.Path;

/** Copies a sweep, planting what concerns its points. */
final class SweepFaults {
    private SweepFaults() {}

    static void copy(Fault fault, LidarSweep sweep, Path from, Path to) throws IOException {
        SweepPoints points = SweepPoints.read(from);
        if (fault instanceof Fault.OfLidar ofLidar && ofLidar.lidar().equals(sweep.lidar())) {
            points = alter(ofLidar, sweep.index(), points);
        }
        points.write(to);
    }

    private static SweepPoints alter(Fault.OfLidar fault, int index, SweepPoints points) {
        return switch (fault) {
            case Fault.LidarYaw yaw -> turned(points, yaw.radians());
            case Fault.LidarHeight height -> lifted(points, height.metres());
            case Fault.LidarNan nan -> index == nan.sweep() ? withoutNumbers(points, nan.points()) : points;
            case Fault.MissingActor actor -> {
                SweepPoints all = points;
                yield all.select(i -> all.instance(i) != actor.actor() + 1);
            }
            case Fault.SwappedSweeps swap -> points;
        };
    }

    private static SweepPoints turned(SweepPoints points, double radians) {
        float[] xyz = points.toXyz();
        double sin = StrictMath.sin(radians);
        double cos = StrictMath.cos(radians);
        for (int i = 0; i < xyz.length; i += 3) {
            double x = xyz[i];
            double y = xyz[i + 1];
            xyz[i] = (float) (cos * x - sin * y);
            xyz[i + 1] = (float) (sin * x + cos * y);
        }
        return points.withXyz(xyz);
    }

    private static SweepPoints lifted(SweepPoints points, double metres) {
        float[] xyz = points.toXyz();
        for (int i = 2; i < xyz.length; i += 3) {
            xyz[i] += (float) metres;
        }
        return points.withXyz(xyz);
    }

    private static SweepPoints withoutNumbers(SweepPoints points, int count) {
        float[] xyz = points.toXyz();
        for (int i = 0; i < Math.min(3 * count, xyz.length); i++) {
            xyz[i] = Float.NaN;
        }
        return points.withXyz(xyz);
    }
}

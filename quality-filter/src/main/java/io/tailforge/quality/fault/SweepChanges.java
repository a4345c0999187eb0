package io.tailforge.quality.fault;

import io.tailforge.quality.lidar.SweepPoints;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;

/** Changes of a LiDAR's sweeps. */
final class SweepChanges {
    private SweepChanges() {}

    /** Changes one sweep. */
    @FunctionalInterface
    interface Each {
        SweepPoints change(int index, SweepPoints before);
    }

    /** Makes a sweep out of those that were there. */
    @FunctionalInterface
    private interface Source {
        SweepPoints sweep(Sweeps before, int index);
    }

    private record Made(Sweeps before, Source source) implements Sweeps {
        @Override
        public int count() {
            return before.count();
        }

        @Override
        public SweepPoints sweep(int index) {
            return source.sweep(before, index);
        }
    }

    private static UnaryOperator<Sweeps> made(Source source) {
        return before -> new Made(before, source);
    }

    static UnaryOperator<Sweeps> each(Each change) {
        return made((before, index) -> change.change(index, before.sweep(index)));
    }

    /** Whole files exchanged, with the times and poses in them. */
    static UnaryOperator<Sweeps> reordered(IntUnaryOperator source) {
        return made((before, index) -> before.sweep(source.applyAsInt(index)));
    }

    /** Points of other sweeps under each sweep's own time and pose. */
    static UnaryOperator<Sweeps> relabelled(IntUnaryOperator source) {
        return made((before, index) -> {
            SweepPoints own = before.sweep(index);
            return before.sweep(source.applyAsInt(index)).stamped(own.worldFromLidar(), own.startMicros());
        });
    }

    static UnaryOperator<Sweeps> turned(double radians) {
        double sin = StrictMath.sin(radians);
        double cos = StrictMath.cos(radians);
        return each((index, before) -> moved(before, (i, p) -> {
            double x = p[0];
            p[0] = cos * x - sin * p[1];
            p[1] = sin * x + cos * p[1];
        }));
    }

    static UnaryOperator<Sweeps> lifted(double metres) {
        return each((index, before) -> moved(before, (i, p) -> p[2] += metres));
    }

    /** Moves a point in place. */
    @FunctionalInterface
    interface Move {
        void move(int index, double[] xyz);
    }

    static SweepPoints moved(SweepPoints before, Move move) {
        float[] xyz = before.toXyz();
        double[] point = new double[3];
        for (int i = 0; i < before.count(); i++) {
            for (int k = 0; k < 3; k++) {
                point[k] = xyz[3 * i + k];
            }
            move.move(i, point);
            for (int k = 0; k < 3; k++) {
                xyz[3 * i + k] = (float) point[k];
            }
        }
        return before.withXyz(xyz);
    }
}

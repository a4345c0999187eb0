package io.tailforge.quality.check.lidar;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a sweep's range jumps from one shot of a ring to the next: the upright edges of what stands before something farther,
 * world, metres. Of things that stand still: where their points lie does not depend on when they were measured.
 */
final class SweepEdges {
    /** The farther of two neighbours lies so much farther, metres and as a share. */
    private static final float JUMP_METRES = 1.5f;

    private static final float JUMP = 0.25f;
    private static final float FARTHEST = 45;
    private static final float NEAREST = 3;

    /** Boxes end so far beside what they hold, metres. */
    private static final double BESIDE = 0.5;

    /** An actor that goes farther in a sweep moves, metres. */
    private static final double STILL = 0.03;

    private final SweepShots shots;
    private final SweepCloud cloud;
    private final List<SweptBox> movers;
    private final double periodMicros;

    /** @param boxes of all actors */
    SweepEdges(SweepShots shots, SweepCloud cloud, List<SweptBox> boxes) {
        this.shots = shots;
        this.cloud = cloud;
        this.movers = boxes.stream().filter(box -> box.travel() > STILL).toList();
        this.periodMicros = 1e6 / shots.lidar().rateHz();
    }

    /** Half a column beyond the last shot that met the nearer thing. @param scatter nearer returns may be of the air, metres */
    List<Vec3> list(Pose worldFromStart, double scatter) {
        double half = turn() * Math.PI / shots.columns();
        double nearest = Math.max(NEAREST, scatter);
        List<Vec3> edges = new ArrayList<>();
        for (int ring = 0; ring < shots.rings(); ring++) {
            for (int column = 0; column < shots.columns(); column++) {
                int next = (column + 1) % shots.columns();
                float here = shots.rangeAt(ring, column);
                float there = shots.rangeAt(ring, next);
                if (jumps(here, there)) {
                    add(
                            ring,
                            here < there ? column : next,
                            here < there ? half : -half,
                            nearest,
                            worldFromStart,
                            edges);
                }
            }
        }
        return edges;
    }

    private static boolean jumps(float a, float b) {
        float near = Math.min(a, b);
        return near < FARTHEST && Math.max(a, b) > near + JUMP_METRES + JUMP * near;
    }

    private void add(int ring, int column, double turn, double nearest, Pose worldFromStart, List<Vec3> edges) {
        int i = shots.at()[ring * shots.columns() + column];
        if (cloud.range()[i] > nearest && shots.goesOn(i) && !isMover(i)) {
            double x = cloud.xyz()[3 * i];
            double y = cloud.xyz()[3 * i + 1];
            edges.add(worldFromStart.transform(new Vec3(x - turn * y, y + turn * x, cloud.xyz()[3 * i + 2])));
        }
    }

    private boolean isMover(int i) {
        double[] within = new double[3];
        return movers.stream().anyMatch(box -> box.holds(cloud, i, periodMicros, BESIDE, within));
    }

    /** 1 where columns follow on each other counter-clockwise, -1 where clockwise. */
    private int turn() {
        int sign = 0;
        for (int k = 0; k + 1 < shots.at().length; k++) {
            int i = shots.at()[k];
            int next = shots.at()[k + 1];
            if (i >= 0 && next >= 0) {
                float[] xyz = cloud.xyz();
                double cross = xyz[3 * i] * xyz[3 * next + 1] - xyz[3 * i + 1] * xyz[3 * next];
                sign += cross > 0 ? 1 : -1;
            }
        }
        return sign >= 0 ? 1 : -1;
    }
}

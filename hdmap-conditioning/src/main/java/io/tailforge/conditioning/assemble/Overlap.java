package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Vec3;
import java.util.List;
import java.util.Optional;

/** Finds bodies that come closer than a margin: oriented rectangles, looked at three times a step. */
final class Overlap {
    /** Wider than the 0.3 m promised, because between labels a box is interpolated and the ego is not. */
    static final double MARGIN = 0.38;

    private static final int SUBSTEPS = 3;
    private static final double STOREY = 2.5;

    private Overlap() {}

    /** Positions in the list, first less than second. */
    record Pair(int first, int second) {}

    /**
     * The first pair that touches, looking at pairs in order.
     *
     * @param fixed bodies before this index are given, and may touch each other
     */
    static Optional<Pair> findFirst(List<Body> bodies, int fixed) {
        for (int j = fixed; j < bodies.size(); j++) {
            for (int i = 0; i < j; i++) {
                if (touch(bodies.get(i), bodies.get(j))) {
                    return Optional.of(new Pair(i, j));
                }
            }
        }
        return Optional.empty();
    }

    static boolean touch(Body a, Body b) {
        double reach = (a.length() + a.width() + b.length() + b.width()) / 2 + MARGIN;
        int steps = Math.min(a.steps(), b.steps());
        for (int k = 0; k < steps; k++) {
            if (!a.isPresent(k) || !b.isPresent(k)) {
                continue;
            }
            double travel = 0.1 * (a.speedAt(k) + b.speedAt(k)) + 1;
            if (a.positionAt(k).horizontalDistanceTo(b.positionAt(k)) > reach + travel) {
                continue;
            }
            for (int part = 0; part < SUBSTEPS; part++) {
                if (touchAt(a, b, k, part / (double) SUBSTEPS)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean touchAt(Body a, Body b, int step, double t) {
        Vec3 p = position(a, step, t);
        Vec3 q = position(b, step, t);
        return Math.abs(p.z() - q.z()) < STOREY
                && rectanglesTouch(
                        p, heading(a, step, t), a.length(), a.width(), q, heading(b, step, t), b.length(), b.width());
    }

    private static Vec3 position(Body body, int step, double t) {
        Vec3 now = body.positionAt(step);
        boolean next = t > 0 && step + 1 < body.steps() && body.isPresent(step + 1);
        return next ? now.lerp(body.positionAt(step + 1), t) : now;
    }

    private static double heading(Body body, int step, double t) {
        double now = body.headingAt(step);
        boolean next = t > 0 && step + 1 < body.steps() && body.isPresent(step + 1);
        return next ? now + Angles.wrap(body.headingAt(step + 1) - now) * t : now;
    }

    /** Separating axes: true where no axis of either rectangle keeps them a margin apart. */
    private static boolean rectanglesTouch(
            Vec3 p,
            double headingP,
            double lengthP,
            double widthP,
            Vec3 q,
            double headingQ,
            double lengthQ,
            double widthQ) {
        double dx = q.x() - p.x();
        double dy = q.y() - p.y();
        double turn = headingQ - headingP;
        double cos = Math.abs(StrictMath.cos(turn));
        double sin = Math.abs(StrictMath.sin(turn));
        double cp = StrictMath.cos(headingP);
        double sp = StrictMath.sin(headingP);
        double cq = StrictMath.cos(headingQ);
        double sq = StrictMath.sin(headingQ);
        return Math.abs(dx * cp + dy * sp) < (lengthP + cos * lengthQ + sin * widthQ) / 2 + MARGIN
                && Math.abs(-dx * sp + dy * cp) < (widthP + sin * lengthQ + cos * widthQ) / 2 + MARGIN
                && Math.abs(dx * cq + dy * sq) < (lengthQ + cos * lengthP + sin * widthP) / 2 + MARGIN
                && Math.abs(-dx * sq + dy * cq) < (widthQ + sin * lengthP + cos * widthP) / 2 + MARGIN;
    }
}

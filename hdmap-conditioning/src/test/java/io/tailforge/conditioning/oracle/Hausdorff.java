package io.tailforge.conditioning.oracle;

import io.tailforge.scene.geometry.Polyline3;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How far two lines are apart in plan: each is resampled at half a metre and its points measured to the other's segments. */
final class Hausdorff {
    private static final double STEP = 0.5;
    private static final double CELL = 2;

    private final Polyline3 line;
    /** Segments by the cells they come near. */
    private final Map<Long, List<Integer>> cells = new HashMap<>();

    private Hausdorff(Polyline3 line) {
        this.line = line;
        for (int i = 1; i < line.size(); i++) {
            for (long cx = cell(Math.min(line.x(i - 1), line.x(i))) - 1;
                    cx <= cell(Math.max(line.x(i - 1), line.x(i))) + 1;
                    cx++) {
                for (long cy = cell(Math.min(line.y(i - 1), line.y(i))) - 1;
                        cy <= cell(Math.max(line.y(i - 1), line.y(i))) + 1;
                        cy++) {
                    cells.computeIfAbsent(key(cx, cy), any -> new ArrayList<>()).add(i);
                }
            }
        }
    }

    private static long cell(double value) {
        return (long) Math.floor(value / CELL);
    }

    private static long key(long cx, long cy) {
        return cx << 32 ^ cy & 0xffffffffL;
    }

    /** Symmetric, metres. */
    static double between(Polyline3 a, Polyline3 b) {
        return Math.max(new Hausdorff(b).farthest(a), new Hausdorff(a).farthest(b));
    }

    private double farthest(Polyline3 other) {
        double worst = distance(other.x(0), other.y(0));
        for (int i = 1; i < other.size(); i++) {
            double dx = other.x(i) - other.x(i - 1);
            double dy = other.y(i) - other.y(i - 1);
            int steps = Math.max(1, (int) Math.ceil(Math.hypot(dx, dy) / STEP));
            for (int k = 1; k <= steps; k++) {
                worst = Math.max(worst, distance(other.x(i - 1) + dx * k / steps, other.y(i - 1) + dy * k / steps));
            }
        }
        return worst;
    }

    /** To the nearest segment; what is further off than a cell is measured to all of them. */
    private double distance(double x, double y) {
        double best = Double.POSITIVE_INFINITY;
        for (int i : cells.getOrDefault(key(cell(x), cell(y)), List.of())) {
            best = Math.min(best, toSegment(i, x, y));
        }
        if (best <= CELL) {
            return best;
        }
        for (int i = 1; i < line.size(); i++) {
            best = Math.min(best, toSegment(i, x, y));
        }
        return Math.min(best, Math.hypot(x - line.x(0), y - line.y(0)));
    }

    private double toSegment(int i, double x, double y) {
        double dx = line.x(i) - line.x(i - 1);
        double dy = line.y(i) - line.y(i - 1);
        double px = x - line.x(i - 1);
        double py = y - line.y(i - 1);
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.clamp((px * dx + py * dy) / length, 0.0, 1.0);
        return Math.hypot(px - t * dx, py - t * dy);
    }
}

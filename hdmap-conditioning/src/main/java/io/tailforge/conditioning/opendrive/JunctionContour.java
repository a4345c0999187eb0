package io.tailforge.conditioning.opendrive;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * The ground plan of a junction. Connecting roads overlap, so the edge of one often lies on the pavement of another;
 * only what borders on the outside is an edge of the junction. Small gaps between connecting roads count as pavement.
 */
final class JunctionContour {
    private static final double CELL = 0.25;
    private static final int MAX_CELLS = 8_000_000;
    private static final double MARGIN = 3;
    /** Gaps up to this many square metres are paved over; a larger one is an island. */
    private static final double MAX_GAP_AREA = 100;

    private static final double EDGE_REACH = 0.5;
    private static final double WALKWAY_REACH = 1;

    private final double minX;
    private final double minY;
    private final double cell;
    private final int width;
    private final int height;
    private final BitSet paved;
    private final BitSet walkways;
    private final BitSet outside = new BitSet();

    private JunctionContour(double minX, double minY, double maxX, double maxY) {
        this.minX = minX - MARGIN;
        this.minY = minY - MARGIN;
        double spanX = maxX - minX + 2 * MARGIN;
        double spanY = maxY - minY + 2 * MARGIN;
        cell = Math.max(CELL, Math.sqrt(spanX * spanY / MAX_CELLS));
        width = (int) Math.ceil(spanX / cell) + 1;
        height = (int) Math.ceil(spanY / cell) + 1;
        paved = new BitSet(width * height);
        walkways = new BitSet(width * height);
    }

    /** A paved strip between two rails with the same number of points. */
    record Strip(Polyline3 left, Polyline3 right) {}

    /**
     * @param inner the strips of the junction's own roads, which set its extent
     * @param outer the strips of the roads that lead to it
     * @param walkways the raised strips of all of them
     */
    static JunctionContour of(List<Strip> inner, List<Strip> outer, List<Strip> walkways) {
        double[] box = {
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY
        };
        for (Strip strip : inner) {
            grow(box, strip.left());
            grow(box, strip.right());
        }
        JunctionContour contour = new JunctionContour(box[0], box[1], box[2], box[3]);
        inner.forEach(strip -> contour.pave(strip, contour.paved));
        outer.forEach(strip -> contour.pave(strip, contour.paved));
        walkways.forEach(strip -> contour.pave(strip, contour.walkways));
        contour.findOutside();
        return contour;
    }

    private static void grow(double[] box, Polyline3 line) {
        for (int i = 0; i < line.size(); i++) {
            box[0] = Math.min(box[0], line.x(i));
            box[1] = Math.min(box[1], line.y(i));
            box[2] = Math.max(box[2], line.x(i));
            box[3] = Math.max(box[3], line.y(i));
        }
    }

    private void pave(Strip strip, BitSet cells) {
        for (int i = 1; i < strip.left().size(); i++) {
            Vec3 a = strip.left().point(i - 1);
            Vec3 b = strip.right().point(i - 1);
            Vec3 c = strip.right().point(i);
            Vec3 d = strip.left().point(i);
            fill(a, b, c, cells);
            fill(a, c, d, cells);
        }
    }

    /** Row by row, the cells whose centres lie within the triangle. */
    private void fill(Vec3 a, Vec3 b, Vec3 c, BitSet cells) {
        int from = Math.max(0, row(Math.min(a.y(), Math.min(b.y(), c.y()))));
        int to = Math.min(height - 1, row(Math.max(a.y(), Math.max(b.y(), c.y()))));
        double[] span = new double[2];
        for (int y = from; y <= to; y++) {
            double centre = minY + (y + 0.5) * cell;
            span[0] = Double.POSITIVE_INFINITY;
            span[1] = Double.NEGATIVE_INFINITY;
            cross(a, b, centre, span);
            cross(b, c, centre, span);
            cross(c, a, centre, span);
            int left = Math.max(0, (int) Math.ceil((span[0] - minX) / cell - 0.5));
            int right = Math.min(width - 1, (int) Math.floor((span[1] - minX) / cell - 0.5));
            if (left <= right) {
                cells.set(y * width + left, y * width + right + 1);
            }
        }
    }

    private static void cross(Vec3 a, Vec3 b, double y, double[] span) {
        if (Math.min(a.y(), b.y()) <= y && y <= Math.max(a.y(), b.y())) {
            double t = a.y() == b.y() ? 0 : (y - a.y()) / (b.y() - a.y());
            double x = a.x() + t * (b.x() - a.x());
            double other = a.y() == b.y() ? b.x() : x;
            span[0] = Math.min(span[0], Math.min(x, other));
            span[1] = Math.max(span[1], Math.max(x, other));
        }
    }

    /** Floods the unpaved cells from the rim and from within every large gap. */
    private void findOutside() {
        BitSet reached = new BitSet(width * height);
        reached.or(paved);
        int[] queue = new int[1024];
        for (int start = reached.nextClearBit(0); start < width * height; start = reached.nextClearBit(start + 1)) {
            boolean rim = false;
            int found = 0;
            queue[found++] = start;
            reached.set(start);
            for (int next = 0; next < found; next++) {
                int at = queue[next];
                int x = at % width;
                int y = at / width;
                rim |= x == 0 || y == 0 || x == width - 1 || y == height - 1;
                if (found + 4 > queue.length) {
                    queue = Arrays.copyOf(queue, 2 * queue.length);
                }
                found = reach(x - 1, y, reached, queue, found);
                found = reach(x + 1, y, reached, queue, found);
                found = reach(x, y - 1, reached, queue, found);
                found = reach(x, y + 1, reached, queue, found);
            }
            if (rim || found * cell * cell > MAX_GAP_AREA) {
                for (int i = 0; i < found; i++) {
                    outside.set(queue[i]);
                }
            }
        }
    }

    private int reach(int x, int y, BitSet reached, int[] queue, int found) {
        if (!isOnGrid(x, y) || reached.get(y * width + x)) {
            return found;
        }
        reached.set(y * width + x);
        queue[found] = y * width + x;
        return found + 1;
    }

    private int column(double x) {
        return (int) Math.floor((x - minX) / cell);
    }

    private int row(double y) {
        return (int) Math.floor((y - minY) / cell);
    }

    boolean isPaved(Vec3 point) {
        int x = column(point.x());
        int y = row(point.y());
        return isOnGrid(x, y) && paved.get(y * width + x);
    }

    /** True where the outside is within half a metre. */
    boolean isAtEdge(Vec3 point) {
        return isNear(point, EDGE_REACH, outside, true);
    }

    /** True where a walkway is within a metre: then its kerb is the edge there. */
    boolean isAtWalkway(Vec3 point) {
        return isNear(point, WALKWAY_REACH, walkways, false);
    }

    private boolean isNear(Vec3 point, double distance, BitSet cells, boolean beyondGrid) {
        int reach = Math.max(1, (int) Math.round(distance / cell));
        int x = column(point.x());
        int y = row(point.y());
        for (int dy = -reach; dy <= reach; dy++) {
            for (int dx = -reach; dx <= reach; dx++) {
                boolean on = isOnGrid(x + dx, y + dy);
                if (on ? cells.get((y + dy) * width + x + dx) : beyondGrid) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isOnGrid(int x, int y) {
        return x >= 0 && y >= 0 && x < width && y < height;
    }

    @FunctionalInterface
    interface Keep {
        boolean test(int point);
    }

    /** The stretches, as first and last index, over which at least two points in a row are kept. */
    static List<int[]> runs(int size, Keep keep) {
        List<int[]> runs = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= size; i++) {
            boolean kept = i < size && keep.test(i);
            if (kept && start < 0) {
                start = i;
            } else if (!kept && start >= 0) {
                if (i - start >= 2) {
                    runs.add(new int[] {start, i - 1});
                }
                start = -1;
            }
        }
        return runs;
    }
}

package io.tailforge.conditioning.opendrive;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
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
    private BitSet outside = new BitSet();

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

    private void fill(Vec3 a, Vec3 b, Vec3 c, BitSet cells) {
        int fromX = column(Math.min(a.x(), Math.min(b.x(), c.x())));
        int toX = column(Math.max(a.x(), Math.max(b.x(), c.x())));
        int fromY = row(Math.min(a.y(), Math.min(b.y(), c.y())));
        int toY = row(Math.max(a.y(), Math.max(b.y(), c.y())));
        for (int y = Math.max(0, fromY); y <= Math.min(height - 1, toY); y++) {
            for (int x = Math.max(0, fromX); x <= Math.min(width - 1, toX); x++) {
                if (isInside(minX + (x + 0.5) * cell, minY + (y + 0.5) * cell, a, b, c)) {
                    cells.set(y * width + x);
                }
            }
        }
    }

    private static boolean isInside(double x, double y, Vec3 a, Vec3 b, Vec3 c) {
        double ab = cross(a, b, x, y);
        double bc = cross(b, c, x, y);
        double ca = cross(c, a, x, y);
        return ab >= 0 && bc >= 0 && ca >= 0 || ab <= 0 && bc <= 0 && ca <= 0;
    }

    private static double cross(Vec3 a, Vec3 b, double x, double y) {
        return (b.x() - a.x()) * (y - a.y()) - (b.y() - a.y()) * (x - a.x());
    }

    /** Floods the unpaved cells from the rim and from within every large gap. */
    private void findOutside() {
        BitSet reached = new BitSet(width * height);
        for (int start = 0; start < width * height; start++) {
            boolean rim = start < width || start >= width * (height - 1) || start % width == 0;
            if (rim && !paved.get(start) && !reached.get(start)) {
                outside.or(flood(start, reached));
            }
        }
        for (int start = reached.nextClearBit(0); start < width * height; start = reached.nextClearBit(start + 1)) {
            if (!paved.get(start)) {
                BitSet gap = flood(start, reached);
                if (gap.cardinality() * cell * cell > MAX_GAP_AREA) {
                    outside.or(gap);
                }
            }
        }
    }

    private BitSet flood(int start, BitSet reached) {
        BitSet found = new BitSet(width * height);
        int[] stack = new int[1024];
        int depth = 0;
        stack[depth++] = start;
        reached.set(start);
        while (depth > 0) {
            int at = stack[--depth];
            found.set(at);
            int[] next = {at - 1, at + 1, at - width, at + width};
            for (int i = 0; i < 4; i++) {
                int to = next[i];
                boolean wraps = i < 2 && to / width != at / width;
                if (to >= 0 && to < width * height && !wraps && !paved.get(to) && !reached.get(to)) {
                    reached.set(to);
                    if (depth == stack.length) {
                        stack = java.util.Arrays.copyOf(stack, 2 * depth);
                    }
                    stack[depth++] = to;
                }
            }
        }
        return found;
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

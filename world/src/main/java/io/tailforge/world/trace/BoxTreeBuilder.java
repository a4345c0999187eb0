package io.tailforge.world.trace;

import java.util.Arrays;
import java.util.concurrent.RecursiveAction;

/**
 * Builds a {@link BoxTree} top down by the binned surface area heuristic, large subtrees in parallel. An inner node is
 * known by the position where it splits the order, so the result does not depend on who builds which part.
 */
final class BoxTreeBuilder {
    private static final int BINS = 16;
    private static final int PARALLEL_FROM = 8192;
    private static final int BALANCED_FROM_DEPTH = 56;

    private final float[] boxes;
    private final int leafSize;
    private final int[] order;
    private final float[] bounds;
    private final int[] link;
    private final int[] kind;

    private BoxTreeBuilder(float[] boxes, int leafSize) {
        int count = boxes.length / 6;
        this.boxes = boxes;
        this.leafSize = leafSize;
        this.order = new int[count];
        Arrays.setAll(order, i -> i);
        int nodes = Math.max(1, 2 * count);
        this.bounds = new float[6 * nodes];
        this.link = new int[nodes];
        this.kind = new int[nodes];
    }

    /** @param boxes min x, y, z, max x, y, z each */
    static BoxTree build(float[] boxes, int leafSize) {
        BoxTreeBuilder builder = new BoxTreeBuilder(boxes, leafSize);
        if (builder.order.length > 0) {
            builder.new Subtree(0, 0, builder.order.length, 0).compute();
        }
        return builder.compact();
    }

    private final class Subtree extends RecursiveAction {
        private static final long serialVersionUID = 1L;
        private final int node;
        private final int from;
        private final int to;
        private final int depth;

        private Subtree(int node, int from, int to, int depth) {
            this.node = node;
            this.from = from;
            this.to = to;
            this.depth = depth;
        }

        @Override
        protected void compute() {
            enclose(node, from, to);
            if (to - from <= leafSize) {
                link[node] = from;
                kind[node] = to - from;
                return;
            }
            Split split = Split.best(boxes, order, from, to, depth < BALANCED_FROM_DEPTH);
            int middle = split.partition(boxes, order, from, to);
            link[node] = 2 * middle;
            kind[node] = ~split.axis;
            Subtree left = new Subtree(2 * middle, from, middle, depth + 1);
            Subtree right = new Subtree(2 * middle + 1, middle, to, depth + 1);
            if (to - from >= PARALLEL_FROM) {
                invokeAll(left, right);
            } else {
                left.compute();
                right.compute();
            }
        }
    }

    /** The node's bounds, a few float steps wider than its boxes. */
    private void enclose(int node, int from, int to) {
        for (int axis = 0; axis < 3; axis++) {
            float min = Float.POSITIVE_INFINITY;
            float max = Float.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                min = Math.min(min, boxes[6 * order[i] + axis]);
                max = Math.max(max, boxes[6 * order[i] + 3 + axis]);
            }
            float pad = 1e-6f + 4e-7f * Math.max(Math.abs(min), Math.abs(max));
            bounds[6 * node + axis] = min - pad;
            bounds[6 * node + 3 + axis] = max + pad;
        }
    }

    /** Depth-first order without holes. */
    private BoxTree compact() {
        int[] newLink = new int[link.length];
        int[] newKind = new int[link.length];
        float[] newBounds = new float[bounds.length];
        int[] source = new int[link.length];
        int used = 1;
        int[] stack = new int[2 * BoxTree.MAX_DEPTH];
        int top = 1;
        while (top > 0) {
            int node = stack[--top];
            int old = source[node];
            System.arraycopy(bounds, 6 * old, newBounds, 6 * node, 6);
            newKind[node] = kind[old];
            newLink[node] = link[old];
            if (kind[old] < 0) {
                newLink[node] = used;
                source[used] = link[old];
                source[used + 1] = link[old] + 1;
                stack[top++] = used + 1;
                stack[top++] = used;
                used += 2;
            }
        }
        return new BoxTree(
                Arrays.copyOf(newBounds, 6 * used), Arrays.copyOf(newLink, used), Arrays.copyOf(newKind, used), order);
    }

    /** Where to cut: by bins along an axis, or in the middle of the order where bins do not help. */
    private record Split(int axis, float min, float scale, int bin) {
        static Split best(float[] boxes, int[] order, int from, int to, boolean byCost) {
            float[] low = new float[3];
            float[] high = new float[3];
            centroidBounds(boxes, order, from, to, low, high);
            Split best = new Split(widest(low, high), 0, 0, -1);
            float bestCost = Float.POSITIVE_INFINITY;
            for (int axis = 0; byCost && axis < 3; axis++) {
                float extent = high[axis] - low[axis];
                if (!(extent > 0)) {
                    continue;
                }
                float scale = BINS * 0.9999f / extent;
                if (Float.isInfinite(scale)) {
                    continue;
                }
                Bins bins = new Bins(boxes, order, from, to, axis, low[axis], scale);
                int bin = bins.cheapest();
                if (bin >= 0 && bins.cost[bin] < bestCost) {
                    bestCost = bins.cost[bin];
                    best = new Split(axis, low[axis], scale, bin);
                }
            }
            return best;
        }

        private static int widest(float[] low, float[] high) {
            float x = high[0] - low[0];
            float y = high[1] - low[1];
            float z = high[2] - low[2];
            return x >= y && x >= z ? 0 : y >= z ? 1 : 2;
        }

        private static void centroidBounds(float[] boxes, int[] order, int from, int to, float[] low, float[] high) {
            Arrays.fill(low, Float.POSITIVE_INFINITY);
            Arrays.fill(high, Float.NEGATIVE_INFINITY);
            for (int i = from; i < to; i++) {
                for (int axis = 0; axis < 3; axis++) {
                    float center = centroid(boxes, order[i], axis);
                    low[axis] = Math.min(low[axis], center);
                    high[axis] = Math.max(high[axis], center);
                }
            }
        }

        int partition(float[] boxes, int[] order, int from, int to) {
            if (bin < 0) {
                return (from + to) >>> 1;
            }
            int left = from;
            int right = to - 1;
            while (left <= right) {
                if ((int) ((centroid(boxes, order[left], axis) - min) * scale) <= bin) {
                    left++;
                } else {
                    int swap = order[left];
                    order[left] = order[right];
                    order[right--] = swap;
                }
            }
            return left;
        }
    }

    private static float centroid(float[] boxes, int box, int axis) {
        return 0.5f * boxes[6 * box + axis] + 0.5f * boxes[6 * box + 3 + axis];
    }

    private static final class Bins {
        private final int[] counts = new int[BINS];
        private final float[] limits = new float[6 * BINS];
        private final float[] cost = new float[BINS - 1];

        Bins(float[] boxes, int[] order, int from, int to, int axis, float min, float scale) {
            for (int bin = 0; bin < BINS; bin++) {
                clear(limits, 6 * bin);
            }
            for (int i = from; i < to; i++) {
                int bin = (int) ((centroid(boxes, order[i], axis) - min) * scale);
                counts[bin]++;
                grow(limits, 6 * bin, boxes, 6 * order[i]);
            }
            sweep();
        }

        private void sweep() {
            float[] box = new float[6];
            clear(box, 0);
            int count = 0;
            for (int bin = 0; bin < BINS - 1; bin++) {
                grow(box, 0, limits, 6 * bin);
                count += counts[bin];
                cost[bin] = count == 0 ? Float.POSITIVE_INFINITY : (count + 3 >> 2) * area(box);
            }
            clear(box, 0);
            count = 0;
            for (int bin = BINS - 1; bin > 0; bin--) {
                grow(box, 0, limits, 6 * bin);
                count += counts[bin];
                cost[bin - 1] += count == 0 ? Float.POSITIVE_INFINITY : (count + 3 >> 2) * area(box);
            }
        }

        int cheapest() {
            int best = -1;
            for (int bin = 0; bin < BINS - 1; bin++) {
                if (cost[bin] < Float.POSITIVE_INFINITY && (best < 0 || cost[bin] < cost[best])) {
                    best = bin;
                }
            }
            return best;
        }

        private static void clear(float[] box, int at) {
            Arrays.fill(box, at, at + 3, Float.POSITIVE_INFINITY);
            Arrays.fill(box, at + 3, at + 6, Float.NEGATIVE_INFINITY);
        }

        private static void grow(float[] box, int at, float[] other, int from) {
            for (int axis = 0; axis < 3; axis++) {
                box[at + axis] = Math.min(box[at + axis], other[from + axis]);
                box[at + 3 + axis] = Math.max(box[at + 3 + axis], other[from + 3 + axis]);
            }
        }

        private static float area(float[] box) {
            float x = Math.max(0, box[3] - box[0]);
            float y = Math.max(0, box[4] - box[1]);
            float z = Math.max(0, box[5] - box[2]);
            return x * y + y * z + z * x;
        }
    }
}

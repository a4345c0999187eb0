package io.tailforge.world.trace;

import java.util.Arrays;
import java.util.concurrent.RecursiveAction;

/**
 * Builds a {@link BoxTree} top down by the binned surface area heuristic, counting leaves rather than boxes, large subtrees
 * in parallel. An inner node is known by the position where it splits the order, so the result does not depend on who builds
 * which part.
 */
final class BoxTreeBuilder {
    private static final int PARALLEL_FROM = 8192;
    private static final int BALANCED_FROM_DEPTH = 56;

    private final BoxList boxes;
    private final int leafSize;
    private final float[] bounds;
    private final int[] link;
    private final int[] kind;

    private BoxTreeBuilder(float[] boxes, int leafSize) {
        int count = boxes.length / 6;
        this.boxes = new BoxList(boxes);
        this.leafSize = leafSize;
        int nodes = Math.max(1, 2 * count);
        this.bounds = new float[6 * nodes];
        this.link = new int[nodes];
        this.kind = new int[nodes];
    }

    /** @param boxes min x, y, z, max x, y, z each */
    static BoxTree build(float[] boxes, int leafSize) {
        BoxTreeBuilder builder = new BoxTreeBuilder(boxes, leafSize);
        int count = boxes.length / 6;
        if (count > 0) {
            int[] root = new int[6];
            builder.boxes.enclose(0, count, root);
            builder.bound(0, root);
            builder.new Subtree(0, 0, count, 0).compute();
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
            BoxSplit split = new BoxSplit(leafSize);
            if (to - from < PARALLEL_FROM) {
                build(node, from, to, depth, split);
            } else {
                int middle = divide(node, from, to, depth, split);
                invokeAll(
                        new Subtree(2 * middle, from, middle, depth + 1),
                        new Subtree(2 * middle + 1, middle, to, depth + 1));
            }
        }
    }

    /** A subtree whose root's bounds are set. */
    private void build(int node, int from, int to, int depth, BoxSplit split) {
        if (to - from <= leafSize) {
            link[node] = from;
            kind[node] = to - from;
        } else {
            int middle = divide(node, from, to, depth, split);
            build(2 * middle, from, middle, depth + 1, split);
            build(2 * middle + 1, middle, to, depth + 1, split);
        }
    }

    /** Makes an inner node, bounds its children, and says where the second one starts. */
    private int divide(int node, int from, int to, int depth, BoxSplit split) {
        int middle = split.divide(boxes, from, to, depth < BALANCED_FROM_DEPTH);
        link[node] = 2 * middle;
        kind[node] = ~split.axis();
        bound(2 * middle, split.left());
        bound(2 * middle + 1, split.right());
        return middle;
    }

    /** The node's bounds, a few float steps wider than its boxes. */
    private void bound(int node, int[] box) {
        for (int axis = 0; axis < 3; axis++) {
            float min = BoxList.number(box[axis]);
            float max = -BoxList.number(box[3 + axis]);
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
                Arrays.copyOf(newBounds, 6 * used),
                Arrays.copyOf(newLink, used),
                Arrays.copyOf(newKind, used),
                boxes.order());
    }
}

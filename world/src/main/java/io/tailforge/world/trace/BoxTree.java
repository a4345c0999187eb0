package io.tailforge.world.trace;

/**
 * A binary bounding volume hierarchy over boxes. Node 0 is the root; the children of an inner node lie side by side.
 *
 * @param bounds min x, y, z, max x, y, z per node, padded so that a float slab test never misses
 * @param link inner node: index of the first child; leaf: first position in {@code order}
 * @param kind inner node: {@code ~axis} of its split (negative); leaf: number of boxes
 * @param order the boxes' indices, leaf by leaf
 */
record BoxTree(float[] bounds, int[] link, int[] kind, int[] order) {
    /** A traversal that keeps the far child on a stack needs no more places than this. */
    static final int MAX_DEPTH = 96;

    boolean isEmpty() {
        return order.length == 0;
    }
}

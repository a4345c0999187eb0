package io.tailforge.world.trace;

import java.util.Arrays;

/** Cuts a range of boxes in two: by bins along the axes where that helps, else in the middle. Scratch of one thread. */
final class BoxSplit {
    private static final int MOST_BINS = 16;
    private static final int FEW_BINS = 8;
    private static final int FEW_BOXES = 48;

    private final int leafSize;
    private final float[] low = new float[3];
    private final float[] high = new float[3];
    private final float[] scale = new float[3];
    private final int[] counts = new int[3 * MOST_BINS];
    private final int[] limits = new int[3 * 6 * MOST_BINS];
    private final float[] cost = new float[MOST_BINS];
    private final int[] left = new int[6];
    private final int[] right = new int[6];
    private int bins;
    private int axis;
    private int bin;

    BoxSplit(int leafSize) {
        this.leafSize = leafSize;
    }

    /** Axis of the last cut. */
    int axis() {
        return axis;
    }

    /** What the first part of the last cut occupies. */
    int[] left() {
        return left;
    }

    int[] right() {
        return right;
    }

    /** Sorts the range into two parts and says where the second begins. */
    int divide(BoxList boxes, int from, int to, boolean byCost) {
        measure(boxes.centres(), from, to);
        bin = -1;
        if (byCost) {
            fill(boxes, from, to);
            choose();
        }
        if (bin < 0) {
            int middle = (from + to) >>> 1;
            boxes.enclose(from, middle, left);
            boxes.enclose(middle, to, right);
            return middle;
        }
        unite(left, 0, bin + 1);
        unite(right, bin + 1, bins);
        return partition(boxes, from, to);
    }

    private void measure(float[] centres, int from, int to) {
        Arrays.fill(low, Float.POSITIVE_INFINITY);
        Arrays.fill(high, Float.NEGATIVE_INFINITY);
        for (int i = 3 * from; i < 3 * to; i += 3) {
            for (int k = 0; k < 3; k++) {
                float centre = centres[i + k];
                low[k] = centre < low[k] ? centre : low[k];
                high[k] = centre > high[k] ? centre : high[k];
            }
        }
        bins = to - from < FEW_BOXES ? FEW_BINS : MOST_BINS;
        axis = 0;
        for (int k = 0; k < 3; k++) {
            float extent = high[k] - low[k];
            axis = extent > high[axis] - low[axis] ? k : axis;
            float factor = bins * 0.9999f / extent;
            scale[k] = extent > 0 && factor < Float.POSITIVE_INFINITY ? factor : 0;
        }
    }

    private void fill(BoxList boxes, int from, int to) {
        Arrays.fill(counts, 0, 3 * bins, 0);
        Arrays.fill(limits, 0, 18 * bins, Integer.MAX_VALUE);
        float[] centres = boxes.centres();
        for (int i = from; i < to; i++) {
            for (int k = 0; k < 3; k++) {
                int at = k * bins + (int) ((centres[3 * i + k] - low[k]) * scale[k]);
                counts[at]++;
                boxes.unite(limits, 6 * at, i);
            }
        }
    }

    private void choose() {
        float best = Float.POSITIVE_INFINITY;
        for (int k = 0; k < 3; k++) {
            if (scale[k] > 0) {
                sweep(k);
                for (int i = 0; i < bins - 1; i++) {
                    if (cost[i] < best) {
                        best = cost[i];
                        axis = k;
                        bin = i;
                    }
                }
            }
        }
    }

    /** Cost of a cut behind each bin of an axis. */
    private void sweep(int k) {
        int count = 0;
        Arrays.fill(left, Integer.MAX_VALUE);
        for (int i = 0; i < bins - 1; i++) {
            BoxList.unite(left, 0, limits, 6 * (k * bins + i));
            count += counts[k * bins + i];
            cost[i] = price(count, left);
        }
        count = 0;
        Arrays.fill(right, Integer.MAX_VALUE);
        for (int i = bins - 1; i > 0; i--) {
            BoxList.unite(right, 0, limits, 6 * (k * bins + i));
            count += counts[k * bins + i];
            cost[i - 1] += price(count, right);
        }
    }

    private float price(int count, int[] box) {
        return count == 0 ? Float.POSITIVE_INFINITY : (count + leafSize - 1) / leafSize * BoxList.area(box, 0);
    }

    private void unite(int[] box, int first, int end) {
        Arrays.fill(box, Integer.MAX_VALUE);
        for (int i = first; i < end; i++) {
            BoxList.unite(box, 0, limits, 6 * (axis * bins + i));
        }
    }

    private int partition(BoxList boxes, int from, int to) {
        float[] centres = boxes.centres();
        float start = low[axis];
        float factor = scale[axis];
        int first = from;
        int last = to - 1;
        while (first <= last) {
            if ((int) ((centres[3 * first + axis] - start) * factor) <= bin) {
                first++;
            } else {
                boxes.swap(first, last--);
            }
        }
        return first;
    }
}

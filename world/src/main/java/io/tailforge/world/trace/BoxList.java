package io.tailforge.world.trace;

import java.util.Arrays;

/**
 * Boxes that are sorted in place. A side is kept as an integer that orders as its number does, the upper sides negated, so
 * that uniting boxes is six integer minima: Java's float minimum is slow.
 */
final class BoxList {
    private final int[] sides;
    private final float[] centres;
    private final int[] order;

    BoxList(float[] boxes) {
        int count = boxes.length / 6;
        sides = new int[6 * count];
        centres = new float[3 * count];
        order = new int[count];
        Arrays.setAll(order, i -> i);
        for (int i = 0; i < count; i++) {
            for (int axis = 0; axis < 3; axis++) {
                float min = boxes[6 * i + axis];
                float max = boxes[6 * i + 3 + axis];
                sides[6 * i + axis] = key(min);
                sides[6 * i + 3 + axis] = ~key(max);
                centres[3 * i + axis] = 0.5f * min + 0.5f * max;
            }
        }
    }

    /** Orders as the number does; the key of the negated number is the key's complement. */
    private static int key(float number) {
        int bits = Float.floatToRawIntBits(number);
        return bits ^ bits >> 31 & 0x7fffffff;
    }

    static float number(int key) {
        return Float.intBitsToFloat(key ^ key >> 31 & 0x7fffffff);
    }

    int[] order() {
        return order;
    }

    float[] centres() {
        return centres;
    }

    /** Smallest box around some, as least sides and negated greatest. */
    void enclose(int from, int to, int[] box) {
        Arrays.fill(box, Integer.MAX_VALUE);
        for (int i = from; i < to; i++) {
            unite(box, 0, i);
        }
    }

    void unite(int[] into, int at, int box) {
        unite(into, at, sides, 6 * box);
    }

    static void unite(int[] into, int at, int[] other, int from) {
        into[at] = Math.min(into[at], other[from]);
        into[at + 1] = Math.min(into[at + 1], other[from + 1]);
        into[at + 2] = Math.min(into[at + 2], other[from + 2]);
        into[at + 3] = Math.min(into[at + 3], other[from + 3]);
        into[at + 4] = Math.min(into[at + 4], other[from + 4]);
        into[at + 5] = Math.min(into[at + 5], other[from + 5]);
    }

    /** Half the surface of a box. */
    static float area(int[] box, int at) {
        float x = -number(box[at + 3]) - number(box[at]);
        float y = -number(box[at + 4]) - number(box[at + 1]);
        float z = -number(box[at + 5]) - number(box[at + 2]);
        return x * y + y * z + z * x;
    }

    void swap(int a, int b) {
        int id = order[a];
        order[a] = order[b];
        order[b] = id;
        for (int k = 0; k < 6; k++) {
            int side = sides[6 * a + k];
            sides[6 * a + k] = sides[6 * b + k];
            sides[6 * b + k] = side;
        }
        for (int k = 0; k < 3; k++) {
            float centre = centres[3 * a + k];
            centres[3 * a + k] = centres[3 * b + k];
            centres[3 * b + k] = centre;
        }
    }
}

package io.tailforge.world.build.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Plane polygons as x, y pairs, not closed. */
public final class Polygons {
    private Polygons() {}

    /** Positive for counter-clockwise. */
    public static double signedArea(double[] xy) {
        double sum = 0;
        int n = xy.length / 2;
        for (int i = 0; i < n; i++) {
            int j = (i + 1) % n;
            sum += xy[2 * i] * xy[2 * j + 1] - xy[2 * j] * xy[2 * i + 1];
        }
        return sum / 2;
    }

    /** Triples of corner indices, all counter-clockwise whatever the input's sense; by ear clipping. */
    public static int[] triangulate(double[] xy) {
        List<Integer> left = new ArrayList<>();
        int n = xy.length / 2;
        boolean ccw = signedArea(xy) > 0;
        for (int i = 0; i < n; i++) {
            left.add(ccw ? i : n - 1 - i);
        }
        int[] out = new int[Math.max(0, 3 * (n - 2))];
        int count = 0;
        while (left.size() > 3) {
            int ear = findEar(xy, left);
            if (ear < 0) {
                return Arrays.copyOf(out, count);
            }
            count = emit(out, count, left, ear);
            left.remove(ear);
        }
        if (left.size() == 3) {
            count = emit(out, count, left, 1);
        }
        return Arrays.copyOf(out, count);
    }

    private static int emit(int[] out, int count, List<Integer> left, int ear) {
        int n = left.size();
        out[count] = left.get((ear + n - 1) % n);
        out[count + 1] = left.get(ear);
        out[count + 2] = left.get((ear + 1) % n);
        return count + 3;
    }

    private static int findEar(double[] xy, List<Integer> left) {
        int n = left.size();
        for (int i = 0; i < n; i++) {
            int a = left.get((i + n - 1) % n);
            int b = left.get(i);
            int c = left.get((i + 1) % n);
            if (cross(xy, a, b, c) > 0 && isEmpty(xy, left, a, b, c)) {
                return i;
            }
        }
        for (int i = 0; i < n; i++) {
            if (cross(xy, left.get((i + n - 1) % n), left.get(i), left.get((i + 1) % n)) == 0) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isEmpty(double[] xy, List<Integer> left, int a, int b, int c) {
        for (int p : left) {
            boolean corner = p == a || p == b || p == c;
            if (!corner && cross(xy, a, b, p) >= 0 && cross(xy, b, c, p) >= 0 && cross(xy, c, a, p) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static double cross(double[] xy, int a, int b, int c) {
        return (xy[2 * b] - xy[2 * a]) * (xy[2 * c + 1] - xy[2 * a + 1])
                - (xy[2 * b + 1] - xy[2 * a + 1]) * (xy[2 * c] - xy[2 * a]);
    }

    public static boolean contains(double[] xy, double x, double y) {
        boolean inside = false;
        int n = xy.length / 2;
        for (int i = 0, j = n - 1; i < n; j = i++) {
            double yi = xy[2 * i + 1];
            double yj = xy[2 * j + 1];
            if (yi > y != yj > y && x < (xy[2 * j] - xy[2 * i]) * (y - yi) / (yj - yi) + xy[2 * i]) {
                inside = !inside;
            }
        }
        return inside;
    }
}

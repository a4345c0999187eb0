package io.tailforge.conditioning.worldscenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConvexSpansTest {
    private static final int SIZE = 24;

    private final ConvexSpans spans = new ConvexSpans(SIZE, SIZE);

    @Test
    void aTriangleCoversTheSamplesInsideAndThoseOnItsLeftAndLowerEdges() {
        Random random = new Random(4);
        for (int i = 0; i < 2000; i++) {
            // A coarse grid, so that corners and edges meet samples exactly.
            double[] x = coordinates(random, 8);
            double[] y = coordinates(random, 8);

            assertThat(covered(x, y)).as("triangle " + i).isDeepEqualTo(inside(x, y));
        }
    }

    @Test
    void trianglesThatShareAnEdgeLeaveNoSampleOutAndShareNone() {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            double[] x = {2, 20 + random.nextDouble(), 21, 3};
            double[] y = {2 + random.nextDouble(), 3, 20, 21};

            int[][] both =
                    sum(covered(pick(x, 0, 1, 2), pick(y, 0, 1, 2)), covered(pick(x, 0, 2, 3), pick(y, 0, 2, 3)));

            assertThat(both).isDeepEqualTo(covered(x, y));
        }
    }

    @Test
    void whatLiesOffThePictureIsCutToIt() {
        double reach = ConvexSpans.REACH;

        int[][] covered =
                covered(new double[] {-reach, reach, reach, -reach}, new double[] {-reach, -reach, reach, reach});

        for (int[] row : covered) {
            assertThat(row).containsOnly(1);
        }
        assertThat(spans.cover(new double[] {1, 5, 3}, new double[] {-9, -9, -2}, 3))
                .isFalse();
    }

    @Test
    void aLongFlatEdgeIsExact() {
        double[] x = {-ConvexSpans.REACH, ConvexSpans.REACH, ConvexSpans.REACH};
        double[] y = {10, 10 + 1 / 256.0, 40};

        assertThat(covered(x, y)).isDeepEqualTo(inside(x, y));
    }

    private static double[] coordinates(Random random, int steps) {
        return random.doubles(3, -2, SIZE + 2)
                .map(v -> Math.rint(v * steps) / steps)
                .toArray();
    }

    private static double[] pick(double[] of, int... indices) {
        return java.util.Arrays.stream(indices).mapToDouble(i -> of[i]).toArray();
    }

    private static int[][] sum(int[][] a, int[][] b) {
        int[][] sum = new int[a.length][SIZE];
        for (int row = 0; row < a.length; row++) {
            for (int px = 0; px < SIZE; px++) {
                sum[row][px] = a[row][px] + b[row][px];
            }
        }
        return sum;
    }

    /** By row of samples and pixel, 1 where covered. */
    private int[][] covered(double[] x, double[] y) {
        int[][] covered = new int[4 * SIZE][SIZE];
        if (spans.cover(x, y, x.length)) {
            for (int row = spans.firstRow(); row <= spans.lastRow(); row++) {
                for (int px = spans.left(row); px <= spans.right(row); px++) {
                    covered[row][px] = 1;
                }
            }
        }
        return covered;
    }

    /** The definition: signed areas in whole numbers. */
    private static int[][] inside(double[] x, double[] y) {
        int[][] inside = new int[4 * SIZE][SIZE];
        for (int row = 0; row < inside.length; row++) {
            for (int px = 0; px < SIZE; px++) {
                inside[row][px] = isInside(x, y, 256L * px + SampleBuffer.SAMPLE_X[row & 3], 64L * row + 32) ? 1 : 0;
            }
        }
        return inside;
    }

    private static boolean isInside(double[] x, double[] y, long px, long py) {
        long turn = Long.signum(area(x, y, 0, 1, Math.round(256 * x[2]), Math.round(256 * y[2])));
        for (int i = 0; i < 3; i++) {
            int next = (i + 1) % 3;
            long side = turn * area(x, y, i, next, px, py);
            double downwards = turn * (y[next] - y[i]);
            boolean owned = downwards < 0 || downwards == 0 && turn * (x[next] - x[i]) < 0;
            if (side < 0 || side == 0 && !owned) {
                return false;
            }
        }
        return turn != 0;
    }

    private static long area(double[] x, double[] y, int a, int b, long px, long py) {
        long ax = Math.round(256 * x[a]);
        long ay = Math.round(256 * y[a]);
        return (Math.round(256 * x[b]) - ax) * (py - ay) - (Math.round(256 * y[b]) - ay) * (px - ax);
    }
}

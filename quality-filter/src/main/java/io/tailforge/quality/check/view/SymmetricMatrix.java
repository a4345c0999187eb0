package io.tailforge.quality.check.view;

/** Eigenvectors of small symmetric matrices, by Jacobi's rotations. */
final class SymmetricMatrix {
    private static final int MOST_SWEEPS = 12;
    private static final double SMALL = 1e-13;

    private SymmetricMatrix() {}

    /** Of the least eigenvalue, length 1. @param matrix used up */
    static double[] leastEigenvector(double[][] matrix) {
        int n = matrix.length;
        double[][] vectors = new double[n][n];
        for (int i = 0; i < n; i++) {
            vectors[i][i] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS && isMixed(matrix); sweep++) {
            for (int p = 0; p < n - 1; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(matrix, vectors, p, q);
                }
            }
        }
        int least = 0;
        for (int i = 1; i < n; i++) {
            least = matrix[i][i] < matrix[least][least] ? i : least;
        }
        double[] vector = new double[n];
        for (int i = 0; i < n; i++) {
            vector[i] = vectors[i][least];
        }
        return vector;
    }

    private static boolean isMixed(double[][] a) {
        double off = 0;
        double trace = 0;
        for (int i = 0; i < a.length; i++) {
            trace += Math.abs(a[i][i]);
            for (int j = i + 1; j < a.length; j++) {
                off += Math.abs(a[i][j]);
            }
        }
        return off > SMALL * trace;
    }

    /** Makes one element off the diagonal zero. */
    private static void rotate(double[][] a, double[][] vectors, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1 / (Math.abs(theta) + Math.sqrt(theta * theta + 1)), theta);
        double cos = 1 / Math.sqrt(t * t + 1);
        double sin = t * cos;
        for (int k = 0; k < a.length; k++) {
            double kp = a[k][p];
            double kq = a[k][q];
            a[k][p] = cos * kp - sin * kq;
            a[k][q] = sin * kp + cos * kq;
        }
        for (int k = 0; k < a.length; k++) {
            double pk = a[p][k];
            double qk = a[q][k];
            a[p][k] = cos * pk - sin * qk;
            a[q][k] = sin * pk + cos * qk;
            double vp = vectors[k][p];
            double vq = vectors[k][q];
            vectors[k][p] = cos * vp - sin * vq;
            vectors[k][q] = sin * vp + cos * vq;
        }
    }
}

package io.tailforge.conditioning.rdshq;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;

/** Row-major 4x4 transforms as the clips hold them. */
final class Matrices {
    /** float32 files and hand-rounded JSON stay well below this. */
    private static final double ROTATION_TOLERANCE = 1e-2;

    private static final double MAX_COORDINATE = 1e8;

    private Matrices() {}

    /** @throws BadInputException where it is not a rigid transform */
    static Pose toPose(String source, String pointer, int line, double[] m) {
        for (double value : m) {
            if (!(Math.abs(value) <= MAX_COORDINATE)) {
                throw bad(source, pointer, line, "holds " + value + ", further than any map reaches");
            }
        }
        if (Math.abs(m[12]) + Math.abs(m[13]) + Math.abs(m[14]) + Math.abs(m[15] - 1) > 1e-6) {
            throw bad(source, pointer, line, "must end with the row 0 0 0 1");
        }
        for (int a = 0; a < 3; a++) {
            for (int b = a; b < 3; b++) {
                double dot = m[a] * m[b] + m[4 + a] * m[4 + b] + m[8 + a] * m[8 + b];
                if (Math.abs(dot - (a == b ? 1 : 0)) > ROTATION_TOLERANCE) {
                    throw bad(source, pointer, line, "is not a rotation and a translation");
                }
            }
        }
        if (determinant(m) < 0) {
            throw bad(source, pointer, line, "mirrors space; a right-handed frame is needed");
        }
        return Pose.ofMatrix(m);
    }

    private static double determinant(double[] m) {
        return m[0] * (m[5] * m[10] - m[6] * m[9])
                - m[1] * (m[4] * m[10] - m[6] * m[8])
                + m[2] * (m[4] * m[9] - m[5] * m[8]);
    }

    private static BadInputException bad(String source, String pointer, int line, String detail) {
        return new BadInputException(new Problem("RDSHQ-POSE", source, pointer, line, detail));
    }
}

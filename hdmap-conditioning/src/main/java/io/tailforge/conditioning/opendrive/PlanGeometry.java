package io.tailforge.conditioning.opendrive;

/**
 * A piece of a reference line in plan. {@code at} takes the distance from its start and answers in the frame of its
 * start: x along the heading, y to the left, heading relative.
 */
sealed interface PlanGeometry {
    PlanPose at(double ds);

    /** x, y in metres, heading in radians. */
    record PlanPose(double x, double y, double heading) {
        /** The pose in the outer frame of one in the frame of this. */
        PlanPose times(PlanPose inner) {
            double cos = StrictMath.cos(heading);
            double sin = StrictMath.sin(heading);
            return new PlanPose(
                    x + cos * inner.x - sin * inner.y, y + sin * inner.x + cos * inner.y, heading + inner.heading);
        }
    }

    record Line() implements PlanGeometry {
        @Override
        public PlanPose at(double ds) {
            return new PlanPose(ds, 0, 0);
        }
    }

    record Arc(double curvature) implements PlanGeometry {
        @Override
        public PlanPose at(double ds) {
            double angle = curvature * ds;
            if (Math.abs(angle) < 1e-9) {
                return new PlanPose(ds, angle * ds / 2, angle);
            }
            // 1 - cos loses digits for small angles.
            double half = StrictMath.sin(angle / 2);
            return new PlanPose(StrictMath.sin(angle) / curvature, 2 * half * half / curvature, angle);
        }
    }

    /** A clothoid: curvature linear in the distance. */
    record Spiral(double startCurvature, double endCurvature, double length) implements PlanGeometry {
        /** Nodes and weights of 5-point Gauss-Legendre on [-1, 1]. */
        private static final double[] NODES = {
            0, 0.5384693101056831, -0.5384693101056831, 0.9061798459386640, -0.9061798459386640
        };

        private static final double[] WEIGHTS = {
            0.5688888888888889, 0.4786286704993665, 0.4786286704993665, 0.2369268850561891, 0.2369268850561891
        };

        @Override
        public PlanPose at(double ds) {
            double turn = Math.max(Math.abs(startCurvature), Math.abs(endCurvature)) * Math.abs(ds);
            int panels = 1 + (int) (turn / 0.5);
            double width = ds / panels;
            double x = 0;
            double y = 0;
            for (int panel = 0; panel < panels; panel++) {
                double middle = (panel + 0.5) * width;
                for (int i = 0; i < NODES.length; i++) {
                    double heading = heading(middle + NODES[i] * width / 2);
                    x += WEIGHTS[i] * width / 2 * StrictMath.cos(heading);
                    y += WEIGHTS[i] * width / 2 * StrictMath.sin(heading);
                }
            }
            return new PlanPose(x, y, heading(ds));
        }

        private double heading(double ds) {
            return ds * (startCurvature + (endCurvature - startCurvature) * ds / (2 * length));
        }
    }

    /** y as a cubic of x (deprecated since 1.6); the distance along the curve is solved for x. */
    record Poly3(Cubic y) implements PlanGeometry {
        private static final int PANELS = 16;
        private static final int ITERATIONS = 8;

        @Override
        public PlanPose at(double ds) {
            double x = ds;
            for (int i = 0; i < ITERATIONS; i++) {
                x -= (arcLength(x) - ds) / speed(x);
            }
            return new PlanPose(x, y.at(x), StrictMath.atan(y.slope(x)));
        }

        private double arcLength(double x) {
            double sum = speed(0) + speed(x);
            for (int i = 1; i < PANELS; i++) {
                sum += (i % 2 == 0 ? 2 : 4) * speed(x * i / PANELS);
            }
            return sum * x / (3 * PANELS);
        }

        private double speed(double x) {
            double slope = y.slope(x);
            return Math.sqrt(1 + slope * slope);
        }
    }

    /** Two cubics of a parameter that runs with the distance, {@code scale} per metre. */
    record ParamPoly3(Cubic u, Cubic v, double scale) implements PlanGeometry {
        @Override
        public PlanPose at(double ds) {
            double p = ds * scale;
            double du = u.slope(p);
            double dv = v.slope(p);
            double heading = du == 0 && dv == 0 ? 0 : StrictMath.atan2(dv, du);
            return new PlanPose(u.at(p), v.at(p), heading);
        }
    }

    /** a + b p + c p^2 + d p^3. */
    record Cubic(double a, double b, double c, double d) {
        double at(double p) {
            return a + p * (b + p * (c + p * d));
        }

        double slope(double p) {
            return b + p * (2 * c + p * 3 * d);
        }
    }
}

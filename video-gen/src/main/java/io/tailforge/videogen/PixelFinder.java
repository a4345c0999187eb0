package io.tailforge.videogen;

import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FThetaCamera;
import io.tailforge.scene.sensor.FisheyeCamera;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Projection;
import io.tailforge.scene.sensor.RationalCamera;

/**
 * Where a camera's picture shows a point: the way back of its rays to 1e-3 pixel, quick enough for every pixel. An f-theta
 * camera's own projection is a fit to its rays and may miss by more. Immutable, shared by threads.
 */
sealed interface PixelFinder {
    /**
     * @param uv receives the pixel, also outside the picture
     * @return false where the point has no image; {@code uv} is then unspecified
     */
    boolean find(float x, float y, float z, float[] uv);

    static PixelFinder of(CameraModel model) {
        return switch (model) {
            case PinholeCamera camera ->
                new Flat((float) camera.fx(), (float) camera.fy(), (float) camera.cx(), (float) camera.cy());
            case RationalCamera camera -> new Exact(camera.prepared());
            case FThetaCamera camera ->
                Round.of(
                        camera,
                        camera.cx(),
                        camera.cy(),
                        camera.c(),
                        camera.d(),
                        camera.e() * camera.verticalScale(),
                        camera.verticalScale());
            case FisheyeCamera camera -> Round.of(camera, camera.cx(), camera.cy(), camera.fx(), 0, 0, camera.fy());
        };
    }

    /** A pinhole. */
    record Flat(float fx, float fy, float cx, float cy) implements PixelFinder {
        @Override
        public boolean find(float x, float y, float z, float[] uv) {
            float scale = 1 / z;
            uv[0] = fx * x * scale + cx;
            uv[1] = fy * y * scale + cy;
            return z > 0;
        }
    }

    /** By the model itself. */
    record Exact(Projection projection) implements PixelFinder {
        @Override
        public boolean find(float x, float y, float z, float[] uv) {
            double[] found = new double[2];
            boolean shown = projection.project(x, y, z, found);
            uv[0] = (float) found[0];
            uv[1] = (float) found[1];
            return shown;
        }
    }

    /**
     * A lens that is round about its axis but for a linear map. Its radius is kept by the tangent of half the angle to the
     * axis, which needs no arc function.
     *
     * @param map row-major 2x2, pixels from radius
     * @param radii at equal steps of that tangent
     */
    record Round(float cx, float cy, float[] map, float[] radii, float stepsPerTangent) implements PixelFinder {
        private static final int STEPS = 8192;
        private static final int SAMPLES = 16_384;
        /** How far beyond the picture's corners points are still found. */
        private static final double MARGIN = 1.5;

        private static final double WIDEST = Math.toRadians(160);

        static Round of(CameraModel model, double cx, double cy, double m00, double m01, double m10, double m11) {
            double[] map = {m00, m01, m10, m11};
            double farthest = MARGIN * farthestCorner(model, cx, cy, map);
            double[] tangents = new double[SAMPLES + 1];
            int known = 0;
            for (; known <= SAMPLES; known++) {
                tangents[known] = tangent(model, cx, cy, map, farthest * known / SAMPLES);
                boolean rises = known == 0 || tangents[known] > tangents[known - 1];
                if (!rises || tangents[known] > StrictMath.tan(WIDEST / 2)) {
                    break;
                }
            }
            double step = tangents[known - 1] / STEPS;
            return new Round(
                    (float) cx,
                    (float) cy,
                    Stage.floats(map),
                    inverse(tangents, known, step, farthest / SAMPLES),
                    (float) (1 / step));
        }

        private static double farthestCorner(CameraModel model, double cx, double cy, double[] map) {
            double determinant = map[0] * map[3] - map[1] * map[2];
            double farthest = 0;
            for (int corner = 0; corner < 4; corner++) {
                double u = (corner & 1) * (model.width() - 1.0) - cx;
                double v = (corner >> 1) * (model.height() - 1.0) - cy;
                double x = (map[3] * u - map[1] * v) / determinant;
                double y = (map[0] * v - map[2] * u) / determinant;
                farthest = Math.max(farthest, Math.sqrt(x * x + y * y));
            }
            return farthest;
        }

        private static double tangent(CameraModel model, double cx, double cy, double[] map, double radius) {
            double[] ray = new double[3];
            model.prepared().ray(cx + map[0] * radius, cy + map[2] * radius, ray);
            return Math.sqrt(ray[0] * ray[0] + ray[1] * ray[1]) / (1 + ray[2]);
        }

        /** Radii at equal steps of the tangent, of tangents at equal steps of the radius. */
        private static float[] inverse(double[] tangents, int known, double step, double radiusStep) {
            float[] radii = new float[STEPS + 1];
            int below = 0;
            for (int i = 0; i <= STEPS; i++) {
                double wanted = i * step;
                while (below < known - 2 && tangents[below + 1] < wanted) {
                    below++;
                }
                double share = (wanted - tangents[below]) / (tangents[below + 1] - tangents[below]);
                radii[i] = (float) ((below + share) * radiusStep);
            }
            return radii;
        }

        @Override
        public boolean find(float x, float y, float z, float[] uv) {
            float square = x * x + y * y;
            float across = Elementary.sqrt(square);
            float at = across / (Elementary.sqrt(square + z * z) + z) * stepsPerTangent;
            if (!(at < STEPS)) {
                return false;
            }
            int below = (int) at;
            float radius = radii[below] + (at - below) * (radii[below + 1] - radii[below]);
            float scale = across > 0 ? radius / across : 0;
            uv[0] = (map[0] * x + map[1] * y) * scale + cx;
            uv[1] = (map[2] * x + map[3] * y) * scale + cy;
            return true;
        }
    }
}

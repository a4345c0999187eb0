package io.tailforge.scene.sensor;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * NVIDIA's f-theta fisheye. With r the distance of a pixel from the principal point (after undoing the linear part) and
 * theta the angle to the optical axis, a polynomial without constant term maps one to the other; the other direction is
 * a least-squares polynomial of degree 5 fitted to it.
 *
 * @param polynomial coefficients k0 (zero) .. k5, radians over pixels or pixels over radians by {@code direction}
 * @param c linear part A = [[c, d], [e, 1]]: pixel = A * (r x/|xy|, r y/|xy|) + centre
 * @param verticalScale 1 for square pixels; v = A's second row times this, so that anamorphic copies keep one polynomial
 */
public record FThetaCamera(
        int width,
        int height,
        double cx,
        double cy,
        List<Double> polynomial,
        Direction direction,
        double c,
        double d,
        double e,
        double verticalScale)
        implements CameraModel {
    /** Which way the given polynomial maps. */
    public enum Direction {
        PIXEL_DISTANCE_TO_ANGLE,
        ANGLE_TO_PIXEL_DISTANCE
    }

    public FThetaCamera {
        polynomial = List.copyOf(polynomial);
        Objects.requireNonNull(direction);
        if (width < 1 || height < 1 || polynomial.size() < 2 || polynomial.size() > 8) {
            throw new IllegalArgumentException("not an f-theta camera: " + width + "x" + height + " " + polynomial);
        }
        if (!(verticalScale > 0)) {
            throw new IllegalArgumentException("vertical scale must be above zero, got " + verticalScale);
        }
    }

    @Override
    public boolean project(double x, double y, double z, double[] uv) {
        return FThetaMath.of(this).project(x, y, z, uv);
    }

    @Override
    public void ray(double u, double v, double[] xyz) {
        FThetaMath.of(this).ray(u, v, xyz);
    }

    @Override
    public Projection prepared() {
        return FThetaMath.of(this);
    }

    @Override
    public FThetaCamera resized(int newWidth, int newHeight) {
        double sx = (double) newWidth / width;
        double sy = (double) newHeight / height;
        double[] scaled = new double[polynomial.size()];
        for (int i = 0; i < scaled.length; i++) {
            double k = polynomial.get(i);
            scaled[i] = direction == Direction.PIXEL_DISTANCE_TO_ANGLE ? k / Math.pow(sx, i) : k * sx;
        }
        return new FThetaCamera(
                newWidth,
                newHeight,
                cx * sx,
                cy * sy,
                Arrays.stream(scaled).boxed().toList(),
                direction,
                c,
                d,
                e,
                verticalScale * sy / sx);
    }
}

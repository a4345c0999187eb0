package io.tailforge.scene.sensor;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * NVIDIA's f-theta fisheye. With r the distance of a pixel from the principal point (after undoing the linear part) and
 * theta the angle to the optical axis, a polynomial without constant term maps one to the other; the other direction is
 * a least-squares polynomial of degree 5 fitted to it.
 *
 * @param polynomial coefficients k0 (zero) .. k5, radians over pixels or pixels over radians by {@code direction}
 * @param c linear part A = [[c, d], [e, 1]]: pixel = A * (r x/|xy|, r y/|xy|) + centre
 * @param verticalScale 1 for square pixels; v = A's second row times this, so that anamorphic copies keep one polynomial
 * @param fitRadius pixels from the principal point up to which the other direction is fitted and beyond which it goes on
 *     straight, where that is farther than the farthest corner of the image: a crop keeps the whole image's, and with it
 *     every pixel
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
        double verticalScale,
        OptionalDouble fitRadius)
        implements CameraModel {
    private static final double MOST_RADIUS = 1e5;

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
        if (fitRadius.isPresent() && !(fitRadius.getAsDouble() >= 1 && fitRadius.getAsDouble() <= MOST_RADIUS)) {
            throw new IllegalArgumentException("a fit radius lies between 1 and " + MOST_RADIUS + " pixels");
        }
    }

    /** A camera whose inverse is fitted up to the farthest corner of its image. */
    public FThetaCamera(
            int width,
            int height,
            double cx,
            double cy,
            List<Double> polynomial,
            Direction direction,
            double c,
            double d,
            double e,
            double verticalScale) {
        this(width, height, cx, cy, polynomial, direction, c, d, e, verticalScale, OptionalDouble.empty());
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
    public double pixelAspect() {
        return verticalScale / c;
    }

    @Override
    public FThetaCamera mapped(PixelMap map) {
        double scale = map.scaleX();
        double[] scaled = new double[polynomial.size()];
        for (int i = 0; i < scaled.length; i++) {
            double k = polynomial.get(i);
            scaled[i] = direction == Direction.PIXEL_DISTANCE_TO_ANGLE ? k / Math.pow(scale, i) : k * scale;
        }
        return new FThetaCamera(
                map.width(),
                map.height(),
                map.u(cx),
                map.v(cy),
                Arrays.stream(scaled).boxed().toList(),
                direction,
                c,
                d,
                e,
                verticalScale * map.scaleY() / scale,
                fitRadiusAfter(map));
    }

    private OptionalDouble fitRadiusAfter(PixelMap map) {
        if (map.isCrop()) {
            return OptionalDouble.of(FThetaMath.of(this).fitRadius() * map.scaleX());
        }
        return fitRadius.isPresent()
                ? OptionalDouble.of(fitRadius.getAsDouble() * map.scaleX())
                : OptionalDouble.empty();
    }
}

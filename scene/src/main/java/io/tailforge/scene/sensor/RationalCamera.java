package io.tailforge.scene.sensor;

import java.util.List;

/**
 * OpenCV's perspective camera with rational radial and tangential distortion; thin-prism and tilt terms are not part of it.
 * With {@code x' = x/z}, {@code y' = y/z}, {@code r^2 = x'^2 + y'^2} and {@code g = (1 + k1 r^2 + k2 r^4 + k3 r^6) / (1 + k4
 * r^2 + k5 r^4 + k6 r^6)}: {@code x'' = x' g + 2 p1 x' y' + p2 (r^2 + 2 x'^2)}, {@code y'' = y' g + p1 (r^2 + 2 y'^2) + 2 p2
 * x' y'}, {@code (u, v) = (fx x'' + cx, fy y'' + cy)}. Its lens reaches up to the radius where some direction's image stops
 * moving outwards: see {@link Projection} for what lies beyond.
 *
 * @param distortion in OpenCV's order: k1, k2, p1, p2, k3, k4, k5, k6
 */
public record RationalCamera(int width, int height, double fx, double fy, double cx, double cy, List<Double> distortion)
        implements CameraModel {
    private static final Prepared<RationalCamera, RationalMath> PREPARED = new Prepared<>(RationalMath::new);

    public RationalCamera {
        distortion = List.copyOf(distortion);
        if (width < 1 || height < 1 || !(fx > 0) || !(fy > 0) || !Double.isFinite(cx) || !Double.isFinite(cy)) {
            throw new IllegalArgumentException(
                    "not a perspective camera: " + width + "x" + height + " f " + fx + "," + fy);
        }
        if (distortion.size() != 8 || !distortion.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException(
                    "a rational camera has eight coefficients k1, k2, p1, p2, k3..k6, not " + distortion);
        }
    }

    @Override
    public boolean project(double x, double y, double z, double[] uv) {
        return prepared().project(x, y, z, uv);
    }

    @Override
    public void ray(double u, double v, double[] xyz) {
        prepared().ray(u, v, xyz);
    }

    @Override
    public Projection prepared() {
        return PREPARED.of(this);
    }

    /** The largest distance from the optical axis at depth 1 that the lens maps; at most {@value RationalMath#MOST_RADIUS}. */
    public double maxRadius() {
        return PREPARED.of(this).maxRadius();
    }

    @Override
    public double pixelAspect() {
        return fy / fx;
    }

    @Override
    public RationalCamera mapped(PixelMap map) {
        return new RationalCamera(
                map.width(), map.height(), fx * map.scaleX(), fy * map.scaleY(), map.u(cx), map.v(cy), distortion);
    }
}

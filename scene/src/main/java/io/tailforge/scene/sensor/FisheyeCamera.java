package io.tailforge.scene.sensor;

import java.util.List;

/**
 * OpenCV's fisheye camera (Kannala-Brandt) without skew. With theta the angle to the optical axis, {@code theta_d = theta (1
 * + k1 theta^2 + k2 theta^4 + k3 theta^6 + k4 theta^8)}; a direction (x, y, z) is seen at {@code (fx theta_d x/|xy| + cx, fy
 * theta_d y/|xy| + cy)}. Its lens reaches up to the angle where theta_d stops rising, at most pi: see {@link Projection} for
 * what lies beyond.
 *
 * @param k k1..k4
 */
public record FisheyeCamera(int width, int height, double fx, double fy, double cx, double cy, List<Double> k)
        implements CameraModel {
    private static final Prepared<FisheyeCamera, FisheyeMath> PREPARED = new Prepared<>(FisheyeMath::new);

    public FisheyeCamera {
        k = List.copyOf(k);
        if (width < 1 || height < 1 || !(fx > 0) || !(fy > 0) || !Double.isFinite(cx) || !Double.isFinite(cy)) {
            throw new IllegalArgumentException("not a fisheye camera: " + width + "x" + height + " f " + fx + "," + fy);
        }
        if (k.size() != 4 || !k.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("a fisheye camera has four coefficients k1..k4, not " + k);
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

    /** The largest angle to the optical axis that the lens maps, radians. */
    public double maxAngle() {
        return PREPARED.of(this).maxAngle();
    }

    @Override
    public double pixelAspect() {
        return fy / fx;
    }

    @Override
    public FisheyeCamera mapped(PixelMap map) {
        return new FisheyeCamera(
                map.width(), map.height(), fx * map.scaleX(), fy * map.scaleY(), map.u(cx), map.v(cy), k);
    }
}

package io.tailforge.scene.sensor;

/** Ideal perspective camera. Focal lengths and principal point in pixels. */
public record PinholeCamera(int width, int height, double fx, double fy, double cx, double cy) implements CameraModel {
    public PinholeCamera {
        if (width < 1 || height < 1 || !(fx > 0) || !(fy > 0) || !Double.isFinite(cx) || !Double.isFinite(cy)) {
            throw new IllegalArgumentException("not a pinhole camera: " + width + "x" + height + " f " + fx + "," + fy);
        }
    }

    /** A camera with square pixels and a horizontal field of view in radians, principal point in the middle. */
    public static PinholeCamera ofHorizontalFov(int width, int height, double fov) {
        double f = width / 2.0 / StrictMath.tan(fov / 2);
        return new PinholeCamera(width, height, f, f, (width - 1) / 2.0, (height - 1) / 2.0);
    }

    @Override
    public boolean project(double x, double y, double z, double[] uv) {
        if (z <= 0) {
            return false;
        }
        uv[0] = fx * x / z + cx;
        uv[1] = fy * y / z + cy;
        return true;
    }

    @Override
    public void ray(double u, double v, double[] xyz) {
        double x = (u - cx) / fx;
        double y = (v - cy) / fy;
        double norm = Math.sqrt(x * x + y * y + 1);
        xyz[0] = x / norm;
        xyz[1] = y / norm;
        xyz[2] = 1 / norm;
    }

    @Override
    public double pixelAspect() {
        return fy / fx;
    }

    @Override
    public PinholeCamera mapped(PixelMap map) {
        return new PinholeCamera(map.width(), map.height(), fx * map.scaleX(), fy * map.scaleY(), map.u(cx), map.v(cy));
    }
}

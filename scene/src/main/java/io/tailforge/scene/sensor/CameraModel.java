package io.tailforge.scene.sensor;

/**
 * How directions in the camera frame (x right, y down, z forward) map to pixels. Integer coordinates are pixel centres;
 * u grows to the right, v downwards.
 */
public sealed interface CameraModel extends Projection
        permits FThetaCamera, PinholeCamera, FisheyeCamera, RationalCamera {
    int width();

    int height();

    /** This camera's mapping with everything fitted that it needs: ask once, keep it for loops over points or pixels. */
    default Projection prepared() {
        return this;
    }

    /**
     * How much taller than wide the image of a small square ahead is: 1 for square pixels, 704/720 for a 16:9 camera that was
     * resized to 1280x704.
     */
    double pixelAspect();

    /** Whether a pixel position lies in the picture, its outermost pixels' outer edges included. */
    default boolean shows(double[] uv) {
        return uv[0] >= -0.5 && uv[1] >= -0.5 && uv[0] <= width() - 0.5 && uv[1] <= height() - 0.5;
    }

    /** The same camera with other pixels. */
    CameraModel mapped(PixelMap map);

    /** The same camera at another size, width and height scaled independently (anamorphic where the aspect differs). */
    default CameraModel resized(int newWidth, int newHeight) {
        return mapped(
                new PixelMap(newWidth, newHeight, (double) newWidth / width(), (double) newHeight / height(), 0, 0));
    }

    /** The middle of the picture, pixels as they are; half of what goes is cut off at each side. */
    default CameraModel cropped(int newWidth, int newHeight) {
        return mapped(
                new PixelMap(newWidth, newHeight, 1, 1, (newWidth - width()) / 2.0, (newHeight - height()) / 2.0));
    }

    /**
     * The same camera at another size without distortion: scaled alike in both directions until it covers the size, then
     * {@link #cropped}.
     */
    default CameraModel filling(int newWidth, int newHeight) {
        double scale = Math.max((double) newWidth / width(), (double) newHeight / height());
        int covering = Math.max(newWidth, (int) Math.round(scale * width()));
        int tall = Math.max(newHeight, (int) Math.round(scale * height()));
        return mapped(new PixelMap(covering, tall, scale, scale, 0, 0)).cropped(newWidth, newHeight);
    }
}

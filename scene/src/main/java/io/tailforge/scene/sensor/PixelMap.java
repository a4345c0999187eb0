package io.tailforge.scene.sensor;

/**
 * How the pixels of one picture of a camera become those of another: {@code u' = scaleX u + shiftX}, {@code v' = scaleY v +
 * shiftY}, on a picture of another size. What lies outside is cut off.
 */
public record PixelMap(int width, int height, double scaleX, double scaleY, double shiftX, double shiftY) {
    public PixelMap {
        if (width < 1 || height < 1 || !(scaleX > 0) || !(scaleY > 0)) {
            throw new IllegalArgumentException("not a picture: " + width + "x" + height);
        }
    }

    double u(double u) {
        return scaleX * u + shiftX;
    }

    double v(double v) {
        return scaleY * v + shiftY;
    }

    boolean isCrop() {
        return shiftX != 0 || shiftY != 0;
    }
}

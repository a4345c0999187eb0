package io.tailforge.scene.artifact;

/** A part of a picture, in shares of its width and height from its top left corner. */
public record ImageRegion(double left, double top, double right, double bottom) {
    public ImageRegion {
        if (!(left >= 0 && left < right && right <= 1 && top >= 0 && top < bottom && bottom <= 1)) {
            throw new IllegalArgumentException(
                    "not a part of a picture: " + left + ", " + top + ", " + right + ", " + bottom);
        }
    }

    /** Around pixels of a picture, cut at its border; at least a pixel wide and high. */
    public static ImageRegion ofPixels(double left, double top, double right, double bottom, int width, int height) {
        double l = Math.clamp(Math.floor(left), 0, width - 1.0);
        double t = Math.clamp(Math.floor(top), 0, height - 1.0);
        double r = Math.clamp(Math.ceil(right), l + 1, width);
        double b = Math.clamp(Math.ceil(bottom), t + 1, height);
        return new ImageRegion(l / width, t / height, r / width, b / height);
    }
}

package io.tailforge.quality.explain;

import io.tailforge.scene.artifact.ImageRegion;
import java.util.Optional;

/** The part of a picture that a strip shows, pixels; of the picture's own aspect. */
record Crop(int left, int top, int width, int height) {
    /** How much of its surroundings is shown with a region, and the least share of the picture's width. */
    private static final double AROUND = 2.2;

    private static final double LEAST = 0.22;

    /** Above this the whole picture is shown. */
    private static final double MOST = 0.85;

    static Crop of(Optional<ImageRegion> region, int width, int height) {
        return region.map(part -> around(part, width, height)).orElse(new Crop(0, 0, width, height));
    }

    private static Crop around(ImageRegion part, int width, int height) {
        double wanted = AROUND * Math.max(part.right() - part.left(), part.bottom() - part.top());
        if (wanted > MOST) {
            return new Crop(0, 0, width, height);
        }
        double share = Math.max(LEAST, wanted);
        int w = Math.max(2, (int) Math.round(share * width));
        int h = Math.max(2, (int) Math.round(share * height));
        double centreX = (part.left() + part.right()) / 2 * width;
        double centreY = (part.top() + part.bottom()) / 2 * height;
        return new Crop(
                (int) Math.clamp(Math.round(centreX - w / 2.0), 0, width - w),
                (int) Math.clamp(Math.round(centreY - h / 2.0), 0, height - h),
                w,
                h);
    }

    boolean isWhole(int pictureWidth) {
        return width == pictureWidth;
    }
}

package io.tailforge.quality.check.motion;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.Plane;

/**
 * A frame at half its working size, all channels alike.
 *
 * @param channels luma, blue and red difference
 */
record HalfPicture(Plane[] channels) {
    static final int CHANNELS = 3;

    static HalfPicture of(CameraFrame frame) {
        Plane blue = frame.chromaBlue();
        return new HalfPicture(
                new Plane[] {halved(frame.grey(), blue.width(), blue.height()), blue, frame.chromaRed()});
    }

    private static Plane halved(Plane grey, int width, int height) {
        byte[] pixels = grey.pixels();
        byte[] half = new byte[width * height];
        for (int y = 0; y < height; y++) {
            int above = 2 * y * grey.width();
            int below = Math.min(2 * y + 1, grey.height() - 1) * grey.width();
            for (int x = 0; x < width; x++) {
                int left = 2 * x;
                int right = Math.min(left + 1, grey.width() - 1);
                int sum = (pixels[above + left] & 0xff)
                        + (pixels[above + right] & 0xff)
                        + (pixels[below + left] & 0xff)
                        + (pixels[below + right] & 0xff);
                half[y * width + x] = (byte) (sum + 2 >> 2);
            }
        }
        return new Plane(width, height, half);
    }

    int width() {
        return channels[0].width();
    }

    int height() {
        return channels[0].height();
    }
}

package io.tailforge.video;

import java.util.SplittableRandom;

/** Pictures with edges and texture, each frame different. */
final class TestFrames {
    private TestFrames() {}

    static Frame street(int width, int height, int index) {
        Frame frame = Frame.rgb24(width, height);
        byte[] bytes = frame.bytes();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int i = 3 * (y * width + x);
                boolean car = Math.abs(x - 4 * index - 20) < 12 && Math.abs(y - height / 2) < 8;
                bytes[i] = (byte) (car ? 220 : 255 * x / width);
                bytes[i + 1] = (byte) (car ? 30 : 255 * y / height);
                bytes[i + 2] = (byte) (car ? 30 : 96);
            }
        }
        return frame;
    }

    static Frame noise16(int width, int height, long seed) {
        Frame frame = Frame.gray16(width, height);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < frame.shorts().length; i++) {
            frame.shorts()[i] = (short) random.nextInt(65_536);
        }
        return frame;
    }

    static Frame noise8(int width, int height, long seed) {
        Frame frame = Frame.gray8(width, height);
        new SplittableRandom(seed).nextBytes(frame.bytes());
        return frame;
    }

    static double psnr(Frame a, Frame b) {
        double sum = 0;
        for (int i = 0; i < a.bytes().length; i++) {
            double d = (a.bytes()[i] & 0xff) - (b.bytes()[i] & 0xff);
            sum += d * d;
        }
        return 10 * Math.log10(255.0 * 255 / (sum / a.bytes().length));
    }
}

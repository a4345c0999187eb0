package io.tailforge.quality.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.video.Frame;
import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class InterpolatedReelTest {
    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;

    @Test
    void aPictureLosesAsMuchSharpnessWhereItStaysAsWhereItMovesByPartsOfAPixel() {
        double original = sharpness(noise().frame(0));
        double still = sharpness(new InterpolatedReel(noise(), Warp.STILL).frame(0));
        assertThat(still).isLessThan(0.6 * original);
        for (int frame = 0; frame < 8; frame++) {
            assertThat(sharpness(new InterpolatedReel(noise(), Warp.jitter(0.5, 1)).frame(frame)))
                    .isCloseTo(still, Percentage.withPercentage(3));
        }
    }

    @Test
    void aShiftByWholePixelsMovesThePictureThere() {
        Warp right = (frame, width, height, dx, dy) -> {
            java.util.Arrays.fill(dx, 3);
            java.util.Arrays.fill(dy, -2);
        };
        Frame still = new InterpolatedReel(noise(), Warp.STILL).frame(0);
        Frame moved = new InterpolatedReel(noise(), right).frame(0);
        for (int y = 20; y < 40; y++) {
            for (int x = 20; x < 60; x++) {
                assertThat(moved.sample(x, y, 1)).isEqualTo(still.sample(x + 3, y - 2, 1));
            }
        }
    }

    /** Mean absolute second difference. */
    private static double sharpness(Frame frame) {
        double sum = 0;
        for (int y = 8; y < HEIGHT - 8; y++) {
            for (int x = 8; x < WIDTH - 8; x++) {
                sum += Math.abs(4 * frame.sample(x, y, 1)
                        - frame.sample(x - 1, y, 1)
                        - frame.sample(x + 1, y, 1)
                        - frame.sample(x, y - 1, 1)
                        - frame.sample(x, y + 1, 1));
            }
        }
        return sum;
    }

    private static Reel noise() {
        return new Reel() {
            @Override
            public int frames() {
                return 8;
            }

            @Override
            public Frame frame(int index) {
                Frame frame = Frame.rgb24(WIDTH, HEIGHT);
                SplittableRandom random = new SplittableRandom(5);
                for (int i = 0; i < frame.bytes().length; i++) {
                    frame.bytes()[i] = (byte) random.nextInt(60, 200);
                }
                return frame;
            }
        };
    }
}

package io.tailforge.quality.check.motion;

import io.tailforge.quality.check.Where;
import io.tailforge.scene.artifact.ImageRegion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A compact part of a picture that what is known does not explain.
 *
 * @param firstFrame and {@code lastFrame}: between them it came
 * @param weight its cells, each as often as it goes beyond what is taken for chance, at most four times
 */
record Stranger(int firstFrame, int lastFrame, double weight, ImageRegion region) {
    /** Side of the smallest square that counts, pixels of the half picture. */
    private static final int SQUARE = 3;

    /** Cells of the 160 x 90 grid to a pixel of half a picture of 640 x 360. */
    private static final double CELLS = 0.25;

    /** A stranger stands on the ground: share of its cells. */
    private static final double ON_GROUND = 0.25;

    /** Rows of cells. */
    private static final int ABOVE = 4;

    /** A pixel weighs no more. */
    private static final double MOST = 4;

    Where where() {
        return Where.frames(firstFrame, lastFrame).in(region);
    }

    /**
     * Parts that hang together, of squares of three pixels at least, and stand on the ground.
     *
     * @param strange of each pixel of the half picture, how many times it is beyond what is taken for chance
     * @param firstFrame the frame that it may have come with
     */
    static List<Stranger> listIn(float[] strange, Look look, int firstFrame) {
        return new Gathering(strange, look, firstFrame).list();
    }

    private static final class Gathering {
        private final float[] strange;
        private final Look look;
        private final int firstFrame;
        private final int width;
        private final int height;
        private final boolean[] open;

        Gathering(float[] strange, Look look, int firstFrame) {
            this.strange = strange;
            this.look = look;
            this.firstFrame = firstFrame;
            this.width = look.picture().width();
            this.height = look.picture().height();
            this.open = new boolean[strange.length];
        }

        List<Stranger> list() {
            for (int y = 0; y <= height - SQUARE; y++) {
                for (int x = 0; x <= width - SQUARE; x++) {
                    if (isStrange(y * width + x)) {
                        fill(y * width + x);
                    }
                }
            }
            List<Stranger> strangers = new ArrayList<>();
            for (int pixel = 0; pixel < open.length; pixel++) {
                if (open[pixel]) {
                    gather(pixel).ifPresent(strangers::add);
                }
            }
            return strangers;
        }

        private boolean isStrange(int corner) {
            for (int y = 0; y < SQUARE; y++) {
                for (int x = 0; x < SQUARE; x++) {
                    if (strange[corner + y * width + x] <= 1) {
                        return false;
                    }
                }
            }
            return true;
        }

        private void fill(int corner) {
            for (int y = 0; y < SQUARE; y++) {
                for (int x = 0; x < SQUARE; x++) {
                    open[corner + y * width + x] = true;
                }
            }
        }

        private Optional<Stranger> gather(int start) {
            Deque<Integer> next = new ArrayDeque<>(List.of(start));
            open[start] = false;
            double weight = 0;
            int pixels = 0;
            int onGround = 0;
            int left = width;
            int right = 0;
            int top = height;
            int bottom = 0;
            while (!next.isEmpty()) {
                int pixel = next.remove();
                int x = pixel % width;
                int y = pixel / width;
                pixels++;
                onGround += isOnGround(x, y) ? 1 : 0;
                weight += Math.min(MOST, strange[pixel] - 1);
                left = Math.min(left, x);
                right = Math.max(right, x);
                top = Math.min(top, y);
                bottom = Math.max(bottom, y);
                for (int v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
                    for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
                        if (open[v * width + u]) {
                            open[v * width + u] = false;
                            next.add(v * width + u);
                        }
                    }
                }
            }
            ImageRegion region = ImageRegion.ofPixels(left, top, right + 1, bottom + 1, width, height);
            return onGround > ON_GROUND * pixels
                    ? Optional.of(new Stranger(firstFrame, look.frame(), weight * CELLS, region))
                    : Optional.empty();
        }

        /** Whether a pixel shows the ground or lies a little above it: a rail before it, or an edge, may hide what is between. */
        private boolean isOnGround(int x, int y) {
            int cell = y * CellGrid.ROWS / height * CellGrid.COLUMNS + x * CellGrid.COLUMNS / width;
            boolean[] ground = look.ground();
            for (int below = cell;
                    below < Math.min(ground.length, cell + (ABOVE + 1) * CellGrid.COLUMNS);
                    below += CellGrid.COLUMNS) {
                if (ground[below]) {
                    return true;
                }
            }
            return false;
        }
    }
}

package io.tailforge.generation;

import java.util.Comparator;
import java.util.List;

/** Which pictures a model makes. */
public sealed interface SizeRule {
    int LARGEST = 8192;

    SizeRule ANY = new UpTo(LARGEST, LARGEST, 2);

    boolean allows(int width, int height);

    /** Sizes that a model takes, nearest first, at most two. */
    List<Size> nearest(int width, int height);

    String describe();

    /** Pixels. */
    record Size(int width, int height) {
        public Size {
            if (width < 16 || height < 16 || width > LARGEST || height > LARGEST) {
                throw new IllegalArgumentException("not a size: " + width + "x" + height);
            }
        }

        private double distanceTo(int otherWidth, int otherHeight) {
            double byWidth = StrictMath.log((double) width / otherWidth);
            double byHeight = StrictMath.log((double) height / otherHeight);
            return StrictMath.hypot(byWidth, byHeight);
        }

        @Override
        public String toString() {
            return width + "x" + height;
        }
    }

    /** Anything up to a size whose sides are multiples of a number. */
    record UpTo(int width, int height, int multipleOf) implements SizeRule {
        private static final int SMALLEST = 16;

        public UpTo {
            if (multipleOf < 1 || largest(width, multipleOf) < SMALLEST || largest(height, multipleOf) < SMALLEST) {
                throw new IllegalArgumentException(
                        "no size is up to " + width + "x" + height + " in multiples of " + multipleOf);
            }
        }

        private static int largest(int side, int multipleOf) {
            return side / multipleOf * multipleOf;
        }

        @Override
        public boolean allows(int w, int h) {
            return w <= width && h <= height && w % multipleOf == 0 && h % multipleOf == 0;
        }

        @Override
        public List<Size> nearest(int w, int h) {
            return List.of(new Size(nearestSide(w, width), nearestSide(h, height)));
        }

        private int nearestSide(int side, int most) {
            int smallest = (SMALLEST + multipleOf - 1) / multipleOf * multipleOf;
            int rounded = Math.round((float) side / multipleOf) * multipleOf;
            return Math.clamp(rounded, smallest, largest(most, multipleOf));
        }

        @Override
        public String describe() {
            return "up to %dx%d in multiples of %d".formatted(width, height, multipleOf);
        }
    }

    /** These sizes only. */
    record Listed(List<Size> sizes) implements SizeRule {
        public Listed {
            sizes = List.copyOf(sizes);
            if (sizes.isEmpty() || sizes.size() > 256) {
                throw new IllegalArgumentException("not a list of sizes: " + sizes);
            }
        }

        @Override
        public boolean allows(int width, int height) {
            return sizes.contains(new Size(width, height));
        }

        @Override
        public List<Size> nearest(int width, int height) {
            return sizes.stream()
                    .sorted(Comparator.comparingDouble(size -> size.distanceTo(width, height)))
                    .limit(2)
                    .toList();
        }

        @Override
        public String describe() {
            return "one of " + sizes;
        }
    }
}

package io.tailforge.generation;

import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;

/** How many frames a model makes at a time. */
public sealed interface FrameRule {
    /** What a scene may hold at most. */
    int MOST = 100_000;

    FrameRule ANY = upTo(MOST);

    /** Any number up to one. */
    static FrameRule upTo(int most) {
        return new Steps(1, 0, most);
    }

    boolean allows(int frames);

    int most();

    /** The largest allowed number that is not above, or 0. */
    int floor(int frames);

    /** The smallest allowed number that is not below; empty above {@link #most}. */
    OptionalInt ceiling(int frames);

    String describe();

    /** {@code step * n + plus} frames. @param plus less than {@code step} */
    record Steps(int step, int plus, int most) implements FrameRule {
        public static final int LARGEST_STEP = 1024;

        public Steps {
            if (step < 1
                    || step > LARGEST_STEP
                    || plus < 0
                    || plus >= step
                    || most < 1
                    || most > MOST
                    || firstOf(step, plus) > most) {
                throw new IllegalArgumentException(
                        "no number of frames is " + step + "n+" + plus + " and at most " + most);
            }
        }

        private static int firstOf(int step, int plus) {
            return plus == 0 ? step : plus;
        }

        public int first() {
            return firstOf(step, plus);
        }

        @Override
        public boolean allows(int frames) {
            return frames >= first() && frames <= most && frames % step == plus;
        }

        @Override
        public int floor(int frames) {
            int bounded = Math.min(frames, most);
            return bounded < first() ? 0 : bounded - Math.floorMod(bounded - plus, step);
        }

        @Override
        public OptionalInt ceiling(int frames) {
            int from = Math.max(frames, first());
            int up = from + Math.floorMod(plus - from, step);
            return up <= most ? OptionalInt.of(up) : OptionalInt.empty();
        }

        @Override
        public String describe() {
            return step == 1 ? "up to " + most + " frames" : "up to %d frames, %d n + %d".formatted(most, step, plus);
        }
    }

    /** These numbers. @param frames ascending */
    record Listed(List<Integer> frames) implements FrameRule {
        private static final int LONGEST = 256;

        public Listed {
            frames = List.copyOf(new TreeSet<>(frames));
            if (frames.isEmpty() || frames.size() > LONGEST || frames.getFirst() < 1 || frames.getLast() > MOST) {
                throw new IllegalArgumentException("not a list of frame numbers: " + frames);
            }
        }

        @Override
        public boolean allows(int count) {
            return frames.contains(count);
        }

        @Override
        public int most() {
            return frames.getLast();
        }

        @Override
        public int floor(int count) {
            return frames.stream().filter(n -> n <= count).max(Integer::compare).orElse(0);
        }

        @Override
        public OptionalInt ceiling(int count) {
            return frames.stream().mapToInt(n -> n).filter(n -> n >= count).min();
        }

        @Override
        public String describe() {
            return "one of " + frames + " frames";
        }
    }
}

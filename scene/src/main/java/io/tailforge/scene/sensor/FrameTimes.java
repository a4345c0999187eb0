package io.tailforge.scene.sensor;

import java.util.List;

/** When a camera takes the frames of a clip, microseconds since its start. */
public sealed interface FrameTimes {
    /** At the clip's own frame times. */
    FrameTimes ON_GRID = new Offset(0);

    long timestampMicros(FrameGrid grid, int frame);

    /** How many frames have a time. */
    int frames();

    /** The clip's own frame times, each so much later. @param micros -1 s .. 1 s */
    record Offset(long micros) implements FrameTimes {
        private static final long MOST = 1_000_000;

        public Offset {
            if (Math.abs(micros) > MOST) {
                throw new IllegalArgumentException(
                        "a camera's time offset lies between -1 and 1 s, not " + micros + " us");
            }
        }

        @Override
        public long timestampMicros(FrameGrid grid, int frame) {
            return grid.timestampMicros(frame) + micros;
        }

        @Override
        public int frames() {
            return Integer.MAX_VALUE;
        }
    }

    /** Each frame's own time. @param micros strictly increasing, at least one for every frame of the clip */
    record Listed(List<Long> micros) implements FrameTimes {
        private static final int MOST = 100_000;

        public Listed {
            micros = List.copyOf(micros);
            if (micros.isEmpty() || micros.size() > MOST) {
                throw new IllegalArgumentException("a camera has 1 to " + MOST + " frame times, not " + micros.size());
            }
            for (int i = 1; i < micros.size(); i++) {
                if (micros.get(i) <= micros.get(i - 1)) {
                    throw new IllegalArgumentException("a camera's frame times must increase, time " + i + " does not");
                }
            }
        }

        @Override
        public long timestampMicros(FrameGrid grid, int frame) {
            return micros.get(frame);
        }

        @Override
        public int frames() {
            return micros.size();
        }
    }
}

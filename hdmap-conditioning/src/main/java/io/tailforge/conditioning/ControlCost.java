package io.tailforge.conditioning;

import java.util.concurrent.atomic.LongAdder;

/** CPU time by stage, added up over cameras and threads. Thread-safe. */
public final class ControlCost {
    private final LongAdder frames = new LongAdder();
    private final LongAdder draw = new LongAdder();
    private final LongAdder convert = new LongAdder();
    private final LongAdder encode = new LongAdder();

    public void add(long drawnFrames, long drawNanos, long convertNanos, long encodeNanos) {
        frames.add(drawnFrames);
        draw.add(drawNanos);
        convert.add(convertNanos);
        encode.add(encodeNanos);
    }

    public long frames() {
        return frames.sum();
    }

    /** From the scene to RGB of the size asked for. */
    public long drawNanos() {
        return draw.sum();
    }

    /** From RGB to the encoder's YUV. */
    public long convertNanos() {
        return convert.sum();
    }

    /** Encoding and writing, of video or PNG files. */
    public long encodeNanos() {
        return encode.sum();
    }
}

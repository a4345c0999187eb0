package io.tailforge.scene.motion;

/** Microseconds since the start of the clip, both ends included. */
public record TimeSpan(long fromMicros, long toMicros) {
    public TimeSpan {
        if (fromMicros > toMicros) {
            throw new IllegalArgumentException("a time span ends before it starts: " + fromMicros + ".." + toMicros);
        }
    }

    public boolean contains(long timestampMicros) {
        return timestampMicros >= fromMicros && timestampMicros <= toMicros;
    }
}

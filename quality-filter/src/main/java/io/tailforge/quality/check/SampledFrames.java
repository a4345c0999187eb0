package io.tailforge.quality.check;

/** Frames that a dear check looks at: all of a short clip, some of a long one at even distances. */
public record SampledFrames(int frames, int most) {
    public boolean has(int frame) {
        return frames <= most || frame == 0 || (long) frame * most / frames != (frame - 1L) * most / frames;
    }
}

package io.tailforge.videogen;

import java.util.Objects;
import java.util.concurrent.Executor;

/**
 * How to render, never what: the pictures do not depend on threads or executor.
 *
 * @param threads how many work on one frame, the calling thread included; at least 1
 * @param executor runs the others; unused where {@code threads} is 1
 */
public record RenderSettings(RenderPreset preset, int threads, Executor executor) {
    public RenderSettings {
        Objects.requireNonNull(preset);
        Objects.requireNonNull(executor);
        if (threads < 1) {
            throw new IllegalArgumentException("a frame needs a thread, not " + threads);
        }
    }

    /** On the calling thread alone. */
    public static RenderSettings ofPreset(RenderPreset preset) {
        return new RenderSettings(preset, 1, Runnable::run);
    }
}

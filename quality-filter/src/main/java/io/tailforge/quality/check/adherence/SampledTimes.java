package io.tailforge.quality.check.adherence;

import io.tailforge.scene.sensor.FrameGrid;

/**
 * Frames of which pictures are held against one another's times: a fixed time apart where the clip is short, else pairs of
 * neighbours that far apart, spread over the clip.
 *
 * @param frames of the clip
 * @param step frames between neighbours
 */
record SampledTimes(int frames, int step) {
    private static final double STEP_SECONDS = 0.13;
    private static final int MOST = 12;

    static SampledTimes of(FrameGrid grid) {
        return new SampledTimes(grid.frames(), Math.max(1, (int) Math.round(grid.fps() * STEP_SECONDS)));
    }

    boolean has(int frame) {
        return frame < frames && frame % step == 0 && (slots() <= MOST || frame / step % period() < 2);
    }

    private int slots() {
        return (frames + step - 1) / step;
    }

    /** Steps from one pair to the next. */
    private int period() {
        return (2 * slots() + MOST - 1) / MOST;
    }
}

package io.tailforge.conditioning;

import io.tailforge.scene.sensor.FrameGrid;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * One sequence of control frames: a camera's, or a LiDAR's with a frame a sweep.
 *
 * @param name of the sensor, as in the rig
 * @param grid number, rate and size of the frames
 * @param painters gives a painter for each thread
 */
public record ControlSequence(String name, FrameGrid grid, Supplier<ControlPainter> painters) {
    public ControlSequence {
        Objects.requireNonNull(name);
        Objects.requireNonNull(grid);
        Objects.requireNonNull(painters);
    }

    public ControlPainter painter() {
        return painters.get();
    }
}

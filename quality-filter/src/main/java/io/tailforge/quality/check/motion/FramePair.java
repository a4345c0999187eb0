package io.tailforge.quality.check.motion;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ExpectedView;
import java.util.List;
import java.util.OptionalInt;

/**
 * Two frames of a camera, one after the other, and what became of the points of the first.
 *
 * @param expected of the frame after
 * @param points textured ones whose place is known and that stay in sight, in the order of rows
 * @param leap where they are not found at the frame's own time: how many frames after the one before it seems taken
 */
record FramePair(
        CameraFrame before, CameraFrame after, ExpectedView expected, List<FollowedPoint> points, OptionalInt leap) {
    FramePair {
        points = List.copyOf(points);
    }

    String camera() {
        return after.camera();
    }

    /** Index of the frame after. */
    int frame() {
        return after.index();
    }

    List<FollowedPoint> standing() {
        return points.stream().filter(point -> point.instance() == 0).toList();
    }
}

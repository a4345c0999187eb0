package io.tailforge.quality.check.motion;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.SceneGeometry;
import java.util.List;
import java.util.OptionalInt;

/**
 * Two frames of a camera, one after the other, and what became of the points of the first.
 *
 * @param geometry of the camera at the working size
 * @param expectedBefore of the frame before, {@code expectedAfter} of the one after
 * @param points textured ones whose place is known and that stay in sight, in the order of rows
 * @param leap where they are not found at the frame's own time: how many frames after the one before it seems taken
 */
record FramePair(
        CameraFrame before,
        CameraFrame after,
        SceneGeometry geometry,
        ExpectedView expectedBefore,
        ExpectedView expectedAfter,
        List<FollowedPoint> points,
        OptionalInt leap) {
    FramePair {
        points = List.copyOf(points);
    }

    /** Index of the frame after. */
    int frame() {
        return after.index();
    }

    List<FollowedPoint> standing() {
        return points.stream().filter(point -> point.instance() == 0).toList();
    }
}

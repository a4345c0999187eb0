package io.tailforge.quality;

import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.video.VideoInfo;
import java.util.List;

/**
 * One check at work on one clip, used by one thread. First all cameras open, in the order of the rig; then their frames come in
 * step, frame 0 of each camera, then frame 1; last the sweeps in the order of the result.
 */
public interface Examination {
    /** A camera's video opens. */
    default void camera(String camera, VideoInfo info) {}

    default void frame(CameraFrame frame) {}

    /** All frames of one index have been shown. @param frames in the order of the rig; cameras that broke off are left out */
    default void instant(List<CameraFrame> frames) {}

    /** A camera's video is missing, does not open or breaks off; {@code framesRead} came before that. */
    default void brokenCamera(String camera, int framesRead, BadInputException why) {}

    default void sweep(LidarSweep sweep, SweepPoints points) {}

    /** A sweep's file is missing or is not as the contract says. */
    default void brokenSweep(LidarSweep sweep, BadInputException why) {}

    /**
     * The failures that nothing still to come can mend, empty where there are none yet. Asked between frames, so that an
     * attempt that will be made again is not looked at to its end.
     */
    default List<Finding> refusal() {
        return List.of();
    }

    /** What was found, at least one finding. */
    List<Finding> finish();
}

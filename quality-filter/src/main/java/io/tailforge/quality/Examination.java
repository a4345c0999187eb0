package io.tailforge.quality;

import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.video.VideoInfo;
import java.util.List;

/**
 * One check at work on one clip, used by one thread. Cameras come in the order of the rig, each with its frames in order;
 * then the sweeps in the order of the result.
 */
public interface Examination {
    /** A camera's video opens. */
    default void camera(String camera, VideoInfo info) {}

    default void frame(FrameLuma frame) {}

    /** A camera's video is missing, does not open or breaks off; {@code framesRead} came before that. */
    default void brokenCamera(String camera, int framesRead, BadInputException why) {}

    default void sweep(LidarSweep sweep, SweepPoints points) {}

    /** A sweep's file is missing or is not as the contract says. */
    default void brokenSweep(LidarSweep sweep, BadInputException why) {}

    /** What was found, at least one finding. */
    List<Finding> finish();
}

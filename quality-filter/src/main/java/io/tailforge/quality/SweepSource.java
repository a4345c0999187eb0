package io.tailforge.quality;

import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.problem.BadInputException;
import java.nio.file.Path;

/** Where a clip's sweeps are read from. */
@FunctionalInterface
public interface SweepSource {
    /** @throws BadInputException where the sweep is missing or is not what it should be */
    SweepPoints read(LidarSweep sweep);

    /** Of sweeps that are files of the published layout. */
    static SweepSource files(Path folder) {
        return sweep -> SweepPoints.read(folder.resolve(sweep.points().key()));
    }
}

package io.tailforge.quality.fault;

import io.tailforge.scene.Scene;
import io.tailforge.scene.map.HdMap;
import java.io.IOException;
import java.nio.file.Path;

/** Renders a changed scene as the clip's engine would have, in the street of the clip. */
public interface Studio {
    /**
     * Some frames of a camera, encoded as the engine encodes its videos.
     *
     * @param first frame, inclusive as {@code last}
     * @return a video whose frame 0 is the first of them
     */
    Path film(Scene changed, HdMap map, String camera, int first, int last, Path folder) throws IOException;

    /** A sweep's file. */
    Path sweep(Scene changed, HdMap map, String lidar, int sweep, Path folder) throws IOException;
}

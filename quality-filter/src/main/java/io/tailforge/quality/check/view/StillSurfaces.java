package io.tailforge.quality.check.view;

import io.tailforge.quality.Pixel;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.scene.geometry.Vec3;
import java.util.Optional;

/** What is known of the depth of things that stand still, in one camera's view of one frame. */
interface StillSurfaces {
    /** The flat surface at a cell of the luma grid; empty where nothing is known or it is not flat. */
    Optional<SurfacePoint> find(int column, int row);

    /** Whether a place that is projected to a pixel is seen there, and not hidden. */
    boolean shows(Vec3 world, Pixel at);

    SceneGeometry geometry();
}

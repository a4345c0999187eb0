package io.tailforge.conditioning.raster;

import io.tailforge.scene.Scene;
import io.tailforge.scene.map.HdMap;
import io.tailforge.video.Frame;

/** Single control frames before any codec: what the encoder is given. For stills, overlays and comparison with goldens. */
public final class RawFrames {
    private RawFrames() {}

    /**
     * Draws frame {@code frame} of a camera.
     *
     * @param frame index into the scene's grid
     * @param out RGB24 of the grid's size; overwritten
     */
    public static void raw(Scene scene, HdMap map, String camera, int frame, Frame out) {
        new ControlView(scene, LayerShapes.of(map), true, scene.rig().getCamera(camera)).draw(frame, out);
    }
}

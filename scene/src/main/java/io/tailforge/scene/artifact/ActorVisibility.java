package io.tailforge.scene.artifact;

import java.util.Objects;

/**
 * How much of an actor a camera sees over a clip, by ray casting.
 *
 * @param bestFrame frame in which most of its pixels are seen
 * @param visiblePixels seen pixels in that frame, at the clip's size
 * @param distance metres from the camera in that frame
 */
public record ActorVisibility(String camera, String actorId, int bestFrame, int visiblePixels, double distance) {
    public ActorVisibility {
        Objects.requireNonNull(camera);
        Objects.requireNonNull(actorId);
    }
}

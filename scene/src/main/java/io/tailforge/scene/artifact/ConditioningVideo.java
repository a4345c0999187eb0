package io.tailforge.scene.artifact;

import java.util.Objects;

/** One camera's control video. @param style the renderer's id, for example {@code hdmap-v1} */
public record ConditioningVideo(String camera, String style, int frames, ArtifactRef video) {
    public ConditioningVideo {
        Objects.requireNonNull(camera);
        Objects.requireNonNull(style);
        Objects.requireNonNull(video);
    }
}

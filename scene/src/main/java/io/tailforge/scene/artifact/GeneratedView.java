package io.tailforge.scene.artifact;

import java.util.Map;
import java.util.Objects;

/** What a backend made for one camera. @param objects at least {@link ObjectKind#RGB}; truth layers where the engine has them */
public record GeneratedView(String camera, int frames, Map<ObjectKind, ArtifactRef> objects) {
    public GeneratedView {
        Objects.requireNonNull(camera);
        objects = Map.copyOf(objects);
    }
}

package io.tailforge.quality.check;

import io.tailforge.scene.artifact.ImageRegion;
import java.util.Optional;

/**
 * Where in a clip something was measured.
 *
 * @param firstFrame frame (or sweep) range, inclusive; -1 for the whole clip
 */
public record Where(int firstFrame, int lastFrame, Optional<ImageRegion> region) {
    public static final Where CLIP = new Where(-1, -1, Optional.empty());

    public static Where frame(int frame) {
        return frames(frame, frame);
    }

    public static Where frames(int first, int last) {
        return new Where(first, last, Optional.empty());
    }

    public Where in(ImageRegion part) {
        return new Where(firstFrame, lastFrame, Optional.of(part));
    }
}

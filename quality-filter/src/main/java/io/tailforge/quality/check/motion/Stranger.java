package io.tailforge.quality.check.motion;

import io.tailforge.quality.check.Where;
import io.tailforge.scene.artifact.ImageRegion;

/**
 * A compact part of a picture that what is known does not explain.
 *
 * @param firstFrame and {@code lastFrame}: between them it came
 * @param weight its cells, each as often as it is beyond what is taken for chance, at most four times
 */
record Stranger(int firstFrame, int lastFrame, double weight, int left, int top, int right, int bottom) {
    Where where() {
        double width = CellPicture.COLUMNS;
        double height = CellPicture.ROWS;
        return Where.frames(firstFrame, lastFrame)
                .in(new ImageRegion(left / width, top / height, (right + 1) / width, (bottom + 1) / height));
    }
}

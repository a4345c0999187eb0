package io.tailforge.quality.check.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.FrameLuma;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class TexturedCellsTest {
    private static final int CELL = 40 * FrameLuma.COLUMNS + 40;

    private static ExpectedView wall(float left, float right) {
        float[] depth = new float[FrameLuma.COLUMNS * FrameLuma.ROWS];
        Arrays.fill(depth, 10);
        depth[CELL - 1] = left;
        depth[CELL + 1] = right;
        return new ExpectedView(depth, new char[depth.length]);
    }

    @Test
    void aWallIsASurfaceAndItsEdgeIsNot() {
        assertThat(TexturedCells.isSurface(wall(10, 10), CELL)).isTrue();
        assertThat(TexturedCells.isSurface(wall(10, 20), CELL)).isFalse();
    }

    /** In inverse depth the sky is as far from a thing as the thing from another at half its distance. */
    @Test
    void whatStandsBetweenSkyAndSomethingAtHalfItsDistanceIsNoSurface() {
        assertThat(TexturedCells.isSurface(wall(5, Float.POSITIVE_INFINITY), CELL))
                .isFalse();
        assertThat(TexturedCells.isSurface(wall(Float.POSITIVE_INFINITY, 5), CELL))
                .isFalse();
    }
}

package io.tailforge.quality;

/**
 * What a camera ought to see in a frame, on the grid of {@link FrameLuma}, row by row from the top; not to be changed.
 *
 * @param depth metres along the optical axis at the middle of each cell; infinite where there is only sky, 0 or less beyond
 *     the lens and behind the camera
 * @param instance index in the scene's actors + 1 of the actor there; 0: none
 */
public record ExpectedView(float[] depth, char[] instance) {
    public ExpectedView {
        int cells = FrameLuma.COLUMNS * FrameLuma.ROWS;
        if (depth.length != cells || instance.length != cells) {
            throw new IllegalArgumentException("not on the luma grid: " + depth.length + ", " + instance.length);
        }
    }
}

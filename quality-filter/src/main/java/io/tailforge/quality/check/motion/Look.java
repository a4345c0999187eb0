package io.tailforge.quality.check.motion;

import io.tailforge.quality.ExpectedView;

/**
 * What one camera showed at one time, and where each place it showed was in the look before.
 *
 * @param known cells whose place stands and was seen in the look before, at {@code column}, {@code row} of it
 * @param slide by how much edges of depth about a cell have moved against each other since, cells
 * @param ground cells that show ground, or an actor, which stands on it
 * @param around what the scene's actors change
 */
record Look(
        int frame,
        ExpectedView view,
        HalfPicture picture,
        boolean[] known,
        boolean[] ground,
        float[] slide,
        float[] column,
        float[] row,
        ActorSurroundings.Around around) {
    int countKnown() {
        int count = 0;
        for (boolean cell : known) {
            count += cell ? 1 : 0;
        }
        return count;
    }
}

package io.tailforge.scene.variation;

import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement.LineColour;
import java.util.Objects;

/**
 * What a place looks like and says.
 *
 * @param id for example {@code eu}, {@code us}, {@code uk}, {@code jp}
 * @param drivingSide the side its traffic keeps; a layout that drives on the other side keeps its own and the mismatch is reported
 * @param centreLineColour paint between opposing directions
 * @param edgeLineColour paint at the road's edge and between lanes of one direction
 * @param signFamily {@code vienna} or {@code mutcd} or {@code japan}: the shapes of signs
 * @param vocabulary the words prompts use for places there, for example {@code a European city}
 */
public record Region(
        String id,
        DrivingSide drivingSide,
        LineColour centreLineColour,
        LineColour edgeLineColour,
        String signFamily,
        String vocabulary) {
    public Region {
        Objects.requireNonNull(id);
        Objects.requireNonNull(drivingSide);
        Objects.requireNonNull(centreLineColour);
        Objects.requireNonNull(edgeLineColour);
        Objects.requireNonNull(signFamily);
        Objects.requireNonNull(vocabulary);
    }
}

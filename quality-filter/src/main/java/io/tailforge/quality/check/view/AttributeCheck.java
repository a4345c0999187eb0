package io.tailforge.quality.check.view;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.Measure;
import io.tailforge.quality.QualityCheck;
import java.util.List;

/**
 * A1: fog, snow and daylight are those that were asked for, in each camera and each half of the clip. Air of a visibility below
 * 200 m takes the drawing from what lies far, about the horizon, and clear air does not (mean step from cell to cell of 160, of
 * the brightness there); ground under snow is bright and without colour (median luma of what lies 10 to 31 degrees below the
 * horizon, less 15 times the mean chroma of the picture); by day what is above is bright, at night the picture is dark. Nothing
 * is judged between the kinds: thin fog, some snow, dusk.
 *
 * <p>Cells that show an actor do not count: a van beside the ego fills a camera. Set by 115 ray-cast clips (ten maps, 14 looks):
 * steps about the horizon in fog up to 0.059, without 0.045 to 0.34; whiteness under snow 118 and more, else up to 94 (a paved
 * square in the sun); night brightness up to 86. So a clear clip stands out
 * from fog and a snowy one from a bare one, but for motorways and squares with little to see; a night is told from noon, fog and
 * snow, hardly from rain and low sun. What is above counts where the world leaves the sky open, if it is known; in
 * other generators' street canyons walls count as well. Rain and wet roads are not told from dry ones. Cameras that do not see both
 * horizon and ground, long lenses among them, are not judged.
 */
public final class AttributeCheck implements QualityCheck {
    static final String ID = "attributes";
    static final Measure FOG = Measure.atMost(ID, "ATTRIBUTE-FOG", 0.08, "of brightness");
    static final Measure CLEAR = Measure.atLeast(ID, "ATTRIBUTE-CLEAR", 0.03, "of brightness");
    static final Measure SNOW = Measure.atLeast(ID, "ATTRIBUTE-SNOW", 75, "levels");
    static final Measure BARE = Measure.atMost(ID, "ATTRIBUTE-BARE", 115, "levels");
    static final Measure NIGHT = Measure.atMost(ID, "ATTRIBUTE-NIGHT", 100, "levels");
    static final Measure DAY = Measure.atLeast(ID, "ATTRIBUTE-DAY", 55, "levels");

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "fog, snow and daylight are those that were asked for";
    }

    @Override
    public int cost() {
        return 30;
    }

    @Override
    public boolean needsRequest() {
        return true;
    }

    @Override
    public List<Measure> measures() {
        return List.of(FOG, CLEAR, SNOW, BARE, NIGHT, DAY);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return new Attributes(clip);
    }
}

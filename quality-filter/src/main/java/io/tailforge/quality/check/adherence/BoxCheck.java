package io.tailforge.quality.check.adherence;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.Measure;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.check.Findings;
import java.util.List;

/**
 * L2: what is seen of an actor is where its box is. Along the outline that an actor must have, against what is farther away, we
 * take the edge of the picture (0..1, of what is usual around), and the same along that outline moved up to 4 m to the actor's
 * left and right, over 24 frames of all cameras that see it. Two figures: how much better the best place beside fits than its
 * own, and how much its own stands out from the usual place, less how much the best beside does from it. The first tells an
 * actor beside its track and how far, the second one that is not in its place at all. Both shrink where little
 * of the outline is seen, or in few moments.
 *
 * <p>On 48 clean ray-cast clips of 3 cameras x 36 or 48 frames x 640x352 (noon, low sun, dusk, fog, night, rain, night rain,
 * snow, standing) the first reached 0.043 and the second -0.029 (both a small car in rain), then 0.030 and -0.003. Of 44 actors
 * taken by chance from what a camera saw at mid-clip, whose tracks were put aside, half were found at 0.5 m, 61 % at 1 m and
 * 61 % at 3 m; some of those at 3 m had moved out of sight.
 *
 * <p>An actor that is missing altogether leaves nothing beside either, and mostly passes. Blind to what lies along the line of sight, to actors of less than some 13 x 14 pixels, and largely to what is hardly seen:
 * dark on an unlit road, far off in fog. The outlines are those of our bodies: a clip of another generator whose cars fill
 * their boxes otherwise has less edge in place, though hardly more of it beside.
 */
public final class BoxCheck implements QualityCheck {
    static final String ID = "boxes";
    static final Measure OFFSET = Measure.atMost(ID, "BOX-OFFSET", 0.065, "of edge");
    static final Measure PLACE = Measure.atLeast(ID, "BOX-PLACE", -0.05, "of edge");

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "each actor's outline is seen where its box is, and not beside";
    }

    @Override
    public int cost() {
        return 55;
    }

    @Override
    public List<Measure> measures() {
        return List.of(OFFSET, PLACE);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return clip.expected()
                .<Examination>map(views -> new Boxes(clip, views))
                .orElse(() -> List.of(Findings.aboutClip(ID)
                        .notJudged(PLACE.code(), "no world at hand that says which actors are seen")));
    }
}

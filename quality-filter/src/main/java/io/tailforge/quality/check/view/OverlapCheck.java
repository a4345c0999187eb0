package io.tailforge.quality.check.view;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.Measure;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.SharedPasses;
import java.util.List;

/**
 * X1 and X2: where two cameras see the same surface at the same time, they see the same. Points with drawing in two directions
 * whose place is known (of the world that the clip was asked of, where the generator says by its depth that it rendered that
 * one; else of the map's lanes) are projected into the other camera, patch and all, and looked for around there by normalised
 * cross-correlation. Two figures for each pair that sees enough: the share of the points that is found within 1.5 pixels, and
 * how far off what is found is found. The calibration is the scene's, nothing is fitted: a mirrored or swapped camera, one that
 * looks elsewhere or at another time, or another scene has no way to look right.
 *
 * <p>X3: in what they agree in, they show the same brightness and colours. What goes with the distance from the pictures'
 * middles is the lens's and taken out; fog is not judged, for it veils more the farther a camera is off. Three standard errors
 * ({@link Seam}) are granted, and by night what lamps do, in the wet and on bare ground what the sky does.
 *
 * <p>A point counts only where the camera's own frame before shows it too (flakes, drops and mirror images do not stay) and
 * all that its patch shows is one flat surface: outlines lie elsewhere for each camera. It counts as found only where it fits
 * better than anywhere else nearby. Seen on 53 engine-made clips (19 of 36, 34 of 48 frames; 3 cameras of 640x352): clean
 * pairs agree in 42 % of the points or more, are 0.73 px off at most (one at night 1.22) and differ by up to 4.5 % in
 * brightness (one at night, standing, 5.9); of eight cameras turned or late by severity 1 or 2 on a city map, a motorway and in
 * rain each was found, the least at 1.66 px. Snow on motorways leaves too little to judge: a camera turned or late by
 * severity 1 there is not found by any check.
 *
 * <p>Does not see what all cameras agree in, nor what lies outside the overlaps; in a standing car not a camera's late frames.
 * Wet roads mirror another thing to each camera: of those only upright surfaces count, so that wet clips of other generators
 * are not judged. The camera to blame is the one that disagrees with most of its neighbours; in a pair without other neighbours
 * nothing tells, and the second is named.
 */
public final class OverlapCheck implements QualityCheck {
    static final String ID = "overlap";
    static final Measure AGREEMENT = Measure.atLeast(ID, "OVERLAP-AGREEMENT", 0.2, "of places");
    static final Measure RESIDUAL = Measure.atMost(ID, "OVERLAP-RESIDUAL", 1.6, "px");

    static final Measure GAIN = Measure.atMost(ID, "SEAM-GAIN", 0.016, "log brightness, beyond chance");
    static final Measure COLOUR = Measure.atMost(ID, "SEAM-COLOUR", 2, "levels");

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "cameras see the same things at the same places where their views overlap";
    }

    @Override
    public int cost() {
        return 60;
    }

    @Override
    public List<Measure> measures() {
        return List.of(AGREEMENT, RESIDUAL, GAIN, COLOUR);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return examine(clip, new SharedPasses());
    }

    @Override
    public Examination examine(ClipEvidence clip, SharedPasses passes) {
        return passes.get(Overlaps.class, () -> new Overlaps(clip));
    }
}

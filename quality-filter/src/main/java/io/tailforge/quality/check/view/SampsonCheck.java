package io.tailforge.quality.check.view;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.SharedPasses;

/**
 * Sampson errors in the form that NVIDIA publishes (cosmos-cookbook, geometrical consistency), for comparison only: nothing is
 * judged by them, every finding is {@code not_judged} with its figure. {@code TSE}: corners of a frame found in the next by
 * their looks, epipolar geometry fitted to these very matches, median distance from it, median over some pairs of frames.
 * {@code CSE}: the same over what two cameras see of each other, one geometry for the clip. Places are those of a pinhole
 * picture of 120 degrees and 960 x 540 pixels. Theirs matches by SuperPoint and LightGlue, so figures compare roughly.
 *
 * <p>Since the geometry is fitted to what it is held against, these figures cannot tell a world that is rigid and wrong:
 * a mirrored or swapped camera, one that looks elsewhere, another speed or time are all as good as right. {@link OverlapCheck}
 * and {@code motion} hold matches against the known calibration and ego motion instead, and find them.
 */
public final class SampsonCheck implements QualityCheck {
    static final String ID = "sampson";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "calibration-free Sampson errors over time and between cameras, reported for comparison";
    }

    @Override
    public int cost() {
        return 61;
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return examine(clip, new SharedPasses());
    }

    @Override
    public Examination examine(ClipEvidence clip, SharedPasses passes) {
        return new Sampsons(clip, passes.get(Overlaps.class, () -> new Overlaps(clip)));
    }
}

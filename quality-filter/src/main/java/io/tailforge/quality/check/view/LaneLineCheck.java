package io.tailforge.quality.check.view;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.Measure;
import io.tailforge.quality.QualityCheck;
import java.util.List;

/**
 * L1: painted lines lie where the map has them. Across each line that a camera sees within 28 m, every metre, at most twelve
 * frames, we ask at each distance to its left and right how much brighter a stripe is there than the brighter of what lies on
 * both its sides, as a share of the brightness around (so that light does not matter), and take the mean along the line. What
 * stands before a line hides it: actors by their boxes, all else by the depth of the world that was asked for where the
 * generator says that it rendered that one; of another generator only lines beside the ego's own way count. Two figures: how
 * far off the lines lie that are clearly seen at all within 1.8 m, the middle one of them; and how much paint there is in place,
 * all lines together.
 *
 * <p>On 23 clips of 3 cameras x 36 frames x 640x352 (four maps; noon, low sun, dusk, fog, night, rain, night rain, snow) lines
 * lay 5 cm off at most and had 2.5 to 44 % of brightness in place; with the map's lines moved by 0.3 m they lay 0.25 m off at
 * least and had 0.2 %. On 35 more, two thirds of all 58 show the 60 points of lines that are asked for; 6 to 44 % were in place
 * there, and 0.4 % at most in 6 whose lines were left out.
 *
 * <p>Where the map promises lines and the road is lit, a picture without them fails, worn or wet; under snow it is not judged.
 * In fog only as far as paint keeps a third of its contrast, and the mean is that of clear air, what is hardly seen counting for
 * little; unlit road does not count. Sixteen metres of lines must have been seen: an ego that stands may look at the gap between
 * two dashes all the time (7 metres of them had -0.2 % in fog, 8 had 2.4 %; of 16 and more the least is 3.4 %). Pictures less than 300
 * pixels wide are not judged. Blind to a single moved line among
 * several, to dashes against solid lines, and to lines that the map lacks.
 */
public final class LaneLineCheck implements QualityCheck {
    static final String ID = "lane-lines";
    static final Measure OFFSET = Measure.atMost(ID, "LANE-OFFSET", 0.17, "m");
    static final Measure PAINT = Measure.atLeast(ID, "LANE-PAINT", 0.012, "of brightness");

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "painted lines lie where the map has them";
    }

    @Override
    public int cost() {
        return 55;
    }

    @Override
    public List<Measure> measures() {
        return List.of(OFFSET, PAINT);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return new LaneLines(clip);
    }
}

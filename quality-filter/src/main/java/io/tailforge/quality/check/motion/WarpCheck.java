package io.tailforge.quality.check.motion;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.Measure;
import io.tailforge.quality.Plane;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.SharedPasses;
import io.tailforge.quality.check.Findings;
import io.tailforge.quality.check.Medians;
import io.tailforge.quality.check.Where;
import io.tailforge.scene.artifact.Finding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * T5: what a patch of the standing world shows goes with it. Where older pictures shine through (ghosts), what is left of a
 * patch after it has been held against itself one frame earlier is like the change of the picture two to six frames ago at
 * the same places, asked as correlations freed of mean, gain and small shifts, and averaged over the clip ({@link StuckPatch});
 * that of one age counts against those of the others. Where texture sticks to the camera, it stays in the mean picture of a road
 * that moves on ({@link StickingTexture}).
 *
 * <p>What a ghost exceeds two standard errors of its mean by counts, where a patch that goes on by a part of its side is that part of
 * a new one: the same few patches of a creeping ego, or of a road in fog, are no proof. Over 57 ray-cast clips of 3 cameras in twelve
 * looks the clean ones' ghosts reach 0.114 before these errors are taken off, a ghost of 20 % gives 0.15 to 0.22. Of the road's
 * texture 2.4 % at most sticks in 58 (fog, snow with ruts); with the first frame blended
 * into the lower half of seven clips it is 2 to 6 % for a share of 30 % (3 of 7 found), 4.4 to 18 % for 45 %, 11 to 67 % for 60 %. What
 * sticks beside the road is not seen, nor what sticks for less than 24 frames. An ego bonnet or shadow sticks by right, and does not
 * count as long as it covers less than half of the road that is seen.
 */
public final class WarpCheck implements QualityCheck {
    private static final String ID = "warp";
    private static final Measure GHOST = Measure.atMost(ID, "WARP-GHOST", 0.15, "correlation");
    private static final Measure STUCK = Measure.atMost(ID, "WARP-STUCK", 0.036, "of texture");

    private static final int FIRST_LAG = 2;
    private static final int LAST_LAG = 6;

    /** What lags other than the worst one show, as quantile: glints and reflections are like all of them. */
    private static final double OTHERS = 0.34;

    /** A point that has less far to go tells nothing, pixels. */
    private static final double LEAST_WAY = 1;

    private static final int LEAST_PATCHES = 150;

    /** What exceeds so many standard errors of its mean counts: in fog few patches tell anything. */
    private static final double CHANCE = 2;

    /** At most so many patches of a pair are looked at. */
    private static final int MOST_PATCHES = 160;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "no older picture shines through and no texture sticks to the camera";
    }

    @Override
    public int cost() {
        return 55;
    }

    @Override
    public List<Measure> measures() {
        return List.of(GHOST, STUCK);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return examine(clip, new SharedPasses());
    }

    @Override
    public Examination examine(ClipEvidence clip, SharedPasses passes) {
        return new Warps(passes.get(PointMotion.class, () -> new PointMotion(clip)), clip);
    }

    private static final class Warps implements Examination {
        private final PointMotion motion;
        private final Calibration calibration;
        private final int clipFrames;
        private final StuckPatch patch = new StuckPatch();
        private final Map<String, Lens> byCamera = new LinkedHashMap<>();

        Warps(PointMotion motion, ClipEvidence clip) {
            this.motion = motion;
            this.calibration = clip.calibration();
            this.clipFrames = clip.scene().grid().frames();
        }

        @Override
        public void frame(CameraFrame frame) {
            Lens lens = byCamera.computeIfAbsent(
                    frame.camera(),
                    camera -> new Lens(new StickingTexture(frame.grey().width(), clipFrames, motion.surfaces())));
            motion.follow(frame).ifPresent(pair -> look(lens, pair));
            lens.keep(frame);
        }

        private void look(Lens lens, FramePair pair) {
            List<FollowedPoint> going = pair.points().stream()
                    .filter(point -> point.instance() == 0 && point.isFound() && point.way() > LEAST_WAY)
                    .toList();
            int stride = Math.max(1, going.size() / MOST_PATCHES);
            for (int i = 0; i < going.size(); i += stride) {
                patch.take(pair, going.get(i));
                lens.look(patch, going.get(i).way());
            }
            lens.texture.add(pair);
        }

        @Override
        public List<Finding> finish() {
            List<Finding> findings = new ArrayList<>();
            byCamera.forEach((camera, lens) ->
                    findings.addAll(lens.judge(Findings.about(ID, camera).by(calibration))));
            if (findings.isEmpty()) {
                findings.add(Findings.aboutClip(ID).notJudged("NO-FRAMES", "no frame could be decoded"));
            }
            return findings;
        }
    }

    /** What is kept of a camera: the last frames. */
    private static final class Lens {
        /** Newest first. */
        private final Deque<Plane> last = new ArrayDeque<>();

        private final Mean[] ghosts = new Mean[LAST_LAG + 1];
        private final StickingTexture texture;

        Lens(StickingTexture texture) {
            this.texture = texture;
            for (int lag = FIRST_LAG; lag <= LAST_LAG; lag++) {
                ghosts[lag] = new Mean();
            }
        }

        /** Before the pair's later frame is kept: the newest one is its earlier frame. @param way it ought to go, pixels */
        void look(StuckPatch patch, double way) {
            Iterator<Plane> older = last.iterator();
            older.next();
            int lag = 1;
            double fresh = Math.min(1, way / StuckPatch.SIDE);
            Plane then = last.getFirst();
            while (older.hasNext()) {
                Plane oneBefore = older.next();
                if (lag >= FIRST_LAG) {
                    ghosts[lag].add(patch.likenessTo(then, oneBefore), fresh);
                }
                then = oneBefore;
                lag++;
            }
        }

        void keep(CameraFrame frame) {
            last.addFirst(frame.grey());
            if (last.size() > LAST_LAG + 1) {
                last.removeLast();
            }
        }

        List<Finding> judge(Findings about) {
            return List.of(ghost(about), stuck(about));
        }

        private Finding stuck(Findings about) {
            return texture.sticking()
                    .map(found -> about.judge(
                            STUCK, found.share(), Where.CLIP.in(found.region()), "texture sticks to the camera"))
                    .orElseGet(() -> about.notJudged(STUCK.code(), "too little road moves through the picture"));
        }

        private Finding ghost(Findings about) {
            int worst = FIRST_LAG;
            double[] values = new double[LAST_LAG - FIRST_LAG + 1];
            for (int lag = FIRST_LAG; lag <= LAST_LAG; lag++) {
                worst = ghosts[lag].value() > ghosts[worst].value() ? lag : worst;
                values[lag - FIRST_LAG] = ghosts[lag].value();
            }
            double others = Medians.quantile(values, OTHERS);
            return ghosts[worst].evidence < LEAST_PATCHES
                    ? about.notJudged(GHOST.code(), "too few points of known depth move through the picture")
                    : about.judge(
                            GHOST,
                            ghosts[worst].value() - others - CHANCE * ghosts[worst].error(),
                            Where.CLIP,
                            "the picture of %d frames ago shines through".formatted(worst));
        }
    }

    /** Of what is a number. */
    private static final class Mean {
        private double sum;
        private double squares;
        private int count;

        /** How many of the values do not repeat others. */
        private double evidence;

        /** @param fresh share of what it was taken from that no earlier value was taken from */
        void add(double value, double fresh) {
            if (!Double.isNaN(value)) {
                sum += value;
                squares += value * value;
                count++;
                evidence += fresh;
            }
        }

        /** Standard error. */
        double error() {
            return Math.sqrt((squares / count - value() * value()) / evidence);
        }

        double value() {
            return count == 0 ? 0 : sum / count;
        }
    }
}

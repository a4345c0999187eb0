package io.tailforge.quality.check.view;

import static io.tailforge.quality.check.view.OverlapCheck.AGREEMENT;
import static io.tailforge.quality.check.view.OverlapCheck.COLOUR;
import static io.tailforge.quality.check.view.OverlapCheck.GAIN;
import static io.tailforge.quality.check.view.OverlapCheck.ID;
import static io.tailforge.quality.check.view.OverlapCheck.RESIDUAL;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.Measure;
import io.tailforge.quality.WorkingSize;
import io.tailforge.quality.check.Findings;
import io.tailforge.quality.check.SampledFrames;
import io.tailforge.quality.check.Where;
import io.tailforge.scene.artifact.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** {@link OverlapCheck} at work. */
final class Overlaps implements Examination {
    private static final int MOST_FRAMES = 12;

    /** Of fewer places nothing is said. */
    private static final int LEAST_PLACES = 60;

    private static final int LEAST_FOUND = 30;

    /** A wetter road mirrors another thing to each camera. */
    private static final double MIRRORING = 0.3;

    private static final double FOGGY_METRES = 500;

    /** Light of lamps, and the sky's from the ground and from what is wet, comes back otherwise to each camera: natural logarithm. */
    private static final double SHINE = 0.02;

    private final Calibration calibration;
    private final SurfaceFinder finder;
    private final SampledFrames sampled;
    private final boolean wet;
    private final boolean foggy;
    private final boolean night;
    private final Map<String, Overlap> overlaps = new TreeMap<>();
    private final Map<String, CameraFrame> before = new HashMap<>();
    private final Map<String, WorkingSize> sizes = new HashMap<>();
    private int compared = -1;

    Overlaps(ClipEvidence clip) {
        this.calibration = clip.calibration();
        this.finder = SurfaceFinder.of(clip);
        this.sampled = new SampledFrames(clip.scene().grid().frames(), MOST_FRAMES);
        this.foggy = clip.scene().variation().weather().fogVisibilityMetres() < FOGGY_METRES;
        this.night = clip.scene().variation().sun().isNight();
        this.wet = clip.scene().variation().weather().roadWetness() > MIRRORING;
    }

    /** Shared by checks of a run: the second one that shows the same frames changes nothing. */
    @Override
    public void instant(List<CameraFrame> frames) {
        int index = frames.getFirst().index();
        if (index == compared) {
            return;
        }
        compared = index;
        List<CameraFrame> fine = frames.stream().filter(SurfaceFinder::isFine).toList();
        if (fine.size() > 1 && index < sampled.frames() && sampled.has(index)) {
            compare(fine);
        }
        frames.forEach(frame -> before.put(frame.camera(), frame));
    }

    private void compare(List<CameraFrame> frames) {
        List<Sight> sights = frames.stream().map(this::sight).toList();
        List<List<SurfacePoint>> points = sights.stream().map(Sight::points).toList();
        for (int a = 0; a < sights.size(); a++) {
            for (int b = a + 1; b < sights.size(); b++) {
                Overlap overlap = overlap(a, b, frames);
                overlap.add(sights.get(a).seenBy(sights.get(b), points.get(a)), true);
                overlap.add(sights.get(b).seenBy(sights.get(a), points.get(b)), false);
            }
        }
    }

    private Sight sight(CameraFrame frame) {
        WorkingSize size = new WorkingSize(frame.grey().width(), frame.grey().height());
        sizes.put(frame.camera(), size);
        return new Sight(
                frame,
                Optional.ofNullable(before.get(frame.camera())),
                finder.look(frame.camera(), frame.index(), size),
                wet);
    }

    private Overlap overlap(int a, int b, List<CameraFrame> frames) {
        String first = frames.get(a).camera();
        String second = frames.get(b).camera();
        return overlaps.computeIfAbsent(
                "%03d %03d %s %s".formatted(a, b, first, second), unused -> new Overlap(first, second));
    }

    @Override
    public List<Finding> finish() {
        List<Overlap> judged = listJudged();
        List<Finding> findings = new ArrayList<>();
        findings.addAll(judge(judged, AGREEMENT, Overlap::agreement, Overlaps::otherwise));
        List<Overlap> found = judged.stream()
                .filter(overlap -> overlap.found().size() >= LEAST_FOUND)
                .toList();
        findings.addAll(judge(found, RESIDUAL, Overlap::residual, Overlaps::shifted));
        List<Overlap> seams = foggy
                ? List.of()
                : judged.stream()
                        .filter(overlap -> overlap.seam().places() >= LEAST_PLACES)
                        .toList();
        findings.addAll(judge(seams, GAIN, this::gain, Overlaps::brighter));
        findings.addAll(judge(seams, COLOUR, overlap -> overlap.seam().colour(), Overlaps::coloured));
        if (findings.isEmpty()) {
            findings.add(Findings.aboutClip(ID)
                    .notJudged(AGREEMENT.code(), "no two cameras see enough of the same known surfaces with drawing"));
        }
        return findings;
    }

    private double gain(Overlap overlap) {
        Seam seam = overlap.seam();
        return Math.max(0, seam.sureGain() - (night || wet || seam.level() ? SHINE : 0));
    }

    /** Pairs of cameras that see enough of the same places. */
    List<Overlap> listJudged() {
        return overlaps.values().stream()
                .filter(overlap -> overlap.places().size() >= LEAST_PLACES)
                .toList();
    }

    /** One finding a pair, about the camera that is to blame. */
    private List<Finding> judge(
            List<Overlap> pairs, Measure measure, ToDoubleFunction<Overlap> value, Function<Overlap, String> ifWrong) {
        double threshold = calibration.thresholdOf(measure);
        List<Blame.Pair> judged = pairs.stream()
                .map(pair -> new Blame.Pair(
                        pair.first(), pair.second(), measure.direction().allows(value.applyAsDouble(pair), threshold)))
                .toList();
        Blame blame = new Blame(judged);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < pairs.size(); i++) {
            String camera = blame.of(judged.get(i));
            Overlap pair = pairs.get(i);
            findings.add(Findings.about(ID, camera)
                    .by(calibration)
                    .judge(measure, value.applyAsDouble(pair), where(pair, camera), ifWrong.apply(pair)));
        }
        return findings;
    }

    private Where where(Overlap pair, String camera) {
        WorkingSize size = Objects.requireNonNull(sizes.get(camera));
        return Where.CLIP.in(pair.region(camera, size.width(), size.height()));
    }

    private static String otherwise(Overlap pair) {
        return "of %d places that %s and %s see, most look otherwise or lie elsewhere in one of them"
                .formatted(pair.places().size(), pair.first(), pair.second());
    }

    private static String shifted(Overlap pair) {
        return String.format(
                Locale.ROOT,
                "what %s shows is %.1f px to the right and %.1f px below its place in %s: wrong time, pose or scene",
                pair.first(),
                pair.shiftRight(),
                pair.shiftDown(),
                pair.second());
    }

    private static String brighter(Overlap pair) {
        return String.format(
                Locale.ROOT,
                "%s shows the same places %.3f times as bright as %s",
                pair.second(),
                pair.seam().gain(),
                pair.first());
    }

    private static String coloured(Overlap pair) {
        return "%s shows the same places in other colours than %s".formatted(pair.second(), pair.first());
    }
}

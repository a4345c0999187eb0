package io.tailforge.quality.check.view;

import static io.tailforge.quality.check.view.OverlapCheck.AGREEMENT;
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
import java.util.TreeMap;

/** {@link OverlapCheck} at work. */
final class Overlaps implements Examination {
    private static final int MOST_FRAMES = 12;

    /** Of fewer places nothing is said. */
    private static final int LEAST_PLACES = 40;

    private static final int LEAST_FOUND = 15;

    /** A wetter road mirrors another thing to each camera. */
    private static final double MIRRORING = 0.3;

    private final Calibration calibration;
    private final SurfaceFinder finder;
    private final SampledFrames sampled;
    private final boolean wet;
    private final Map<String, Overlap> overlaps = new TreeMap<>();
    private final Map<String, WorkingSize> sizes = new HashMap<>();

    Overlaps(ClipEvidence clip) {
        this.calibration = clip.calibration();
        this.finder = SurfaceFinder.of(clip);
        this.sampled = new SampledFrames(clip.scene().grid().frames(), MOST_FRAMES);
        this.wet = clip.scene().variation().weather().roadWetness() > MIRRORING;
    }

    @Override
    public void instant(List<CameraFrame> frames) {
        int index = frames.getFirst().index();
        if (frames.size() < 2 || index >= sampled.frames() || !sampled.has(index)) {
            return;
        }
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
        return new Sight(frame, finder.look(frame.camera(), frame.index(), size), wet);
    }

    private Overlap overlap(int a, int b, List<CameraFrame> frames) {
        String first = frames.get(a).camera();
        String second = frames.get(b).camera();
        return overlaps.computeIfAbsent(
                "%03d %03d %s %s".formatted(a, b, first, second), unused -> new Overlap(first, second));
    }

    @Override
    public List<Finding> finish() {
        List<Overlap> judged = overlaps.values().stream()
                .filter(overlap -> overlap.places().size() >= LEAST_PLACES)
                .toList();
        Blame blame = new Blame(judged.stream().map(this::pair).toList());
        List<Finding> findings = new ArrayList<>();
        for (Overlap overlap : judged) {
            addFindings(overlap, blame.of(pair(overlap)), findings);
        }
        if (findings.isEmpty()) {
            findings.add(Findings.aboutClip(ID)
                    .notJudged(AGREEMENT.code(), "no two cameras see enough of the same known surfaces with drawing"));
        }
        return findings;
    }

    private Blame.Pair pair(Overlap overlap) {
        return new Blame.Pair(overlap.first(), overlap.second(), agrees(overlap));
    }

    private boolean agrees(Overlap overlap) {
        return allows(AGREEMENT, overlap.agreement())
                && (overlap.found().size() < LEAST_FOUND || allows(RESIDUAL, overlap.residual()));
    }

    private boolean allows(Measure measure, double value) {
        return measure.direction().allows(value, calibration.thresholdOf(measure));
    }

    private void addFindings(Overlap overlap, String camera, List<Finding> findings) {
        Findings about = Findings.about(ID, camera).by(calibration);
        String other = camera.equals(overlap.first()) ? overlap.second() : overlap.first();
        WorkingSize size = Objects.requireNonNull(sizes.get(camera));
        Where where = Where.CLIP.in(overlap.region(camera, size.width(), size.height()));
        findings.add(about.judge(
                AGREEMENT,
                overlap.agreement(),
                where,
                "of %d places that %s sees too, most look otherwise or lie elsewhere here"
                        .formatted(overlap.places().size(), other)));
        if (overlap.found().size() >= LEAST_FOUND) {
            findings.add(about.judge(RESIDUAL, overlap.residual(), where, shifted(overlap)));
        }
    }

    private static String shifted(Overlap overlap) {
        return String.format(
                Locale.ROOT,
                "what %s shows is %.1f px to the right and %.1f px below its place in %s: wrong time, pose or scene",
                overlap.first(),
                overlap.shiftRight(),
                overlap.shiftDown(),
                overlap.second());
    }
}

package io.tailforge.quality.check.view;

import static io.tailforge.quality.check.view.LaneLineCheck.ID;
import static io.tailforge.quality.check.view.LaneLineCheck.OFFSET;
import static io.tailforge.quality.check.view.LaneLineCheck.PAINT;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.Pixel;
import io.tailforge.quality.Plane;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.quality.WorkingSize;
import io.tailforge.quality.check.Findings;
import io.tailforge.quality.check.SampledFrames;
import io.tailforge.quality.check.Where;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** {@link LaneLineCheck} at work. */
final class LaneLines implements Examination {
    private static final int MOST_FRAMES = 12;
    private static final double FAR_METRES = 28;
    private static final double NEAR_METRES = 3;

    /** A stripe of 15 cm must be so wide, pixels. */
    private static final double LEAST_WIDTH = 1.2;

    private static final double STRIPE_METRES = 0.15;

    /** Lines of two lanes that lie on one another. */
    private static final double SAME_METRES = 0.4;

    private static final int LEAST_REACH = 8;
    private static final double LEAST_LUMA = 8;

    /** Share of its contrast that paint must keep in fog. */
    private static final double LEAST_CLEARNESS = 0.3;

    private static final int LEAST_POINTS = 60;

    /** Different points of the map, metres of lines: fewer may lie in a gap between two dashes. */
    private static final int LEAST_PLACES = 16;

    private static final double IN_PLACE_METRES = 0.15;
    private static final double HIDING_SNOW = 0.15;

    /** Steps of the profile between two places that are projected. */
    private static final int STRIDE = 10;

    private static final int STEPS = PaintProfile.SIDE + PaintProfile.MARGIN;

    private final ClipEvidence clip;
    private final SurfaceFinder finder;
    private final SampledFrames sampled;
    private final List<PaintedPoint> paint;
    private final double extinction;
    private final double far;
    private final Map<String, WorkingSize> sizes = new HashMap<>();
    private final Map<String, Map<Integer, PaintProfile>> byCamera = new TreeMap<>();

    LaneLines(ClipEvidence clip) {
        this.clip = clip;
        this.finder = SurfaceFinder.of(clip);
        this.sampled = new SampledFrames(clip.scene().grid().frames(), MOST_FRAMES);
        this.paint = PaintedPoint.of(clip.map());
        this.extinction = clip.scene().variation().weather().fogExtinction();
        this.far = extinction == 0 ? FAR_METRES : Math.min(FAR_METRES, -Math.log(LEAST_CLEARNESS) / extinction);
    }

    @Override
    public void frame(CameraFrame frame) {
        if (frame.index() >= sampled.frames()
                || !sampled.has(frame.index())
                || paint.isEmpty()
                || !SurfaceFinder.isFine(frame)) {
            return;
        }
        WorkingSize size = new WorkingSize(frame.grey().width(), frame.grey().height());
        StillSurfaces surfaces = finder.look(frame.camera(), frame.index(), size);
        SceneGeometry geometry = surfaces.geometry();
        Vec3 eye = geometry.worldFromCamera(frame.index(), size.height() / 2.0).translation();
        sizes.put(frame.camera(), size);
        List<PaintedPoint> near = paint.stream()
                .filter(point -> point.at().distanceTo(eye) < FAR_METRES + 3)
                .toList();
        Map<Integer, PaintProfile> profiles = byCamera.computeIfAbsent(frame.camera(), unused -> new TreeMap<>());
        for (PaintedPoint point : near) {
            double distance = point.at().distanceTo(eye);
            if (distance > NEAR_METRES && distance < far) {
                geometry.project(frame.index(), point.at())
                        .filter(at -> surfaces.shows(point.at(), at))
                        .ifPresent(at -> {
                            int reach = reach(point, near);
                            across(frame, geometry, point)
                                    .filter(luma -> reach >= LEAST_REACH && isLit(luma))
                                    .ifPresent(
                                            luma -> profiles.computeIfAbsent(point.line(), unused -> new PaintProfile())
                                                    .add(point, at, luma, reach, clearness(distance)));
                        });
            }
        }
    }

    private double clearness(double distance) {
        return Math.exp(-extinction * distance);
    }

    /** Whether the road is bright enough to show anything. */
    private static boolean isLit(double[] luma) {
        double sum = 0;
        for (double value : luma) {
            sum += value;
        }
        return sum / luma.length > LEAST_LUMA;
    }

    /** Steps to each side up to where another line might be meant. */
    private static int reach(PaintedPoint point, List<PaintedPoint> near) {
        double nearest = Double.MAX_VALUE;
        for (PaintedPoint other : near) {
            double distance = other.at().horizontalDistanceTo(point.at());
            if (other.line() != point.line() && distance > SAME_METRES) {
                nearest = Math.min(nearest, distance);
            }
        }
        return (int) ((Math.min(nearest, 10) - 0.4) / PaintProfile.STEP_METRES);
    }

    /** Brightness across the line, from its right to its left; empty where too little of it is seen. */
    private static Optional<double[]> across(CameraFrame frame, SceneGeometry geometry, PaintedPoint point) {
        int places = 2 * STEPS / STRIDE + 1;
        double[] u = new double[places];
        double[] v = new double[places];
        for (int i = 0; i < places; i++) {
            double offset = (i * STRIDE - STEPS) * PaintProfile.STEP_METRES;
            Optional<Pixel> pixel =
                    geometry.project(frame.index(), point.at().plus(point.left().times(offset)));
            if (pixel.isEmpty()) {
                return Optional.empty();
            }
            u[i] = pixel.get().u();
            v[i] = pixel.get().v();
        }
        int middle = places / 2;
        double step = Math.hypot(u[middle + 1] - u[middle], v[middle + 1] - v[middle]);
        boolean wide = step / (STRIDE * PaintProfile.STEP_METRES) * STRIPE_METRES >= LEAST_WIDTH;
        return wide ? Optional.of(sample(frame.grey(), u, v)) : Optional.empty();
    }

    private static double[] sample(Plane grey, double[] u, double[] v) {
        double[] luma = new double[2 * STEPS + 1];
        for (int i = 0; i < luma.length; i++) {
            int a = Math.min(i / STRIDE, u.length - 2);
            double share = (double) (i - a * STRIDE) / STRIDE;
            luma[i] = grey.sample(u[a] + share * (u[a + 1] - u[a]), v[a] + share * (v[a + 1] - v[a])) - 16;
        }
        return luma;
    }

    @Override
    public List<Finding> finish() {
        if (clip.scene().variation().weather().snowCover() > HIDING_SNOW) {
            return List.of(Findings.aboutClip(ID).notJudged(PAINT.code(), "snow lies on the lines"));
        }
        List<Finding> findings = new ArrayList<>();
        byCamera.forEach((camera, profiles) -> {
            addOffset(camera, profiles.values(), findings);
            addPaint(camera, profiles.values(), findings);
        });
        if (findings.isEmpty()) {
            findings.add(Findings.aboutClip(ID)
                    .notJudged(PAINT.code(), "no camera sees enough of the lines that the map has, near and lit"));
        }
        return findings;
    }

    /** The line in the middle of those that are seen, by how far off they lie. */
    private void addOffset(String camera, Collection<PaintProfile> lines, List<Finding> findings) {
        List<PaintProfile> seen = lines.stream()
                .filter(line -> line.points() >= LEAST_POINTS && line.isSeen())
                .sorted(Comparator.comparingDouble(line -> Math.abs(line.offset())))
                .toList();
        if (seen.isEmpty()) {
            return;
        }
        PaintProfile line = seen.get((seen.size() - 1) / 2);
        findings.add(Findings.about(ID, camera)
                .by(clip.calibration())
                .judge(
                        OFFSET,
                        Math.abs(line.offset()),
                        where(camera, line),
                        String.format(
                                Locale.ROOT,
                                "a painted line lies %.2f m to the left of where the map has it",
                                line.offset())));
    }

    /** All lines together; where nobody says whether snow may lie on them, they need not be seen. */
    private void addPaint(String camera, Collection<PaintProfile> lines, List<Finding> findings) {
        PaintProfile all = new PaintProfile();
        lines.forEach(all::add);
        boolean told = clip.scene().variation().isTold();
        if (told && all.points() >= LEAST_POINTS && all.places() >= LEAST_PLACES) {
            findings.add(Findings.about(ID, camera)
                    .by(clip.calibration())
                    .judge(
                            PAINT,
                            all.strongest(IN_PLACE_METRES),
                            where(camera, all),
                            "where the map has %d points of painted lines, there is no paint".formatted(all.points())));
        }
    }

    private Where where(String camera, PaintProfile line) {
        WorkingSize size = Objects.requireNonNull(sizes.get(camera));
        return Where.CLIP.in(line.region(size.width(), size.height()));
    }
}

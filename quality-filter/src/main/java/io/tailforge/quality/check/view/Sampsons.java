package io.tailforge.quality.check.view;

import static io.tailforge.quality.check.view.SampsonCheck.ID;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.Pixel;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.quality.WorkingSize;
import io.tailforge.quality.check.Medians;
import io.tailforge.quality.check.SampledFrames;
import io.tailforge.quality.check.view.Fundamental.Pair;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link SampsonCheck} at work. */
final class Sampsons implements Examination {
    private static final int MOST_PAIRS = 3;

    /** Of fewer matches nothing is said. */
    private static final int LEAST_MATCHES = 40;

    /** The pinhole picture that matches are given in: 120 degrees across 960 pixels, and 540 rows. */
    private static final double FOCAL = 480 / Math.tan(Math.toRadians(60));

    private static final double HALF_WIDTH = 480;
    private static final double HALF_HEIGHT = 270;

    private final ClipEvidence clip;
    private final Overlaps overlaps;
    private final SampledFrames sampled;
    private final Map<String, SceneGeometry> geometries = new HashMap<>();
    private final Map<String, CameraFrame> before = new HashMap<>();
    private final Map<String, List<Double>> errors = new LinkedHashMap<>();

    Sampsons(ClipEvidence clip, Overlaps overlaps) {
        this.clip = clip;
        this.overlaps = overlaps;
        this.sampled = new SampledFrames(clip.scene().grid().frames(), MOST_PAIRS + 1);
    }

    @Override
    public void frame(CameraFrame frame) {
        List<Double> own = errors.computeIfAbsent(frame.camera(), camera -> new ArrayList<>());
        int index = frame.index();
        if (SurfaceFinder.isFine(frame) && index < sampled.frames()) {
            if (index > 0 && sampled.has(index)) {
                error(frame).ifPresent(own::add);
            }
            before.put(frame.camera(), frame);
        }
    }

    private Optional<Double> error(CameraFrame frame) {
        CameraFrame last = before.get(frame.camera());
        if (last == null || last.index() != frame.index() - 1) {
            return Optional.empty();
        }
        SceneGeometry geometry = geometry(frame);
        List<Pair> pairs = FreeMatcher.match(last, frame).stream()
                .flatMap(found -> pair(
                        rectified(geometry, last.index(), found.from()), rectified(geometry, frame.index(), found.to()))
                        .stream())
                .toList();
        return error(pairs);
    }

    private static Optional<Double> error(List<Pair> pairs) {
        return pairs.size() < LEAST_MATCHES
                ? Optional.empty()
                : Fundamental.fit(pairs).map(geometry -> geometry.median(pairs));
    }

    private SceneGeometry geometry(CameraFrame frame) {
        WorkingSize size = new WorkingSize(frame.grey().width(), frame.grey().height());
        return geometries.computeIfAbsent(frame.camera(), camera -> SceneGeometry.of(clip.scene(), camera, size));
    }

    private static Optional<Pair> pair(Optional<Pixel> first, Optional<Pixel> second) {
        return first.flatMap(a -> second.map(b -> new Pair(a.u(), a.v(), b.u(), b.v())));
    }

    /** Empty outside the pinhole picture. */
    private static Optional<Pixel> rectified(SceneGeometry geometry, int frame, Pixel at) {
        Vec3 ray = geometry.worldFromCamera(frame, at.v()).inverse().rotate(geometry.ray(frame, at.u(), at.v()));
        double u = FOCAL * ray.x() / ray.z();
        double v = FOCAL * ray.y() / ray.z();
        return ray.z() > 0 && Math.abs(u) < HALF_WIDTH && Math.abs(v) < HALF_HEIGHT
                ? Optional.of(new Pixel(u, v))
                : Optional.empty();
    }

    @Override
    public void instant(List<CameraFrame> frames) {
        overlaps.instant(frames);
    }

    @Override
    public List<Finding> finish() {
        List<Finding> findings = new ArrayList<>();
        errors.forEach((camera, own) -> findings.add(
                own.isEmpty()
                        ? unknown("TSE", camera, "too few corners are found again in the next frame")
                        : reported("TSE", camera, median(own), "over %d pairs of frames".formatted(own.size()))));
        for (Overlap overlap : overlaps.listJudged()) {
            across(overlap)
                    .ifPresent(error ->
                            findings.add(reported("CSE", overlap.second(), error, "against " + overlap.first())));
        }
        if (findings.isEmpty()) {
            findings.add(new Finding(
                    ID, "TSE", Severity.NOT_JUDGED, 0, 0, "", Optional.empty(), -1, -1, "no frame could be decoded"));
        }
        return findings;
    }

    private static double median(List<Double> values) {
        return Medians.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private Optional<Double> across(Overlap overlap) {
        SceneGeometry first = geometries.get(overlap.first());
        SceneGeometry second = geometries.get(overlap.second());
        if (first == null || second == null) {
            return Optional.empty();
        }
        return error(overlap.found().stream()
                .flatMap(place -> pair(
                        rectified(first, 0, place.inFirst()),
                        rectified(
                                second,
                                0,
                                new Pixel(
                                        place.inSecond().u() + place.du(),
                                        place.inSecond().v() + place.dv())))
                        .stream())
                .toList());
    }

    private static Finding reported(String code, String camera, double value, String detail) {
        return new Finding(
                ID,
                code,
                Severity.NOT_JUDGED,
                value,
                Double.NaN,
                "px of 960",
                Optional.of(camera),
                -1,
                -1,
                "reported for comparison, " + detail);
    }

    private static Finding unknown(String code, String camera, String detail) {
        return new Finding(ID, code, Severity.NOT_JUDGED, 0, 0, "", Optional.of(camera), -1, -1, detail);
    }
}

package io.tailforge.service.quality;

import io.tailforge.quality.Measure.Direction;
import io.tailforge.quality.dataset.Drift;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.service.quality.QualityReport.Cause;
import io.tailforge.service.quality.QualityReport.Figure;
import io.tailforge.service.quality.QualityReport.Share;
import io.tailforge.service.quality.RequestClips.Judged;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Counts clips by cause, weather and camera, and gathers their figures. */
final class Tally {
    private long looked;
    private long judged;
    private long accepted;
    private final Map<String, Cause> causes = new TreeMap<>();
    private final Map<String, Share> weathers = new TreeMap<>();
    private final Map<String, Share> cameras = new TreeMap<>();
    private final Map<String, Values> values = new TreeMap<>();
    private final Map<String, Direction> directions;

    /** @param directions which values are right, by {@link io.tailforge.quality.Measure#key}; of other codes low ones are */
    Tally(Map<String, Direction> directions) {
        this.directions = Map.copyOf(directions);
    }

    /** The worst value of each clip under a code. */
    private record Values(String check, String code, String unit, List<Double> worst) {
        double[] toArray() {
            return worst.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    void add(Judged clip, String weather) {
        looked++;
        cause(clip).ifPresent(this::addCause);
        clip.verdict().ifPresent(verdict -> {
            judged++;
            accepted += clip.accepted() ? 1 : 0;
            count(weathers, weather, clip.accepted());
            addCauses(verdict.findings());
            addCameras(verdict.findings());
            addValues(verdict.findings());
        });
    }

    private static void count(Map<String, Share> shares, String name, boolean good) {
        shares.merge(
                name,
                new Share(name, 1, good ? 1 : 0),
                (a, b) -> new Share(name, a.clips() + b.clips(), a.accepted() + b.accepted()));
    }

    private void addCauses(List<Finding> findings) {
        Set<Cause> own = new LinkedHashSet<>();
        findings.stream()
                .filter(finding -> finding.severity() == Severity.FAIL)
                .forEach(finding -> own.add(new Cause(finding.check(), finding.code(), 1)));
        own.forEach(this::addCause);
    }

    private void addCause(Cause cause) {
        causes.merge(
                cause.check() + "/" + cause.code(),
                cause,
                (a, b) -> new Cause(a.check(), a.code(), a.clips() + b.clips()));
    }

    /** Why a clip is not there although no check failed: it was never made, or a person or its joint score spoke against it. */
    private static Optional<Cause> cause(Judged clip) {
        if (clip.verdict().isEmpty()) {
            String code = clip.row().failureCode();
            return Optional.of(
                    new Cause("generation", code.isEmpty() ? clip.row().state().name() : code, 1));
        }
        boolean failed =
                clip.verdict().get().findings().stream().anyMatch(finding -> finding.severity() == Severity.FAIL);
        return clip.accepted() || failed
                ? Optional.empty()
                : Optional.of(new Cause(
                        "curation",
                        clip.byPerson() ? "CURATOR" : clip.row().state().name(),
                        1));
    }

    private void addCameras(List<Finding> findings) {
        Map<String, Boolean> good = new TreeMap<>();
        findings.forEach(finding -> finding.camera()
                .ifPresent(camera -> good.merge(camera, finding.severity() != Severity.FAIL, Boolean::logicalAnd)));
        good.forEach((camera, fine) -> count(cameras, camera, fine));
    }

    private void addValues(List<Finding> findings) {
        Map<String, Finding> worst = new TreeMap<>();
        for (Finding finding : findings) {
            if (finding.severity() != Severity.NOT_JUDGED && Double.isFinite(finding.value())) {
                worst.merge(finding.check() + "/" + finding.code(), finding, this::worse);
            }
        }
        worst.forEach((key, finding) -> values.computeIfAbsent(
                        key, k -> new Values(finding.check(), finding.code(), finding.unit(), new ArrayList<>()))
                .worst()
                .add(finding.value()));
    }

    private Finding worse(Finding a, Finding b) {
        String key = a.check() + "/" + a.code();
        boolean upIsWorse = directions.getOrDefault(key, Direction.AT_MOST) == Direction.AT_MOST;
        return (a.value() > b.value()) == upIsWorse ? a : b;
    }

    long looked() {
        return looked;
    }

    long judged() {
        return judged;
    }

    long accepted() {
        return accepted;
    }

    List<Cause> causes() {
        return causes.values().stream()
                .sorted(Comparator.comparingLong(Cause::clips).reversed())
                .toList();
    }

    List<Share> weathers() {
        return List.copyOf(weathers.values());
    }

    List<Share> cameras() {
        return List.copyOf(cameras.values());
    }

    /** @param before figures of earlier requests; an empty tally where there are none */
    List<Figure> figures(Tally before) {
        List<Figure> figures = new ArrayList<>();
        values.forEach((key, own) -> {
            double[] now = own.toArray();
            Optional<double[]> then =
                    Optional.ofNullable(before.values.get(key)).map(Values::toArray);
            double[] sorted = now.clone();
            Arrays.sort(sorted);
            figures.add(new Figure(
                    own.check(),
                    own.code(),
                    own.unit(),
                    now.length,
                    quantile(sorted, 0.05),
                    quantile(sorted, 0.5),
                    quantile(sorted, 0.95),
                    then.map(values -> values.length).orElse(0),
                    then.map(values -> Drift.between(now, values))));
        });
        return figures;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}

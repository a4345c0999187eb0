package io.tailforge.service.quality;

import io.tailforge.quality.Measure;
import io.tailforge.quality.Measure.Direction;
import io.tailforge.quality.QualityFilter;
import io.tailforge.quality.dataset.Drift;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.catalog.ClipRow;
import io.tailforge.service.catalog.RequestCatalog;
import io.tailforge.service.catalog.RequestRow;
import io.tailforge.service.catalog.RequestState;
import io.tailforge.service.config.GateProperties;
import io.tailforge.service.config.TailforgeProperties;
import io.tailforge.service.pipeline.ClipJobs;
import io.tailforge.service.pipeline.DatasetReview;
import io.tailforge.service.quality.QualityReport.Duplicates;
import io.tailforge.service.quality.QualityReport.Figure;
import io.tailforge.service.quality.QualityReport.Gate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Looks at a request's clips as a whole, and at what came before them. */
@Component
class QualityReports implements DatasetReview {
    static final int MOST_PAIRS = 100;

    /** Earlier requests that figures are held against, and how many of their clips in all. */
    private static final int REQUESTS_BEFORE = 5;

    private static final int CLIPS_BEFORE = 2000;

    /** With fewer values on either side nobody can say that a figure drifts. */
    private static final int LEAST_VALUES = 20;

    private final RequestCatalog requests;
    private final ClipJobs jobs;
    private final RequestClips clips;
    private final LookAlikes lookAlikes;
    private final GateProperties gates;
    private final Map<String, Direction> directions = new TreeMap<>();

    QualityReports(
            RequestCatalog requests,
            ClipJobs jobs,
            RequestClips clips,
            LookAlikes lookAlikes,
            QualityFilter filter,
            TailforgeProperties properties) {
        this.requests = requests;
        this.jobs = jobs;
        this.clips = clips;
        this.lookAlikes = lookAlikes;
        this.gates = properties.gates();
        for (Measure measure : filter.listMeasures()) {
            directions.put(measure.key(), measure.direction());
        }
    }

    /** As things stand: with what earlier requests were like, and what other datasets hold. */
    QualityReport report(String requestId) {
        RequestRow request = requests.get(requestId);
        Tally tally = tally(request);
        List<Figure> figures = tally.figures(before(request));
        Duplicates duplicates = lookAlikes.find(requestId, true);
        return report(tally, figures, duplicates, gates(tally, figures, duplicates));
    }

    @Override
    public byte[] document(String requestId) {
        Tally tally = tally(requests.get(requestId));
        return QualityReportDocument.write(
                report(tally, tally.figures(new Tally(directions)), lookAlikes.find(requestId, false), List.of()));
    }

    @Override
    public List<Problem> objections(String requestId) {
        if (!gates.hold()) {
            return List.of();
        }
        return report(requestId).gates().stream()
                .filter(Gate::violated)
                .map(gate -> Problem.of(
                        "GATE-" + gate.name().toUpperCase(Locale.ROOT),
                        "request " + requestId,
                        gate.detail() + "; accept or reject clips by hand, or change tailforge.gates"))
                .toList();
    }

    private static QualityReport report(Tally tally, List<Figure> figures, Duplicates duplicates, List<Gate> gates) {
        return new QualityReport(
                tally.looked(),
                tally.judged(),
                tally.accepted(),
                tally.causes(),
                tally.weathers(),
                tally.cameras(),
                figures,
                duplicates,
                gates);
    }

    private Tally tally(RequestRow request) {
        Tally tally = new Tally(directions);
        Optional<ClipJobs.Plan> plan = findPlan(request);
        clips.forEach(request.id(), RequestClips.MOST, clip -> tally.add(clip, looks(plan, clip.row())));
        return tally;
    }

    private Optional<ClipJobs.Plan> findPlan(RequestRow request) {
        try {
            return Optional.of(jobs.plan(request));
        } catch (BadInputException e) {
            return Optional.empty();
        }
    }

    /** The variation's own name where its layout or spec can no longer be read. */
    private static String looks(Optional<ClipJobs.Plan> plan, ClipRow row) {
        return plan.map(one -> Looks.of(one.clip(row.ordinal()).plan().variation()))
                .orElse(row.variation());
    }

    /** Figures of the latest requests that ended before this one began. */
    private Tally before(RequestRow request) {
        Tally tally = new Tally(directions);
        List<RequestRow> earlier = requests.list(50, Optional.of(request)).stream()
                .filter(row -> row.state() == RequestState.COMPLETED)
                .limit(REQUESTS_BEFORE)
                .toList();
        for (RequestRow row : earlier) {
            clips.forEach(row.id(), CLIPS_BEFORE / REQUESTS_BEFORE, clip -> tally.add(clip, ""));
        }
        return tally;
    }

    private List<Gate> gates(Tally tally, List<Figure> figures, Duplicates duplicates) {
        List<Gate> all = new ArrayList<>();
        double rate = tally.judged() == 0 ? 1 : (double) tally.accepted() / tally.judged();
        all.add(new Gate(
                "acceptance",
                rate,
                gates.leastAcceptance(),
                rate < gates.leastAcceptance(),
                "%d of %d judged clips are accepted".formatted(tally.accepted(), tally.judged())));
        double alike = duplicates.compared() == 0 ? 0 : (double) duplicates.alike() / duplicates.compared();
        all.add(new Gate(
                "duplicates",
                alike,
                gates.mostDuplicates(),
                alike > gates.mostDuplicates(),
                "%d of %d accepted clips look like another one".formatted(duplicates.alike(), duplicates.compared())));
        all.add(drift(figures));
        return all;
    }

    private Gate drift(List<Figure> figures) {
        Optional<Figure> most = figures.stream()
                .filter(figure -> figure.values() >= LEAST_VALUES && figure.before() >= LEAST_VALUES)
                .filter(figure -> figure.drift().filter(Drift::isReal).isPresent())
                .max(Comparator.comparingDouble(QualityReports::statistic));
        double value = most.map(QualityReports::statistic).orElse(0.0);
        return new Gate(
                "drift",
                value,
                gates.mostDrift(),
                value > gates.mostDrift(),
                most.map(figure -> figure.code() + " differs most from earlier requests")
                        .orElse("no figure differs from earlier requests by more than chance"));
    }

    private static double statistic(Figure figure) {
        return figure.drift().map(Drift::statistic).orElse(0.0);
    }
}

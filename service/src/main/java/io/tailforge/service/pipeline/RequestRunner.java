package io.tailforge.service.pipeline;

import io.tailforge.service.catalog.ClipCatalog;
import io.tailforge.service.catalog.ClipState;
import io.tailforge.service.catalog.RequestCatalog;
import io.tailforge.service.catalog.RequestRow;
import io.tailforge.service.catalog.RequestState;
import io.tailforge.service.catalog.RequestTerms;
import io.tailforge.service.config.TailforgeProperties;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Runs requests side by side, as {@link Admission} lets them in, and sees to it that each ends in a state that says what happened. */
@Component
public class RequestRunner implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(RequestRunner.class);
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final RequestCatalog requests;
    private final ClipCatalog clips;
    private final ClipJobs jobs;
    private final ClipPipeline pipeline;
    private final Feasibility feasibility;
    private final JobRunner jobRunner;
    private final ProgressBoard board;
    private final StopFlags stops;
    private final Admission admission;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("request-", 0).daemon(true).factory());

    public RequestRunner(
            RequestCatalog requests,
            ClipCatalog clips,
            ClipJobs jobs,
            ClipPipeline pipeline,
            Feasibility feasibility,
            JobRunner jobRunner,
            ProgressBoard board,
            StopFlags stops,
            TailforgeProperties properties) {
        this.requests = requests;
        this.clips = clips;
        this.jobs = jobs;
        this.pipeline = pipeline;
        this.feasibility = feasibility;
        this.jobRunner = jobRunner;
        this.board = board;
        this.stops = stops;
        this.admission = new Admission(properties.pipeline().requestsAtOnce());
    }

    /** Assembles the first clip and holds it against the connected engines, so that what cannot work is refused before it is taken. */
    public void requirePlannable(ClipJobs.Plan plan) {
        feasibility.require(plan, pipeline.assemble(plan.clip(0)).scene());
    }

    /** Runs a request in the background, as soon as there is room for it; one that is still stopping waits until it has. */
    public void submit(String requestId) {
        RequestTerms terms = requests.get(requestId).terms();
        admission.add(new Admission.Ticket(requestId, terms.requester(), terms.priority()));
        runWhatMay();
    }

    private void runWhatMay() {
        for (Optional<Admission.Ticket> next = admission.admit(); next.isPresent(); next = admission.admit()) {
            String requestId = next.get().requestId();
            threads.execute(() -> runAdmitted(requestId));
        }
    }

    private void runAdmitted(String requestId) {
        try {
            run(requestId);
        } finally {
            admission.ended(requestId);
            if (!threads.isShutdown()) {
                runWhatMay();
            }
        }
    }

    /** Place in the line of its requester and priority, counted from 1; empty where it does not wait. */
    public OptionalInt placeOf(String requestId) {
        return admission.placeOf(requestId);
    }

    /** Runs a request now, on this thread, and returns it as it ended. */
    public RequestRow run(String requestId) {
        RequestRow row = requests.get(requestId);
        if (row.state() != RequestState.QUEUED && row.state() != RequestState.RUNNING) {
            return row;
        }
        stops.lower(requestId);
        Map<ClipState, Long> counts = clips.countByState(requestId);
        long ended = counts.entrySet().stream()
                .filter(entry -> entry.getKey().isFinal())
                .mapToLong(Map.Entry::getValue)
                .sum();
        board.of(requestId).begin(row.total(), ended);
        requests.setState(requestId, RequestState.RUNNING, "");
        try {
            finish(requestId, jobRunner.run(row));
        } catch (RuntimeException e) {
            LOG.error("request {} could not be run", requestId, e);
            requests.setState(requestId, RequestState.FAILED, String.valueOf(e.getMessage()));
        }
        return requests.get(requestId);
    }

    private void finish(String requestId, boolean completed) {
        RequestState now = requests.get(requestId).state();
        if (now != RequestState.RUNNING || stops.isRaised(requestId, StopFlags.Reason.SHUTDOWN)) {
            return;
        }
        if (completed) {
            requests.setState(requestId, RequestState.COMPLETED, summary(requestId));
            return;
        }
        String reason = board.of(requestId).stopReason();
        requests.setState(
                requestId,
                reason.isEmpty() ? RequestState.FAILED : RequestState.PAUSED,
                reason.isEmpty() ? "the batch job failed; the log says why" : reason);
    }

    private String summary(String requestId) {
        StringBuilder text = new StringBuilder();
        clips.countByState(requestId).forEach((state, count) -> text.append(text.isEmpty() ? "" : ", ")
                .append(count)
                .append(' ')
                .append(state.name().toLowerCase(java.util.Locale.ROOT)));
        return text.toString();
    }

    /** Puts on again what an earlier process left running or waiting. */
    public void recover() {
        for (RequestState state : new RequestState[] {RequestState.RUNNING, RequestState.QUEUED}) {
            requests.listByState(state).forEach(row -> submit(row.id()));
        }
    }

    /** Stops between two frames; what runs goes on at the next start. */
    @Override
    public void destroy() throws InterruptedException {
        requests.listByState(RequestState.RUNNING).forEach(row -> stops.raise(row.id(), StopFlags.Reason.SHUTDOWN));
        threads.shutdown();
        if (!threads.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("a clip did not stop within {} s; it goes on at the next start", GRACE.toSeconds());
        }
    }
}

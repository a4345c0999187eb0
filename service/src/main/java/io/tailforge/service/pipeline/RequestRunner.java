package io.tailforge.service.pipeline;

import io.tailforge.service.catalog.ClipCatalog;
import io.tailforge.service.catalog.ClipState;
import io.tailforge.service.catalog.RequestCatalog;
import io.tailforge.service.catalog.RequestRow;
import io.tailforge.service.catalog.RequestState;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Runs requests one after the other, in the order they were submitted, and sees to it that each ends in a state that says what happened. */
@Component
public class RequestRunner implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(RequestRunner.class);
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final RequestCatalog requests;
    private final ClipCatalog clips;
    private final ClipJobs jobs;
    private final ClipPipeline pipeline;
    private final JobRunner jobRunner;
    private final ProgressBoard board;
    private final StopFlags stops;
    private final Set<String> submitted = ConcurrentHashMap.newKeySet();
    private final ExecutorService queue = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("requests").daemon(true).factory());

    public RequestRunner(
            RequestCatalog requests,
            ClipCatalog clips,
            ClipJobs jobs,
            ClipPipeline pipeline,
            JobRunner jobRunner,
            ProgressBoard board,
            StopFlags stops) {
        this.requests = requests;
        this.clips = clips;
        this.jobs = jobs;
        this.pipeline = pipeline;
        this.jobRunner = jobRunner;
        this.board = board;
        this.stops = stops;
    }

    /** Assembles the first clip, so that what cannot work is refused before it is taken. */
    public void requirePlannable(ClipJobs.Plan plan) {
        pipeline.assemble(plan.clip(0));
    }

    /** Runs a request in the background, after those before it. */
    public void submit(String requestId) {
        if (submitted.add(requestId)) {
            queue.execute(() -> {
                submitted.remove(requestId);
                run(requestId);
            });
        }
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
        queue.shutdown();
        if (!queue.awaitTermination(GRACE.toSeconds(), TimeUnit.SECONDS)) {
            LOG.warn("a clip did not stop within {} s; it goes on at the next start", GRACE.toSeconds());
        }
    }
}

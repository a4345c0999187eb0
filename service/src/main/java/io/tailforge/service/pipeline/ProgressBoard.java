package io.tailforge.service.pipeline;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The progress of every request that runs here: one source for the terminal, the event stream and the metrics. */
@Component
public class ProgressBoard {
    private final Map<String, RequestProgress> running = new ConcurrentHashMap<>();

    public RequestProgress of(String requestId) {
        return running.computeIfAbsent(requestId, id -> new RequestProgress());
    }

    /** Snapshots of all requests that ran since the start of the process. */
    Stream<RequestProgress.Snapshot> snapshots() {
        return running.values().stream().map(RequestProgress::snapshot);
    }
}

package io.tailforge.service.request;

import io.tailforge.service.catalog.ClipState;
import io.tailforge.service.catalog.RequestCatalog;
import io.tailforge.service.catalog.RequestRow;
import io.tailforge.service.catalog.RequestState;
import io.tailforge.service.pipeline.ProgressBoard;
import io.tailforge.service.pipeline.RequestProgress;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.MediaType;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends each open stream the state of its request once a second where it changed, and a comment every ten seconds where it
 * did not. An event is the whole state, so a client that missed some has missed nothing.
 */
@Component
class ProgressStream implements DisposableBean {
    private static final long NO_TIMEOUT = 0;
    private static final java.time.Duration PERIOD = java.time.Duration.ofSeconds(1);
    private static final int QUIET_PERIODS = 10;

    private final RequestCatalog requests;
    private final RequestService service;
    private final ProgressBoard board;
    private final AtomicLong eventId = new AtomicLong();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final SimpleAsyncTaskScheduler timer = new SimpleAsyncTaskScheduler();

    ProgressStream(RequestCatalog requests, RequestService service, ProgressBoard board) {
        this.requests = requests;
        this.service = service;
        this.board = board;
        timer.scheduleWithFixedDelay(() -> listeners.forEach(this::tell), PERIOD);
    }

    /** The state that an event carries. */
    record Event(
            String id,
            RequestState state,
            String message,
            Map<ClipState, Long> clips,
            RequestProgress.Snapshot progress) {}

    private static final class Listener {
        private final String requestId;
        private final SseEmitter emitter;
        private String last = "";
        private int quiet;

        Listener(String requestId, SseEmitter emitter) {
            this.requestId = requestId;
            this.emitter = emitter;
        }
    }

    /** @param lastId what the client saw last; ids go on growing from there */
    SseEmitter open(String requestId, String lastId) {
        if (lastId.matches("[0-9]{1,18}")) {
            eventId.accumulateAndGet(Long.parseLong(lastId), Math::max);
        }
        SseEmitter emitter = new SseEmitter(NO_TIMEOUT);
        Listener listener = new Listener(requestId, emitter);
        emitter.onCompletion(() -> listeners.remove(listener));
        emitter.onTimeout(() -> listeners.remove(listener));
        emitter.onError(e -> listeners.remove(listener));
        listeners.add(listener);
        tell(listener);
        return emitter;
    }

    private void tell(Listener listener) {
        synchronized (listener) {
            try {
                RequestRow row = requests.get(listener.requestId);
                Event event = new Event(
                        row.id(),
                        row.state(),
                        row.message(),
                        service.counts(row.id()),
                        board.of(row.id()).snapshot());
                send(listener, event);
                if (row.state().isFinal()) {
                    listener.emitter.complete();
                }
            } catch (IOException | IllegalStateException e) {
                listeners.remove(listener);
            }
        }
    }

    private void send(Listener listener, Event event) throws IOException {
        String key = event.state() + " " + event.clips() + " "
                + Math.round(event.progress().fraction() * 1000);
        if (!key.equals(listener.last)) {
            listener.last = key;
            listener.quiet = 0;
            listener.emitter.send(SseEmitter.event()
                    .id(Long.toString(eventId.incrementAndGet()))
                    .name("progress")
                    .data(event, MediaType.APPLICATION_JSON));
        } else if (++listener.quiet >= QUIET_PERIODS) {
            listener.quiet = 0;
            listener.emitter.send(SseEmitter.event().comment("still here"));
        }
    }

    @Override
    public void destroy() {
        listeners.forEach(listener -> listener.emitter.complete());
        timer.close();
    }
}

package io.tailforge.service.pipeline;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Which running requests ought to stop, and why. Polled between frames, so a stop is felt within one. */
@Component
public class StopFlags {
    private final Map<String, Reason> flags = new ConcurrentHashMap<>();

    /** Why a request stops. */
    public enum Reason {
        PAUSE,
        CANCEL,
        SHUTDOWN
    }

    public void raise(String requestId, Reason reason) {
        flags.put(requestId, reason);
    }

    public void lower(String requestId) {
        flags.remove(requestId);
    }

    public boolean isRaised(String requestId) {
        return flags.containsKey(requestId);
    }

    public boolean isRaised(String requestId, Reason reason) {
        return flags.get(requestId) == reason;
    }
}

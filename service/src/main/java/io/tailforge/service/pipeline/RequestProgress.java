package io.tailforge.service.pipeline;

import io.tailforge.service.catalog.ClipStage;
import io.tailforge.service.catalog.ClipState;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts, stage seconds and the fraction done of one running request. Thread-safe. */
public final class RequestProgress {
    private long startedNanos = System.nanoTime();
    private final Map<ClipState, Long> ended = new EnumMap<>(ClipState.class);
    private final Map<ClipStage, Long> stageNanos = new EnumMap<>(ClipStage.class);
    private final Map<Long, Double> inFlight = new TreeMap<>();
    private final Map<String, Long> failures = new TreeMap<>();
    private long total;
    private long endedBefore;
    private String stopReason = "";

    /**
     * Starts to count anew.
     *
     * @param alreadyEnded clips that ended in an earlier run; they do not count for the rate
     */
    synchronized void begin(long clips, long alreadyEnded) {
        startedNanos = System.nanoTime();
        ended.clear();
        stageNanos.clear();
        inFlight.clear();
        failures.clear();
        stopReason = "";
        total = clips;
        endedBefore = alreadyEnded;
    }

    synchronized void clipAt(long ordinal, double fraction) {
        inFlight.put(ordinal, fraction);
    }

    synchronized void clipEnded(long ordinal, ClipState state, String failureCode) {
        inFlight.remove(ordinal);
        ended.merge(state, 1L, Long::sum);
        if (!failureCode.isEmpty()) {
            failures.merge(failureCode, 1L, Long::sum);
        }
    }

    synchronized void spent(ClipStage stage, long nanos) {
        stageNanos.merge(stage, nanos, Long::sum);
    }

    /** Notes why the request cannot go on now, though nothing is wrong with it. */
    synchronized void stopBecause(String reason) {
        stopReason = reason;
    }

    /** Empty where there is none. */
    synchronized String stopReason() {
        return stopReason;
    }

    public synchronized Snapshot snapshot() {
        long now = ended.values().stream().mapToLong(Long::longValue).sum();
        double partly =
                inFlight.values().stream().mapToDouble(Double::doubleValue).sum();
        double seconds = (System.nanoTime() - startedNanos) * 1e-9;
        double done = now + partly;
        double left = total - endedBefore - done;
        double perSecond = seconds > 0 ? done / seconds : 0;
        Duration eta = perSecond > 0 ? Duration.ofMillis((long) (1000 * left / perSecond)) : Duration.ZERO;
        Map<ClipStage, Double> stageSeconds = new EnumMap<>(ClipStage.class);
        stageNanos.forEach((stage, nanos) -> stageSeconds.put(stage, nanos * 1e-9));
        return new Snapshot(
                total,
                endedBefore + now,
                inFlight.size(),
                total == 0 ? 0 : (endedBefore + done) / total,
                perSecond,
                seconds,
                eta,
                Map.copyOf(ended),
                stageSeconds,
                Map.copyOf(failures));
    }

    /**
     * Progress at one moment.
     *
     * @param fraction 0..1 of all clips, those in flight counted in part
     * @param stageSeconds time spent by stage, summed over clips
     * @param failures clips that failed in this run, by code
     */
    public record Snapshot(
            long total,
            long ended,
            int inFlight,
            double fraction,
            double clipsPerSecond,
            double seconds,
            Duration eta,
            Map<ClipState, Long> byState,
            Map<ClipStage, Double> stageSeconds,
            Map<String, Long> failures) {}
}

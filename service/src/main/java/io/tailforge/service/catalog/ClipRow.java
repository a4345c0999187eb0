package io.tailforge.service.catalog;

import java.time.Instant;

/**
 * A clip's whole state.
 *
 * @param resultKey generation key of the attempt it points to; empty before there is one
 * @param verdict findings as JSON; empty before it is judged
 * @param timings seconds by stage as JSON
 * @param failureCode stable code where it failed, else empty
 * @param fencingToken grows with every claim; only the holder of the current one may write
 */
public record ClipRow(
        String requestId,
        long ordinal,
        String clipId,
        String scene,
        String variation,
        ClipState state,
        ClipStage stage,
        int attempt,
        double progress,
        String resultKey,
        String verdict,
        String timings,
        String failureCode,
        String failureDetail,
        long fencingToken,
        Instant updatedAt) {}

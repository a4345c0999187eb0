package io.tailforge.service.pipeline;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tailforge.service.catalog.ClipStage;
import io.tailforge.service.catalog.ClipState;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** The progress board as metrics: clips ended by state, clips in flight, seconds by stage. */
@Component
class ProgressMetrics implements MeterBinder {
    private final ProgressBoard board;

    ProgressMetrics(ProgressBoard board) {
        this.board = board;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("tailforge.clips.in.flight", board, b -> b.snapshots()
                        .mapToDouble(RequestProgress.Snapshot::inFlight)
                        .sum())
                .register(registry);
        for (ClipState state : ClipState.values()) {
            FunctionCounter.builder("tailforge.clips.ended", board, b -> ended(b, state))
                    .tag("state", text(state))
                    .register(registry);
        }
        for (ClipStage stage : ClipStage.values()) {
            FunctionCounter.builder("tailforge.stage.seconds", board, b -> seconds(b, stage))
                    .tag("stage", text(stage))
                    .register(registry);
        }
    }

    private static double ended(ProgressBoard board, ClipState state) {
        return board.snapshots()
                .mapToLong(snapshot -> snapshot.byState().getOrDefault(state, 0L))
                .sum();
    }

    private static double seconds(ProgressBoard board, ClipStage stage) {
        return board.snapshots()
                .mapToDouble(snapshot -> snapshot.stageSeconds().getOrDefault(stage, 0.0))
                .sum();
    }

    private static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

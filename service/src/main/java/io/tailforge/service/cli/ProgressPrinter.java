package io.tailforge.service.cli;

import io.tailforge.service.catalog.ClipStage;
import io.tailforge.service.catalog.ClipState;
import io.tailforge.service.pipeline.RequestProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One line every ten seconds while a request runs, and a table of where the time went at its end. */
final class ProgressPrinter implements AutoCloseable {
    private static final int PERIOD_SECONDS = 10;

    private final RequestProgress progress;
    private final PrintStream out;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("progress").daemon(true).factory());

    ProgressPrinter(RequestProgress progress, PrintStream out) {
        this.progress = progress;
        this.out = out;
        timer.scheduleAtFixedRate(() -> out.println(line()), PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    private String line() {
        RequestProgress.Snapshot now = progress.snapshot();
        return String.format(
                Locale.ROOT,
                "  %d/%d clips, %3.0f %%, %.2f clips/min, %s left",
                now.ended(),
                now.total(),
                now.fraction() * 100,
                now.clipsPerSecond() * 60,
                text(now.eta()));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    void table() {
        RequestProgress.Snapshot end = progress.snapshot();
        double sum = end.stageSeconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        long clips = Math.max(
                1, end.byState().values().stream().mapToLong(Long::longValue).sum());
        out.printf(Locale.ROOT, "%n  %-10s %9s %9s %7s%n", "stage", "seconds", "per clip", "share");
        for (Map.Entry<ClipStage, Double> stage : end.stageSeconds().entrySet()) {
            out.printf(
                    Locale.ROOT,
                    "  %-10s %9.1f %9.2f %6.1f%%%n",
                    stage.getKey().name().toLowerCase(Locale.ROOT),
                    stage.getValue(),
                    stage.getValue() / clips,
                    100 * stage.getValue() / Math.max(1e-9, sum));
        }
        out.printf(Locale.ROOT, "  %-10s %9.1f %9.2f%n", "wall", end.seconds(), end.seconds() / clips);
        for (Map.Entry<ClipState, Long> state : end.byState().entrySet()) {
            out.printf("  %d %s%n", state.getValue(), state.getKey().name().toLowerCase(Locale.ROOT));
        }
        end.failures().forEach((code, count) -> out.printf("  %d failed with %s%n", count, code));
    }

    private static String text(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 90 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}

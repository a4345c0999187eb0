package io.tailforge.service.filterbench;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.fault.FaultType;
import io.tailforge.videogen.RenderPreset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Plants faults in clips, some clips at a time, and has each planted clip and each control judged. Every result is a line in
 * {@code results.jsonl} of the work folder as soon as it is there; a run that was killed goes on after the last whole line. What
 * is in a line does not depend on how many clips are worked on at a time, only the order of the lines does. What was measured
 * is in the lines too: under another calibration the same command counts anew without looking at a clip again.
 */
public final class FilterBench {
    private final Settings settings;

    /**
     * What to run.
     *
     * @param calibration thresholds
     * @param preset that the clips were made with
     * @param plants wanted at severity 1, 2, ...; the last one counts for all beyond; types without severities take the second
     * @param sample share of the plants that is wanted, at least one of each, 0..1
     * @param seed decides which faults go where
     * @param work folder of results and of clips being worked on
     * @param jobs clips worked on at a time
     * @param budget after which nothing new is begun; empty: until all is done
     */
    public record Settings(
            Calibration calibration,
            RenderPreset preset,
            List<Integer> plants,
            double sample,
            long seed,
            Path work,
            int jobs,
            Optional<Duration> budget) {
        public Settings {
            plants = List.copyOf(plants);
        }

        /** How many plants of a type at a severity. */
        public int wanted(FaultType type, int severity) {
            int at = type.severities().size() == 1 ? 1 : severity - 1;
            return (int) Math.max(1, Math.round(sample * plants.get(Math.min(at, plants.size() - 1))));
        }
    }

    public FilterBench(Settings settings) {
        this.settings = settings;
    }

    /** @param progress hears of each result as it comes, of one at a time */
    public List<BenchResult> run(List<BenchClip> clips, List<FaultType> types, Consumer<BenchResult> progress)
            throws IOException {
        Files.createDirectories(settings.work());
        ResultLog log = ResultLog.open(settings.work().resolve("results.jsonl"));
        BenchPlan plan = new BenchPlan(settings, clips, types, log.all());
        Consumer<BenchResult> out = result -> {
            synchronized (log) {
                log.add(result);
                progress.accept(result);
            }
        };
        long began = System.nanoTime();
        AtomicBoolean broken = new AtomicBoolean();
        work(() -> {
            boolean done = false;
            try {
                visitAll(plan, out, () -> broken.get() || isOver(began));
                done = true;
            } finally {
                broken.compareAndSet(false, !done);
            }
        });
        Judge judge = new Judge(settings.calibration());
        return log.all().stream().map(judge::judged).toList();
    }

    private boolean isOver(long began) {
        return settings.budget()
                .filter(most -> System.nanoTime() - began > most.toNanos())
                .isPresent();
    }

    private void visitAll(BenchPlan plan, Consumer<BenchResult> out, BooleanSupplier over) throws IOException {
        Judge judge = new Judge(settings.calibration());
        Optional<BenchClip> next = plan.visit(ClipVisit.CONTROLS);
        while (next.isPresent() && !over.getAsBoolean()) {
            new ClipVisit(settings, plan, next.get(), judge, out).run(over);
            plan.left(next.get());
            next = plan.visit(ClipVisit.CONTROLS);
        }
    }

    /** One of the threads' share. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private void work(Work work) throws IOException {
        try (ExecutorService crew = Executors.newFixedThreadPool(settings.jobs())) {
            List<Future<?>> members = new ArrayList<>();
            IntStream.range(0, settings.jobs())
                    .forEach(i -> members.add(crew.submit(() -> {
                        work.run();
                        return true;
                    })));
            for (Future<?> member : members) {
                member.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException wrong
                    ? wrong
                    : new UncheckedIOException(new IOException(e.getCause()));
        }
    }
}

package io.tailforge.service.pipeline;

import io.tailforge.service.catalog.ClipCatalog;
import io.tailforge.service.catalog.ClipRow;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Makes the clips of a shard: each as soon as the machine has a slot for it, so that clips of one shard are in flight side
 * by side. What had ended in an earlier run is passed over; a clip's state lies in its own row, so a shard that is begun
 * again loses nothing.
 */
final class ClipShard implements Tasklet {
    private final ClipJobs.Plan plan;
    private final ClipCatalog clips;
    private final ClipWorker worker;
    private final long from;
    private final long to;

    /** @param to exclusive */
    ClipShard(ClipJobs.Plan plan, ClipCatalog clips, ClipWorker worker, long from, long to) {
        this.plan = plan;
        this.clips = clips;
        this.worker = worker;
        this.from = from;
        this.to = to;
    }

    @Override
    public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
        Set<Long> ended = ended();
        AtomicReference<Optional<RuntimeException>> fault = new AtomicReference<>(Optional.empty());
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("clip-", from).factory())) {
            for (long ordinal = from; ordinal < to && fault.get().isEmpty(); ordinal++) {
                if (!ended.contains(ordinal)) {
                    begin(plan.clip(ordinal), threads, fault);
                }
            }
        } catch (RuntimeException e) {
            fault.compareAndSet(Optional.empty(), Optional.of(e));
        }
        fault.get().ifPresent(e -> {
            throw e;
        });
        return RepeatStatus.FINISHED;
    }

    private Set<Long> ended() {
        return clips.list(plan.request().id(), from - 1, Math.toIntExact(to - from)).stream()
                .filter(row -> row.state().isFinal())
                .map(ClipRow::ordinal)
                .collect(Collectors.toSet());
    }

    private void begin(ClipJob job, ExecutorService threads, AtomicReference<Optional<RuntimeException>> fault) {
        ClipWorker.Turn turn = worker.awaitTurn(job);
        threads.execute(() -> {
            try (turn) {
                turn.work();
            } catch (RuntimeException e) {
                fault.compareAndSet(Optional.empty(), Optional.of(e));
            }
        });
    }
}

package io.tailforge.videogen;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Shares numbered pieces of work among threads; the caller works too. Which thread takes which piece never matters. */
record Crew(RenderSettings settings) {
    /**
     * Runs pieces 0..count-1, each worker with a tool of its own.
     *
     * @throws CancellationException when {@code cancelled} turned true; some pieces are then undone
     */
    void work(int count, Supplier<IntConsumer> tool, BooleanSupplier cancelled) {
        AtomicInteger next = new AtomicInteger();
        AtomicBoolean stopped = new AtomicBoolean();
        Runnable worker = () -> {
            IntConsumer own = tool.get();
            for (int piece = next.getAndIncrement(); piece < count; piece = next.getAndIncrement()) {
                if (cancelled.getAsBoolean()) {
                    stopped.set(true);
                    next.set(count);
                    return;
                }
                own.accept(piece);
            }
        };
        withOthers(worker, Math.min(settings.threads(), count) - 1);
        if (stopped.get()) {
            throw new CancellationException("the frame was cancelled");
        }
    }

    /** Others that have not begun when the caller is done are not waited for: the pool may be busy with callers like us. */
    private void withOthers(Runnable worker, int others) {
        AtomicBoolean[] begun = new AtomicBoolean[Math.max(0, others)];
        CompletableFuture<?>[] running = new CompletableFuture<?>[begun.length];
        for (int k = 0; k < begun.length; k++) {
            AtomicBoolean mine = new AtomicBoolean();
            begun[k] = mine;
            running[k] = CompletableFuture.runAsync(
                    () -> {
                        if (mine.compareAndSet(false, true)) {
                            worker.run();
                        }
                    },
                    settings.executor());
        }
        worker.run();
        for (int k = 0; k < begun.length; k++) {
            if (!begun[k].compareAndSet(false, true)) {
                running[k].join();
            }
        }
    }
}

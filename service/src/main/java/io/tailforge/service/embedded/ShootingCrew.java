package io.tailforge.service.embedded;

import io.tailforge.generation.InferenceModel.InferenceSink;
import io.tailforge.scene.artifact.FrameSpan;
import io.tailforge.videogen.CameraEngine;
import io.tailforge.videogen.ViewFrame;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Threads that shoot and encode the frames that are asked of all cameras. Pictures are numbered frame by frame, camera by camera, and taken
 * in that order, so a thread never waits for a later one; memory is one picture a thread.
 */
final class ShootingCrew {
    private final CameraEngine cameras;
    private final List<ViewWriter> writers;
    private final FrameSpan frames;
    private final int pictures;
    private final int threads;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger done = new AtomicInteger();

    ShootingCrew(CameraEngine cameras, List<ViewWriter> writers, FrameSpan frames, int threads) {
        this.cameras = cameras;
        this.writers = writers;
        this.frames = frames;
        this.pictures = frames.count() * writers.size();
        this.threads = Math.max(1, Math.min(threads, pictures));
    }

    void shootAll(InferenceSink sink, BooleanSupplier cancelled) throws Exception {
        try (ExecutorService crew = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("shoot-", 0).daemon(true).factory())) {
            ExecutorCompletionService<Boolean> members = new ExecutorCompletionService<>(crew);
            for (int i = 0; i < threads; i++) {
                members.submit(() -> shoot(sink, cancelled));
            }
            join(members, crew);
        }
    }

    /** In the order in which they end: one that fails must not leave the others waiting for its picture. */
    private void join(ExecutorCompletionService<Boolean> members, ExecutorService crew) throws Exception {
        for (int i = 0; i < threads; i++) {
            try {
                members.take().get();
            } catch (ExecutionException e) {
                crew.shutdownNow();
                if (e.getCause() instanceof Exception cause) {
                    throw cause;
                }
                throw e;
            }
        }
    }

    private boolean shoot(InferenceSink sink, BooleanSupplier cancelled) throws InterruptedException {
        ViewFrame view = cameras.newFrame();
        for (int picture = next.getAndIncrement(); picture < pictures; picture = next.getAndIncrement()) {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("cancelled at picture " + picture);
            }
            ViewWriter writer = writers.get(picture % writers.size());
            int frame = picture / writers.size();
            cameras.shoot(writer.camera(), frames.first() + frame, view, cancelled);
            writer.write(frame, view);
            sink.progress((double) done.incrementAndGet() / pictures);
        }
        return true;
    }
}

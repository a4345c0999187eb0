package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.generation.InferenceJob;
import io.tailforge.generation.InferenceModel;
import io.tailforge.generation.ModelLimits;
import io.tailforge.generation.embedded.EmbeddedTriton;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.service.embedded.ProceduralModels;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.videogen.RenderPreset;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A Triton with the CPU engines behind a gate: a clip goes on when the test lets it, and what came and went is counted. */
final class GatedServer implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;

    private final Semaphore gate = new Semaphore(0);
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger cancelled = new AtomicInteger();
    private final EmbeddedTriton server;

    GatedServer(Path folder) {
        this(folder, limits -> limits);
    }

    /** @param narrowed what the engines take, made narrower */
    GatedServer(Path folder, UnaryOperator<ModelLimits> narrowed) {
        List<InferenceModel> engines = ProceduralModels.of(new Worlds(1), RenderPreset.DRAFT, 1);
        server = EmbeddedTriton.start(
                engines.stream()
                        .<InferenceModel>map(engine -> new Gated(engine, narrowed))
                        .toList(),
                EmbeddedTriton.Settings.of(1, folder));
    }

    String endpoint() {
        return server.endpoint();
    }

    /** Lets so many clips through. */
    void open(int clips) {
        gate.release(clips);
    }

    /** Closes the gate and forgets what was counted; nothing may be at work. */
    void reset() {
        assertThat(atWork).hasValue(0);
        gate.drainPermits();
        begun.clear();
        cancelled.set(0);
    }

    /** Clip ids in the order in which the engine got them. */
    List<String> begun() {
        return begun.stream().map(id -> id.replaceFirst("/.*", "")).toList();
    }

    void awaitBegun(int clips) {
        await(() -> begun.size() >= clips, "begun clips: " + clips);
    }

    void awaitCancelled(int clips) {
        await(() -> cancelled.get() >= clips && atWork.get() == 0, "cancelled clips: " + clips);
    }

    /** Waits for what must come, however slow the machine is. */
    static void await(BooleanSupplier wish, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!wish.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for %s", what).isLessThan(deadline);
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private final class Gated implements InferenceModel {
        private final InferenceModel engine;
        private final UnaryOperator<ModelLimits> narrowed;

        Gated(InferenceModel engine, UnaryOperator<ModelLimits> narrowed) {
            this.engine = engine;
            this.narrowed = narrowed;
        }

        @Override
        public String name() {
            return engine.name();
        }

        @Override
        public EngineIdentity engine() {
            return engine.engine();
        }

        @Override
        public Set<ObjectKind> kinds() {
            return engine.kinds();
        }

        @Override
        public ModelLimits limits() {
            return narrowed.apply(engine.limits());
        }

        @Override
        public Set<String> controlKinds() {
            return engine.controlKinds();
        }

        @Override
        public void infer(InferenceJob job, InferenceSink sink, BooleanSupplier stop) throws Exception {
            atWork.incrementAndGet();
            begun.add(job.id());
            try {
                while (!gate.tryAcquire(20, TimeUnit.MILLISECONDS)) {
                    if (stop.getAsBoolean()) {
                        throw new CancellationException("stopped at the gate");
                    }
                }
                engine.infer(job, sink, stop);
            } finally {
                atWork.decrementAndGet();
                if (stop.getAsBoolean()) {
                    cancelled.incrementAndGet();
                }
            }
        }
    }
}

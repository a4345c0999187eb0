package io.tailforge.generation.dispatch;

import io.tailforge.generation.GenerationBackend.ProgressListener;
import io.tailforge.scene.artifact.GenerationRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A clip asked of the pool.
 *
 * @param folder the clip's work folder, as {@link io.tailforge.generation.GenerationBackend#generate} wants it
 * @param requester whose share of the endpoints it is charged to
 * @param deadline after which the clip is of no use; an order that cannot keep it is refused with {@code TF-DEADLINE}
 *     before it is sent
 * @param engine the name of the engine wanted; the pool's first where empty
 * @param cancelled polled while it waits and while it runs
 */
public record Order(
        GenerationRequest request,
        Path folder,
        String requester,
        Priority priority,
        Optional<Instant> deadline,
        Optional<String> engine,
        ProgressListener progress,
        BooleanSupplier cancelled) {
    /** Who asks where nobody is named. */
    public static final String DEFAULT_REQUESTER = "default";

    public Order {
        Objects.requireNonNull(request);
        Objects.requireNonNull(folder);
        Objects.requireNonNull(requester);
        Objects.requireNonNull(priority);
        Objects.requireNonNull(deadline);
        Objects.requireNonNull(engine);
        Objects.requireNonNull(progress);
        Objects.requireNonNull(cancelled);
    }

    Order cancelledAlsoBy(BooleanSupplier more) {
        return new Order(
                request,
                folder,
                requester,
                priority,
                deadline,
                engine,
                progress,
                () -> more.getAsBoolean() || cancelled.getAsBoolean());
    }

    /** An order of nobody in particular, for the pool's first engine. */
    public static Order of(
            GenerationRequest request, Path folder, ProgressListener progress, BooleanSupplier cancelled) {
        return new Order(
                request,
                folder,
                DEFAULT_REQUESTER,
                Priority.NORMAL,
                Optional.empty(),
                Optional.empty(),
                progress,
                cancelled);
    }
}

package io.tailforge.generation;

import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.GenerationResult;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Something that fills a clip, seen from the client. */
public interface GenerationBackend extends AutoCloseable {
    /** What the backend says it can do, read at connect. */
    Capabilities capabilities();

    /**
     * Generates one clip, blocking. Files are streamed piece by piece into {@code folder} and checked by sha-256 there; a
     * whole clip is never in memory.
     *
     * @param folder the clip's work folder, where the request's references are resolved and the results are written
     *     ({@code rgb/<camera>.mp4}, {@code depth/<camera>.mkv}, {@code lidar/<lidar>/<index>.npz} ...)
     * @param progress called with 0..1 as the backend reports it
     * @param cancelled polled; once true the call is cancelled at the server and {@link GenerationException} is thrown
     * @throws GenerationException with the contract's stable token
     */
    GenerationResult generate(
            GenerationRequest request, Path folder, ProgressListener progress, BooleanSupplier cancelled);

    /**
     * Asks the server whether it still answers; cheap.
     *
     * @throws GenerationException where it does not
     */
    default void requireReady() {}

    /**
     * Has the server start anew what was found dead on this connection; nothing where nothing was. May take as long as a model
     * takes to load.
     *
     * @throws GenerationException where the server does not do it
     */
    default void revive() {}

    @Override
    void close();

    /** Told how far a generation is, 0..1. */
    @FunctionalInterface
    interface ProgressListener {
        void onProgress(double fraction);
    }
}

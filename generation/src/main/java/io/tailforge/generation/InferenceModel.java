package io.tailforge.generation;

import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.ObjectKind;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * A model behind the embedded server, seen from the server. The server decodes and validates the contract; the model makes
 * objects. {@code service.embedded} adapts the CPU engines to this.
 */
public interface InferenceModel {
    /** Model name on the wire: {@code multiview_video} or {@code lidar_sweep}. */
    String name();

    EngineIdentity engine();

    Set<ObjectKind> kinds();

    default ModelLimits limits() {
        return ModelLimits.ANY_SCENE;
    }

    /** Kinds of control video that this model wants sent, for example {@code hdmap}; none by default. */
    default Set<String> controlKinds() {
        return Set.of();
    }

    /**
     * Fills a clip.
     *
     * @param job the decoded request
     * @param sink receives each object as a finished file, in a fixed order
     * @param cancelled polled at least once a frame; once true, stop within one frame and throw {@link java.util.concurrent.CancellationException}
     */
    void infer(InferenceJob job, InferenceSink sink, BooleanSupplier cancelled) throws Exception;

    /** Takes what a model makes. */
    interface InferenceSink {
        void progress(double fraction);

        /**
         * @param view camera or LiDAR name
         * @param index sweep index, 0 for views
         * @param file the finished object; the sink reads it before it returns, then the model may delete it
         */
        void object(ObjectKind kind, String view, int index, String mediaType, Path file);

        void timing(String phase, double seconds);

        void warning(String text);
    }
}

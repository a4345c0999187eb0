package io.tailforge.generation;

import io.tailforge.scene.artifact.FrameSpan;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.artifact.Prompt;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A decoded and validated request, on the server's side.
 *
 * @param sceneDocument bytes of the scene document, {@code layoutDocument} of the map document; both hash-checked
 * @param want subset of the model's kinds
 * @param share what of the clip to make
 * @param seed effective seed (64 bits, unsigned)
 * @param controls what the client sent of control videos, for models that ask for them
 * @param workFolder an empty folder of the job's own, removed by the server afterwards
 */
public record InferenceJob(
        String id,
        byte[] sceneDocument,
        byte[] layoutDocument,
        Set<ObjectKind> want,
        Share share,
        long seed,
        Prompt prompt,
        List<Control> controls,
        Path workFolder) {
    public InferenceJob {
        Objects.requireNonNull(id);
        want = Set.copyOf(want);
        Objects.requireNonNull(share);
        Objects.requireNonNull(prompt);
        controls = List.copyOf(controls);
        Objects.requireNonNull(workFolder);
    }

    /**
     * What of a clip to make.
     *
     * @param cameras by name, in the rig's order
     * @param lidars with their sweeps, in the rig's order
     * @param frames which pictures each camera takes; those before the first that are given lie in {@code given}, by camera
     */
    public record Share(List<String> cameras, List<Sweeps> lidars, FrameSpan frames, Map<String, Path> given) {
        public Share {
            cameras = List.copyOf(cameras);
            lidars = List.copyOf(lidars);
            Objects.requireNonNull(frames);
            given = Map.copyOf(given);
        }
    }

    /** Sweeps of a LiDAR that follow each other. @param end the first after them */
    public record Sweeps(String lidar, int first, int end) {
        public Sweeps {
            Objects.requireNonNull(lidar);
        }
    }

    /** A control video of a camera or a LiDAR. @param kind for example {@code hdmap}, {@code wsm} or {@code lidar_range} */
    public record Control(String camera, String kind, Path file) {
        public Control {
            Objects.requireNonNull(camera);
            Objects.requireNonNull(kind);
            Objects.requireNonNull(file);
        }
    }
}

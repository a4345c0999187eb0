package io.tailforge.generation;

import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.ObjectKind;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** A model that reads the scene document and writes files of noise that depend on seed, kind, view and index. */
public final class PatternModel implements InferenceModel {
    private final String name;
    private final Set<ObjectKind> kinds;
    private final int objectBytes;
    private final Set<String> controlKinds;
    private final Work work;

    /** Jobs that reached the model. */
    public final List<InferenceJob> jobs = Collections.synchronizedList(new ArrayList<>());

    public PatternModel(String name, Set<ObjectKind> kinds, int objectBytes, Set<String> controlKinds, Work work) {
        this.name = name;
        this.kinds = kinds;
        this.objectBytes = objectBytes;
        this.controlKinds = controlKinds;
        this.work = work;
    }

    public static PatternModel video(int objectBytes) {
        return video(objectBytes, (job, cancelled) -> {});
    }

    public static PatternModel video(int objectBytes, Work work) {
        Set<ObjectKind> kinds = EnumSet.of(ObjectKind.RGB, ObjectKind.DEPTH);
        return new PatternModel("multiview_video", kinds, objectBytes, Set.of(), work);
    }

    public static PatternModel lidar(int objectBytes) {
        return new PatternModel(
                "lidar_sweep", EnumSet.of(ObjectKind.POINTS), objectBytes, Set.of(), (job, cancelled) -> {});
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public EngineIdentity engine() {
        return new EngineIdentity("pattern", "1", EngineIdentity.NO_WEIGHTS, "cpu");
    }

    @Override
    public Set<ObjectKind> kinds() {
        return kinds;
    }

    @Override
    public Set<String> controlKinds() {
        return controlKinds;
    }

    @Override
    public void infer(InferenceJob job, InferenceSink sink, BooleanSupplier cancelled) throws Exception {
        jobs.add(job);
        work.before(job, cancelled);
        SceneDocument.read("scene", job.sceneDocument());
        for (ObjectKind kind : job.want().stream().sorted().toList()) {
            if (kind == ObjectKind.POINTS) {
                for (InferenceJob.Sweeps lidar : job.share().lidars()) {
                    for (int i = lidar.first(); i < lidar.end(); i++) {
                        make(job, sink, cancelled, kind, lidar.lidar(), i);
                    }
                }
            } else {
                for (String camera : job.share().cameras()) {
                    make(job, sink, cancelled, kind, camera, 0);
                }
            }
            sink.progress(0.5);
        }
        sink.timing(name, 0.25);
        sink.warning("noise, not a street");
        sink.progress(1);
    }

    private void make(
            InferenceJob job, InferenceSink sink, BooleanSupplier cancelled, ObjectKind kind, String view, int index)
            throws IOException {
        if (cancelled.getAsBoolean()) {
            throw new CancellationException();
        }
        Path file = job.workFolder().resolve(kind + "-" + view + "-" + index);
        SplittableRandom random =
                new SplittableRandom(job.seed() + 31L * kind.ordinal() + 1009L * index + 7919L * view.charAt(0));
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            byte[] block = new byte[Math.min(objectBytes, 1 << 16)];
            for (int written = 0; written < objectBytes; written += block.length) {
                random.nextBytes(block);
                out.write(block, 0, Math.min(block.length, objectBytes - written));
            }
        }
        sink.object(kind, view, index, "application/octet-stream", file);
        Files.delete(file);
    }

    /** What happens before the objects are made. */
    @FunctionalInterface
    public interface Work {
        void before(InferenceJob job, BooleanSupplier cancelled) throws Exception;
    }
}

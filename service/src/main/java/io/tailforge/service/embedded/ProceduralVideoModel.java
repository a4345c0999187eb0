package io.tailforge.service.embedded;

import io.tailforge.generation.InferenceJob;
import io.tailforge.generation.InferenceModel;
import io.tailforge.generation.ModelLimits;
import io.tailforge.scene.Scene;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.FileOrigin;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.videogen.CameraEngine;
import io.tailforge.videogen.RenderSettings;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** {@code multiview_video} by ray casting: RGB with exact depth, instances and semantics. */
final class ProceduralVideoModel implements InferenceModel {
    private final ProceduralEngine engine;

    ProceduralVideoModel(ProceduralEngine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return "multiview_video";
    }

    @Override
    public EngineIdentity engine() {
        return engine.identity();
    }

    @Override
    public Set<ObjectKind> kinds() {
        return EnumSet.of(ObjectKind.RGB, ObjectKind.DEPTH, ObjectKind.INSTANCE, ObjectKind.SEMANTIC);
    }

    @Override
    public ModelLimits limits() {
        return engine.limits();
    }

    @Override
    public void infer(InferenceJob job, InferenceSink sink, BooleanSupplier cancelled) throws Exception {
        long began = System.nanoTime();
        ProceduralEngine.Stage stage = engine.stage(job);
        sink.timing("world", seconds(began));
        long shooting = System.nanoTime();
        Scene scene = stage.scene();
        CameraEngine cameras = new CameraEngine(
                scene, stage.world().mesh(), stage.world().bvh(), job.seed(), RenderSettings.ofPreset(engine.preset()));
        String sceneSha256 = Sha256.hex(job.sceneDocument());
        int first = job.share().frames().first();
        List<ViewWriter> writers = new ArrayList<>();
        try {
            for (String camera : job.share().cameras()) {
                writers.add(new ViewWriter(
                        camera,
                        scene.grid(),
                        job.want(),
                        kind -> new FileOrigin(sceneSha256, job.seed(), kind, camera, first),
                        job.workFolder()));
            }
            new ShootingCrew(cameras, writers, job.share().frames(), engine.threads()).shootAll(sink, cancelled);
        } finally {
            writers.forEach(ViewWriter::close);
        }
        sink.timing("shoot", seconds(shooting));
        writers.forEach(writer -> writer.deliver(sink));
    }

    private static double seconds(long sinceNanos) {
        return (System.nanoTime() - sinceNanos) * 1e-9;
    }
}

package io.tailforge.service.embedded;

import io.tailforge.generation.InferenceJob;
import io.tailforge.generation.InferenceModel;
import io.tailforge.generation.ModelLimits;
import io.tailforge.lidargen.LidarEngine;
import io.tailforge.lidargen.SensorModels;
import io.tailforge.lidargen.SweepNpz;
import io.tailforge.scene.Scene;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.FileOrigin;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.sensor.Lidar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** {@code lidar_sweep} by ray casting with sensor and weather physics: one npz a sweep. */
final class ProceduralLidarModel implements InferenceModel {
    private final ProceduralEngine engine;

    ProceduralLidarModel(ProceduralEngine engine) {
        this.engine = engine;
    }

    @Override
    public String name() {
        return "lidar_sweep";
    }

    @Override
    public EngineIdentity engine() {
        return engine.identity();
    }

    @Override
    public Set<ObjectKind> kinds() {
        return EnumSet.of(ObjectKind.POINTS);
    }

    @Override
    public ModelLimits limits() {
        return engine.limits();
    }

    @Override
    public void infer(InferenceJob job, InferenceSink sink, BooleanSupplier cancelled) throws Exception {
        long began = System.nanoTime();
        ProceduralEngine.Stage stage = engine.stage(job);
        Scene scene = stage.scene();
        int wanted = job.share().lidars().stream()
                .mapToInt(lidar -> lidar.end() - lidar.first())
                .sum();
        String sceneSha256 = Sha256.hex(job.sceneDocument());
        int made = 0;
        for (InferenceJob.Sweeps asked : job.share().lidars()) {
            Lidar lidar = scene.rig().getLidar(asked.lidar());
            LidarEngine sweeper =
                    new LidarEngine(stage.world().bvh(), scene, lidar, SensorModels.of(lidar), job.seed());
            for (int index = asked.first(); index < asked.end(); index++) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("cancelled at sweep " + index);
                }
                Path file = job.workFolder().resolve(lidar.name() + "." + index + ".npz");
                FileOrigin origin = new FileOrigin(sceneSha256, job.seed(), ObjectKind.POINTS, lidar.name(), index);
                SweepNpz.write(sweeper.sweep(index, cancelled), Optional.of(origin), file);
                sink.object(ObjectKind.POINTS, lidar.name(), index, "application/x-npz", file);
                Files.delete(file);
                sink.progress((double) ++made / wanted);
            }
        }
        sink.timing("sweep", (System.nanoTime() - began) * 1e-9);
    }
}

package io.tailforge.generation.triton;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.ContractModel;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.contract.ObjectId;
import io.tailforge.generation.contract.RequestDocument;
import io.tailforge.generation.triton.AnswerReader.Answered;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts the answers of a server's models together, cameras and sweeps in the order of the rig. */
final class ResultBuilder {
    private final Scene scene;
    private final long seed;
    private final List<GeneratedView> views = new ArrayList<>();
    private final List<LidarSweep> sweeps = new ArrayList<>();
    private final List<EngineIdentity> engines = new ArrayList<>();
    private final Map<String, Double> timings = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();

    ResultBuilder(Scene scene, long seed) {
        this.scene = scene;
        this.seed = seed;
    }

    void add(RequestDocument request, Answered answer) {
        if (answer.done().seedUsed() != seed) {
            throw ErrorFamily.PROTOCOL.error(
                    "SEED",
                    "the server used seed "
                            + Long.toUnsignedString(answer.done().seedUsed()) + ", asked was "
                            + Long.toUnsignedString(seed));
        }
        if (request.model() == ContractModel.LIDAR_SWEEP) {
            addSweeps(request, answer.files());
        } else {
            addViews(request, answer.files());
        }
        engines.add(answer.done().engine());
        answer.done().timings().forEach((phase, seconds) -> timings.merge(phase, seconds, Double::sum));
        warnings.addAll(answer.done().warnings());
    }

    private void addViews(RequestDocument request, Map<ObjectId, ArtifactRef> files) {
        for (RequestDocument.View view : request.views()) {
            Map<ObjectKind, ArtifactRef> objects = new EnumMap<>(ObjectKind.class);
            for (ObjectKind kind : request.want()) {
                objects.put(kind, get(files, new ObjectId(kind, view.camera(), 0)));
            }
            views.add(new GeneratedView(view.camera(), request.frames().count(), objects));
        }
    }

    /** Range images come beside the points and are not sweeps of their own. */
    private void addSweeps(RequestDocument request, Map<ObjectId, ArtifactRef> files) {
        ObjectKind kind = request.want().contains(ObjectKind.POINTS) ? ObjectKind.POINTS : ObjectKind.RANGE_IMAGE;
        for (RequestDocument.Sweeps lidar : request.sweeps()) {
            for (int i = lidar.first(); i < lidar.end(); i++) {
                long start = request.rig().getLidar(lidar.lidar()).sweepStartMicros(i);
                ArtifactRef file = get(files, new ObjectId(kind, lidar.lidar(), i));
                sweeps.add(new LidarSweep(lidar.lidar(), i, start, file));
            }
        }
    }

    private static ArtifactRef get(Map<ObjectId, ArtifactRef> files, ObjectId id) {
        ArtifactRef file = files.get(id);
        if (file == null) {
            throw ErrorFamily.PROTOCOL.error("MISSING", "the answer lacks " + id);
        }
        return file;
    }

    GenerationResult build() {
        return new GenerationResult(views, sweeps, Capabilities.jointEngine(engines), seed, timings, warnings);
    }
}

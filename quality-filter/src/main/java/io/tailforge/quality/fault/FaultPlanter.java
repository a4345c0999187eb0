package io.tailforge.quality.fault;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a copy of a clip with a known fault in it. Every video of the copy, the faultless ones too, is decoded and encoded
 * again with the same settings, so that a check cannot tell a fault by the planter's own traces.
 */
public final class FaultPlanter {
    private FaultPlanter() {}

    /** @param into an empty folder for the copy */
    public static ClipEvidence plant(Fault fault, ClipEvidence clip, Path into) throws IOException {
        GenerationResult result = clip.result();
        List<GeneratedView> views = new ArrayList<>();
        for (GeneratedView view : result.views()) {
            views.add(copyView(fault, clip, view, into));
        }
        List<LidarSweep> sweeps = new ArrayList<>();
        for (LidarSweep sweep : result.sweeps()) {
            sweeps.add(copySweep(fault, clip, sweep, into));
        }
        GenerationResult planted = new GenerationResult(
                views, sweeps, result.engine(), result.seedUsed(), result.timings(), result.warnings());
        return clip.answeredBy(planted, into);
    }

    private static GeneratedView copyView(Fault fault, ClipEvidence clip, GeneratedView view, Path into)
            throws IOException {
        Map<ObjectKind, ArtifactRef> objects = new EnumMap<>(ObjectKind.class);
        for (Map.Entry<ObjectKind, ArtifactRef> object : view.objects().entrySet()) {
            Path from = clip.folder().resolve(object.getValue().key());
            Path to = target(into, object.getValue());
            if (object.getKey() == ObjectKind.RGB) {
                FrameFaults.copy(fault, view.camera(), clip.scene().grid().fps(), from, to);
                damage(fault, view.camera(), to);
            } else {
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
            objects.put(object.getKey(), reference(object.getValue(), to));
        }
        return new GeneratedView(view.camera(), view.frames(), objects);
    }

    private static void damage(Fault fault, String camera, Path file) throws IOException {
        if (!(fault instanceof Fault.OfFile damage) || !damage.camera().equals(camera)) {
            return;
        }
        switch (damage) {
            case Fault.TruncatedFile cut -> {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(Math.round(channel.size() * cut.keep()));
                }
            }
            case Fault.MissingFile gone -> Files.delete(file);
        }
    }

    private static LidarSweep copySweep(Fault fault, ClipEvidence clip, LidarSweep sweep, Path into)
            throws IOException {
        LidarSweep source = sweep;
        if (fault instanceof Fault.SwappedSweeps swap && swap.lidar().equals(sweep.lidar())) {
            source = other(clip, sweep, swap);
        }
        Path to = target(into, sweep.points());
        SweepFaults.copy(fault, sweep, clip.folder().resolve(source.points().key()), to);
        return new LidarSweep(sweep.lidar(), sweep.index(), sweep.startMicros(), reference(sweep.points(), to));
    }

    private static LidarSweep other(ClipEvidence clip, LidarSweep sweep, Fault.SwappedSweeps swap) {
        int wanted = sweep.index() == swap.first()
                ? swap.second()
                : sweep.index() == swap.second() ? swap.first() : sweep.index();
        return clip.result().sweeps().stream()
                .filter(other -> other.lidar().equals(sweep.lidar()) && other.index() == wanted)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no sweep " + wanted));
    }

    private static Path target(Path into, ArtifactRef reference) throws IOException {
        Path file = into.resolve(reference.key());
        Files.createDirectories(file.resolveSibling("."));
        return file;
    }

    private static ArtifactRef reference(ArtifactRef original, Path file) throws IOException {
        return Files.exists(file)
                ? new ArtifactRef(original.key(), Sha256.hex(file), Files.size(file), original.mediaType())
                : original;
    }
}

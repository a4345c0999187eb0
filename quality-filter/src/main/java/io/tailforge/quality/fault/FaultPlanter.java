package io.tailforge.quality.fault;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.video.H264Settings;
import io.tailforge.video.VideoEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes a copy of a clip with a known fault in it. Every video of the copy, the faultless ones too, is decoded and encoded
 * again with the same settings, every sweep read and written again, and interpolated where the fault interpolates, so that a check cannot tell a fault by the
 * planter's own traces.
 */
public final class FaultPlanter {
    private final List<Fault> faults;
    private final ClipEvidence clip;
    private final Optional<ClipEvidence> control;
    private final Path into;
    private final boolean resamples;

    private FaultPlanter(Fault fault, ClipEvidence clip, Optional<ClipEvidence> control, Path into) {
        this.faults = parts(fault).toList();
        this.clip = clip;
        this.control = control;
        this.into = into;
        this.resamples = fault.resamples();
    }

    /** @param into an empty folder for the copy */
    public static ClipEvidence plant(Fault fault, ClipEvidence clip, Path into) throws IOException {
        return new FaultPlanter(fault, clip, Optional.empty(), into).copy();
    }

    /**
     * As {@link #plant(Fault, ClipEvidence, Path)}, and as equal in every byte, but sooner.
     *
     * @param control the clip with nothing, or {@link Fault.Interpolated}, planted in it, whichever is the fault's control; its
     *     files are linked where the fault leaves them alone, so neither copy may be written to afterwards
     */
    public static ClipEvidence plantBeside(Fault fault, ClipEvidence clip, ClipEvidence control, Path into)
            throws IOException {
        return new FaultPlanter(fault, clip, Optional.of(control), into).copy();
    }

    static Stream<Fault> parts(Fault fault) {
        return fault instanceof Fault.Several several
                ? several.parts().stream().flatMap(FaultPlanter::parts)
                : Stream.of(fault);
    }

    private ClipEvidence copy() throws IOException {
        GenerationResult result = clip.result();
        List<GeneratedView> views = new ArrayList<>();
        for (GeneratedView view : result.views()) {
            views.add(copyView(view));
        }
        List<LidarSweep> sweeps = new ArrayList<>();
        for (LidarSweep sweep : result.sweeps()) {
            sweeps.add(copySweep(sweep));
        }
        GenerationResult planted = new GenerationResult(
                views, sweeps, result.engine(), result.seedUsed(), result.timings(), result.warnings());
        return clip.answeredBy(planted, into);
    }

    private GeneratedView copyView(GeneratedView view) throws IOException {
        Map<ObjectKind, ArtifactRef> objects = new EnumMap<>(ObjectKind.class);
        boolean untouched = of(Fault.OfFrames.class).stream()
                        .noneMatch(fault -> fault.camera().equals(view.camera()))
                && of(Fault.OfFile.class).stream()
                        .noneMatch(fault -> fault.camera().equals(view.camera()));
        for (Map.Entry<ObjectKind, ArtifactRef> object : view.objects().entrySet()) {
            Path from = clip.folder().resolve(object.getValue().key());
            Path to = target(object.getValue());
            boolean pictures = object.getKey() == ObjectKind.RGB;
            if (control.isPresent() && (untouched || !pictures)) {
                link(control.get().folder().resolve(object.getValue().key()), to);
            } else if (pictures) {
                film(view.camera(), from, to);
                for (Fault.OfFile damage : of(Fault.OfFile.class)) {
                    if (damage.camera().equals(view.camera())) {
                        damage.damage(to);
                    }
                }
            } else {
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
            objects.put(object.getKey(), reference(object.getValue(), to));
        }
        return new GeneratedView(view.camera(), view.frames(), objects);
    }

    private void film(String camera, Path from, Path to) {
        try (VideoReel source = new VideoReel(from);
                VideoEncoder encoder = VideoEncoder.h264(
                        to, source.width(), source.height(), clip.scene().grid().fps(), H264Settings.GENERATED)) {
            Reel reel = source;
            Warp warp = Warp.STILL;
            for (Fault.OfFrames fault : of(Fault.OfFrames.class)) {
                if (fault.camera().equals(camera)) {
                    reel = fault.over(reel);
                    warp = fault instanceof Fault.Warped warped ? warped.warp() : warp;
                }
            }
            Reel shown = resamples ? new InterpolatedReel(reel, warp) : reel;
            for (int i = 0; i < shown.frames(); i++) {
                encoder.write(shown.frame(i));
            }
        }
    }

    private LidarSweep copySweep(LidarSweep sweep) throws IOException {
        Path to = target(sweep.points());
        boolean untouched = of(Fault.OfLidar.class).stream()
                .noneMatch(fault -> fault.lidar().equals(sweep.lidar()));
        if (control.isPresent() && untouched) {
            link(control.get().folder().resolve(sweep.points().key()), to);
        } else {
            write(sweep, to);
        }
        return new LidarSweep(sweep.lidar(), sweep.index(), sweep.startMicros(), reference(sweep.points(), to));
    }

    private void write(LidarSweep sweep, Path to) throws IOException {
        Sweeps sweeps = new FileSweeps(clip, sweep.lidar());
        for (Fault.OfLidar fault : of(Fault.OfLidar.class)) {
            sweeps = fault.lidar().equals(sweep.lidar()) ? fault.over(sweeps) : sweeps;
        }
        sweeps.sweep(sweep.index()).write(to);
    }

    private <F extends Fault> List<F> of(Class<F> kind) {
        return faults.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private record FileSweeps(ClipEvidence clip, String lidar) implements Sweeps {
        private List<LidarSweep> own() {
            return clip.result().sweeps().stream()
                    .filter(sweep -> sweep.lidar().equals(lidar))
                    .toList();
        }

        @Override
        public int count() {
            return own().size();
        }

        @Override
        public SweepPoints sweep(int index) {
            return own().stream()
                    .filter(sweep -> sweep.index() == index)
                    .findFirst()
                    .map(sweep -> SweepPoints.read(
                            clip.folder().resolve(sweep.points().key())))
                    .orElseThrow(() -> new IllegalArgumentException("there is no sweep " + index));
        }
    }

    private static void link(Path from, Path to) throws IOException {
        Files.deleteIfExists(to);
        try {
            Files.createLink(to, from);
        } catch (UnsupportedOperationException | IOException elsewhere) {
            Files.copy(from, to);
        }
    }

    private Path target(ArtifactRef reference) throws IOException {
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

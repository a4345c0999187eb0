package io.tailforge.quality.check;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.FileOrigin;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.video.VideoInfo;
import io.tailforge.video.VideoProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * I4: no file says that it belongs to another scene, seed, sensor, kind or time. It sees mix-ups of engines that write
 * {@link FileOrigin}s, however alike the clips look (the same scene in another weather, the take before). It believes what a file
 * says of itself, so it is a guard against errors, not against an engine that lies; a file that says nothing is left to the
 * checks that look at pictures.
 */
public final class OriginCheck implements QualityCheck {
    private static final String ID = "origin";
    private static final String CODE = "FILE-ORIGIN";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "no file says that it belongs to another scene, seed or sensor";
    }

    @Override
    public int cost() {
        return 1;
    }

    @Override
    public boolean needsRequest() {
        return true;
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return new Files(clip);
    }

    private static final class Files implements Examination {
        private final ClipEvidence clip;
        private final FileOrigin ofClip;

        /** Of each sensor with a file that says something: those that belong elsewhere. */
        private final Map<String, List<Finding>> bySensor = new TreeMap<>();

        Files(ClipEvidence clip) {
            this.clip = clip;
            this.ofClip = FileOrigin.of(clip.scene(), clip.result().seedUsed(), ObjectKind.RGB, "any", 0);
        }

        @Override
        public void camera(String camera, VideoInfo info) {
            compare(expected(ObjectKind.RGB, camera, 0), info.origin());
        }

        @Override
        public void sweep(LidarSweep sweep, SweepPoints points) {
            compare(expected(ObjectKind.POINTS, sweep.lidar(), sweep.index()), points.origin());
        }

        private FileOrigin expected(ObjectKind kind, String sensor, int first) {
            return new FileOrigin(ofClip.sceneSha256(), ofClip.seed(), kind, sensor, first);
        }

        private void compare(FileOrigin expected, Optional<FileOrigin> found) {
            if (found.isEmpty()) {
                return;
            }
            List<Finding> others = bySensor.computeIfAbsent(expected.sensor(), any -> new ArrayList<>());
            if (!found.get().equals(expected)) {
                others.add(Findings.about(ID, expected.sensor())
                        .fail(CODE, 1, 0, "files", frame(expected), difference(expected, found.get())));
            }
        }

        private static int frame(FileOrigin expected) {
            return expected.kind() == ObjectKind.POINTS ? expected.first() : -1;
        }

        private static String difference(FileOrigin expected, FileOrigin found) {
            String file = JsonView.enumText(expected.kind());
            if (!found.sceneSha256().equals(expected.sceneSha256())) {
                return "%s says that it is of the scene %s, not of %s"
                        .formatted(file, found.sceneSha256(), expected.sceneSha256());
            }
            if (found.seed() != expected.seed()) {
                return "%s says that it was made from seed %s, not from %s"
                        .formatted(file, Long.toUnsignedString(found.seed()), Long.toUnsignedString(expected.seed()));
            }
            return "%s says that it is %s of %s from %d on, not %s of %s from %d on"
                    .formatted(
                            file,
                            JsonView.enumText(found.kind()),
                            found.sensor(),
                            found.first(),
                            JsonView.enumText(expected.kind()),
                            expected.sensor(),
                            expected.first());
        }

        @Override
        public List<Finding> refusal() {
            return bySensor.values().stream().flatMap(List::stream).toList();
        }

        @Override
        public List<Finding> finish() {
            clip.result().views().forEach(this::compareTruth);
            if (bySensor.isEmpty()) {
                return List.of(Findings.aboutClip(ID).notJudged(CODE, "no file says where it belongs"));
            }
            List<Finding> findings = new ArrayList<>();
            bySensor.forEach((sensor, others) -> findings.addAll(
                    others.isEmpty() ? List.of(Findings.about(ID, sensor).pass(CODE, 0, 0, "files", -1)) : others));
            return findings;
        }

        private void compareTruth(GeneratedView view) {
            new TreeMap<>(view.objects()).forEach((kind, object) -> {
                if (kind == ObjectKind.DEPTH || kind == ObjectKind.INSTANCE || kind == ObjectKind.SEMANTIC) {
                    compare(expected(kind, view.camera(), 0), find(object));
                }
            });
        }

        /** A file that does not open is the integrity check's business. */
        private Optional<FileOrigin> find(ArtifactRef object) {
            try {
                return VideoProbe.findOrigin(clip.folder().resolve(object.key()));
            } catch (BadInputException e) {
                return Optional.empty();
            }
        }
    }
}

package io.tailforge.quality.check;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.QualityCheck;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.video.VideoInfo;
import io.tailforge.video.VideoProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** I1: every camera's video is there, is H.264 in MP4, decodes to its end and has the clip's frames, size, rate and times; truth files too. */
public final class IntegrityCheck implements QualityCheck {
    private static final String ID = "integrity";
    private static final double RATE_TOLERANCE = 0.01;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "every video is there, decodes to its end and has the clip's frames, size, rate and frame times";
    }

    @Override
    public int cost() {
        return 0;
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return new Videos(clip);
    }

    private static final class Videos implements Examination {
        private final ClipEvidence clip;
        private final FrameGrid grid;
        private final List<Finding> findings = new ArrayList<>();
        private final Map<String, Integer> frames = new TreeMap<>();
        private final Map<String, Double> worstTime = new TreeMap<>();

        Videos(ClipEvidence clip) {
            this.clip = clip;
            this.grid = clip.scene().grid();
        }

        @Override
        public void camera(String camera, VideoInfo info) {
            frames.put(camera, 0);
            Findings about = Findings.about(ID, camera);
            requireShape(about, "rgb", info);
            requireCodec(about, info);
        }

        private void requireCodec(Findings about, VideoInfo info) {
            if (!info.codec().equals("h264") || !info.container().contains("mp4")) {
                findings.add(about.fail(
                        "VIDEO-CODEC",
                        0,
                        1,
                        "",
                        -1,
                        "the video is %s in %s, contract v1 wants h264 in mp4"
                                .formatted(info.codec(), info.container())));
            }
        }

        private void requireShape(Findings about, String kind, VideoInfo info) {
            if (info.width() != grid.width() || info.height() != grid.height()) {
                findings.add(about.fail(
                        "VIDEO-SIZE",
                        info.width(),
                        grid.width(),
                        "px",
                        -1,
                        "%s is %dx%d, the clip %dx%d"
                                .formatted(kind, info.width(), info.height(), grid.width(), grid.height())));
            }
            if (Math.abs(info.fps() - grid.fps()) > RATE_TOLERANCE * grid.fps()) {
                findings.add(about.fail("VIDEO-RATE", info.fps(), grid.fps(), "fps", -1, kind + " has another rate"));
            }
        }

        @Override
        public void frame(CameraFrame frame) {
            frames.put(frame.camera(), frame.index() + 1);
            double off = Math.abs(frame.ptsMicros() - grid.timestampMicros(frame.index()));
            worstTime.merge(frame.camera(), off, Math::max);
        }

        @Override
        public void brokenCamera(String camera, int framesRead, BadInputException why) {
            frames.remove(camera);
            String code = why.problems().getFirst().code();
            findings.add(Findings.about(ID, camera)
                    .fail(code, framesRead, grid.frames(), "frames", framesRead, String.valueOf(why.getMessage())));
        }

        @Override
        public List<Finding> refusal() {
            return List.copyOf(findings);
        }

        @Override
        public List<Finding> finish() {
            double halfFrame = 0.5e6 / grid.fps();
            frames.forEach((camera, count) -> {
                Findings about = Findings.about(ID, camera);
                findings.add(
                        count == grid.frames()
                                ? about.pass("VIDEO-FRAMES", count, grid.frames(), "frames", -1)
                                : about.fail(
                                        "VIDEO-FRAMES",
                                        count,
                                        grid.frames(),
                                        "frames",
                                        Math.min(count, grid.frames()),
                                        "the video has another number of frames than the clip"));
                double off = worstTime.getOrDefault(camera, 0.0);
                findings.add(about.atMost(
                        "VIDEO-TIMES", off, halfFrame, "us", -1, "a frame is shown at another time than the clip's"));
            });
            clip.result().views().forEach(this::requireTruth);
            return findings;
        }

        /** Truth layers are counted, not decoded. */
        private void requireTruth(GeneratedView view) {
            new TreeMap<>(view.objects()).forEach((kind, object) -> {
                if (kind == ObjectKind.DEPTH || kind == ObjectKind.INSTANCE || kind == ObjectKind.SEMANTIC) {
                    requireTruth(Findings.about(ID, view.camera()), kind, object);
                }
            });
        }

        private void requireTruth(Findings about, ObjectKind kind, ArtifactRef object) {
            try {
                VideoInfo info = VideoProbe.probe(clip.folder().resolve(object.key()));
                requireShape(about, kind.name(), info);
                if (info.frames() != grid.frames()) {
                    findings.add(about.fail(
                            "TRUTH-FRAMES",
                            info.frames(),
                            grid.frames(),
                            "frames",
                            -1,
                            kind + " has another number of frames"));
                }
            } catch (BadInputException e) {
                findings.add(about.fail("TRUTH-DAMAGED", 0, grid.frames(), "frames", -1, kind + ": " + e.getMessage()));
            }
        }
    }
}

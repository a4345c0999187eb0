package io.tailforge.quality.check;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.ExpectedView;
import io.tailforge.quality.ExpectedViews;
import io.tailforge.quality.FrameLuma;
import io.tailforge.quality.QualityCheck;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.video.Frame;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoDecoder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * L4: the truth layers that come with a picture are those of the scene that was asked for. Depth is right in a cell where it
 * is within 5 % and 0.1 m of what we cast ourselves; an actor's instances are right where the same actor stands there for us,
 * within a cell. Three frames of each camera are looked at. Over 120 ray-cast clips at least 91 % of the cells had the right
 * depth (what is missing are thin things that fall between cells), with another clip's layers 76 % at most; of the actors'
 * cells at least 93 % were right.
 */
public final class TruthCheck implements QualityCheck {
    private static final String ID = "truth";
    private static final int MOST_FRAMES = 3;
    private static final double LEAST_DEPTH = 0.85;
    private static final double LEAST_ACTORS = 0.7;
    private static final int LEAST_CELLS = 2000;
    private static final int LEAST_ACTOR_CELLS = 60;
    private static final double FAR_METRES = 200;
    private static final double DEPTH_SCALE = 1.0 / 256;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "depth and instances are those of the scene that was asked for";
    }

    @Override
    public int cost() {
        return 50;
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return clip.expected()
                .<Examination>map(views -> new Layers(clip, views))
                .orElse(() -> List.of(notJudged("the world that the clip was asked of is not at hand")));
    }

    private static Finding notJudged(String why) {
        return Findings.aboutClip(ID).notJudged("TRUTH", why);
    }

    private static final class Layers implements Examination {
        private final ClipEvidence clip;
        private final ExpectedViews views;
        private final SampledFrames sampled;

        /** By camera and frame: while the pictures pass, others look at the same views. */
        private final Map<String, Map<Integer, ExpectedView>> seen = new HashMap<>();

        Layers(ClipEvidence clip, ExpectedViews views) {
            this.clip = clip;
            this.views = views;
            this.sampled = new SampledFrames(clip.scene().grid().frames(), MOST_FRAMES);
        }

        @Override
        public void frame(CameraFrame frame) {
            if (frame.index() < sampled.frames() && sampled.has(frame.index())) {
                look(frame.camera(), frame.index());
            }
        }

        private ExpectedView look(String camera, int frame) {
            return seen.computeIfAbsent(camera, unused -> new HashMap<>())
                    .computeIfAbsent(frame, unused -> views.look(camera, frame));
        }

        @Override
        public List<Finding> finish() {
            List<Finding> findings = new ArrayList<>();
            for (GeneratedView view : clip.result().views()) {
                find(view, ObjectKind.DEPTH).ifPresent(file -> findings.add(depth(view.camera(), file)));
                find(view, ObjectKind.INSTANCE).ifPresent(file -> findings.add(instances(view.camera(), file)));
            }
            return findings.isEmpty() ? List.of(notJudged("the clip has no truth layers")) : findings;
        }

        private Optional<Path> find(GeneratedView view, ObjectKind kind) {
            return Optional.ofNullable(view.objects().get(kind))
                    .map(ArtifactRef::key)
                    .map(clip.folder()::resolve);
        }

        private Finding depth(String camera, Path file) {
            Share right = count(camera, file, Layers::compareDepth);
            return right.judge(
                    camera, "TRUTH-DEPTH", LEAST_CELLS, LEAST_DEPTH, "the depth layer is that of another place");
        }

        private Finding instances(String camera, Path file) {
            Share right = count(camera, file, Layers::compareInstances);
            return right.judge(
                    camera,
                    "TRUTH-INSTANCE",
                    LEAST_ACTOR_CELLS,
                    LEAST_ACTORS,
                    "the instances are not the scene's actors");
        }

        private Share count(String camera, Path file, Comparison comparison) {
            Share share = new Share();
            try (VideoDecoder decoder = VideoDecoder.open(file, PixelFormat.GRAY16)) {
                Frame found = Frame.gray16(decoder.width(), decoder.height());
                for (int i = 0; i < sampled.frames(); i++) {
                    if (!sampled.has(i)) {
                        decoder.skip();
                    } else if (decoder.read(found)) {
                        comparison.add(found, look(camera, i), share);
                    }
                }
            } catch (BadInputException e) {
                share.damage = String.valueOf(e.getMessage());
            }
            return share;
        }

        private static void compareDepth(Frame found, ExpectedView expected, Share share) {
            for (int cell = 0; cell < expected.depth().length; cell++) {
                float depth = expected.depth()[cell];
                if (depth > 0 && depth < FAR_METRES) {
                    share.add(hasDepth(found, cell, depth));
                }
            }
        }

        /** In the pixels under the cell's middle and right above and below, for rows do not fall on rows. */
        private static boolean hasDepth(Frame found, int cell, float depth) {
            int u = column(found, cell);
            int v = row(found, cell);
            for (int y = Math.max(0, v - 1); y <= Math.min(found.height() - 1, v + 1); y++) {
                double metres = (found.shorts()[y * found.width() + u] & 0xffff) * DEPTH_SCALE;
                if (Math.abs(metres - depth) < 0.05 * depth + 0.1) {
                    return true;
                }
            }
            return false;
        }

        /** Outlines lie within a cell of each other, so that actors of a few cells are not all outline. */
        private static void compareInstances(Frame found, ExpectedView expected, Share share) {
            for (int cell = 0; cell < expected.instance().length; cell++) {
                int there = found.shorts()[row(found, cell) * found.width() + column(found, cell)] & 0xffff;
                int wanted = expected.instance()[cell];
                if (wanted != 0) {
                    share.add(there == wanted || showsInCell(found, cell, wanted));
                } else if (there != 0) {
                    share.add(isWantedBeside(expected, cell, there));
                }
            }
        }

        private static boolean showsInCell(Frame found, int cell, int instance) {
            int u = column(found, cell);
            int v = row(found, cell);
            int aside = found.width() / (2 * FrameLuma.COLUMNS);
            int above = found.height() / (2 * FrameLuma.ROWS);
            for (int y = Math.max(0, v - above); y <= Math.min(found.height() - 1, v + above); y++) {
                for (int x = Math.max(0, u - aside); x <= Math.min(found.width() - 1, u + aside); x++) {
                    if ((found.shorts()[y * found.width() + x] & 0xffff) == instance) {
                        return true;
                    }
                }
            }
            return false;
        }

        private static boolean isWantedBeside(ExpectedView expected, int cell, int instance) {
            int column = cell % FrameLuma.COLUMNS;
            int row = cell / FrameLuma.COLUMNS;
            for (int y = Math.max(0, row - 1); y <= Math.min(FrameLuma.ROWS - 1, row + 1); y++) {
                for (int x = Math.max(0, column - 1); x <= Math.min(FrameLuma.COLUMNS - 1, column + 1); x++) {
                    if (expected.instance()[y * FrameLuma.COLUMNS + x] == instance) {
                        return true;
                    }
                }
            }
            return false;
        }

        private static int column(Frame frame, int cell) {
            return (2 * (cell % FrameLuma.COLUMNS) + 1) * frame.width() / (2 * FrameLuma.COLUMNS);
        }

        private static int row(Frame frame, int cell) {
            return (2 * (cell / FrameLuma.COLUMNS) + 1) * frame.height() / (2 * FrameLuma.ROWS);
        }
    }

    @FunctionalInterface
    private interface Comparison {
        void add(Frame found, ExpectedView expected, Share share);
    }

    private static final class Share {
        private String damage = "";
        private long cells;
        private long right;

        void add(boolean isRight) {
            cells++;
            right += isRight ? 1 : 0;
        }

        Finding judge(String camera, String code, int leastCells, double least, String ifBelow) {
            Findings about = Findings.about(ID, camera);
            if (!damage.isEmpty()) {
                return about.fail(code, 0, least, "of cells", -1, damage);
            }
            return cells < leastCells
                    ? about.notJudged(code, "too little to compare: " + cells + " cells")
                    : about.atLeast(code, (double) right / cells, least, "of cells", -1, ifBelow);
        }
    }
}

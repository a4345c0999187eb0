package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.check.adherence.BoxCheck;
import io.tailforge.scene.Scene;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.Weather;
import io.tailforge.video.Frame;
import io.tailforge.video.H264Settings;
import io.tailforge.video.VideoEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bright boards stand where actors are, before a grained wall; a board that is beside its actor is seen. */
class BoxesTest {
    private static final String CAMERA = "front";
    private static final int WIDTH = 320;
    private static final int HEIGHT = 192;
    private static final float WALL_METRES = 90;

    @TempDir
    private Path temp;

    private ClipEvidence driving;
    private Scene scene;

    @BeforeEach
    void makeScene() throws IOException {
        driving = TestClip.driving(temp.resolve("driving"), Weather.CLEAR);
        scene = lookingAhead(driving.scene());
    }

    private static Scene lookingAhead(Scene s) {
        Quaternion ahead = Quaternion.ofMatrix(new double[] {0, 0, 1, -1, 0, 0, 0, -1, 0});
        Camera camera = new Camera(CAMERA, s.rig().getCamera(CAMERA).model(), new Pose(new Vec3(1, 0, 1.5), ahead));
        Rig rig = new Rig("ahead", List.of(camera), List.of());
        return new Scene(s.name(), s.layout(), rig, s.ego(), s.actors(), s.lights(), s.variation(), s.grid(), s.seed());
    }

    /** What of a picture a board covers, as that of an actor whose box is so far to the left of its own place. */
    private record Board(int instance, double depth, double left, double top, double right, double bottom) {
        boolean covers(int x, int y) {
            return x >= left && x <= right && y >= top && y <= bottom;
        }
    }

    private Optional<Board> board(int actor, int frame, double metres, int width, int height) {
        SceneGeometry geometry = SceneGeometry.of(scene, CAMERA, new WorkingSize(width, height));
        Optional<ActorState> state = scene.actors().get(actor).findAt(geometry.timestampMicros(frame));
        if (state.isEmpty()) {
            return Optional.empty();
        }
        Pose own = state.get().worldFromActor();
        Cuboid box = new Cuboid(
                new Pose(own.transform(new Vec3(0, metres, 0)), own.rotation()),
                state.get().size());
        double[] bounds = {width, height, 0, 0};
        for (int corner = 0; corner < 8; corner++) {
            Optional<Pixel> at = geometry.project(frame, box.corners().point(corner));
            if (at.isEmpty()) {
                return Optional.empty();
            }
            bounds[0] = Math.min(bounds[0], at.get().u());
            bounds[1] = Math.min(bounds[1], at.get().v());
            bounds[2] = Math.max(bounds[2], at.get().u());
            bounds[3] = Math.max(bounds[3], at.get().v());
        }
        double depth = geometry.depth(frame, box.worldFromCuboid().translation());
        return Optional.of(new Board(actor + 1, depth, bounds[0], bounds[1], bounds[2], bounds[3]));
    }

    private List<Board> boards(int frame, double metres, int width, int height) {
        return List.of(0, 1).stream()
                .flatMap(actor -> board(actor, frame, metres, width, height).stream())
                .toList();
    }

    private ExpectedView expected(String camera, int frame) {
        float[] depth = new float[FrameLuma.COLUMNS * FrameLuma.ROWS];
        char[] instance = new char[depth.length];
        List<Board> boards = camera.equals(CAMERA) ? boards(frame, 0, FrameLuma.COLUMNS, FrameLuma.ROWS) : List.of();
        for (int i = 0; i < depth.length; i++) {
            depth[i] = WALL_METRES;
            for (Board board : boards) {
                if (board.covers(i % FrameLuma.COLUMNS, i / FrameLuma.COLUMNS) && board.depth() < depth[i]) {
                    depth[i] = (float) board.depth();
                    instance[i] = (char) board.instance();
                }
            }
        }
        return new ExpectedView(depth, instance);
    }

    /** @param metres by which the boards stand to the left of their actors */
    private ClipEvidence clip(double metres) throws IOException {
        Path folder = Files.createTempDirectory(temp, "clip");
        Path rgb = folder.resolve("front.mp4");
        try (VideoEncoder encoder =
                VideoEncoder.h264(rgb, WIDTH, HEIGHT, scene.grid().fps(), H264Settings.GENERATED)) {
            for (int t = 0; t < scene.grid().frames(); t++) {
                encoder.write(picture(t, boards(t, metres, WIDTH, HEIGHT)));
            }
        }
        GeneratedView view = new GeneratedView(
                CAMERA,
                scene.grid().frames(),
                Map.of(ObjectKind.RGB, new ArtifactRef("front.mp4", Sha256.hex(rgb), Files.size(rgb), "video/mp4")));
        GenerationResult result = new GenerationResult(
                List.of(view),
                List.of(),
                new EngineIdentity("boards", "1", EngineIdentity.NO_WEIGHTS, "cpu"),
                1,
                Map.of(),
                List.of());
        return new ClipEvidence(scene, driving.map(), result, folder).expecting(this::expected);
    }

    private static Frame picture(int frame, List<Board> boards) {
        SplittableRandom grain = new SplittableRandom(7);
        Frame picture = Frame.rgb24(WIDTH, HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int luma = 90 + 25 * wall((x + 3 * frame) / 12, y / 12) + grain.nextInt(12);
                for (Board board : boards) {
                    luma = board.covers(x, y) ? 190 + grain.nextInt(8) : luma;
                }
                for (int channel = 0; channel < 3; channel++) {
                    picture.bytes()[3 * (y * WIDTH + x) + channel] = (byte) luma;
                }
            }
        }
        return picture;
    }

    /** Light and dark bricks, as chance laid them. */
    private static int wall(int column, int row) {
        return new SplittableRandom(1000L * column + row).nextInt(2);
    }

    private static List<Finding> judge(ClipEvidence clip) {
        return new BoxCheck().judge(clip);
    }

    @Test
    void boardsWhereTheActorsArePass() throws Exception {
        assertThat(judge(clip(0))).hasSize(2).allMatch(finding -> finding.severity() == Severity.PASS);
    }

    @Test
    void boardsBesideTheActorsAreSeenAndHowFarIsSaid() throws Exception {
        assertThat(judge(clip(1)))
                .filteredOn(finding -> finding.code().equals("BOX-OFFSET"))
                .hasSize(1)
                .allMatch(finding -> finding.severity() == Severity.FAIL)
                .allMatch(finding -> finding.detail().matches(".*(0\\.8|1\\.0|1\\.3) m to the left of its track"))
                .allMatch(finding -> finding.region().isPresent());
    }

    @Test
    void withoutAWorldNothingIsJudged() throws Exception {
        ClipEvidence right = clip(0);
        ClipEvidence alone = new ClipEvidence(right.scene(), right.map(), right.result(), right.folder());
        assertThat(judge(alone)).hasSize(1).allMatch(finding -> finding.severity() == Severity.NOT_JUDGED);
    }
}

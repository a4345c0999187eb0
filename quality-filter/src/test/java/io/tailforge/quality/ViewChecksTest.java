package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.StreetFilm.Film;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameTimes;
import io.tailforge.video.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cameras see of each other, of the map and of the actors, in a film of a generator that has buildings of its own. */
class ViewChecksTest {
    @TempDir
    private Path temp;

    private ClipEvidence right;

    @BeforeEach
    void film() throws IOException {
        right = StreetFilm.right(temp.resolve("right"));
    }

    private static List<Finding> judge(String check, ClipEvidence clip) {
        return QualityFilter.listInstalled().stream()
                .filter(one -> one.id().equals(check))
                .findFirst()
                .orElseThrow()
                .judge(clip);
    }

    private static List<Finding> failures(String check, ClipEvidence clip) {
        return judge(check, clip).stream()
                .filter(finding -> finding.severity() == Severity.FAIL)
                .toList();
    }

    private static UnaryOperator<Camera> only(String name, UnaryOperator<Camera> change) {
        return camera -> camera.name().equals(name) ? change.apply(camera) : camera;
    }

    private static UnaryOperator<Camera> turned(String name, double degrees) {
        return only(name, camera -> {
            Pose pose = camera.rigFromCamera();
            Quaternion turn = Quaternion.ofYaw(Math.toRadians(degrees));
            return new Camera(camera.name(), camera.model(), new Pose(pose.translation(), turn.times(pose.rotation())));
        });
    }

    private static UnaryOperator<Film> mirrored(String name) {
        return film -> film.camera().equals(name)
                ? new Film(
                        name, film.frames().stream().map(ViewChecksTest::mirror).toList())
                : film;
    }

    private static Frame mirror(Frame frame) {
        Frame out = Frame.rgb24(frame.width(), frame.height());
        for (int i = 0; i < out.bytes().length; i++) {
            int x = i / 3 % frame.width();
            out.bytes()[i] = frame.bytes()[i + 3 * (frame.width() - 1 - 2 * x)];
        }
        return out;
    }

    @Test
    void camerasThatSeeTheSameRoadAgree() {
        assertThat(judge("overlap", right)).hasSize(4).allMatch(finding -> finding.severity() == Severity.PASS);
    }

    @Test
    void aMirroredCameraIsNamed() throws Exception {
        ClipEvidence clip = StreetFilm.filmed(temp.resolve("a"), StreetFilm.scene(), 1, mirrored("front"));
        assertThat(failures("overlap", clip))
                .isNotEmpty()
                .allMatch(finding -> finding.camera().orElseThrow().equals("front"))
                .allMatch(finding -> finding.region().isPresent());
    }

    @Test
    void aCameraThatLooksADegreeElsewhereIsNamed() throws Exception {
        ClipEvidence clip =
                StreetFilm.filmed(temp.resolve("a"), StreetFilm.with(turned("left", 1)), 1, UnaryOperator.identity());
        assertThat(failures("overlap", clip))
                .isNotEmpty()
                .allMatch(finding -> finding.camera().orElseThrow().equals("left"));
    }

    @Test
    void aCameraThatIsAFrameLateIsNamed() throws Exception {
        UnaryOperator<Camera> late = only(
                "right",
                camera -> new Camera(
                        camera.name(), camera.model(), camera.rigFromCamera(), new FrameTimes.Offset(33_333)));
        ClipEvidence clip = StreetFilm.filmed(temp.resolve("a"), StreetFilm.with(late), 1, UnaryOperator.identity());
        assertThat(failures("overlap", clip))
                .isNotEmpty()
                .allMatch(finding -> finding.camera().orElseThrow().equals("right"));
    }

    @Test
    void camerasThatSeeNothingOfEachOtherAreNotJudged() throws Exception {
        ClipEvidence clip = TestClip.standing(temp.resolve("apart"));
        assertThat(judge("overlap", clip)).hasSize(1).allMatch(finding -> finding.severity() == Severity.NOT_JUDGED);
    }
}

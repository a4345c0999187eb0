package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.quality.StreetFilm.Film;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameTimes;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import io.tailforge.video.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
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
    void calibrationFreeSampsonErrorsCannotTellAMirroredCamera() throws Exception {
        ClipEvidence clip = StreetFilm.filmed(temp.resolve("a"), StreetFilm.scene(), 1, mirrored("front"));
        assertThat(failures("overlap", clip)).isNotEmpty();
        assertThat(failures("sampson", clip)).isEmpty();
        assertThat(sampson(clip, "TSE", "front")).isLessThan(1);
        assertThat(sampson(clip, "TSE", "front")).isCloseTo(sampson(right, "TSE", "front"), within(0.2));
        assertThat(sampson(right, "CSE", "left")).isLessThan(1);
    }

    private static double sampson(ClipEvidence clip, String code, String camera) {
        Finding finding = judge("sampson", clip).stream()
                .filter(one ->
                        one.code().equals(code) && one.camera().orElse("").equals(camera))
                .findFirst()
                .orElseThrow();
        assertThat(finding.severity()).isEqualTo(Severity.NOT_JUDGED);
        assertThat(finding.detail()).startsWith("reported for comparison");
        return finding.value();
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
                "left",
                camera -> new Camera(
                        camera.name(), camera.model(), camera.rigFromCamera(), new FrameTimes.Offset(33_333)));
        ClipEvidence clip = StreetFilm.filmed(temp.resolve("a"), StreetFilm.with(late), 1, UnaryOperator.identity());
        assertThat(failures("overlap", clip))
                .isNotEmpty()
                .allMatch(finding -> finding.camera().orElseThrow().equals("left"));
    }

    @Test
    void camerasThatSeeNothingOfEachOtherAreNotJudged() throws Exception {
        ClipEvidence clip = TestClip.standing(temp.resolve("apart"));
        assertThat(judge("overlap", clip)).hasSize(1).allMatch(finding -> finding.severity() == Severity.NOT_JUDGED);
    }

    @Test
    void oneCameraThatIsBrighterIsNamed() throws Exception {
        UnaryOperator<Film> brighter = film -> film.camera().equals("left")
                ? new Film(
                        "left",
                        film.frames().stream().map(frame -> gained(frame, 1.1)).toList())
                : film;
        ClipEvidence clip = StreetFilm.filmed(temp.resolve("a"), StreetFilm.scene(), 1, brighter);
        assertThat(failures("overlap", clip))
                .isNotEmpty()
                .allMatch(finding -> finding.code().equals("SEAM-GAIN"))
                .allMatch(finding -> finding.camera().orElseThrow().equals("left"));
    }

    private static Frame gained(Frame frame, double gain) {
        Frame out = Frame.rgb24(frame.width(), frame.height());
        for (int i = 0; i < out.bytes().length; i++) {
            out.bytes()[i] = (byte) Math.min(255, Math.round((frame.bytes()[i] & 0xff) * gain));
        }
        return out;
    }

    @Test
    void linesThatLieWhereTheMapHasThemPass() {
        assertThat(judge("lane-lines", right))
                .isNotEmpty()
                .allMatch(finding -> finding.severity() == Severity.PASS)
                .extracting(Finding::code)
                .contains("LANE-OFFSET", "LANE-PAINT");
    }

    @Test
    void linesThirtyCentimetresAsideAreSeenAndWhere() throws Exception {
        ClipEvidence clip = StreetFilm.filmed(temp.resolve("a"), StreetFilm.scene(), 1030, UnaryOperator.identity());
        assertThat(failures("lane-lines", clip))
                .filteredOn(finding -> finding.code().equals("LANE-OFFSET"))
                .isNotEmpty()
                .allMatch(finding -> finding.region().isPresent())
                .allSatisfy(finding -> assertThat(finding.value()).isBetween(0.2, 0.4));
    }

    @Test
    void missingLinesAreSeen() throws Exception {
        ClipEvidence clip = StreetFilm.filmed(temp.resolve("a"), StreetFilm.scene(), 3001, UnaryOperator.identity());
        assertThat(failures("lane-lines", clip)).extracting(Finding::code).contains("LANE-PAINT");
    }

    @Test
    void linesUnderSnowAreNotJudged() {
        assertThat(judge("lane-lines", asked(right, new Weather(1, 0, 0, Double.POSITIVE_INFINITY, 0, 1))))
                .hasSize(1)
                .allMatch(finding -> finding.severity() == Severity.NOT_JUDGED);
    }

    private static ClipEvidence asked(ClipEvidence clip, Weather weather) {
        Scene scene = clip.scene();
        Variation asked = new Variation(
                "other", weather, scene.variation().sun(), scene.variation().region());
        Scene other = new Scene(
                scene.name(),
                scene.layout(),
                scene.rig(),
                scene.ego(),
                scene.actors(),
                scene.lights(),
                asked,
                scene.grid(),
                scene.seed());
        return new ClipEvidence(other, clip.map(), clip.result(), clip.folder());
    }

    @Test
    void aClearDayIsNeitherFogNorSnow() {
        assertThat(judge("attributes", right)).isNotEmpty().allMatch(finding -> finding.severity() == Severity.PASS);
        assertThat(failures("attributes", asked(right, new Weather(1, 0, 0, 60, 0, 0))))
                .isNotEmpty()
                .allMatch(finding -> finding.code().equals("ATTRIBUTE-FOG"));
        assertThat(failures("attributes", asked(right, new Weather(1, 0, 2, 1500, 0, 1))))
                .isNotEmpty()
                .allMatch(finding -> finding.code().equals("ATTRIBUTE-SNOW"));
    }

    @Test
    void actorsThatFillTheCamerasTellNothingOfSnow() {
        ClipEvidence snowy = asked(right, new Weather(1, 0, 2, 1500, 0, 1));
        float[] depth = new float[FrameLuma.COLUMNS * FrameLuma.ROWS];
        char[] actor = new char[depth.length];
        Arrays.fill(depth, 3);
        Arrays.fill(actor, (char) 1);
        assertThat(judge("attributes", snowy.expecting((camera, frame) -> new ExpectedView(depth, actor))))
                .singleElement()
                .matches(finding -> finding.severity() == Severity.NOT_JUDGED);
    }

    @Test
    void fogThatWasNotAskedForIsSeenInTheHalfThatHasIt() throws Exception {
        UnaryOperator<Film> foggy = film -> new Film(
                film.camera(),
                IntStream.range(0, film.frames().size())
                        .mapToObj(t -> t < StreetFilm.FRAMES / 2
                                ? film.frames().get(t)
                                : veiled(film.frames().get(t)))
                        .toList());
        ClipEvidence clip = StreetFilm.filmed(temp.resolve("a"), StreetFilm.scene(), 1, foggy);
        assertThat(failures("attributes", clip))
                .filteredOn(finding -> finding.code().equals("ATTRIBUTE-CLEAR"))
                .hasSize(3)
                .allMatch(finding -> finding.firstFrame() == StreetFilm.FRAMES / 2);
    }

    private static Frame veiled(Frame frame) {
        Frame out = Frame.rgb24(frame.width(), frame.height());
        for (int i = 0; i < out.bytes().length; i++) {
            out.bytes()[i] = (byte) Math.round(170 + 0.08 * ((frame.bytes()[i] & 0xff) - 170));
        }
        return out;
    }

    /** The generator does as it likes: lines elsewhere, a camera that looks elsewhere, a mirrored world, exchanged films. */
    @Test
    void aGeneratorThatIgnoresItsControlIsRejected() throws Exception {
        Scene scene = StreetFilm.scene();
        List<ClipEvidence> ignoring = List.of(
                StreetFilm.filmed(temp.resolve("lines"), scene, 1090, UnaryOperator.identity()),
                StreetFilm.filmed(
                        temp.resolve("turned"), StreetFilm.with(turned("front", 4)), 1, UnaryOperator.identity()),
                StreetFilm.filmed(temp.resolve("mirror"), scene, 1, film -> mirrored(film.camera())
                        .apply(film)),
                exchanged(right));
        for (ClipEvidence clip : ignoring) {
            assertThat(QualityFilter.listInstalled().stream()
                            .filter(check -> List.of("overlap", "lane-lines").contains(check.id()))
                            .flatMap(check -> check.judge(clip).stream()))
                    .as(clip.folder().toString())
                    .anyMatch(finding -> finding.severity() == Severity.FAIL);
        }
    }

    /** The right camera's film in place of the left one's, and the reverse. */
    private static ClipEvidence exchanged(ClipEvidence clip) {
        GenerationResult result = clip.result();
        List<GeneratedView> views = result.views();
        List<GeneratedView> swapped = List.of(
                views.get(0),
                new GeneratedView("left", StreetFilm.FRAMES, views.get(2).objects()),
                new GeneratedView("right", StreetFilm.FRAMES, views.get(1).objects()));
        return clip.answeredBy(
                new GenerationResult(swapped, List.of(), result.engine(), 1, result.timings(), List.of()),
                clip.folder());
    }
}

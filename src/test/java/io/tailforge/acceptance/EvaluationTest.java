package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** Clips of others judged by REST, and clips that only a person accepts: three frames are too few to see a freeze. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvaluationTest {
    private static final String CAMERA = "camera_front_wide_120fov";
    private static final int PATIENCE_SECONDS = 240;

    private ConfigurableApplicationContext context;
    private Rest rest;
    private Path home;
    private Path roots;
    private Path outside;
    private Path result;
    private String request;

    @BeforeAll
    void serve(@TempDir Path temporary) throws IOException {
        home = temporary.resolve("home");
        roots = Files.createDirectories(temporary.resolve("clips")).toRealPath();
        outside = Files.createDirectories(temporary.resolve("outside")).toRealPath();
        start();
        String layout = rest.upload(Repository.URBAN_JUNCTION)
                .expect(201)
                .json()
                .field("layout")
                .field("id")
                .asString();
        request = rest.request(layout, Specs.glimpse(3, "Sunny"), "one");
        rest.events(request);
        result = copy(ResultFiles.onlyResult(home), roots.resolve("kept"));
    }

    private void start() {
        context = Product.context(
                WebApplicationType.SERVLET,
                home,
                "--server.port=0",
                "--tailforge.filter.must-judge=freeze",
                "--tailforge.evaluation.roots[0]=" + roots,
                "--tailforge.evaluation.roots[1]=s3://clips/in");
        rest = new Rest(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    @AfterAll
    void stop() {
        context.close();
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    private Rest.Answer ask(String clip) {
        return rest.post(
                "/v1/evaluations",
                JsonWriter.compact(Json.object().put("clip", clip).build()));
    }

    private JsonView judged(Rest.Answer accepted) throws InterruptedException {
        String place = accepted.expect(202).header("Location");
        long deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        while (true) {
            JsonView evaluation = rest.get(place).expect(200).json();
            if (List.of("done", "failed").contains(evaluation.field("state").asString())) {
                return evaluation;
            }
            assertThat(System.nanoTime())
                    .as(JsonWriter.compact(evaluation.json()))
                    .isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    @Test
    void aClipWithACheckThatMattersUnjudgedWaitsForAPersonWhoAcceptsIt() {
        JsonView shown =
                rest.get("/v1/requests/" + request + "/clips/0").expect(200).json();
        assertThat(shown.field("clip").field("state").asString()).isEqualTo("NEEDS_PERSON");
        JsonView row = rest.get("/v1/requests/" + request).expect(200).json().field("request");
        assertThat(row.field("clips").field("NEEDS_PERSON").asInt(0, 9)).isEqualTo(1);
        assertThat(row.field("versions").items().getFirst().field("clips").asInt(0, 9))
                .isZero();

        rest.post("/v1/requests/" + request + "/clips/0/decision", "{\"decision\": \"accept\", \"reason\": \"seen\"}")
                .expect(200);
        JsonView version =
                rest.post("/v1/requests/" + request + "/publish").expect(200).json();
        assertThat(version.field("clips").asInt(0, 9)).isEqualTo(1);
    }

    @Test
    void aFolderOfAClipIsJudgedAsTheServiceJudges() throws Exception {
        JsonView evaluation = judged(ask(result.toString()));
        assertThat(evaluation.field("state").asString()).isEqualTo("done");
        JsonView verdict = evaluation.field("evaluation");
        assertThat(verdict.field("schema").asString()).isEqualTo("tailforge.evaluation/1");
        assertThat(verdict.field("layout").asString()).isEqualTo("published");
        assertThat(verdict.field("decision").asString()).isEqualTo("needs_person");
        assertThat(verdict.field("calibration").field("version").asString()).isEqualTo("built-in");
        assertThat(judged(ask("file://" + result)).field("state").asString()).isEqualTo("done");
    }

    @Test
    void anEvaluationOutlivesTheService() throws Exception {
        JsonView before = judged(ask(result.toString()));
        context.close();
        start();
        JsonView after = rest.get("/v1/evaluations/" + before.field("id").asString())
                .expect(200)
                .json();
        assertThat(after.json()).isEqualTo(before.json());
    }

    @Test
    void aClipWithoutItsSceneFailsWithTheFileThatIsMissing() throws Exception {
        Path empty = Files.createDirectories(roots.resolve("empty"));
        JsonView evaluation = judged(ask(empty.toString()));
        assertThat(evaluation.field("state").asString()).isEqualTo("failed");
        JsonView problem = evaluation.field("problems").items().getFirst();
        assertThat(problem.field("code").asString()).isEqualTo("CLIP-UNKNOWN");
        assertThat(problem.field("detail").asString()).contains("scene.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc",
                "/no/such/folder",
                "kept",
                "ROOTS/../outside",
                "file:///etc",
                "http://127.0.0.1/clip",
                "s3://clips",
                "s3://clips/in/../out",
                "s3://clips/input",
                "s3://other/in",
                "\u0000"
            })
    void nothingOutsideTheRootsIsEvenLookedFor(String place) {
        ask(place.replace("ROOTS", roots.toString())).expectProblem(403, "EVALUATION-FORBIDDEN");
    }

    @Test
    void linksDoNotLeadOutOfTheRoots() throws Exception {
        Files.writeString(outside.resolve("scene.json"), "{}");
        Files.createSymbolicLink(roots.resolve("linked"), outside);
        ask(roots.resolve("linked").toString()).expectProblem(403, "EVALUATION-FORBIDDEN");

        Path folder = Files.createDirectories(roots.resolve("with-link"));
        Files.createSymbolicLink(folder.resolve("scene.json"), outside.resolve("scene.json"));
        JsonView evaluation = judged(ask(folder.toString()));
        assertThat(evaluation.field("problems").items().getFirst().field("code").asString())
                .isEqualTo("LINK-LEADS-OUT");
    }

    @Test
    void whatIsNoRequestIsRefused() {
        rest.post("/v1/evaluations", "{\"clips\": \"x\"}").expect(422);
        rest.post("/v1/evaluations", "{").expect(422);
        rest.get("/v1/evaluations/none").expectProblem(404, "NOT-FOUND");
        ask(roots.resolve("absent").toString()).expectProblem(422, "NO-SUCH-FOLDER");
    }

    /** The videos show another street: what matters here is that it is judged at all, and what cannot be judged. */
    @Test
    void aVideoOfARecordedDriveIsJudgedBehindTheEnvelopeOfCosmosEvaluator() throws Exception {
        Path drive = copy(Repository.assumeMap("rds-hq-clip"), roots.resolve("drive"));
        Path video = Files.copy(result.resolve("rgb/" + CAMERA + ".mp4"), roots.resolve("made.mp4"));

        Rest.Answer answer = process(drive.toString(), video.toString(), CAMERA).expect(200);
        assertThat(answer.json().field("success").asBoolean()).isTrue();
        assertThat(answer.json().field("metadata").field("duration_ms").asInt(0, 1_000_000))
                .isPositive();
        assertThat(answer.json().field("timestamp").asString()).endsWith("Z");
        JsonView found = answer.json().field("data").field("result");
        assertThat(found.field("clip_id").asString()).isEqualTo("drive-1");
        assertThat(found.field("camera_name").asString()).isEqualTo(CAMERA);
        assertThat(found.field("passed").asBoolean())
                .isEqualTo(found.field("decision").asString().equals("accept"));
        assertThat(found.field("warnings").asStrings())
                .singleElement()
                .asString()
                .contains("config.tolerance");
        assertThat(found.field("findings").items())
                .filteredOn(finding -> finding.field("code").asString().equals("REQUEST-UNTOLD"))
                .isNotEmpty();

        Rest.Answer refused = process(drive.toString(), "/etc/passwd", CAMERA).expect(403);
        assertThat(refused.json().field("success").asBoolean()).isFalse();
        assertThat(refused.json().field("error").field("code").asString()).isEqualTo("EVALUATION-FORBIDDEN");
        assertThat(process(drive.toString(), video.toString(), "camera_of_nobody")
                        .expect(422)
                        .json()
                        .field("error")
                        .field("code")
                        .asString())
                .isEqualTo("CAMERA-UNKNOWN");
        process(drive.toString(), video.toString(), "../x").expect(422);
    }

    private Rest.Answer process(String clip, String video, String camera) {
        return rest.post(
                "/compat/cosmos-evaluator/process",
                JsonWriter.compact(Json.object()
                        .put("clip_id", "drive-1")
                        .put("rds_hq_url", clip)
                        .put("augmented_video_url", video)
                        .put("camera_name", camera)
                        .put("config", Json.object().put("tolerance", 7).build())
                        .put("verbose", false)
                        .put("output_storage_prefix", "")
                        .build()));
    }

    @Test
    void theCompatibleFrontSaysThatItIsHealthyAndWhatItJudgesBy() {
        assertThat(rest.get("/compat/cosmos-evaluator/health")
                        .expect(200)
                        .json()
                        .field("status")
                        .asString())
                .isEqualTo("healthy");
        assertThat(rest.get("/compat/cosmos-evaluator/config")
                        .expect(200)
                        .json()
                        .field("checks")
                        .asStrings())
                .contains("integrity", "freeze");
    }
}

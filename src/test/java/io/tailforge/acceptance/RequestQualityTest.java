package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.json.JsonView;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** A request's clips as a whole: one that asks for what is published already is held back by a gate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class RequestQualityTest {
    private static final String SPEC = Specs.glimpse(4, "Sunny", "Overcast");

    private ConfigurableApplicationContext context;
    private Path home;
    private Rest rest;
    private String first;
    private String second;

    @BeforeAll
    void makeTheSameClipsTwice(@TempDir Path temporary) throws Exception {
        home = temporary.resolve("home");
        context = Product.context(
                WebApplicationType.SERVLET,
                home,
                "--server.port=0",
                "--tailforge.gates.most-duplicates=0",
                "--tailforge.gates.hold=true");
        rest = new Rest(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        String layout = rest.upload(Repository.URBAN_JUNCTION)
                .expect(201)
                .json()
                .field("layout")
                .field("id")
                .asString();
        first = rest.request(layout, SPEC, "first");
        rest.await(first, request -> Rest.state(request).equals("COMPLETED"));
        second = rest.request(layout, SPEC + "# again\n", "second");
        rest.await(second, request -> Rest.state(request).equals("PAUSED"));
    }

    @AfterAll
    void stop() {
        context.close();
    }

    private JsonView quality(String request) {
        return rest.get("/v1/requests/" + request + "/quality").expect(200).json();
    }

    @Test
    void acceptanceIsCountedByWeatherAndCamera() {
        JsonView report = quality(first);
        assertThat(report.field("judged").asLong()).isEqualTo(2);
        assertThat(report.field("accepted").asLong()).isEqualTo(2);
        assertThat(report.field("causes").items()).isEmpty();
        assertThat(names(report.field("weathers"))).containsExactly("clear", "overcast");
        assertThat(names(report.field("cameras"))).containsExactly("camera_front_wide_120fov");
        List<JsonView> figures = report.field("figures").items();
        assertThat(figures)
                .extracting(figure -> figure.field("code").asString())
                .contains("VIDEO-FRAMES");
        assertThat(figures)
                .allSatisfy(figure -> assertThat(figure.find("drift")).isEmpty());
        assertThat(report.field("gates").items())
                .allSatisfy(
                        gate -> assertThat(gate.field("violated").asBoolean()).isFalse());
    }

    @Test
    void clipsThatArePublishedAlreadyAreFound() {
        JsonView duplicates = quality(second).field("duplicates");
        assertThat(duplicates.field("compared").asLong()).isEqualTo(2);
        assertThat(duplicates.field("published").asLong()).isEqualTo(2);
        assertThat(duplicates.field("alike").asLong()).isEqualTo(2);
        assertThat(duplicates.field("pairs").items()).anySatisfy(pair -> {
            assertThat(pair.field("other_request").asString()).isEqualTo(first);
            assertThat(pair.field("other_ordinal").asLong())
                    .isEqualTo(pair.field("ordinal").asLong());
            assertThat(pair.field("bits").asDouble()).isZero();
        });
    }

    @Test
    void figuresAreHeldAgainstEarlierRequests() {
        assertThat(quality(second).field("figures").items()).allSatisfy(figure -> {
            assertThat(figure.field("drift").field("statistic").asDouble()).isZero();
            assertThat(figure.field("drift").field("before").asLong()).isEqualTo(2);
        });
    }

    @Test
    void aViolatedGateHoldsTheDatasetBackUntilSomebodySaysOtherwise() {
        JsonView request = rest.get("/v1/requests/" + second).expect(200).json().field("request");
        assertThat(request.field("message").asString()).contains("GATE-DUPLICATES", "2 of 2 accepted clips");
        assertThat(request.field("versions").items()).isEmpty();
        rest.post("/v1/requests/" + second + "/publish").expectProblem(409, "GATE-DUPLICATES");
        JsonView version = rest.post("/v1/requests/" + second + "/publish?despite_gates=true")
                .expect(200)
                .json();
        assertThat(version.field("clips").asLong()).isEqualTo(2);
    }

    @Test
    void theDatasetCarriesItsReportAndItsClipsTheirPrints() throws Exception {
        try (var files = Files.walk(home.resolve("datasets"))) {
            Path document = files.filter(file -> file.endsWith("quality-report.json"))
                    .findFirst()
                    .orElseThrow();
            JsonView report = JsonView.parse("report", Files.readAllBytes(document));
            assertThat(report.field("accepted").asLong()).isEqualTo(2);
            assertThat(report.field("gates").items())
                    .as("what may change is not in it")
                    .isEmpty();
        }
        JsonView clip =
                rest.get("/v1/requests/" + first + "/clips/0").expect(200).json();
        assertThat(clip.field("files").items())
                .extracting(file -> file.field("key").asString())
                .contains("print.json");
    }

    @Test
    void aFindingIsShownAsAPicture() throws Exception {
        String findings = "/v1/requests/" + first + "/clips/0/findings/";
        for (int time = 0; time < 2; time++) {
            Rest.Answer answer = rest.get(findings + "0/strip.png").expect(200);
            assertThat(answer.header("Content-Type")).isEqualTo("image/png");
            var picture =
                    ImageIO.read(new ByteArrayInputStream(answer.response().body()));
            assertThat(picture.getWidth()).isGreaterThan(900);
        }
        rest.get(findings + "9999/strip.png").expectProblem(404, "NOT-FOUND");
        rest.get(findings + "-1/strip.png").expectProblem(404, "NOT-FOUND");
    }

    private static List<String> names(JsonView shares) {
        return shares.items().stream()
                .map(share -> share.field("name").asString())
                .toList();
    }
}

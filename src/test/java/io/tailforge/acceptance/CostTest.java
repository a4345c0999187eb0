package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.service.cost.CostHistory;
import io.tailforge.service.cost.CostSample;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** What clips cost, seen by REST on a service with the embedded engines; each test goes on where the one before it stopped. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // started before all tests
class CostTest {
    private static final String SPEC = Specs.glimpse(3, "Sunny", "Overcast");

    private ConfigurableApplicationContext context;
    private Rest rest;
    private String layout = "";
    private String first = "";
    private String held = "";

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        context = Product.context(WebApplicationType.SERVLET, home, "--server.port=0");
        rest = new Rest(Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port")));
        layout = rest.upload(Repository.URBAN_JUNCTION)
                .expect(201)
                .json()
                .field("layout")
                .field("id")
                .asString();
    }

    @AfterAll
    void stop() {
        context.close();
    }

    private JsonView estimate() {
        return rest.post("/v1/requests?validate_only=true", Rest.wanted(layout, SPEC))
                .expect(200)
                .json()
                .field("estimate");
    }

    private JsonView cost(String request) {
        return rest.get("/v1/requests/" + request + "/cost").expect(200).json();
    }

    private JsonView timings(String request, int clip) {
        String row = rest.get("/v1/requests/" + request + "/clips/" + clip)
                .expect(200)
                .json()
                .field("clip")
                .field("timings")
                .asString();
        return JsonView.parse("timings", row.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean holds(JsonView range, double value) {
        return range.field("low").asDouble() <= value
                && value <= range.field("high").asDouble();
    }

    @Test
    @Order(1)
    void beforeTheFirstClipTheEstimateRestsOnOurBench() {
        JsonView estimate = estimate();
        assertThat(estimate.field("basis").asString()).isEqualTo("BENCH");
        assertThat(estimate.field("engine").asString()).isEqualTo("procedural");
        assertThat(estimate.field("camera_frames").asLong()).isEqualTo(6);
        assertThat(estimate.field("gpu_seconds").field("high").asDouble()).isZero();
    }

    @Test
    @Order(2)
    void eachClipSaysWhereItsTimeWent() {
        first = rest.request(layout, SPEC, UUID.randomUUID().toString());
        rest.await(first, request -> Rest.state(request).equals("COMPLETED"));
        JsonView timings = timings(first, 0);
        assertThat(timings.field("phases").fields())
                .containsKeys("assemble", "condition", "prompt", "wait", "generate", "filter", "annotate", "keep");
        assertThat(timings.field("phases")
                        .fields()
                        .values()) // a short phase may lie between two ticks of the process's clock
                .anySatisfy(phase -> assertThat(phase.find("cpu_s").map(JsonView::asDouble))
                        .hasValueSatisfying(seconds -> assertThat(seconds).isPositive()));
        assertThat(timings.field("phases").field("generate").field("wall_s").asDouble())
                .isGreaterThanOrEqualTo(timings.field("worked_s").asDouble() - 0.002);
        assertThat(timings.field("tries").asInt(0, 10)).isEqualTo(1);
        assertThat(timings.field("endpoints").asStrings()).hasSize(1).allMatch(one -> one.startsWith("grpc://"));
        assertThat(timings.field("engine_s").fields()).containsKey("shoot");
    }

    @Test
    @Order(3)
    void whatWasSpentIsTheSumOfItsClips() {
        double sum = timings(first, 0).field("worked_s").asDouble()
                + timings(first, 1).field("worked_s").asDouble();
        JsonView cost = cost(first);
        assertThat(cost.field("spent_seconds").asDouble()).isBetween(sum - 0.01, sum + 0.01);
        assertThat(cost.field("wasted_seconds").asDouble()).isZero();
    }

    @Test
    @Order(4)
    void afterItsClipsTheEstimateHoldsWhatTheyTook() {
        JsonView estimate = estimate();
        assertThat(estimate.field("basis").asString()).isEqualTo("MEASURED");
        assertThat(estimate.field("samples").asInt(0, 10)).isEqualTo(2);
        double spent = cost(first).field("spent_seconds").asDouble();
        assertThat(holds(estimate.field("generate_seconds"), spent)).isTrue();
        assertThat(estimate.field("gigabytes").field("likely").asDouble()).isPositive();
    }

    @Test
    @Order(5)
    void aClipThatIsThereAlreadyCostsNothing() {
        String again = rest.request(layout, SPEC, UUID.randomUUID().toString());
        rest.await(again, request -> Rest.state(request).equals("COMPLETED"));
        assertThat(cost(again).field("spent_seconds").asDouble()).isZero();
        assertThat(timings(again, 0).field("tries").asInt(0, 10)).isZero();
    }

    /** The history is told of clips that took a millisecond, so that the first real one breaks the budget and not before. */
    @Test
    @Order(6)
    void aRequestPausesBeforeTheClipThatItsBudgetDoesNotHold() {
        CostHistory history = context.getBean(CostHistory.class);
        CostSample real = history.listLatest("procedural", 1).getFirst();
        for (int i = 0; i < 200; i++) {
            history.add(new CostSample(
                    first, i, real.engine(), real.engineVersion(), real.device(), real.shape(), 0.001, 0.1, 0.1, 1));
        }
        String body = "{\"layout\": \"" + layout + "\", \"fresh\": true, \"budget_seconds\": 0.01, \"spec\": "
                + JsonWriter.compact(Json.of(SPEC)) + "}";
        held = rest.post(
                        "/v1/requests",
                        body,
                        "Idempotency-Key",
                        UUID.randomUUID().toString())
                .expect(202)
                .json()
                .field("id")
                .asString();
        JsonView paused = rest.await(held, request -> Rest.state(request).equals("PAUSED"));
        assertThat(paused.field("message").asString())
                .startsWith("BUDGET: ")
                .contains("of 0.0 s of generation are spent", "the next clip takes about", "higher budget_seconds");
        assertThat(paused.field("clips").field("ACCEPTED").asLong()).isEqualTo(1);
        assertThat(paused.field("versions").items()).isEmpty();
        assertThat(cost(held).field("spent_seconds").asDouble()).isGreaterThan(0.01);
    }

    @Test
    @Order(7)
    void withAHigherBudgetItGoesOnToItsEnd() {
        rest.post("/v1/requests/" + held + "/resume", "{\"budget\": 1000}").expectProblem(422, "UNKNOWN-KEY");
        rest.post("/v1/requests/" + held + "/resume", "{\"budget_seconds\": -1}")
                .expectProblem(422, "BAD-TERMS");
        JsonView resumed = rest.post("/v1/requests/" + held + "/resume", "{\"budget_seconds\": 10000}")
                .expect(200)
                .json();
        assertThat(resumed.field("budget_seconds").asDouble()).isEqualTo(10_000);
        JsonView done = rest.await(held, request -> Rest.state(request).equals("COMPLETED"));
        assertThat(done.field("clips").field("ACCEPTED").asLong()).isEqualTo(2);
        assertThat(done.field("versions").items()).hasSize(1);
    }

    @Test
    @Order(8)
    void theBackendsAreListedWithWhatTheirClipsCost() {
        JsonView shown = rest.get("/v1/backends").expect(200).json();
        JsonView endpoint = shown.field("backends").items().getFirst();
        assertThat(endpoint.field("state").asString()).isEqualTo("READY");
        assertThat(endpoint.field("in_flight").asInt(0, 100)).isZero();
        assertThat(endpoint.field("done").asLong()).isEqualTo(4);
        assertThat(endpoint.field("offer").field("engine").asString()).isEqualTo("procedural");
        assertThat(shown.field("line").field("waiting").asInt(0, 100)).isZero();
        assertThat(shown.field("history").items().getFirst().field("clips").asLong())
                .isEqualTo(204);
    }
}

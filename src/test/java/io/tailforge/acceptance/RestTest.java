package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.Sha256;
import io.tailforge.scene.json.JsonView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The REST API from upload to the next version of a dataset. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestTest {
    private static final String SPEC = Specs.glimpse(3, "Sunny", "Overcast");

    private ConfigurableApplicationContext context;
    private Rest rest;
    private String layout;
    private String done;
    private List<String> events;

    @BeforeAll
    void serve(@TempDir Path temporary) throws Exception {
        context = Product.context(WebApplicationType.SERVLET, temporary.resolve("home"), "--server.port=0");
        rest = new Rest(context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
        layout = rest.upload(Repository.URBAN_JUNCTION)
                .expect(201)
                .json()
                .field("layout")
                .field("id")
                .asString();
        done = rest.request(layout, SPEC, "done");
        events = rest.events(done);
    }

    @AfterAll
    void stop() {
        context.close();
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private String clip(long ordinal) {
        return "/v1/requests/" + done + "/clips/" + ordinal;
    }

    @Test
    void anUploadedLayoutIsKept() throws Exception {
        JsonView row = rest.get("/v1/layouts/" + layout).expect(200).json();
        assertThat(row.field("name").asString()).contains("urban-junction");
        assertThat(row.field("lanes").asInt(0, 1000)).isPositive();
        assertThat(rest.get("/v1/layouts/" + layout + "/map")
                        .expect(200)
                        .json()
                        .field("elements")
                        .items())
                .isNotEmpty();
        assertThat(rest.get("/v1/layouts/" + layout + "/view.png").expect(200).header("Content-Type"))
                .isEqualTo("image/png");
        Rest.Answer again = rest.upload(Repository.URBAN_JUNCTION).expect(201);
        assertThat(again.header("Location")).isEqualTo("/v1/layouts/" + layout);
    }

    @Test
    void aLayoutIsFoundByAPlaceOnEarth() throws Exception {
        JsonView uploaded = rest.upload(Repository.ROOT.resolve("examples/layouts/left-hand-street.xodr"))
                .expect(201)
                .json()
                .field("layout");
        JsonView box = uploaded.field("footprint");
        String id = uploaded.field("id").asString();
        double west = box.field("min_x").asDouble();
        double south = box.field("min_y").asDouble();
        assertThat(found(west - 0.001, south - 0.001, west + 0.001, south + 0.001))
                .contains(id);
        assertThat(found(west - 0.02, south - 0.02, west - 0.01, south - 0.01)).doesNotContain(id);
        rest.get("/v1/layouts?bbox=1,2,3").expectProblem(422, "BAD-PARAMETER");
        rest.get("/v1/layouts?bbox=1,2,3,NaN").expectProblem(422, "BAD-PARAMETER");
    }

    @Test
    void sitesAreFoundAsGeoJson() throws Exception {
        String street = rest.upload(Repository.ROOT.resolve("examples/layouts/left-hand-street.xodr"))
                .expect(201)
                .json()
                .field("layout")
                .field("id")
                .asString();
        Rest.Answer answer = rest.post("/v1/sites/search", "{\"kind\": \"stretch\", \"driving_side\": \"left\"}")
                .expect(200);
        assertThat(answer.header("Content-Type")).startsWith("application/geo+json");
        assertThat(answer.json().field("type").asString()).isEqualTo("FeatureCollection");
        JsonView first = answer.json().field("features").items().getFirst();
        assertThat(first.field("id").asString()).startsWith(street + "/stretch-");
        assertThat(first.field("geometry").field("type").asString()).isEqualTo("LineString");
        double[] place =
                first.field("geometry").field("coordinates").items().getFirst().asDoubles(2);
        String near = "{\"near\": {\"lon\": " + place[0] + ", \"lat\": " + place[1] + ", \"radius_m\": 20}}";
        JsonView there = rest.post("/v1/sites/search", near).expect(200).json();
        assertThat(there.field("features").items())
                .extracting(feature -> feature.field("id").asString())
                .contains(first.field("id").asString());
        assertThat(there.field("skipped_layouts").items())
                .extracting(skipped -> skipped.field("id").asString())
                .doesNotContain(street);
    }

    @Test
    void aLayoutsSitesAreListedPageByPage() {
        JsonView page =
                rest.get("/v1/layouts/" + layout + "/sites?limit=2").expect(200).json();
        assertThat(page.field("features").items()).hasSize(2);
        String next = page.field("next_cursor").asString();
        JsonView second = rest.get("/v1/layouts/" + layout + "/sites?limit=2&cursor=" + next)
                .expect(200)
                .json();
        assertThat(second.field("features").items().getFirst().field("id").asString())
                .isNotEqualTo(
                        page.field("features").items().getLast().field("id").asString());
        rest.get("/v1/layouts/c0ffee/sites").expectProblem(404, "NOT-FOUND");
        rest.get("/v1/layouts/" + layout + "/sites?limit=0").expectProblem(422, "OUT-OF-RANGE");
    }

    @Test
    void aWrongSiteQueryIsAProblemWithThePlaceOfEachFault() {
        JsonView problem = rest.post(
                        "/v1/sites/search",
                        "{\"kind\": \"hill\",\n \"near\": {\"lat\": 139, \"lon\": 35, \"radius_m\": 5}}")
                .expectProblem(422, "UNKNOWN-VALUE")
                .json();
        assertThat(problem.field("errors").items())
                .extracting(error -> error.field("pointer").asString())
                .containsExactly("/kind", "/near");
        assertThat(problem.field("errors").items().getLast().field("line").asInt(0, 9))
                .isEqualTo(2);
    }

    @Test
    void aSpecMayNameAQueryInsteadOfAScene() {
        String spec = Specs.glimpse(3, "Sunny", "Overcast")
                .replaceAll(
                        "(?m)^scenes:\\n(  .*\\n)+", "scenes:\n  - {name: at, site: {kind: [junction, crossing]}}\n");
        assertThat(spec).contains("site:");
        int sites = rest.post(
                        "/v1/sites/search",
                        "{\"kind\": [\"junction\", \"crossing\"], \"layouts\": [\"" + layout + "\"]}")
                .expect(200)
                .json()
                .field("features")
                .items()
                .size();
        assertThat(sites).isGreaterThan(1);
        JsonView estimate = rest.post("/v1/requests?validate_only=true", Rest.wanted(layout, spec))
                .expect(200)
                .json();
        assertThat(estimate.field("estimate").field("clips").asInt(0, 1000)).isEqualTo(2 * sites);
        rest.post(
                        "/v1/requests?validate_only=true",
                        Rest.wanted(layout, spec.replace("[junction, crossing]", "roundabout")))
                .expectProblem(422, "SITE-NONE-FOUND");
    }

    private List<String> found(double west, double south, double east, double north) {
        return rest
                .get("/v1/layouts?bbox=" + west + "," + south + "," + east + "," + north)
                .expect(200)
                .json()
                .items()
                .stream()
                .map(row -> row.field("id").asString())
                .toList();
    }

    @Test
    void theSameKeyAndBodyIsTheSameRequest() {
        Rest.Answer replay = rest.post("/v1/requests", Rest.wanted(layout, SPEC), "Idempotency-Key", "done")
                .expect(202);
        assertThat(replay.json().field("id").asString()).isEqualTo(done);
        assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(replay.header("Location")).isEqualTo("/v1/requests/" + done);
    }

    @Test
    void aRequestSentTwiceAtOnceIsOneRequest() {
        String key = key();
        List<String> ids = IntStream.range(0, 4)
                .parallel()
                .mapToObj(i -> rest.request(layout, Specs.glimpse(3, "Sunny"), key))
                .toList();
        assertThat(Set.copyOf(ids)).hasSize(1);
        rest.post("/v1/requests/" + ids.getFirst() + "/cancel");
    }

    @Test
    void theSameKeyForAnotherBodyIsRefused() {
        rest.post("/v1/requests", Rest.wanted(layout, Specs.glimpse(4, "Sunny")), "Idempotency-Key", "done")
                .expectProblem(422, "IDEMPOTENCY-KEY-REUSED");
    }

    @Test
    void aRequestWithoutAKeyIsRefused() {
        rest.post("/v1/requests", Rest.wanted(layout, SPEC)).expectProblem(422, "IDEMPOTENCY-KEY-MISSING");
    }

    @Test
    void aRequestSaysHowItIsToBeServed() {
        String terms =
                "\"requester\": \"perception\", \"priority\": \"low\", \"deadline\": \"2099-01-01T08:00:00+01:00\","
                        + " \"budget_seconds\": 900, \"fresh\": true, \"engine\": \"procedural\"}";
        String body = Rest.wanted(layout, Specs.glimpse(60, "Sunny")).replaceFirst("}$", ", " + terms);
        String key = key();
        JsonView taken = rest.post("/v1/requests", body, "Idempotency-Key", key)
                .expect(202)
                .json();
        String id = taken.field("id").asString();
        rest.post("/v1/requests/" + id + "/cancel").expect(200);
        JsonView shown = rest.get("/v1/requests/" + id).expect(200).json().field("request");
        assertThat(shown.field("requester").asString()).isEqualTo("perception");
        assertThat(shown.field("priority").asString()).isEqualTo("low");
        assertThat(shown.field("deadline").asString()).isEqualTo("2099-01-01T07:00:00Z");
        assertThat(shown.field("budget_seconds").asDouble()).isEqualTo(900);
        assertThat(shown.field("fresh").asBoolean()).isTrue();
        assertThat(shown.field("engine").asString()).isEqualTo("procedural");
        rest.post("/v1/requests", body, "Idempotency-Key", key).expect(202);
        rest.post("/v1/requests", body.replace("900", "901"), "Idempotency-Key", key)
                .expectProblem(422, "IDEMPOTENCY-KEY-REUSED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"requester\": \"a b\"            | /requester      | BAD-TERMS",
                "\"requester\": \"\"               | /requester      | BAD-TERMS",
                "\"priority\": \"urgent\"          | /priority       | UNKNOWN-VALUE",
                "\"deadline\": \"tomorrow\"        | /deadline       | BAD-TERMS",
                "\"deadline\": \"2020-01-01T00:00:00Z\" | /deadline  | BAD-TERMS",
                "\"budget_seconds\": 0             | /budget_seconds | BAD-TERMS",
                "\"budget_seconds\": \"much\"      | /budget_seconds | WRONG-TYPE",
                "\"fresh\": \"yes\"                | /fresh          | WRONG-TYPE",
                "\"engine\": \"no engine\"         | /engine         | BAD-TERMS"
            })
    void aWrongTermIsRefusedWhereItStands(String term, String pointer, String code) {
        String body = Rest.wanted(layout, SPEC).replaceFirst("}$", ", " + term + "}");
        JsonView problem = rest.post("/v1/requests", body, "Idempotency-Key", key())
                .expectProblem(422, code)
                .json();
        assertThat(problem.field("errors").items().getFirst().field("pointer").asString())
                .isEqualTo(pointer);
    }

    @Test
    void validatingMakesNoRequest() {
        int before = requests();
        JsonView estimate = rest.post("/v1/requests?validate_only=true", Rest.wanted(layout, SPEC))
                .expect(200)
                .json();
        assertThat(estimate.field("valid").asBoolean()).isTrue();
        assertThat(estimate.field("estimate").field("clips").asLong()).isEqualTo(2);
        assertThat(requests()).isEqualTo(before);
    }

    private int requests() {
        return rest.get("/v1/requests?page_size=1000")
                .expect(200)
                .json()
                .field("items")
                .items()
                .size();
    }

    @Test
    void aControlStyleThatIsNotInstalledIsRefusedWhereItStandsWithThoseThatAre() {
        String spec = SPEC + "styles:\n  - depth\n  - dept\n";
        JsonView error = rest.post("/v1/requests", Rest.wanted(layout, spec), "Idempotency-Key", key())
                .expectProblem(422, "STYLE-UNKNOWN")
                .json()
                .field("errors")
                .items()
                .getFirst();
        assertThat(error.field("pointer").asString()).isEqualTo("/styles/1");
        assertThat(error.field("detail").asString()).contains("depth, hdmap-v1, lidar-range, semantic");
    }

    @Test
    void anUnknownKeyOfTheSpecIsNamedWithPointerAndLine() {
        String spec = SPEC.replace("seeds: [22]", "seedss: [22]");
        int line = spec.substring(0, spec.indexOf("seedss")).split("\n", -1).length;
        JsonView error = rest.post("/v1/requests", Rest.wanted(layout, spec), "Idempotency-Key", key())
                .expectProblem(422, "UNKNOWN-KEY")
                .json()
                .field("errors")
                .items()
                .getFirst();
        assertThat(error.field("pointer").asString()).isEqualTo("/seedss");
        assertThat(error.field("line").asInt(0, 1000)).isEqualTo(line);
        assertThat(error.field("detail").asString()).contains("'seeds'");
    }

    @Test
    void anUnknownKeyOfTheBodyIsRefused() {
        rest.post("/v1/requests", "{\"layout\": \"x\", \"spec\": \"\", \"path\": \"/etc\"}", "Idempotency-Key", key())
                .expectProblem(422, "UNKNOWN-KEY");
    }

    @Test
    void whatIsNotThereIsAProblemToo() {
        rest.get("/v1/requests/" + key()).expectProblem(404, "NOT-FOUND");
        rest.get("/v1/layouts/none").expectProblem(404, "NOT-FOUND");
        rest.get(clip(99)).expectProblem(404, "NOT-FOUND");
        rest.get(clip(0) + "/files/result.json").expectProblem(404, "NOT-FOUND");
        rest.post("/v1/requests", Rest.wanted("none", SPEC), "Idempotency-Key", key())
                .expectProblem(404, "NOT-FOUND");
    }

    @Test
    void theEventStreamTellsProgressAndEndsWithTheRequest() {
        List<Long> ids = new ArrayList<>();
        List<String> states = new ArrayList<>();
        for (String line : events) {
            if (line.startsWith("id:")) {
                ids.add(Long.parseLong(line.substring(3).strip()));
            } else if (line.startsWith("data:")) {
                JsonView event =
                        JsonView.parse("event", line.substring(5).getBytes(java.nio.charset.StandardCharsets.UTF_8));
                assertThat(event.field("id").asString()).isEqualTo(done);
                assertThat(event.field("progress").field("total").asLong()).isBetween(0L, 2L);
                states.add(Rest.state(event));
            }
        }
        assertThat(events).contains("event:progress");
        assertThat(ids).hasSizeGreaterThan(1).isSorted().doesNotHaveDuplicates();
        assertThat(states.getLast()).isEqualTo("COMPLETED");
        assertThat(states.getFirst()).isIn("QUEUED", "RUNNING");
    }

    @Test
    void aRequestIsPausedResumedAndCancelled() {
        String id = rest.request(layout, Specs.glimpse(60, "Sunny", "Overcast", "Foggy"), key());
        rest.await(id, request -> Rest.state(request).equals("RUNNING"));
        assertThat(Rest.state(
                        rest.post("/v1/requests/" + id + "/pause").expect(200).json()))
                .isEqualTo("PAUSED");
        assertThat(Rest.state(rest.get("/v1/requests/" + id).json().field("request")))
                .isEqualTo("PAUSED");
        rest.post("/v1/requests/" + id + "/resume").expect(200);
        rest.post("/v1/requests/" + id + "/resume").expectProblem(409, "REQUEST-STATE");
        rest.await(id, request -> Rest.state(request).equals("RUNNING"));
        assertThat(Rest.state(
                        rest.post("/v1/requests/" + id + "/cancel").expect(200).json()))
                .isEqualTo("CANCELLED");
        rest.post("/v1/requests/" + id + "/cancel").expect(200);
        rest.post("/v1/requests/" + id + "/resume").expectProblem(409, "REQUEST-STATE");
        assertThat(rest.events(id).stream()
                        .filter(line -> line.startsWith("data:"))
                        .toList()
                        .getLast())
                .contains("CANCELLED");
    }

    @Test
    void clipsComePageByPage() {
        JsonView first = rest.get("/v1/requests/" + done + "/clips?page_size=1")
                .expect(200)
                .json();
        String token = first.field("next_page_token").asString();
        JsonView second = rest.get("/v1/requests/" + done + "/clips?page_size=1&page_token=" + token)
                .expect(200)
                .json();
        assertThat(ordinals(first)).containsExactly(0L);
        assertThat(ordinals(second)).containsExactly(1L);
        assertThat(second.field("next_page_token").asString()).isEmpty();
        rest.get("/v1/requests/" + done + "/clips?page_token=nonsense").expectProblem(422, "BAD-PARAMETER");
    }

    private static List<Long> ordinals(JsonView page) {
        return page.field("items").items().stream()
                .map(item -> item.field("clip").field("ordinal").asLong())
                .toList();
    }

    @Test
    void aFileIsServedWholeAndByRange() {
        JsonView file = rest.get(clip(0)).expect(200).json().field("files").items().stream()
                .filter(f -> f.field("key").asString().startsWith("rgb/"))
                .findFirst()
                .orElseThrow();
        String url = file.field("url").asString();
        Rest.Answer whole = rest.get(url).expect(200);
        byte[] bytes = whole.response().body();
        assertThat(whole.header("Content-Type")).isEqualTo("video/mp4");
        assertThat(Sha256.hex(bytes)).isEqualTo(file.field("sha256").asString());
        Rest.Answer part =
                rest.send(rest.to(url).header("Range", "bytes=10-109")).expect(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes 10-109/" + bytes.length);
        assertThat(part.response().body()).isEqualTo(Arrays.copyOfRange(bytes, 10, 110));
        rest.send(rest.to(url).header("Range", "bytes=" + bytes.length + "-")).expect(416);
        rest.send(rest.to(url).header("If-None-Match", whole.header("ETag"))).expect(304);
    }

    @Test
    void filesOutsideTheResultAreNotServed() throws Exception {
        for (String key : List.of(
                "../../../catalog.mv.db", "..%2f..%2f..%2fcatalog.mv.db", "%2e%2e/result.json", "/etc/passwd")) {
            String answer = rest.raw(clip(0) + "/files/" + key, "Host: localhost");
            assertThat(answer.lines().findFirst().orElse("")).as(key).matches("HTTP/1.1 4[0-9]{2}.*");
        }
    }

    @Test
    void aDecisionMakesTheNextVersion() throws Exception {
        String id = rest.request(layout, SPEC, key());
        JsonView ended = rest.await(
                id,
                request -> request.field("versions").items().size() == 1
                        && Rest.state(request).equals("COMPLETED"));
        Path dataset = Path.of(
                ended.field("versions").items().getFirst().field("location").asString());
        String first = Sha256.hex(dataset.resolve("v000001/manifest.json"));
        rest.post(
                        "/v1/requests/" + id + "/clips/0/decision",
                        "{\"decision\": \"reject\", \"reason\": \"glare\", \"by\": \"ann\"}")
                .expect(200);
        JsonView second =
                rest.post("/v1/requests/" + id + "/publish").expect(200).json();
        assertThat(second.field("version").asInt(0, 9)).isEqualTo(2);
        assertThat(second.field("clips").asLong()).isEqualTo(1);
        assertThat(second.field("rejected").asLong()).isEqualTo(1);
        assertThat(second.field("manifest_sha256").asString())
                .isEqualTo(Sha256.hex(dataset.resolve("v000002/manifest.json")));
        assertThat(Files.readString(dataset.resolve("v000002/rejected.jsonl")))
                .contains("CURATOR")
                .contains("glare");
        assertThat(rest.post("/v1/requests/" + id + "/publish")
                        .expect(200)
                        .json()
                        .field("version")
                        .asInt(0, 9))
                .as("nothing changed")
                .isEqualTo(2);
        assertThat(Sha256.hex(dataset.resolve("v000001/manifest.json"))).isEqualTo(first);
        rest.post("/v1/requests/" + id + "/clips/0/decision", "{\"decision\": \"maybe\"}")
                .expect(422);
    }

    @Test
    void capabilitiesNameFormatsChecksAndTheBackend() {
        JsonView answer = rest.get("/v1/capabilities").expect(200).json();
        assertThat(answer.field("plugins").field("layout_formats").items().stream()
                        .map(plugin -> plugin.field("id").asString()))
                .contains("opendrive", "rds-hq");
        assertThat(answer.field("plugins").field("quality_checks").items()).isNotEmpty();
        assertThat(answer.field("backend").isObject()).isTrue();
    }

    @Test
    void theOpenApiDocumentListsEveryRoute() {
        JsonView document = rest.get("/v3/api-docs").expect(200).json();
        assertThat(document.field("openapi").asString()).startsWith("3.1");
        Set<String> routes = new TreeSet<>();
        context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> routes.addAll(mapping.getPatternValues()));
        routes.removeIf(route -> !route.startsWith("/v1/"));
        assertThat(routes).hasSizeGreaterThan(12);
        assertThat(document.field("paths").fields().keySet())
                .containsAll(
                        routes.stream().map(route -> route.replace("{*", "{")).toList());
    }
}

package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.generation.dispatch.BackendPool;
import io.tailforge.generation.dispatch.EndpointStatus;
import io.tailforge.service.dispatch.Dispatcher;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

/** Who and what is kept out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
    private Path folder;
    private Path home;
    private ConfigurableApplicationContext context;
    private Rest rest;

    @BeforeAll
    void serve(@TempDir Path temporary) {
        folder = temporary;
        home = temporary.resolve("home");
        context = Product.context(WebApplicationType.SERVLET, home, "--server.port=0");
        rest = new Rest(port(context));
    }

    @AfterAll
    void stop() {
        context.close();
    }

    private static int port(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Test
    void aPageOfAnotherOriginMayNotCall() {
        rest.send(rest.to("/v1/requests").header("Origin", "http://evil.example"))
                .expectProblem(403, "ORIGIN-FORBIDDEN");
        rest.send(rest.to("/v1/requests").header("Origin", "null")).expectProblem(403, "ORIGIN-FORBIDDEN");
        rest.send(rest.to("/v1/requests").header("Origin", "http://127.0.0.1:" + port(context)))
                .expect(200);
    }

    @Test
    void aNameThatIsNotOursIsNotServed() throws Exception {
        assertThat(rest.raw("/v1/requests", "Host: evil.example"))
                .startsWith("HTTP/1.1 403")
                .contains("HOST-FORBIDDEN");
        assertThat(rest.raw("/v1/requests", "Host: localhost.evil.example")).startsWith("HTTP/1.1 403");
        assertThat(rest.raw("/v1/requests", "Host: localhost:" + port(context))).startsWith("HTTP/1.1 200");
    }

    @Test
    void anAddressThatOthersReachNeedsAToken(@TempDir Path other) {
        assertThatThrownBy(() -> Product.context(
                        WebApplicationType.SERVLET,
                        other.resolve("open"),
                        "--server.address=0.0.0.0",
                        "--server.port=0"))
                .satisfies(
                        e -> assertThat(Throwables.getRootCause(e)).hasMessageContaining("TAILFORGE_SECURITY_TOKEN"));
        try (ConfigurableApplicationContext guarded = Product.context(
                WebApplicationType.SERVLET,
                other.resolve("guarded"),
                "--server.address=0.0.0.0",
                "--server.port=0",
                "--tailforge.security.token=open-sesame")) {
            Rest there = new Rest(port(guarded));
            there.get("/v1/requests").expectProblem(401, "TOKEN-MISSING");
            there.send(there.to("/v1/requests").header("Authorization", "Bearer wrong"))
                    .expect(401);
            there.send(there.to("/v1/requests").header("Authorization", basic("curator:wrong")))
                    .expect(401);
            there.send(there.to("/v1/requests").header("Authorization", basic("curator:open-sesame")))
                    .expect(200);
            there.send(there.to("/v1/requests").header("Authorization", "Basic %%%"))
                    .expectProblem(401, "TOKEN-MISSING");
            there.send(there.to("/v1/requests").header("Authorization", "Bearer open-sesame"))
                    .expect(200);
            there.get("/actuator/health").expect(200);
        }
    }

    @Test
    void endpointsAreNotChangedByRestUnlessThatIsSwitchedOn() {
        rest.post("/v1/backends", "{\"endpoint\": \"grpc://127.0.0.1:9\"}").expectProblem(403, "BACKEND-CHANGES-OFF");
        rest.post("/v1/backends/127.0.0.1:9:drain").expectProblem(403, "BACKEND-CHANGES-OFF");
        rest.send(rest.to("/v1/backends/127.0.0.1:9").DELETE()).expectProblem(403, "BACKEND-CHANGES-OFF");
    }

    @Test
    void endpointsComeAndGoByRestWhereThatIsSwitchedOn(@TempDir Path other) {
        try (ConfigurableApplicationContext open = Product.context(
                WebApplicationType.SERVLET,
                other.resolve("open"),
                "--server.port=0",
                "--tailforge.security.token=open-sesame",
                "--tailforge.backends.endpoints[0]=grpc://127.0.0.1:1",
                "--tailforge.backends.allow-changes=true")) {
            Rest there = new Rest(port(open));
            String[] token = {"Authorization", "Bearer open-sesame"};
            BackendPool pool = open.getBean(Dispatcher.class).pool();
            there.post("/v1/backends", "{\"endpoint\": \"grpc://127.0.0.1:9\"}").expectProblem(401, "TOKEN-MISSING");
            Rest.Answer added = there.post(
                            "/v1/backends", "{\"endpoint\": \"grpc://127.0.0.1:9\", \"concurrency\": 3}", token)
                    .expect(202);
            assertThat(added.header("Location")).isEqualTo("/v1/backends/127.0.0.1:9");
            assertThat(pool.status().get(1).concurrency()).isEqualTo(3);
            there.post("/v1/backends", "{\"endpoint\": \"grpc://127.0.0.1:9\"}", token)
                    .expectProblem(409, "BACKEND-THERE");
            there.post("/v1/backends", "{\"endpoint\": \"http://169.254.169.254:80\"}", token)
                    .expectProblem(422, "TRITON-ENDPOINT");
            there.send(there.to("/v1/backends/127.0.0.1:9:drain")
                            .headers(token)
                            .POST(HttpRequest.BodyPublishers.noBody()))
                    .expect(200);
            there.send(there.to("/v1/backends/127.0.0.1:9").headers(token).DELETE())
                    .expect(200);
            GatedServer.await(() -> pool.status().size() == 1, "the endpoint is forgotten");
            assertThat(pool.status()).extracting(EndpointStatus::endpoint).doesNotContain("grpc://127.0.0.1:9");
            there.send(there.to("/v1/backends/127.0.0.1:9").headers(token).DELETE())
                    .expectProblem(404, "NOT-FOUND");
        }
    }

    @Test
    void anUnknownSettingStopsTheStart(@TempDir Path other) {
        assertThatThrownBy(() -> Product.start(other, "--tailforge.pipeline.thread=2"))
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).contains("tailforge.pipeline.thread"));
    }

    @Test
    void anImpossibleSettingStopsTheStart(@TempDir Path other) {
        assertThatThrownBy(() -> Product.start(other, "--tailforge.pipeline.shard-clips=4000"))
                .satisfies(e -> assertThat(Throwables.getStackTrace(e)).contains("shard-clips must be 1..128"));
    }

    @Test
    void hostileUploadsAreRefusedAndLeaveNothingBehind() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "the-secret-word");
        Set<String> before = files(folder);
        byte[] street = Files.readAllBytes(Repository.URBAN_JUNCTION);
        List<Rest.Answer> answers = List.of(
                rest.upload("xxe.xodr", Hostile.externalEntity(secret)),
                rest.upload("laughs.xodr", Hostile.billionLaughs()),
                rest.upload("nan.xodr", Hostile.nanCoordinates(street)),
                rest.upload("half.xodr", java.util.Arrays.copyOf(street, street.length / 2)),
                rest.upload("up.tar", Hostile.tarWithFile("../../../../escaped.txt")),
                rest.upload(
                        "root.tar",
                        Hostile.tarWithFile(folder.resolve("escaped.txt").toString())),
                rest.upload("link.tar", Hostile.tarWithLink(secret)),
                rest.upload("bomb.tar", Hostile.tarBomb()),
                rest.upload("noise.tar", new byte[4096]),
                rest.upload("../../../../escaped.txt", "owned".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                rest.upload("empty.xodr", new byte[0]));
        for (Rest.Answer answer : answers) {
            answer.expect(422);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.json().field("code").asString())
                    .doesNotStartWith("HTTP")
                    .isNotEqualTo("INTERNAL");
            assertThat(answer.text()).doesNotContain("the-secret-word").doesNotContain(home.toString());
        }
        assertThat(files(folder)).isEqualTo(before);
        assertThat(rest.get("/v1/layouts").expect(200).json().items()).isEmpty();
    }

    /** All files but the catalogue's own, which come and go. */
    private Set<String> files(Path root) throws Exception {
        try (Stream<Path> files = Files.walk(root)) {
            Set<String> names = new TreeSet<>();
            files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> !name.startsWith("home/catalog"))
                    .forEach(names::add);
            return names;
        }
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}

package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.generation.dispatch.Priority;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.service.catalog.ClipCatalog;
import io.tailforge.service.catalog.ClipRow;
import io.tailforge.service.catalog.ClipState;
import io.tailforge.service.catalog.RequestCatalog;
import io.tailforge.service.catalog.RequestRow;
import io.tailforge.service.catalog.RequestState;
import io.tailforge.service.catalog.RequestTerms;
import io.tailforge.service.layout.LayoutRegistry;
import io.tailforge.service.pipeline.ClipSlots;
import io.tailforge.service.pipeline.ResultStore;
import io.tailforge.service.request.RequestService;
import io.tailforge.service.request.RequestService.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How requests share endpoints, told with engines that wait for the test; nothing here depends on how fast a machine is. */
class DispatchTest {
    private static final int ALL = 1000;

    @TempDir
    private Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private int submitted;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    private GatedServer server() {
        GatedServer server = new GatedServer(folder.resolve("server" + open.size()));
        open.add(server);
        return server;
    }

    private Product product(List<GatedServer> servers, String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        for (int i = 0; i < servers.size(); i++) {
            all.add("--tailforge.backends.endpoints[" + i + "]="
                    + servers.get(i).endpoint());
        }
        Product product = Product.start(folder.resolve("home"), all.toArray(String[]::new));
        open.add(product);
        return product;
    }

    private String submit(Product product, String spec, RequestTerms terms) {
        String id = take(product, spec, terms).id();
        product.bean(RequestService.class).start(id);
        return id;
    }

    private RequestRow take(Product product, String spec, RequestTerms terms) {
        String layoutId = product.bean(LayoutRegistry.class)
                .register(Repository.URBAN_JUNCTION)
                .row()
                .id();
        String out = folder.resolve("out" + submitted++).toString();
        return product.bean(RequestService.class)
                .take(new Submission(Optional.empty(), layoutId, "spec", spec, out, Optional.empty()).withTerms(terms))
                .request();
    }

    private static RequestTerms terms(String requester, Priority priority) {
        return new RequestTerms(requester, priority, Optional.empty(), OptionalDouble.empty(), false, Optional.empty());
    }

    private static RequestTerms fresh() {
        return new RequestTerms(
                "default", Priority.NORMAL, Optional.empty(), OptionalDouble.empty(), true, Optional.empty());
    }

    private static RequestRow awaitEnd(Product product, String id) {
        RequestCatalog requests = product.bean(RequestCatalog.class);
        GatedServer.await(() -> requests.get(id).state().isFinal(), "the end of request " + id);
        RequestRow ended = requests.get(id);
        assertThat(ended.state()).as(ended.message()).isEqualTo(RequestState.COMPLETED);
        return ended;
    }

    private static List<ClipRow> clips(Product product, String id) {
        return product.bean(ClipCatalog.class).list(id, -1, ALL);
    }

    private static List<String> clipIds(Product product, String id) {
        return clips(product, id).stream().map(ClipRow::clipId).toList();
    }

    @Test
    void oneRequestKeepsEveryEndpointBusy() {
        List<GatedServer> servers = List.of(server(), server(), server());
        Product product = product(servers);
        String id = submit(product, Specs.glimpse(2, "Sunny", "Overcast", "Foggy", "Drizzle"), RequestTerms.DEFAULT);

        servers.forEach(server -> server.awaitBegun(1));

        assertThat(clips(product, id)).noneMatch(clip -> clip.state().isFinal());
        servers.forEach(server -> server.open(4));
        awaitEnd(product, id);
        assertThat(servers.stream().flatMap(server -> server.begun().stream()))
                .as("each clip once")
                .containsExactlyInAnyOrderElementsOf(clipIds(product, id));
    }

    @Test
    void anUrgentRequestIsNextHoweverManyClipsAnotherHas() {
        GatedServer server = server();
        Product product = product(List.of(server), "--tailforge.pipeline.clips-in-flight=1");
        String big =
                submit(product, Specs.glimpse(2, "Sunny", "Overcast", "Foggy", "Drizzle"), terms("ann", Priority.LOW));
        server.awaitBegun(1);
        int waiting = product.bean(ClipSlots.class).waiting();
        String urgent = submit(product, Specs.glimpse(2, "Rainy"), terms("ben", Priority.HIGH));
        GatedServer.await(() -> product.bean(ClipSlots.class).waiting() > waiting, "the urgent clip to wait");

        server.open(1);
        server.awaitBegun(2);
        server.open(4);
        awaitEnd(product, big);
        awaitEnd(product, urgent);

        assertThat(server.begun().get(1)).isEqualTo(clipIds(product, urgent).getFirst());
    }

    @Test
    void cancellingARequestFreesTheInstance() {
        GatedServer server = server();
        Product product = product(List.of(server));
        String id = submit(product, Specs.glimpse(2, "Sunny", "Overcast"), RequestTerms.DEFAULT);
        server.awaitBegun(1);

        product.bean(RequestService.class).cancel(id);

        server.awaitCancelled(1);
        String next = submit(product, Specs.glimpse(2, "Rainy"), RequestTerms.DEFAULT);
        server.open(1);
        awaitEnd(product, next);
        assertThat(product.bean(RequestCatalog.class).get(id).state()).isEqualTo(RequestState.CANCELLED);
        assertThat(clips(product, id)).allMatch(clip -> clip.state() == ClipState.CANCELLED);
    }

    @Test
    void aPausedRequestGoesOnAndIsNotRunTwice() {
        GatedServer server = server();
        Product product = product(List.of(server));
        RequestService service = product.bean(RequestService.class);
        String id = submit(product, Specs.glimpse(2, "Sunny"), RequestTerms.DEFAULT);
        server.awaitBegun(1);

        service.pause(id);
        service.resume(id);

        server.awaitBegun(2);
        server.open(1);
        awaitEnd(product, id);
        assertThat(server.begun()).hasSize(2);
        assertThat(clips(product, id)).allMatch(clip -> clip.state() == ClipState.ACCEPTED);
    }

    @Test
    void theSameClipOfTwoRequestsIsMadeOnce() {
        GatedServer server = server();
        Product product = product(List.of(server));
        String spec = Specs.glimpse(2, "Sunny");
        String first = submit(product, spec, terms("ann", Priority.NORMAL));
        server.awaitBegun(1);
        String second = submit(product, spec, terms("ben", Priority.NORMAL));
        GatedServer.await(() -> !clips(product, second).isEmpty(), "the second request's clip to be in flight");

        server.open(5);
        awaitEnd(product, first);
        awaitEnd(product, second);

        assertThat(server.begun()).hasSize(1);
        assertThat(clips(product, second).getFirst().resultKey())
                .isEqualTo(clips(product, first).getFirst().resultKey());
    }

    @Test
    void aFreshRequestIsMadeAnewAndADamagedResultToo() throws IOException {
        GatedServer server = server();
        server.open(100);
        Product product = product(List.of(server));
        String spec = Specs.glimpse(2, "Sunny");
        String key = madeBy(product, spec, RequestTerms.DEFAULT);
        assertThat(server.begun()).hasSize(1);

        assertThat(madeBy(product, spec, RequestTerms.DEFAULT)).isEqualTo(key);
        assertThat(server.begun()).as("taken from the cache").hasSize(1);

        assertThat(madeBy(product, spec, fresh())).isNotEqualTo(key);
        assertThat(server.begun()).as("made fresh").hasSize(2);

        Path result = product.bean(ResultStore.class).folder(new GenerationKey(key));
        Files.delete(result.resolve("labels.json"));
        assertThat(madeBy(product, spec, RequestTerms.DEFAULT)).isEqualTo(key);
        assertThat(server.begun()).as("a file was gone").hasSize(3);

        Files.writeString(result.resolve("labels.json"), "{}");
        assertThat(madeBy(product, spec, RequestTerms.DEFAULT)).isEqualTo(key);
        assertThat(server.begun()).as("a file was damaged").hasSize(4);
        assertThat(Files.size(result.resolve("labels.json"))).isGreaterThan(2);
    }

    private String madeBy(Product product, String spec, RequestTerms terms) {
        String id = submit(product, spec, terms);
        awaitEnd(product, id);
        return clips(product, id).getFirst().resultKey();
    }

    @Test
    void clipsThatAreNotBegunByTheDeadlineFailAndAreCounted() {
        GatedServer server = server();
        Product product = product(List.of(server));
        RequestRow late = take(product, Specs.glimpse(2, "Sunny", "Overcast"), RequestTerms.DEFAULT);
        Instant past = Instant.now().minusSeconds(1);
        RequestTerms passed = new RequestTerms(
                "default", Priority.NORMAL, Optional.of(past), OptionalDouble.empty(), false, Optional.empty());
        product.bean(RequestCatalog.class).setTerms(late.id(), passed);
        product.bean(RequestService.class).start(late.id());

        awaitEnd(product, late.id());

        assertThat(clips(product, late.id())).hasSize(2).allSatisfy(clip -> {
            assertThat(clip.state()).isEqualTo(ClipState.FAILED);
            assertThat(clip.failureCode()).isEqualTo("DEADLINE");
        });
        assertThat(server.begun()).isEmpty();
    }

    @Test
    void anEndpointThatIsDownKeepsNothingFromTheOthers() {
        GatedServer server = server();
        Product product = product(
                List.of(),
                "--tailforge.backends.endpoints[0]=grpc://127.0.0.1:1",
                "--tailforge.backends.endpoints[1].url=" + server.endpoint(),
                "--tailforge.backends.endpoints[1].concurrency=2");
        String id = submit(product, Specs.glimpse(2, "Sunny"), RequestTerms.DEFAULT);
        server.open(1);
        awaitEnd(product, id);
        assertThat(server.begun()).isEqualTo(clipIds(product, id));
    }
}

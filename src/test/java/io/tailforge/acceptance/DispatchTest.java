package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tailforge.generation.SizeRule;
import io.tailforge.generation.dispatch.Priority;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How requests share endpoints, told with engines that wait for the test; nothing here depends on how fast a machine is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DispatchTest {
    private static final int ALL = 1000;

    private final List<AutoCloseable> open = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private GatedServer server;

    @SuppressWarnings("NullAway.Init")
    private Product product;

    private int submitted;
    private int seed = 1000;

    @BeforeAll
    void start(@TempDir Path temporary) {
        folder = temporary;
        server = server();
        product = product(List.of(server));
    }

    @BeforeEach
    void nothingWasMadeYet() {
        server.reset();
        seed++;
    }

    @AfterAll
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    private GatedServer server() {
        GatedServer one = new GatedServer(folder.resolve("server" + open.size()));
        open.add(one);
        return one;
    }

    /** Clips that no other test makes. */
    private String spec(String... variations) {
        return Specs.glimpse(2, variations).replace("seeds: [22]", "seeds: [" + seed + "]");
    }

    private Product product(List<GatedServer> servers, String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        for (int i = 0; i < servers.size(); i++) {
            all.add("--tailforge.backends.endpoints[" + i + "]="
                    + servers.get(i).endpoint());
        }
        Product product = Product.start(folder.resolve("home" + open.size()), all.toArray(String[]::new));
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
        Product several = product(servers);
        String id = submit(several, spec("Sunny", "Overcast", "Foggy", "Drizzle"), RequestTerms.DEFAULT);

        servers.forEach(each -> each.awaitBegun(1));

        assertThat(clips(several, id)).noneMatch(clip -> clip.state().isFinal());
        servers.forEach(each -> each.open(4));
        awaitEnd(several, id);
        assertThat(servers.stream().flatMap(each -> each.begun().stream()))
                .as("each clip once")
                .containsExactlyInAnyOrderElementsOf(clipIds(several, id));
    }

    @Test
    void anUrgentRequestIsNextHoweverManyClipsAnotherHas() {
        GatedServer one = server();
        Product narrow = product(List.of(one), "--tailforge.pipeline.clips-in-flight=1");
        String big = submit(narrow, spec("Sunny", "Overcast", "Foggy", "Drizzle"), terms("ann", Priority.LOW));
        one.awaitBegun(1);
        int waiting = narrow.bean(ClipSlots.class).waiting();
        String urgent = submit(narrow, spec("Rainy"), terms("ben", Priority.HIGH));
        GatedServer.await(() -> narrow.bean(ClipSlots.class).waiting() > waiting, "the urgent clip to wait");

        one.open(1);
        one.awaitBegun(2);
        one.open(4);
        awaitEnd(narrow, big);
        awaitEnd(narrow, urgent);

        assertThat(one.begun().get(1)).isEqualTo(clipIds(narrow, urgent).getFirst());
    }

    @Test
    void cancellingARequestFreesTheInstance() {
        String id = submit(product, spec("Sunny", "Overcast"), RequestTerms.DEFAULT);
        server.awaitBegun(1);

        product.bean(RequestService.class).cancel(id);

        server.awaitCancelled(1);
        String next = submit(product, spec("Rainy"), RequestTerms.DEFAULT);
        server.open(1);
        awaitEnd(product, next);
        assertThat(product.bean(RequestCatalog.class).get(id).state()).isEqualTo(RequestState.CANCELLED);
        assertThat(clips(product, id)).allMatch(clip -> clip.state() == ClipState.CANCELLED);
    }

    @Test
    void aPausedRequestGoesOnAndIsNotRunTwice() {
        RequestService service = product.bean(RequestService.class);
        String id = submit(product, spec("Sunny"), RequestTerms.DEFAULT);
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
        String spec = spec("Sunny");
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
        server.open(100);
        String spec = spec("Sunny");
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
        RequestRow late = take(product, spec("Sunny", "Overcast"), RequestTerms.DEFAULT);
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
    void whatNoConnectedEngineCanMakeIsRefusedBeforeItIsTaken() {
        GatedServer narrow = new GatedServer(
                folder.resolve("server" + open.size()),
                limits -> limits.withSizes(new SizeRule.Listed(List.of(new SizeRule.Size(1280, 704)))));
        open.add(narrow);
        Product picky = product(List.of(narrow));

        Problem size = refused(picky, spec("Sunny"), RequestTerms.DEFAULT);
        assertThat(size.code()).isEqualTo("TF-CAP-SIZE");
        assertThat(size.pointer()).isEqualTo("/clip/width");
        assertThat(size.detail()).contains("160x96", "1280x704");

        Problem engine = refused(picky, spec("Sunny"), engine("cosmos"));
        assertThat(engine.code()).isEqualTo("ENGINE-UNKNOWN");
        assertThat(engine.pointer()).isEqualTo("/engine");
        assertThat(engine.detail()).contains("procedural");
        assertThat(narrow.begun()).isEmpty();
    }

    private Problem refused(Product product, String spec, RequestTerms terms) {
        return catchThrowableOfType(BadInputException.class, () -> take(product, spec, terms))
                .problems()
                .getFirst();
    }

    private static RequestTerms engine(String name) {
        return new RequestTerms(
                "default", Priority.NORMAL, Optional.empty(), OptionalDouble.empty(), false, Optional.of(name));
    }

    @Test
    void anEndpointThatIsDownKeepsNothingFromTheOthers() {
        GatedServer up = server();
        Product half = product(
                List.of(),
                "--tailforge.backends.endpoints[0]=grpc://127.0.0.1:1",
                "--tailforge.backends.endpoints[1].url=" + up.endpoint(),
                "--tailforge.backends.endpoints[1].concurrency=2");
        String id = submit(half, spec("Sunny"), RequestTerms.DEFAULT);
        up.open(1);
        awaitEnd(half, id);
        assertThat(up.begun()).isEqualTo(clipIds(half, id));
    }
}

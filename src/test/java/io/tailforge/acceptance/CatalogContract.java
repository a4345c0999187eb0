package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.conditioning.site.SiteFinder;
import io.tailforge.generation.dispatch.Priority;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.SiteQuery;
import io.tailforge.service.catalog.ClipCatalog;
import io.tailforge.service.catalog.ClipRow;
import io.tailforge.service.catalog.ClipStage;
import io.tailforge.service.catalog.ClipState;
import io.tailforge.service.catalog.CurationCatalog;
import io.tailforge.service.catalog.CurationCatalog.Choice;
import io.tailforge.service.catalog.CurationCatalog.DatasetVersion;
import io.tailforge.service.catalog.CurationCatalog.Decision;
import io.tailforge.service.catalog.LayoutCatalog;
import io.tailforge.service.catalog.LayoutRow;
import io.tailforge.service.catalog.LayoutRow.Box;
import io.tailforge.service.catalog.RequestCatalog;
import io.tailforge.service.catalog.RequestRow;
import io.tailforge.service.catalog.RequestState;
import io.tailforge.service.catalog.RequestTerms;
import io.tailforge.service.catalog.ResultCatalog;
import io.tailforge.service.catalog.SiteCatalog;
import io.tailforge.service.catalog.SiteRow;
import io.tailforge.service.catalog.StaleClaimException;
import io.tailforge.service.layout.LayoutRegistry;
import io.tailforge.service.site.SiteSearch;
import io.tailforge.variation.read.SiteQueryReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What the catalogue promises, whichever database keeps it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CatalogContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RequestTerms TERMS = new RequestTerms(
            "perception-team",
            Priority.HIGH,
            Optional.of(NOON.plusSeconds(3600)),
            OptionalDouble.of(120.5),
            true,
            Optional.of("cosmos-transfer2.5"));
    private static final Box KARLSRUHE = new Box(8.40, 49.00, 8.41, 49.01);

    @SuppressWarnings("NullAway.Init")
    private Product product;

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    /** Settings that choose an empty database. */
    abstract String[] database() throws Exception;

    /** Aborts a test with the reason where there is no such database; each test for itself, so that each is counted. */
    @BeforeEach
    void assumeDatabase() {}

    /** False where {@link #assumeDatabase} aborts. */
    boolean hasDatabase() {
        return true;
    }

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        if (hasDatabase()) {
            folder = temporary;
            product = Product.start(temporary.resolve("home"), database());
        }
    }

    @AfterAll
    void stop() throws Exception {
        if (product != null) {
            product.close();
        }
        dropDatabase();
    }

    /** Removes what {@link #database} made outside the home folder. */
    void dropDatabase() throws Exception {}

    private static LayoutRow layout(String id, Box extent, Optional<Box> footprint) {
        return new LayoutRow(
                id,
                "f".repeat(64),
                "map " + id,
                "opendrive",
                DrivingSide.RIGHT,
                12,
                1,
                340.25,
                false,
                0,
                extent,
                footprint,
                NOON);
    }

    private static String layoutId() {
        return (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", "");
    }

    private LayoutRow addLayout(Optional<Box> footprint) {
        LayoutRow row = layout(layoutId(), new Box(-50.5, -20, 50, 20.25), footprint);
        product.bean(LayoutCatalog.class).add(row);
        return row;
    }

    private RequestRow addRequest(Optional<String> key, Instant at) {
        RequestRow row = new RequestRow(
                UUID.randomUUID().toString(),
                "request",
                addLayout(Optional.empty()).id(),
                "name: request",
                RequestState.QUEUED,
                10,
                "/nowhere",
                key,
                "b".repeat(64),
                "",
                0,
                TERMS,
                at,
                at);
        product.bean(RequestCatalog.class).add(row);
        return row;
    }

    private ClipRow claim(RequestRow request, long ordinal) {
        return product.bean(ClipCatalog.class)
                .claim(request.id(), ordinal, UUID.randomUUID().toString(), "street", "sunny");
    }

    private static ClipRow ended(ClipRow row, ClipState state) {
        return ended(row, state, "gk1-" + "0".repeat(64));
    }

    private static ClipRow ended(ClipRow row, ClipState state, String resultKey) {
        return new ClipRow(
                row.requestId(),
                row.ordinal(),
                row.clipId(),
                row.scene(),
                row.variation(),
                state,
                ClipStage.DONE,
                2,
                1,
                resultKey,
                "{}",
                "{\"generate\":1.5}",
                state == ClipState.FAILED ? "IO" : "",
                "",
                row.fencingToken(),
                row.updatedAt());
    }

    @Test
    void aLayoutComesBackAsItWasAdded() {
        LayoutRow row = addLayout(Optional.of(new Box(10.1, 50.25, 10.2, 50.5)));
        assertThat(product.bean(LayoutCatalog.class).find(row.id())).contains(row);
    }

    @Test
    void aLayoutThatIsThereStaysAsItIs() {
        LayoutRow row = addLayout(Optional.empty());
        product.bean(LayoutCatalog.class).add(layout(row.id(), new Box(0, 0, 1, 1), Optional.empty()));
        assertThat(product.bean(LayoutCatalog.class).find(row.id())).contains(row);
    }

    @Test
    void aBoxFindsTheGeoreferencedLayoutsThatTouchIt() {
        LayoutRow inside = addLayout(Optional.of(KARLSRUHE));
        LayoutRow across = addLayout(Optional.of(new Box(8.405, 48.0, 8.5, 49.005)));
        LayoutRow elsewhere = addLayout(Optional.of(new Box(8.42, 49.00, 8.43, 49.01)));
        LayoutRow nowhere = addLayout(Optional.empty());
        List<String> found =
                product.bean(LayoutCatalog.class).listWithin(new Box(8.39, 48.99, 8.415, 49.02), 100).stream()
                        .map(LayoutRow::id)
                        .toList();
        assertThat(found).contains(inside.id(), across.id()).doesNotContain(elsewhere.id(), nowhere.id());
    }

    @Test
    void aClaimIsLostToTheNextClaim() {
        ClipCatalog clips = product.bean(ClipCatalog.class);
        RequestRow request = addRequest(Optional.empty(), NOON);
        ClipRow first = claim(request, 0);
        ClipRow second = claim(request, 0);
        assertThat(second.fencingToken()).isGreaterThan(first.fencingToken());
        assertThat(second.clipId()).as("the slot keeps its id").isEqualTo(first.clipId());
        assertThatThrownBy(() -> clips.update(ended(first, ClipState.ACCEPTED)))
                .isInstanceOf(StaleClaimException.class);
        clips.update(ended(second, ClipState.ACCEPTED));
        assertThat(clips.get(request.id(), 0))
                .usingRecursiveComparison()
                .ignoringFields("updatedAt")
                .isEqualTo(ended(second, ClipState.ACCEPTED));
    }

    @Test
    void aFinishedClipIsNotClaimedAgain() {
        RequestRow request = addRequest(Optional.empty(), NOON);
        ClipRow claimed = claim(request, 0);
        product.bean(ClipCatalog.class).update(ended(claimed, ClipState.REJECTED));
        ClipRow again = claim(request, 0);
        assertThat(again.state()).isEqualTo(ClipState.REJECTED);
        assertThat(again.fencingToken()).isEqualTo(claimed.fencingToken());
        assertThatThrownBy(() -> product.bean(ClipCatalog.class).update(ended(again, ClipState.ACCEPTED)))
                .isInstanceOf(StaleClaimException.class);
    }

    @Test
    void ofManyWorkersThatClaimAtOnceOneMayWrite() throws Exception {
        RequestRow request = addRequest(Optional.empty(), NOON);
        for (long ordinal = 0; ordinal < 5; ordinal++) {
            List<ClipRow> claims = claimAtOnce(request, ordinal, 6);
            assertThat(claims.stream().map(ClipRow::fencingToken)).doesNotHaveDuplicates();
            int written = 0;
            for (ClipRow claim : claims) {
                try {
                    product.bean(ClipCatalog.class).update(ended(claim, ClipState.ACCEPTED));
                    written++;
                } catch (StaleClaimException e) {
                    assertThat(e).hasMessageContaining("claimed by another");
                }
            }
            assertThat(written).isEqualTo(1);
        }
    }

    private List<ClipRow> claimAtOnce(RequestRow request, long ordinal, int workers) throws Exception {
        List<ClipRow> claims = new ArrayList<>();
        try (ExecutorService crew = Executors.newFixedThreadPool(workers)) {
            List<Future<ClipRow>> futures = new ArrayList<>();
            for (int i = 0; i < workers; i++) {
                futures.add(crew.submit(() -> claim(request, ordinal)));
            }
            for (Future<ClipRow> future : futures) {
                claims.add(future.get());
            }
        }
        return claims;
    }

    @Test
    void cancellingFencesOffWhoeverIsAtWork() {
        ClipCatalog clips = product.bean(ClipCatalog.class);
        RequestRow request = addRequest(Optional.empty(), NOON);
        ClipRow atWork = claim(request, 0);
        clips.update(ended(claim(request, 1), ClipState.ACCEPTED));
        clips.cancelUnfinished(request.id());
        assertThat(clips.countByState(request.id())).isEqualTo(Map.of(ClipState.CANCELLED, 1L, ClipState.ACCEPTED, 1L));
        assertThatThrownBy(() -> clips.update(ended(atWork, ClipState.ACCEPTED)))
                .isInstanceOf(StaleClaimException.class);
    }

    @Test
    void onlyFailedClipsAreOpenedAgain() {
        ClipCatalog clips = product.bean(ClipCatalog.class);
        RequestRow request = addRequest(Optional.empty(), NOON);
        clips.update(ended(claim(request, 0), ClipState.FAILED));
        clips.update(ended(claim(request, 1), ClipState.REJECTED));
        assertThat(clips.reopenFailed(request.id())).isEqualTo(1);
        assertThat(clips.countByState(request.id())).isEqualTo(Map.of(ClipState.RUNNING, 1L, ClipState.REJECTED, 1L));
    }

    @Test
    void clipsAreListedPageByPageInOrder() {
        RequestRow request = addRequest(Optional.empty(), NOON);
        for (long ordinal : new long[] {4, 0, 3, 1, 2}) {
            claim(request, ordinal);
        }
        ClipCatalog clips = product.bean(ClipCatalog.class);
        assertThat(clips.list(request.id(), -1, 3)).extracting(ClipRow::ordinal).containsExactly(0L, 1L, 2L);
        assertThat(clips.list(request.id(), 2, 3)).extracting(ClipRow::ordinal).containsExactly(3L, 4L);
    }

    @Test
    void requestsAreListedNewestFirstAndEachOnce() {
        RequestCatalog requests = product.bean(RequestCatalog.class);
        List<String> added = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            added.addFirst(addRequest(
                            Optional.empty(),
                            Instant.parse("2027-01-01T00:00:00Z").plusSeconds(i / 2))
                    .id());
        }
        List<String> listed = new ArrayList<>();
        Optional<RequestRow> after = Optional.empty();
        do {
            List<RequestRow> page = requests.list(2, after);
            page.forEach(row -> listed.add(row.id()));
            after = Optional.of(page.getLast());
        } while (listed.size() < added.size());
        assertThat(listed.subList(0, added.size())).containsExactlyInAnyOrderElementsOf(added);
        assertThat(listed.getFirst()).isEqualTo(added.getFirst());
    }

    @Test
    void anIdempotencyKeyBelongsToOneRequest() {
        String key = UUID.randomUUID().toString();
        RequestRow first = addRequest(Optional.of(key), NOON);
        assertThatThrownBy(() -> addRequest(Optional.of(key), NOON)).isInstanceOf(DuplicateKeyException.class);
        assertThat(product.bean(RequestCatalog.class).findByIdempotencyKey(key)).contains(first);
    }

    @Test
    void theLatestDecisionCounts() {
        CurationCatalog curation = product.bean(CurationCatalog.class);
        RequestRow request = addRequest(Optional.empty(), NOON);
        claim(request, 0);
        curation.decide(request.id(), new Decision(0, Choice.REJECT, "blurred", "ann", NOON));
        curation.decide(request.id(), new Decision(0, Choice.ACCEPT, "", "bob", NOON.minusSeconds(60)));
        assertThat(curation.listDecisions(request.id()))
                .isEqualTo(Map.of(0L, new Decision(0, Choice.ACCEPT, "", "bob", NOON.minusSeconds(60))));
    }

    @Test
    void aVersionIsRecordedOnce() {
        CurationCatalog curation = product.bean(CurationCatalog.class);
        RequestRow request = addRequest(Optional.empty(), NOON);
        DatasetVersion version = new DatasetVersion(request.id(), 1, "/data", "a".repeat(64), 9, 1, NOON);
        curation.addVersion(version);
        curation.addVersion(version);
        assertThat(curation.listVersions(request.id())).containsExactly(version);
        assertThat(curation.listVersions()).contains(version);
    }

    @Test
    void springBatchsTablesAreThereWithTheIndexThatItsOwnSchemaLacks() throws Exception {
        Set<String> tables = new TreeSet<>();
        Set<String> indexes = new TreeSet<>();
        try (Connection connection = product.bean(DataSource.class).getConnection()) {
            boolean upper = connection.getMetaData().storesUpperCaseIdentifiers();
            String steps = upper ? "BATCH_STEP_EXECUTION" : "batch_step_execution";
            collect(connection.getMetaData().getTables(null, null, "%", null), "TABLE_NAME", tables);
            collect(connection.getMetaData().getIndexInfo(null, null, steps, false, true), "INDEX_NAME", indexes);
        }
        assertThat(tables)
                .contains("batch_job_instance", "batch_job_execution", "batch_step_execution", "clip_task", "layout");
        assertThat(indexes).contains("batch_step_execution_by_name");
    }

    private static void collect(ResultSet rows, String column, Set<String> into) throws Exception {
        while (rows.next()) {
            into.add(rows.getString(column).toLowerCase(Locale.ROOT));
        }
    }

    private List<String> junctions() {
        SiteQuery query = SiteQueryReader.read(
                JsonView.parse("query", "{\"kind\": \"junction\", \"arms\": 4}".getBytes(StandardCharsets.UTF_8)));
        return product.bean(SiteSearch.class).search(query, "query").sites().stream()
                .map(row -> row.layoutId() + "/" + row.site().id())
                .toList();
    }

    @Test
    void aLayoutIsKeptWithItsSites() {
        String id = product.bean(LayoutRegistry.class)
                .register(Repository.URBAN_JUNCTION)
                .row()
                .id();
        assertThat(junctions()).containsExactly(id + "/junction-100");
    }

    @Test
    void sitesOfALayoutThatWasKeptBeforeThereWereAnyAreFound() {
        LayoutRegistry layouts = product.bean(LayoutRegistry.class);
        String id = layouts.register(Repository.URBAN_JUNCTION).row().id();
        JdbcTemplate jdbc = product.bean(JdbcTemplate.class);
        jdbc.update("DELETE FROM site WHERE layout_id = ?", id);
        jdbc.update("UPDATE layout SET site_scheme = 0 WHERE id = ?", id);
        assertThat(junctions()).isEmpty();
        layouts.findMissingSites();
        assertThat(junctions()).containsExactly(id + "/junction-100");
    }

    @Test
    void aLayoutWhoseSitesCannotBeKeptIsNotKeptEither() {
        LayoutRow row = layout(layoutId(), new Box(0, 0, 1, 1), Optional.empty());
        SiteRow twice = new SiteRow(
                row.id(),
                0,
                SiteFinder.find(product.bean(LayoutRegistry.class)
                                .register(Repository.URBAN_JUNCTION)
                                .map())
                        .getFirst(),
                Optional.empty());
        TransactionTemplate transaction = product.bean(TransactionTemplate.class);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    product.bean(LayoutCatalog.class).add(row);
                    product.bean(SiteCatalog.class).replace(row.id(), 1, List.of(twice, twice));
                }))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(product.bean(LayoutCatalog.class).find(row.id())).isEmpty();
    }

    @Test
    void aRequestKeepsItsTermsUntilTheyAreChanged() {
        RequestCatalog requests = product.bean(RequestCatalog.class);
        RequestRow request = addRequest(Optional.empty(), NOON);
        assertThat(requests.get(request.id())).isEqualTo(request);
        requests.setTerms(request.id(), RequestTerms.DEFAULT);
        assertThat(requests.get(request.id()).terms()).isEqualTo(RequestTerms.DEFAULT);
    }

    @Test
    void theLastResultOfTheSameInputsIsRemembered() {
        ResultCatalog results = product.bean(ResultCatalog.class);
        String inputs = layoutId();
        GenerationKey first = new GenerationKey("gk1-" + "1".repeat(64));
        GenerationKey second = new GenerationKey("gk1-" + "2".repeat(64));
        assertThat(results.find(inputs)).isEmpty();
        results.remember(inputs, first);
        results.remember(inputs, second);
        assertThat(results.find(inputs)).contains(second);
    }

    @Test
    void aResultIsNeededWhileAnotherRequestHasNotPublishedIt() {
        ResultCatalog results = product.bean(ResultCatalog.class);
        RequestRow own = addRequest(Optional.empty(), NOON);
        RequestRow other = addRequest(Optional.empty(), NOON);
        ClipRow clip = ended(
                claim(other, 0),
                ClipState.ACCEPTED,
                "gk1-" + Sha256.hex(other.id().getBytes(StandardCharsets.UTF_8)));
        product.bean(ClipCatalog.class).update(clip);
        GenerationKey key = new GenerationKey(clip.resultKey());
        assertThat(results.isNeededElsewhere(key, own.id())).isTrue();
        assertThat(results.isNeededElsewhere(key, other.id())).isFalse();
        product.bean(RequestCatalog.class).setState(other.id(), RequestState.COMPLETED, "");
        assertThat(results.isNeededElsewhere(key, own.id())).isFalse();
    }

    @Test
    void aRequestThatBeginsAnewHasNoEndedClips() {
        ClipCatalog clips = product.bean(ClipCatalog.class);
        RequestRow request = addRequest(Optional.empty(), NOON);
        clips.update(ended(claim(request, 0), ClipState.ACCEPTED));
        clips.update(ended(claim(request, 1), ClipState.FAILED));
        clips.reopenAll(request.id());
        assertThat(clips.countByState(request.id())).containsExactly(Map.entry(ClipState.RUNNING, 2L));
        assertThat(clips.get(request.id(), 0).resultKey()).isEmpty();
    }

    @Test
    void aRequestRunsToItsEnd() {
        Product.Outcome outcome = product.generate(
                Repository.URBAN_JUNCTION,
                Specs.glimpse(3, "Sunny"),
                folder.resolve("dataset").toString());
        assertThat(outcome.request().state()).as(outcome.request().message()).isEqualTo(RequestState.COMPLETED);
        assertThat(product.bean(CurationCatalog.class)
                        .listVersions(outcome.request().id()))
                .hasSize(1);
    }
}

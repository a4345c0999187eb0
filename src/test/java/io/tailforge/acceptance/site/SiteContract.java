package io.tailforge.acceptance.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.SiteArea.LayoutCircle;
import io.tailforge.scene.map.SiteFeature.Direction;
import io.tailforge.scene.map.SiteFeature.Kind;
import io.tailforge.scene.map.SiteQuery;
import io.tailforge.scene.map.SiteTraits.Measure;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.service.catalog.PlaneShapes;
import io.tailforge.service.catalog.SiteCatalog.Unlocated;
import io.tailforge.service.catalog.SiteRow;
import io.tailforge.service.site.SiteDatabase;
import io.tailforge.service.site.SiteSearch.Found;
import io.tailforge.variation.read.SiteQueryReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** What a search finds, whichever database is asked: what a plain look at every site finds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SiteContract {
    static final String CITY = "a".repeat(64);
    static final String NOWHERE = "b".repeat(64);

    private static final int SITES = 6000;
    private static final double HALF = 6000;
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final List<SiteRow> all = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private SiteDatabase database;

    abstract SiteDatabase open() throws Exception;

    /** Lets the planner know how many rows there are. */
    void analyse() throws Exception {}

    /** What a plan that uses the index on places on Earth is bound to say. */
    abstract String earthIndex();

    abstract String planIndex();

    @BeforeEach
    void assumeDatabase() {}

    boolean hasDatabase() {
        return true;
    }

    void drop() throws Exception {}

    @BeforeAll
    void fill() throws Exception {
        if (!hasDatabase()) {
            return;
        }
        database = open();
        add(CITY, true, new RandomSites(1, HALF).rows(CITY, SITES, true));
        add(NOWHERE, false, new RandomSites(2, HALF).rows(NOWHERE, 500, false));
        analyse();
    }

    private void add(String layout, boolean georeferenced, List<SiteRow> rows) {
        database.layouts().add(RandomSites.layout(layout, georeferenced));
        assertThat(database.sites().replace(layout, 1, rows)).isTrue();
        all.addAll(rows);
    }

    @AfterAll
    void close() throws Exception {
        if (database != null) {
            database.close();
        }
        drop();
    }

    private static SiteQuery query(String json) {
        return SiteQueryReader.read(JsonView.parse("query", json.getBytes(StandardCharsets.UTF_8)));
    }

    private Found search(String json) {
        return database.search().search(query(json), "query");
    }

    private static List<String> ids(List<SiteRow> rows) {
        return rows.stream()
                .map(row -> row.layoutId().charAt(0) + "/" + row.site().id())
                .toList();
    }

    private List<String> expected(Predicate<SiteRow> wanted, int limit) {
        return ids(all.stream().filter(wanted).limit(limit).toList());
    }

    private static Predicate<SiteRow> is(Kind kind) {
        return row -> row.site().kind() == kind;
    }

    private static Predicate<SiteRow> has(Measure measure, double min, double max) {
        return row -> row.site()
                .traits()
                .find(measure)
                .filter(value -> value >= min && value <= max)
                .isPresent();
    }

    @Test
    void aSiteComesBackAsItWasKept() {
        SiteRow kept = all.get(17);
        List<SiteRow> found = database.sites()
                .list(query("{\"limit\": 1}"), Optional.of(all.get(16).key()), 1);
        assertThat(found).hasSize(1);
        assertThat(found.getFirst().site()).isEqualTo(kept.site());
        assertThat(found.getFirst()
                        .earth()
                        .orElseThrow()
                        .equalsExact(kept.earth().orElseThrow(), 0))
                .isTrue();
    }

    @Test
    void sitesAreKeptOnceForEachScheme() {
        assertThat(database.sites().replace(CITY, 1, List.of())).isFalse();
        assertThat(database.sites().isStale(CITY, 1)).isFalse();
        assertThat(database.sites().isStale(CITY, 2)).isTrue();
        assertThat(database.sites().listStale(2)).containsExactly(CITY, NOWHERE);
    }

    @Test
    void traitsAreAsked() {
        assertThat(ids(search("{\"kind\": \"junction\", \"arms\": 4, \"signalised\": false, \"has_crossing\": true}")
                        .sites()))
                .isNotEmpty()
                .isEqualTo(expected(
                        is(Kind.JUNCTION)
                                .and(has(Measure.ARMS, 4, 4))
                                .and(has(Measure.CROSSINGS, 1, 99))
                                .and(row -> row.site().traits().signalised().equals(Optional.of(false))),
                        100));
        assertThat(ids(search("{\"kind\": \"curve\", \"radius_below_m\": 60, \"grade_above\": 0.04, \"limit\": 1000}")
                        .sites()))
                .isNotEmpty()
                .isEqualTo(expected(
                        is(Kind.CURVE).and(has(Measure.MIN_RADIUS_M, 0, 60)).and(has(Measure.MAX_GRADE, 0.04, 1)),
                        1000));
        assertThat(ids(search("{\"kind\": [\"curve\", \"merge\"], \"direction\": \"left\", \"driving_side\": \"left\"}")
                        .sites()))
                .isNotEmpty()
                .isEqualTo(expected(
                        is(Kind.CURVE)
                                .and(row -> row.site().drivingSide() == DrivingSide.LEFT)
                                .and(row -> row.site().traits().direction().equals(Optional.of(Direction.LEFT))),
                        100));
    }

    @Test
    void polygonsOnEarthFindWhatLiesInThemAsAPlainLookDoes() {
        SplittableRandom random = new SplittableRandom(7);
        int found = 0;
        for (int i = 0; i < 25; i++) {
            double lon = random.nextDouble(8.33, 8.47);
            double lat = random.nextDouble(48.95, 49.05);
            double w = random.nextDouble(0.001, 0.02);
            String triangle = String.format(
                    Locale.ROOT,
                    "{\"type\": \"Polygon\", \"coordinates\": [[[%1$s,%2$s],[%3$s,%2$s],[%3$s,%4$s],[%1$s,%2$s]]]}",
                    lon,
                    lat,
                    lon + w,
                    lat + w);
            Geometry area = FACTORY.createPolygon(new org.locationtech.jts.geom.Coordinate[] {
                new org.locationtech.jts.geom.Coordinate(lon, lat),
                new org.locationtech.jts.geom.Coordinate(lon + w, lat),
                new org.locationtech.jts.geom.Coordinate(lon + w, lat + w),
                new org.locationtech.jts.geom.Coordinate(lon, lat)
            });
            List<String> ids = ids(
                    search("{\"within\": " + triangle + ", \"limit\": 1000}").sites());
            found += ids.size();
            assertThat(ids)
                    .isEqualTo(
                            expected(row -> row.earth().filter(area::intersects).isPresent(), 1000));
        }
        assertThat(found).isGreaterThan(100);
    }

    @Test
    void aPlaceOnEarthAndARadiusFindWhatIsNear() {
        List<SiteRow> near = search(
                        "{\"near\": {\"lat\": 49.01, \"lon\": 8.41, \"radius_m\": 900}, \"kind\": \"merge\"}")
                .sites();
        Geometry centre = FACTORY.createPoint(new org.locationtech.jts.geom.Coordinate(731.5, 1112.1));
        List<String> surely = expected(
                is(Kind.MERGE).and(row -> row.layoutId().equals(CITY)).and(row -> distance(row, centre) < 897), 1000);
        List<String> perhaps = expected(
                is(Kind.MERGE).and(row -> row.layoutId().equals(CITY)).and(row -> distance(row, centre) < 903), 1000);
        assertThat(ids(near)).isNotEmpty().containsAll(surely);
        assertThat(perhaps).containsAll(ids(near));
    }

    private static double distance(SiteRow row, Geometry other) {
        return PlaneShapes.of(row.site().shape(), row.site().geometry()).distance(other);
    }

    @Test
    void layoutMetresAreAskedOnOneLayout() {
        Geometry box = FACTORY.toGeometry(new Envelope(-500, 400, 100, 900));
        assertThat(ids(search("{\"layouts\": [\"" + NOWHERE + "\"], \"bbox_m\": [-500, 100, 400, 900]}")
                        .sites()))
                .isNotEmpty()
                .isEqualTo(expected(row -> row.layoutId().equals(NOWHERE) && distance(row, box) == 0, 100));
        Geometry centre = FACTORY.createPoint(new org.locationtech.jts.geom.Coordinate(10, -20));
        assertThat(ids(search("{\"layouts\": [\"" + CITY
                                + "\"], \"near_m\": {\"x\": 10, \"y\": -20, \"radius_m\": 700}}")
                        .sites()))
                .isNotEmpty()
                .isEqualTo(expected(row -> row.layoutId().equals(CITY) && distance(row, centre) <= 700, 100));
        assertThatThrownBy(() -> search("{\"near_m\": {\"x\": 10, \"y\": -20, \"radius_m\": 70}}"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("SITE-NEEDS-LAYOUT");
    }

    @Test
    void layoutsThatDoNotSayWhereTheyLieAreReportedNotFound() {
        Found found = search("{\"near\": {\"lat\": 49, \"lon\": 8.4, \"radius_m\": 3000}, \"limit\": 1000}");
        assertThat(found.skipped()).containsExactly(new Unlocated(NOWHERE, "city b"));
        assertThat(found.sites()).isNotEmpty().allMatch(row -> row.layoutId().equals(CITY));
        assertThat(search("{\"kind\": \"merge\"}").skipped()).isEmpty();
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepeat() {
        String query = "{\"kind\": \"crossing\", \"signalised\": true, \"limit\": 50";
        List<String> paged = new ArrayList<>();
        Found page = search(query + "}");
        paged.addAll(ids(page.sites()));
        while (page.cursor().isPresent()) {
            page = search(query + ", \"cursor\": \"" + page.cursor().get() + "\"}");
            paged.addAll(ids(page.sites()));
        }
        assertThat(paged)
                .hasSizeGreaterThan(150)
                .isEqualTo(expected(
                        is(Kind.CROSSING)
                                .and(row -> row.site().traits().signalised().equals(Optional.of(true))),
                        SITES));
    }

    @Test
    void aCursorBelongsToItsQuery() {
        String cursor = search("{\"kind\": \"merge\", \"limit\": 1}").cursor().orElseThrow();
        for (String other : List.of(
                "{\"kind\": \"curve\", \"cursor\": \"" + cursor + "\"}",
                "{\"cursor\": \"AAAA\"}",
                "{\"cursor\": \"§\"}")) {
            assertThatThrownBy(() -> search(other))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("BAD-CURSOR");
        }
    }

    @Test
    void anUnknownLayoutIsNamed() {
        assertThatThrownBy(() -> search("{\"layouts\": [\"c0ffee\"]}"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("c0ffee")
                .hasMessageContaining("UNKNOWN-LAYOUT");
    }

    @Test
    void onlySitesThatSomebodyDrivesThroughBecomeScenes() {
        assertThat(ids(database.sites().listDriven(query("{\"kind\": \"junction\"}"))))
                .isEqualTo(expected(
                        is(Kind.JUNCTION).and(row -> !row.site().lanes().isEmpty()), 100));
    }

    @Test
    void thePlanUsesTheSpatialIndex() {
        String onEarth = database.sites()
                .explain(query("{\"near\": {\"lat\": 49.01, \"lon\": 8.41, \"radius_m\": 300}, \"limit\": 1000}"));
        assertThat(onEarth).containsIgnoringCase(earthIndex());
        String inMetres = database.sites()
                .explain(query("{\"layouts\": [\"" + CITY
                        + "\"], \"near_m\": {\"x\": 10, \"y\": -20, \"radius_m\": 300}, \"limit\": 1000}"));
        assertThat(inMetres).containsIgnoringCase(planIndex());
        assertThat(query("{\"near_m\": {\"x\": 10, \"y\": -20, \"radius_m\": 300}}")
                        .areas())
                .containsExactly(new LayoutCircle(10, -20, 300));
    }
}

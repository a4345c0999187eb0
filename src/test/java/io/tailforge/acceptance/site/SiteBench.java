package io.tailforge.acceptance.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.map.SiteArea;
import io.tailforge.scene.map.SiteArea.EarthCircle;
import io.tailforge.scene.map.SiteArea.LayoutCircle;
import io.tailforge.scene.map.SiteArea.LonLat;
import io.tailforge.scene.map.SiteFeature.Kind;
import io.tailforge.scene.map.SiteQuery;
import io.tailforge.scene.map.SiteQuery.Range;
import io.tailforge.scene.map.SiteTraits.Measure;
import io.tailforge.service.catalog.SiteRow;
import io.tailforge.service.site.SiteDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long a search takes among 100,000 sites, no two queries alike (H2 gives the last answer again where all parameters
 * are). Run by {@code bench/sites.sh}; no test of the build.
 */
class SiteBench {
    private static final int LAYOUTS = 10;
    private static final int EACH = 10_000;
    private static final double HALF = 10_000;
    private static final int WARM = 100;
    private static final int MEASURED = 200;
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    /** @param cpuMillis of this thread, one query: all that H2 does, and of PostGIS the client's part */
    private record Answers(double[] millis, double cpuMillis, List<List<String>> ids, int most) {}

    /** CPU milliseconds of the server's process so far; 0 where the database runs in this thread. */
    private DoubleSupplier server = () -> 0;

    @Test
    void h2gis(@TempDir Path folder) {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("sites"), "", "");
        try (SiteDatabase database = SiteDatabase.in(pool)) {
            run("H2GIS on disk", database, () -> new JdbcTemplate(pool).execute("ANALYZE"));
        } finally {
            pool.dispose();
        }
    }

    @Test
    void postgis() throws Exception {
        PostgresDatabase.assume();
        try (PostgresDatabase postgres = new PostgresDatabase();
                SiteDatabase database = SiteDatabase.in(postgres.source())) {
            Long pid = new JdbcTemplate(postgres.source()).queryForObject("SELECT pg_backend_pid()", Long.class);
            server = () -> cpuMillisOf(Optional.ofNullable(pid).orElseThrow());
            run("PostGIS", database, () -> new JdbcTemplate(postgres.source()).execute("ANALYZE"));
        }
    }

    /** As Linux counts it, in hundredths of a second. */
    private static double cpuMillisOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return 10.0 * (Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String name, SiteDatabase database, Runnable analyse) {
        long begun = System.nanoTime();
        fill(database);
        analyse.run();
        System.out.printf(
                "%n== %s: %d sites kept in %.1f s%n", name, LAYOUTS * EACH, (System.nanoTime() - begun) * 1e-9);
        report(database, "within 0.2 to 1.1 km of a place on Earth", SiteBench::anyKind);
        report(database, "junctions of 4 arms, no lights, a crossing, within 0.5 to 2 km", SiteBench::junctions);
        report(database, "curves below 60 m on more than 4 %, within 0.5 to 2 km", SiteBench::curves);
        report(database, "within 0.2 to 1 km in one layout's metres", SiteBench::inMetres);
    }

    private static void fill(SiteDatabase database) {
        for (int i = 0; i < LAYOUTS; i++) {
            String id = Integer.toHexString(i).repeat(64);
            database.layouts().add(RandomSites.layout(id, true));
            List<SiteRow> rows = new RandomSites(i, HALF).rows(id, EACH, true);
            assertThat(database.sites().replace(id, 1, rows)).isTrue();
        }
    }

    private static SiteArea around(SplittableRandom random, double least, double most) {
        LonLat centre = new LonLat(8.4 + random.nextDouble(-0.1, 0.1), 49 + random.nextDouble(-0.07, 0.07));
        return new EarthCircle(centre, random.nextDouble(least, most));
    }

    private static SiteQuery anyKind(SplittableRandom random) {
        return query(Set.of(), Map.of(), Optional.empty(), around(random, 200, 1100), Set.of());
    }

    private static SiteQuery junctions(SplittableRandom random) {
        return query(
                Set.of(Kind.JUNCTION),
                Map.of(Measure.ARMS, Range.exactly(4), Measure.CROSSINGS, Range.atLeast(1)),
                Optional.of(false),
                around(random, 500, 2000),
                Set.of());
    }

    private static SiteQuery curves(SplittableRandom random) {
        return query(
                Set.of(Kind.CURVE),
                Map.of(
                        Measure.MIN_RADIUS_M,
                        Range.atMost(random.nextDouble(50, 70)),
                        Measure.MAX_GRADE,
                        Range.atLeast(random.nextDouble(0.03, 0.05))),
                Optional.empty(),
                around(random, 500, 2000),
                Set.of());
    }

    private static SiteQuery inMetres(SplittableRandom random) {
        SiteArea area = new LayoutCircle(
                random.nextDouble(-HALF, HALF), random.nextDouble(-HALF, HALF), random.nextDouble(200, 1000));
        String layout = Integer.toHexString(random.nextInt(LAYOUTS)).repeat(64);
        return query(Set.of(), Map.of(), Optional.empty(), area, Set.of(layout));
    }

    private static SiteQuery query(
            Set<Kind> kinds,
            Map<Measure, Range> measures,
            Optional<Boolean> signalised,
            SiteArea area,
            Set<String> layouts) {
        return new SiteQuery(
                new TreeSet<>(kinds),
                measures,
                signalised,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(area),
                layouts,
                SiteQuery.MAX_LIMIT,
                Optional.empty());
    }

    private void report(SiteDatabase database, String what, Function<SplittableRandom, SiteQuery> draw) {
        SplittableRandom random = new SplittableRandom(42);
        Answers answers = measure(database, what, draw, random);
        double[] sorted = answers.millis().clone();
        Arrays.sort(sorted);
        int rows = answers.ids().stream().mapToInt(List::size).sum();
        System.out.printf(
                "%-62s median %6.2f ms, 95 %% %6.2f ms, CPU mean %6.2f ms, rows: mean %4d, most %4d, all ids %08x%n",
                what,
                sorted[sorted.length / 2],
                sorted[sorted.length * 95 / 100],
                answers.cpuMillis(),
                rows / MEASURED,
                answers.most(),
                answers.ids().hashCode());
    }

    private Answers measure(
            SiteDatabase database, String what, Function<SplittableRandom, SiteQuery> draw, SplittableRandom random) {
        double[] millis = new double[MEASURED];
        List<List<String>> ids = new ArrayList<>();
        int most = 0;
        double cpu = 0;
        double serverBefore = 0;
        for (int i = -WARM; i < MEASURED; i++) {
            serverBefore = i == 0 ? server.getAsDouble() : serverBefore;
            long cpuBegun = CLOCK.getCurrentThreadCpuTime();
            SiteQuery query = draw.apply(random);
            long begun = System.nanoTime();
            List<SiteRow> rows = database.search().search(query, what).sites();
            double took = (System.nanoTime() - begun) * 1e-6;
            if (i >= 0) {
                millis[i] = took;
                cpu += (CLOCK.getCurrentThreadCpuTime() - cpuBegun) * 1e-6;
                ids.add(rows.stream()
                        .map(row -> row.layoutId().charAt(0) + row.site().id())
                        .toList());
                most = Math.max(most, rows.size());
            }
        }
        return new Answers(millis, (cpu + server.getAsDouble() - serverBefore) / MEASURED, ids, most);
    }
}

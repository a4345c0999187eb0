package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.map.SiteQuery;
import io.tailforge.service.catalog.LayoutCatalog;
import io.tailforge.service.catalog.LayoutRow;
import io.tailforge.service.catalog.SiteCatalog;
import io.tailforge.service.layout.LayoutRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process that dies in the middle of a transaction on spatial rows leaves a catalogue that opens, as it was before. */
class KilledCatalogTest {
    /** Longer than H2 waits before it writes what is not committed yet. */
    private static final long UNTIL_WRITTEN_MILLIS = 1500;

    private static final SiteQuery EVERYTHING = new SiteQuery(
            Set.of(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Set.of(),
            SiteQuery.MAX_LIMIT,
            Optional.empty());

    @TempDir
    private Path home;

    @Test
    void whatAKilledProcessLeftUnfinishedIsRolledBack() throws Exception {
        List<?> before;
        try (Product product = Product.start(home)) {
            product.bean(LayoutRegistry.class).register(Repository.URBAN_JUNCTION);
            before = rows(product);
        }
        assertThat(dieInATransaction()).isEqualTo(9);
        try (Product product = Product.start(home)) {
            assertThat(rows(product)).isEqualTo(before).hasSizeGreaterThan(3);
            assertThat(product.bean(LayoutCatalog.class).list(10))
                    .extracting(LayoutRow::name)
                    .containsExactly("urban-junction");
            assertThat(product.bean(JdbcClient.class)
                            .sql("SELECT COUNT(*) FROM generation_request")
                            .query(Integer.class)
                            .single())
                    .isZero();
        }
    }

    private static List<?> rows(Product product) {
        return product.bean(SiteCatalog.class).list(EVERYTHING, Optional.empty(), 1000);
    }

    private int dieInATransaction() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Dying.class.getName(),
                        home.resolve("catalog").toString())
                .inheritIO()
                .start()
                .waitFor();
    }

    /** The process that dies. */
    static final class Dying {
        public static void main(String[] arguments) throws Exception {
            try (Connection connection =
                            DriverManager.getConnection("jdbc:h2:file:" + arguments[0] + ";IFEXISTS=TRUE");
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("UPDATE layout SET name = 'half', site_scheme = 99");
                statement.execute("UPDATE site SET plan = 'POINT (1 1)', kind = 'HALF'");
                statement.execute("DELETE FROM site WHERE ordinal < 3");
                Thread.sleep(UNTIL_WRITTEN_MILLIS);
                Runtime.getRuntime().halt(9);
            }
        }
    }
}

package io.tailforge.service.site;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.site.SiteFinder;
import io.tailforge.service.catalog.LayoutCatalog;
import io.tailforge.service.catalog.LayoutRow;
import io.tailforge.service.catalog.SiteCatalog;
import io.tailforge.service.layout.LayoutRegistry;
import io.tailforge.service.layout.LayoutSites;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Layouts and their sites in a database of their own, with the catalogue's tables and statements: searching without a server. */
public final class SiteDatabase implements AutoCloseable {
    private static final String MIGRATIONS = "classpath:db/migration/";

    private final JdbcTemplate jdbc;
    private final LayoutCatalog layouts;
    private final SiteCatalog sites;
    private final boolean ours;

    private SiteDatabase(DataSource source, boolean ours) {
        jdbc = new JdbcTemplate(source);
        layouts = new LayoutCatalog(JdbcClient.create(jdbc));
        sites = new SiteCatalog(jdbc);
        this.ours = ours;
        Flyway.configure()
                .dataSource(source)
                .locations(MIGRATIONS + "common", MIGRATIONS + vendor(source))
                .loggers("slf4j")
                .load()
                .migrate();
    }

    /** Gone when closed. */
    public static SiteDatabase inMemory() {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return new SiteDatabase(source, true);
    }

    /** In a database that is there, H2 or PostgreSQL; the tables are made where they are missing. */
    public static SiteDatabase in(DataSource source) {
        return new SiteDatabase(source, false);
    }

    private static String vendor(DataSource source) {
        try (Connection connection = source.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("H2") ? "h2" : "postgresql";
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be reached: " + e.getMessage(), e);
        }
    }

    /** Reads a layout and keeps its row and its sites. */
    public LayoutRow add(Path layout) throws IOException {
        LayoutReading reading = Layouts.read(layout);
        LayoutRow row = LayoutRegistry.describe(layout, reading);
        layouts.add(row);
        if (sites.isStale(row.id(), SiteFinder.SCHEME)) {
            sites.replace(row.id(), SiteFinder.SCHEME, LayoutSites.of(row.id(), reading.map()));
        }
        return row;
    }

    public LayoutCatalog layouts() {
        return layouts;
    }

    public SiteCatalog sites() {
        return sites;
    }

    public SiteSearch search() {
        return new SiteSearch(sites, layouts);
    }

    @Override
    public void close() {
        if (ours) {
            jdbc.execute("SHUTDOWN");
        }
    }
}

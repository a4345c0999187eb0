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
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

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
        new ResourceDatabasePopulator(scripts(vendor(source))).execute(source);
    }

    /** The catalogue's migrations in their order. */
    private static Resource[] scripts(String vendor) {
        try {
            PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
            List<Resource> all = new ArrayList<>(List.of(resolver.getResources(MIGRATIONS + "common/*.sql")));
            all.addAll(List.of(resolver.getResources(MIGRATIONS + vendor + "/*.sql")));
            all.sort(Comparator.comparing(script -> String.valueOf(script.getFilename())));
            return all.toArray(Resource[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gone when closed. */
    public static SiteDatabase inMemory() {
        JdbcDataSource source = new JdbcDataSource();
        source.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return new SiteDatabase(source, true);
    }

    /** In an empty database, H2 or PostgreSQL. */
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

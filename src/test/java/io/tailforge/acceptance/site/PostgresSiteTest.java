package io.tailforge.acceptance.site;

import io.tailforge.service.site.SiteDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.JdbcTemplate;

/** The search on a real PostgreSQL with PostGIS. */
class PostgresSiteTest extends SiteContract {
    @SuppressWarnings("NullAway.Init")
    private PostgresDatabase postgres;

    @Override
    @BeforeEach
    void assumeDatabase() {
        PostgresDatabase.assume();
    }

    @Override
    boolean hasDatabase() {
        return PostgresDatabase.isThere();
    }

    @Override
    SiteDatabase open() throws Exception {
        postgres = new PostgresDatabase();
        return SiteDatabase.in(postgres.source());
    }

    @Override
    void analyse() {
        new JdbcTemplate(postgres.source()).execute("ANALYZE");
    }

    @Override
    void drop() throws Exception {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Override
    String earthIndex() {
        return "site_by_earth";
    }

    @Override
    String planIndex() {
        return "site_by_plan";
    }
}

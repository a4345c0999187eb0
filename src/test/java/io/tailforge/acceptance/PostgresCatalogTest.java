package io.tailforge.acceptance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** The catalogue in a real PostgreSQL with PostGIS, in a database of its own. */
class PostgresCatalogTest extends CatalogContract {
    private static final String VARIABLE = "TAILFORGE_TEST_POSTGRES";
    private static final String USER = "tailforge";
    private final String name = "accept_" + UUID.randomUUID().toString().replace("-", "");
    private String server = "";

    @Override
    @BeforeEach
    void assumeDatabase() {
        Repository.assumeVariable(
                VARIABLE, "the JDBC URL of a PostgreSQL with PostGIS; .ci/start-postgres.sh starts one");
    }

    @Override
    boolean hasDatabase() {
        return !System.getenv().getOrDefault(VARIABLE, "").isBlank();
    }

    @Override
    String[] database() throws Exception {
        server = System.getenv().getOrDefault(VARIABLE, "");
        execute("CREATE DATABASE " + name);
        return new String[] {
            "--spring.datasource.url=" + server.replaceFirst("/[^/]*$", "/" + name),
            "--spring.datasource.username=" + USER
        };
    }

    @Override
    void dropDatabase() throws Exception {
        if (!server.isEmpty()) {
            execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        }
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection(server, USER, "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

package io.tailforge.acceptance.site;

import io.tailforge.acceptance.Repository;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A database of one's own in the PostgreSQL that the environment names. */
final class PostgresDatabase implements AutoCloseable {
    private static final String VARIABLE = "TAILFORGE_TEST_POSTGRES";
    private static final String USER = "tailforge";

    private final String server = System.getenv().getOrDefault(VARIABLE, "");
    private final String name = "sites_" + UUID.randomUUID().toString().replace("-", "");
    private final SingleConnectionDataSource source;

    PostgresDatabase() throws SQLException {
        execute("CREATE DATABASE " + name);
        source = new SingleConnectionDataSource(server.replaceFirst("/[^/]*$", "/" + name), USER, "", true);
    }

    static boolean isThere() {
        return !System.getenv().getOrDefault(VARIABLE, "").isBlank();
    }

    static void assume() {
        Repository.assumeVariable(
                VARIABLE, "the JDBC URL of a PostgreSQL with PostGIS; .ci/start-postgres.sh starts one");
    }

    DataSource source() {
        return source;
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server, USER, "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        source.close();
        execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }
}

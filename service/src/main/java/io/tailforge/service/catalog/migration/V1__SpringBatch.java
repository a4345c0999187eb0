package io.tailforge.service.catalog.migration;

import java.util.Locale;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/**
 * Spring Batch's own tables, from its jar, and the index its schema lacks: without it a restart asks for the last execution
 * of every partition by a full scan, which is quadratic in the number of partitions.
 */
@SuppressWarnings("checkstyle:TypeName")
public final class V1__SpringBatch extends BaseJavaMigration {
    @Override
    public void migrate(Context context) throws Exception {
        String product =
                context.getConnection().getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        SingleConnectionDataSource connection = new SingleConnectionDataSource(context.getConnection(), true);
        new ResourceDatabasePopulator(
                        new ClassPathResource("org/springframework/batch/core/schema-" + product + ".sql"))
                .execute(connection);
        try (var statement = context.getConnection().createStatement()) {
            statement.execute("CREATE INDEX batch_step_execution_by_name"
                    + " ON BATCH_STEP_EXECUTION (STEP_NAME, JOB_EXECUTION_ID)");
        }
    }
}

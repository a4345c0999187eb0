package io.tailforge.service.catalog;

import io.tailforge.scene.artifact.GenerationKey;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which result the same inputs led to before, and who needs a result's files. */
@Repository
public class ResultCatalog {
    private final JdbcClient jdbc;

    public ResultCatalog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param inputsSha256 over everything that a result follows from */
    public Optional<GenerationKey> find(String inputsSha256) {
        return jdbc.sql("SELECT result_key FROM clip_result WHERE inputs_sha256 = :inputs")
                .param("inputs", inputsSha256)
                .query((row, index) -> new GenerationKey(row.getString("result_key")))
                .optional();
    }

    /** The last one counts. */
    public void remember(String inputsSha256, GenerationKey key) {
        if (update(inputsSha256, key) == 0) {
            try {
                jdbc.sql("INSERT INTO clip_result (inputs_sha256, result_key, created_at) VALUES (:inputs, :key, :now)")
                        .param("inputs", inputsSha256)
                        .param("key", key.value())
                        .param("now", Timestamp.from(Instant.now()))
                        .update();
            } catch (DuplicateKeyException e) {
                update(inputsSha256, key);
            }
        }
    }

    private int update(String inputsSha256, GenerationKey key) {
        return jdbc.sql("UPDATE clip_result SET result_key = :key WHERE inputs_sha256 = :inputs")
                .param("inputs", inputsSha256)
                .param("key", key.value())
                .update();
    }

    /** Whether a request beside this one points to a result and may still have to publish it. */
    public boolean isNeededElsewhere(GenerationKey key, String requestId) {
        return jdbc.sql("SELECT COUNT(*) AS n FROM clip_task c JOIN generation_request r ON r.id = c.request_id"
                                + " WHERE c.result_key = :key AND c.request_id <> :request"
                                + " AND r.state IN ('QUEUED', 'RUNNING', 'PAUSED')")
                        .param("key", key.value())
                        .param("request", requestId)
                        .query((row, index) -> row.getLong("n"))
                        .single()
                > 0;
    }
}

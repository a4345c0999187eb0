package io.tailforge.service.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Clips. Each write is a transaction of its own, whatever batch transaction is open around it, and is refused where another
 * worker has claimed the clip since.
 */
@Repository
public class ClipCatalog {
    /** Long enough for one stage of a big clip; a worker renews it with every stage. */
    private static final Duration LEASE = Duration.ofMinutes(30);

    private static final String COLUMNS =
            "request_id, ordinal, clip_id, scene, variation, state, stage, attempt, progress,"
                    + " result_key, verdict, timings, failure_code, failure_detail, fencing_token, updated_at";

    private final JdbcClient jdbc;
    private final TransactionTemplate own;

    public ClipCatalog(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Takes a clip to work on it: makes its row, or takes it over from whoever had it. A finished clip is returned as it is. */
    public ClipRow claim(String requestId, long ordinal, String clipId, String scene, String variation) {
        try {
            return claimOnce(requestId, ordinal, clipId, scene, variation);
        } catch (DuplicateKeyException e) {
            // Another worker made the row in between: now there is one to take over.
            return claimOnce(requestId, ordinal, clipId, scene, variation);
        }
    }

    private ClipRow claimOnce(String requestId, long ordinal, String clipId, String scene, String variation) {
        return own.execute(status -> {
            Optional<ClipRow> row = find(requestId, ordinal);
            if (row.isPresent() && row.get().state().isFinal()) {
                return row.get();
            }
            if (row.isEmpty()) {
                insert(requestId, ordinal, clipId, scene, variation);
            } else {
                takeOver(row.get());
            }
            return get(requestId, ordinal);
        });
    }

    private void insert(String requestId, long ordinal, String clipId, String scene, String variation) {
        jdbc.sql("INSERT INTO clip_task (" + COLUMNS + ", lease_until) VALUES (:request, :ordinal, :clip, :scene,"
                        + " :variation, 'RUNNING', 'ASSEMBLE', 1, 0, '', '', '', '', '', 1, :now, :until)")
                .param("request", requestId)
                .param("ordinal", ordinal)
                .param("clip", clipId)
                .param("scene", scene)
                .param("variation", variation)
                .param("now", Timestamp.from(Instant.now()))
                .param("until", Timestamp.from(Instant.now().plus(LEASE)))
                .update();
    }

    private void takeOver(ClipRow row) {
        jdbc.sql("UPDATE clip_task SET fencing_token = fencing_token + 1, lease_until = :until, updated_at = :now"
                        + " WHERE request_id = :request AND ordinal = :ordinal")
                .param("request", row.requestId())
                .param("ordinal", row.ordinal())
                .param("now", Timestamp.from(Instant.now()))
                .param("until", Timestamp.from(Instant.now().plus(LEASE)))
                .update();
    }

    /** Writes where a clip is. @throws StaleClaimException where it was claimed by another since */
    public void update(ClipRow row) {
        Integer changed = own.execute(status -> jdbc.sql("UPDATE clip_task SET state = :state, stage = :stage,"
                        + " attempt = :attempt, progress = :progress, result_key = :result, verdict = :verdict,"
                        + " timings = :timings, failure_code = :code, failure_detail = :detail, lease_until = :until,"
                        + " updated_at = :now WHERE request_id = :request AND ordinal = :ordinal"
                        + " AND fencing_token = :token AND state = 'RUNNING'")
                .param("state", row.state().name())
                .param("stage", row.stage().name())
                .param("attempt", row.attempt())
                .param("progress", row.progress())
                .param("result", row.resultKey())
                .param("verdict", row.verdict())
                .param("timings", row.timings())
                .param("code", row.failureCode())
                .param("detail", row.failureDetail())
                .param("until", Timestamp.from(Instant.now().plus(LEASE)))
                .param("now", Timestamp.from(Instant.now()))
                .param("request", row.requestId())
                .param("ordinal", row.ordinal())
                .param("token", row.fencingToken())
                .update());
        if (changed == null || changed != 1) {
            throw new StaleClaimException(row.requestId(), row.ordinal());
        }
    }

    /** Puts failed clips back, so that a retry of the request makes them again. */
    public int reopenFailed(String requestId) {
        Integer changed = own.execute(status -> jdbc.sql(
                        "UPDATE clip_task SET state = 'RUNNING', stage = 'ASSEMBLE',"
                                + " progress = 0, failure_code = '', failure_detail = '' WHERE request_id = :request AND state = 'FAILED'")
                .param("request", requestId)
                .update());
        return changed == null ? 0 : changed;
    }

    /** Puts every ended clip back, so that the request makes all of them again. */
    public void reopenAll(String requestId) {
        own.executeWithoutResult(status -> jdbc.sql("UPDATE clip_task SET state = 'RUNNING', stage = 'ASSEMBLE',"
                        + " progress = 0, result_key = '', verdict = '', failure_code = '', failure_detail = ''"
                        + " WHERE request_id = :request")
                .param("request", requestId)
                .update());
    }

    /** Marks what is unfinished as cancelled. */
    public void cancelUnfinished(String requestId) {
        own.executeWithoutResult(status -> jdbc.sql("UPDATE clip_task SET state = 'CANCELLED', fencing_token ="
                        + " fencing_token + 1 WHERE request_id = :request AND state = 'RUNNING'")
                .param("request", requestId)
                .update());
    }

    public Optional<ClipRow> find(String requestId, long ordinal) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM clip_task WHERE request_id = :request AND ordinal = :ordinal")
                .param("request", requestId)
                .param("ordinal", ordinal)
                .query(ClipCatalog::row)
                .optional();
    }

    public ClipRow get(String requestId, long ordinal) {
        return find(requestId, ordinal).orElseThrow(() -> new NoSuchThingException("clip", requestId + "/" + ordinal));
    }

    /** In order of ordinal, at most {@code limit}, after {@code afterOrdinal} (exclusive; -1 from the start). */
    public List<ClipRow> list(String requestId, long afterOrdinal, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM clip_task WHERE request_id = :request AND ordinal > :after"
                        + " ORDER BY ordinal FETCH FIRST " + limit + " ROWS ONLY")
                .param("request", requestId)
                .param("after", afterOrdinal)
                .query(ClipCatalog::row)
                .list();
    }

    /** How many clips are in each state; states without clips are left out. */
    public Map<ClipState, Long> countByState(String requestId) {
        Map<ClipState, Long> counts = new EnumMap<>(ClipState.class);
        jdbc.sql("SELECT state, COUNT(*) AS n FROM clip_task WHERE request_id = :request GROUP BY state")
                .param("request", requestId)
                .query((row, index) -> counts.put(ClipState.valueOf(row.getString("state")), row.getLong("n")))
                .list();
        return counts;
    }

    private static ClipRow row(ResultSet row, int index) throws SQLException {
        return new ClipRow(
                row.getString("request_id"),
                row.getLong("ordinal"),
                row.getString("clip_id"),
                row.getString("scene"),
                row.getString("variation"),
                ClipState.valueOf(row.getString("state")),
                ClipStage.valueOf(row.getString("stage")),
                row.getInt("attempt"),
                row.getDouble("progress"),
                row.getString("result_key"),
                row.getString("verdict"),
                row.getString("timings"),
                row.getString("failure_code"),
                row.getString("failure_detail"),
                row.getLong("fencing_token"),
                row.getTimestamp("updated_at").toInstant());
    }
}

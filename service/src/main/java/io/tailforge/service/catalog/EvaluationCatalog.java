package io.tailforge.service.catalog;

import io.tailforge.service.catalog.EvaluationRow.State;
import java.sql.Timestamp;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Evaluations of clips of others, the last ones. */
@Repository
public class EvaluationCatalog {
    private final JdbcClient jdbc;

    public EvaluationCatalog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(EvaluationRow row) {
        jdbc.sql("INSERT INTO evaluation (id, home, state, clip, outcome, created_at)"
                        + " VALUES (:id, :home, :state, :clip, :outcome, :at)")
                .param("id", row.id())
                .param("home", row.home())
                .param("state", row.state().name())
                .param("clip", row.clip())
                .param("outcome", row.outcome())
                .param("at", Timestamp.from(row.createdAt()))
                .update();
    }

    /** Its state and outcome. */
    public void update(EvaluationRow row) {
        jdbc.sql("UPDATE evaluation SET state = :state, outcome = :outcome WHERE id = :id")
                .param("id", row.id())
                .param("state", row.state().name())
                .param("outcome", row.outcome())
                .update();
    }

    public EvaluationRow get(String id) {
        return jdbc.sql("SELECT id, home, state, clip, outcome, created_at FROM evaluation WHERE id = :id")
                .param("id", id)
                .query((row, index) -> new EvaluationRow(
                        row.getString("id"),
                        row.getString("home"),
                        State.valueOf(row.getString("state")),
                        row.getString("clip"),
                        row.getString("outcome"),
                        row.getTimestamp("created_at").toInstant()))
                .optional()
                .orElseThrow(() -> new NoSuchThingException("evaluation", id));
    }

    public void remove(String id) {
        jdbc.sql("DELETE FROM evaluation WHERE id = :id").param("id", id).update();
    }

    /** Ends what a service with this home had begun when it went down. @param outcome the problems, JSON */
    public void failUnended(String home, String outcome) {
        jdbc.sql("UPDATE evaluation SET state = 'FAILED', outcome = :outcome"
                        + " WHERE home = :home AND state IN ('QUEUED', 'RUNNING')")
                .param("home", home)
                .param("outcome", outcome)
                .update();
    }

    /** Forgets the oldest of those that have ended. @param keep how many of them stay */
    public void forget(int keep) {
        jdbc.sql("DELETE FROM evaluation WHERE id IN (SELECT id FROM evaluation WHERE state IN ('DONE', 'FAILED')"
                        + " ORDER BY created_at DESC, id OFFSET :keep ROWS)")
                .param("keep", keep)
                .update();
    }
}

package io.tailforge.service.catalog;

import io.tailforge.generation.dispatch.Priority;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Requests and their states. */
@Repository
public class RequestCatalog {
    private static final String COLUMNS =
            "id, name, layout_id, spec, state, total, out_location, idempotency_key, body_sha256, message, round,"
                    + " requester, priority, deadline, budget_seconds, fresh, engine, created_at, updated_at";

    private final JdbcClient jdbc;

    public RequestCatalog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void add(RequestRow row) {
        withTerms(
                        jdbc.sql("INSERT INTO generation_request (" + COLUMNS
                                + ") VALUES (:id, :name, :layout, :spec, :state, :total, :out, :key, :body, :message,"
                                + " :round, :requester, :priority, :deadline, :budget, :fresh, :engine, :created,"
                                + " :updated)"),
                        row.terms())
                .param("id", row.id())
                .param("name", row.name())
                .param("layout", row.layoutId())
                .param("spec", row.spec())
                .param("state", row.state().name())
                .param("total", row.total())
                .param("out", row.outLocation())
                .param("key", row.idempotencyKey().orElse(null))
                .param("body", row.bodySha256())
                .param("message", row.message())
                .param("round", row.round())
                .param("created", Timestamp.from(row.createdAt()))
                .param("updated", Timestamp.from(row.updatedAt()))
                .update();
    }

    public Optional<RequestRow> find(String id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM generation_request WHERE id = :id")
                .param("id", id)
                .query(RequestCatalog::row)
                .optional();
    }

    public RequestRow get(String id) {
        return find(id).orElseThrow(() -> new NoSuchThingException("request", id));
    }

    public Optional<RequestRow> findByIdempotencyKey(String key) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM generation_request WHERE idempotency_key = :key")
                .param("key", key)
                .query(RequestCatalog::row)
                .optional();
    }

    /** Newest first, at most {@code limit}, older than the given one where one is given. */
    public List<RequestRow> list(int limit, Optional<RequestRow> after) {
        Instant createdBefore = after.map(RequestRow::createdAt).orElse(Instant.parse("9999-01-01T00:00:00Z"));
        String idBefore = after.map(RequestRow::id).orElse("~");
        return jdbc.sql("SELECT " + COLUMNS + " FROM generation_request"
                        + " WHERE created_at < :at OR (created_at = :at AND id < :id)"
                        + " ORDER BY created_at DESC, id DESC FETCH FIRST " + limit + " ROWS ONLY")
                .param("at", Timestamp.from(createdBefore))
                .param("id", idBefore)
                .query(RequestCatalog::row)
                .list();
    }

    public List<RequestRow> listByState(RequestState state) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM generation_request WHERE state = :state ORDER BY created_at, id")
                .param("state", state.name())
                .query(RequestCatalog::row)
                .list();
    }

    public void setState(String id, RequestState state, String message) {
        jdbc.sql("UPDATE generation_request SET state = :state, message = :message, updated_at = :now WHERE id = :id")
                .param("state", state.name())
                .param("message", message)
                .param("now", Timestamp.from(Instant.now()))
                .param("id", id)
                .update();
    }

    /** Changes how a request is served from its next clip on. */
    public void setTerms(String id, RequestTerms terms) {
        withTerms(
                        jdbc.sql("UPDATE generation_request SET requester = :requester, priority = :priority,"
                                + " deadline = :deadline, budget_seconds = :budget, fresh = :fresh, engine = :engine"
                                + " WHERE id = :id"),
                        terms)
                .param("id", id)
                .update();
    }

    private static JdbcClient.StatementSpec withTerms(JdbcClient.StatementSpec statement, RequestTerms terms) {
        return statement
                .param("requester", terms.requester())
                .param("priority", terms.priority().name())
                .param(
                        "deadline",
                        terms.deadline().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null),
                        Types.TIMESTAMP_WITH_TIMEZONE)
                .param(
                        "budget",
                        terms.budgetSeconds().isPresent()
                                ? terms.budgetSeconds().getAsDouble()
                                : null,
                        Types.DOUBLE)
                .param("fresh", terms.fresh())
                .param("engine", terms.engine().orElse(null), Types.VARCHAR);
    }

    public void startRound(String id) {
        jdbc.sql("UPDATE generation_request SET round = round + 1 WHERE id = :id")
                .param("id", id)
                .update();
    }

    private static RequestRow row(ResultSet row, int index) throws SQLException {
        return new RequestRow(
                row.getString("id"),
                row.getString("name"),
                row.getString("layout_id"),
                row.getString("spec"),
                RequestState.valueOf(row.getString("state")),
                row.getLong("total"),
                row.getString("out_location"),
                Optional.ofNullable(row.getString("idempotency_key")),
                row.getString("body_sha256"),
                row.getString("message"),
                row.getLong("round"),
                terms(row),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("updated_at").toInstant());
    }

    private static RequestTerms terms(ResultSet row) throws SQLException {
        double budget = row.getDouble("budget_seconds");
        OptionalDouble budgetSeconds = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(budget);
        return new RequestTerms(
                row.getString("requester"),
                Priority.valueOf(row.getString("priority")),
                Optional.ofNullable(row.getTimestamp("deadline")).map(Timestamp::toInstant),
                budgetSeconds,
                row.getBoolean("fresh"),
                Optional.ofNullable(row.getString("engine")));
    }
}

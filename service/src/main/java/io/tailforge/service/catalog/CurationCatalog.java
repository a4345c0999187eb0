package io.tailforge.service.catalog;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people decided about clips, and the versions that were published. Rows are added, never changed. */
@Repository
public class CurationCatalog {
    private final JdbcClient jdbc;

    public CurationCatalog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A person's word. */
    public enum Choice {
        ACCEPT,
        REJECT
    }

    /** Latest word on one clip. */
    public record Decision(long ordinal, Choice choice, String reason, String by, Instant at) {}

    /** A published version. */
    public record DatasetVersion(
            String requestId,
            int version,
            String location,
            String manifestSha256,
            long clips,
            long rejected,
            Instant createdAt) {}

    public void decide(String requestId, Decision decision) {
        jdbc.sql("INSERT INTO decision (request_id, ordinal, decision, reason, decided_by, decided_at)"
                        + " VALUES (:request, :ordinal, :choice, :reason, :by, :at)")
                .param("request", requestId)
                .param("ordinal", decision.ordinal())
                .param("choice", decision.choice().name())
                .param("reason", decision.reason())
                .param("by", decision.by())
                .param("at", Timestamp.from(decision.at()))
                .update();
    }

    /** The latest decision on each clip that has one, by ordinal. */
    public Map<Long, Decision> listDecisions(String requestId) {
        Map<Long, Decision> latest = new HashMap<>();
        jdbc.sql("SELECT ordinal, decision, reason, decided_by, decided_at FROM decision WHERE request_id = :request"
                        + " ORDER BY id")
                .param("request", requestId)
                .query((row, index) -> latest.put(
                        row.getLong("ordinal"),
                        new Decision(
                                row.getLong("ordinal"),
                                Choice.valueOf(row.getString("decision")),
                                row.getString("reason"),
                                row.getString("decided_by"),
                                row.getTimestamp("decided_at").toInstant())))
                .list();
        return latest;
    }

    /** Records a version; one that is recorded stays. */
    public void addVersion(DatasetVersion version) {
        boolean known = listVersions(version.requestId()).stream().anyMatch(v -> v.version() == version.version());
        if (known) {
            return;
        }
        jdbc.sql(
                        "INSERT INTO dataset_version (request_id, version, location, manifest_sha256, clips, rejected, created_at)"
                                + " VALUES (:request, :version, :location, :sha, :clips, :rejected, :at)")
                .param("request", version.requestId())
                .param("version", version.version())
                .param("location", version.location())
                .param("sha", version.manifestSha256())
                .param("clips", version.clips())
                .param("rejected", version.rejected())
                .param("at", Timestamp.from(version.createdAt()))
                .update();
    }

    public List<DatasetVersion> listVersions(String requestId) {
        return versions("WHERE request_id = :request", requestId);
    }

    public List<DatasetVersion> listVersions() {
        return versions("WHERE :request = ''", "");
    }

    private List<DatasetVersion> versions(String where, String requestId) {
        return jdbc.sql("SELECT request_id, version, location, manifest_sha256, clips, rejected, created_at"
                        + " FROM dataset_version " + where + " ORDER BY created_at, version")
                .param("request", requestId)
                .query((row, index) -> new DatasetVersion(
                        row.getString("request_id"),
                        row.getInt("version"),
                        row.getString("location"),
                        row.getString("manifest_sha256"),
                        row.getLong("clips"),
                        row.getLong("rejected"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
    }
}

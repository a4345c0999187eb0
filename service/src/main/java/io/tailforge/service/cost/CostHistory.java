package io.tailforge.service.cost;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What clips have cost so far, and what each request has spent. Every write is a transaction of its own. */
@Repository
public class CostHistory {
    private static final int NAME_LENGTH = 200;
    /** Rows that the summary looks at, so that it costs the same after ten million clips. */
    private static final int SUMMARISED = 20_000;

    private static final String COLUMNS = "request_id, ordinal, engine, engine_version, device, views, frames, width,"
            + " height, sweeps, shots, controls, steps, generate_s, stages_cpu_s, stages_wall_s, bytes";

    private final JdbcClient jdbc;
    private final TransactionTemplate own;

    public CostHistory(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** Names come from servers. */
    static String fitting(String name) {
        return name.length() <= NAME_LENGTH ? name : name.substring(0, NAME_LENGTH);
    }

    public void add(CostSample sample) {
        ClipShape shape = sample.shape();
        own.executeWithoutResult(status -> jdbc.sql("INSERT INTO generation_cost (" + COLUMNS + ", made_at) VALUES"
                        + " (:request, :ordinal, :engine, :version, :device, :views, :frames, :width, :height, :sweeps,"
                        + " :shots, :controls, :steps, :generate, :cpu, :wall, :bytes, :now)")
                .param("request", sample.requestId())
                .param("ordinal", sample.ordinal())
                .param("engine", fitting(sample.engine()))
                .param("version", fitting(sample.engineVersion()))
                .param("device", fitting(sample.device()))
                .param("views", shape.views())
                .param("frames", shape.frames())
                .param("width", shape.width())
                .param("height", shape.height())
                .param("sweeps", shape.sweeps())
                .param("shots", shape.shots())
                .param("controls", shape.controls())
                .param("steps", shape.steps())
                .param("generate", sample.generateSeconds())
                .param("cpu", sample.stagesCpuSeconds())
                .param("wall", sample.stagesWallSeconds())
                .param("bytes", sample.bytes())
                .param("now", Timestamp.from(Instant.now()))
                .update());
    }

    /** An engine's latest, newest first, in every version. */
    public List<CostSample> listLatest(String engine, int limit) {
        return jdbc.sql("SELECT " + COLUMNS
                        + " FROM generation_cost WHERE engine = :engine ORDER BY id DESC FETCH FIRST " + limit
                        + " ROWS ONLY")
                .param("engine", fitting(engine))
                .query(CostHistory::sample)
                .list();
    }

    private static CostSample sample(ResultSet row, int index) throws SQLException {
        return new CostSample(
                row.getString("request_id"),
                row.getLong("ordinal"),
                row.getString("engine"),
                row.getString("engine_version"),
                row.getString("device"),
                new ClipShape(
                        row.getInt("views"),
                        row.getInt("frames"),
                        row.getInt("width"),
                        row.getInt("height"),
                        row.getInt("sweeps"),
                        row.getLong("shots"),
                        row.getInt("controls"),
                        row.getInt("steps")),
                row.getDouble("generate_s"),
                row.getDouble("stages_cpu_s"),
                row.getDouble("stages_wall_s"),
                row.getLong("bytes"));
    }

    /** What an engine's clips cost on the average. @param secondsPerFrame of one camera frame of one view */
    public record Line(
            String engine,
            String engineVersion,
            String device,
            long clips,
            double secondsPerClip,
            double secondsPerFrame) {}

    /** Engine by engine, over the latest clips. */
    public List<Line> summary() {
        return jdbc.sql("SELECT engine, engine_version, device, COUNT(*) AS clips, SUM(generate_s) AS seconds,"
                        + " SUM(CAST(views AS BIGINT) * frames) AS camera_frames FROM generation_cost"
                        + " WHERE id > (SELECT COALESCE(MAX(id), 0) - :latest FROM generation_cost)"
                        + " GROUP BY engine, engine_version, device ORDER BY engine, engine_version, device")
                .param("latest", SUMMARISED)
                .query((row, index) -> new Line(
                        row.getString("engine"),
                        row.getString("engine_version"),
                        row.getString("device"),
                        row.getLong("clips"),
                        row.getDouble("seconds") / Math.max(1, row.getLong("clips")),
                        row.getDouble("seconds") / Math.max(1, row.getLong("camera_frames"))))
                .list();
    }

    /** Generation seconds of a request. @param wasted the part of them that made no clip */
    public record Spent(double seconds, double wasted) {}

    public void spend(String requestId, double seconds, double wasted) {
        own.executeWithoutResult(status -> jdbc.sql("UPDATE generation_request SET spent_s = spent_s + :seconds,"
                        + " wasted_s = wasted_s + :wasted WHERE id = :request")
                .param("seconds", seconds)
                .param("wasted", wasted)
                .param("request", requestId)
                .update());
    }

    /** What a request may spend, as it is now. */
    public OptionalDouble budget(String requestId) {
        return jdbc.sql(
                        "SELECT budget_seconds FROM generation_request WHERE id = :request AND budget_seconds IS NOT NULL")
                .param("request", requestId)
                .query(Double.class)
                .optional()
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
    }

    public Spent spent(String requestId) {
        return jdbc.sql("SELECT spent_s, wasted_s FROM generation_request WHERE id = :request")
                .param("request", requestId)
                .query((row, index) -> new Spent(row.getDouble("spent_s"), row.getDouble("wasted_s")))
                .optional()
                .orElse(new Spent(0, 0));
    }
}

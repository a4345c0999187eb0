package io.tailforge.service.catalog;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.SiteFeature;
import io.tailforge.scene.map.SiteFeature.Direction;
import io.tailforge.scene.map.SiteFeature.Kind;
import io.tailforge.scene.map.SiteFeature.Shape;
import io.tailforge.scene.map.SiteQuery;
import io.tailforge.scene.map.SiteTraits;
import io.tailforge.scene.map.SiteTraits.Measure;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Sites as spatial rows. They are kept with their layout, in the same transaction. */
@Repository
public class SiteCatalog {
    private static final int BATCH = 500;

    private static final List<String> PLAIN = List.of(
            "layout_id",
            "ordinal",
            "id",
            "kind",
            "driving_side",
            "signalised",
            "at_junction",
            "direction",
            "centre_x",
            "centre_y",
            "centre_z",
            "lane_count",
            "lane_ids");

    private static final List<String> MEASURES =
            Arrays.stream(Measure.values()).map(Measure::key).toList();

    private static final String COLUMNS = String.join(", ", PLAIN) + ", " + String.join(", ", MEASURES);

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    public SiteCatalog(JdbcTemplate batches) {
        this.batches = batches;
        this.jdbc = JdbcClient.create(batches);
    }

    /** A layout whose sites have no place on Earth. */
    public record Unlocated(String id, String name) {}

    /**
     * Puts a layout's sites in the place of those it had, unless they are of this scheme already. To be called in a
     * transaction; of two callers at once one does it.
     *
     * @return whether they were put there now
     */
    public boolean replace(String layoutId, int scheme, List<SiteRow> rows) {
        int taken = jdbc.sql("UPDATE layout SET site_scheme = :scheme WHERE id = :id AND site_scheme < :scheme")
                .param("scheme", scheme)
                .param("id", layoutId)
                .update();
        if (taken == 0) {
            return false;
        }
        jdbc.sql("DELETE FROM site WHERE layout_id = :id").param("id", layoutId).update();
        add(rows);
        return true;
    }

    /** Adds rows as they are. */
    public void add(List<SiteRow> rows) {
        String marks = String.join(", ", Collections.nCopies(PLAIN.size() + MEASURES.size(), "?"));
        batches.batchUpdate(
                "INSERT INTO site (" + COLUMNS + ", plan, earth) VALUES (" + marks
                        + ", ST_GeomFromWKB(?, 0), ST_GeomFromWKB(?, " + LayoutCatalog.WGS84 + "))",
                rows,
                BATCH,
                SiteCatalog::bind);
    }

    private static void bind(PreparedStatement insert, SiteRow row) throws SQLException {
        SiteFeature site = row.site();
        Bound bound = new Bound(insert);
        bound.text(row.layoutId()).whole(row.ordinal()).text(site.id());
        bound.text(site.kind().name()).text(site.drivingSide().name());
        bound.bool(site.traits().signalised()).bool(site.traits().atJunction());
        bound.text(site.traits().direction().map(Direction::name).orElse(null));
        bound.number(site.centre().x())
                .number(site.centre().y())
                .number(site.centre().z());
        bound.whole(site.lanes().size()).text(JsonWriter.compact(Json.ofStrings(site.lanes())));
        for (Measure measure : Measure.values()) {
            bound.number(site.traits().find(measure).orElse(null));
        }
        bound.bytes(PlaneShapes.wkb(PlaneShapes.of(site.shape(), site.geometry())));
        bound.bytes(row.earth().map(PlaneShapes::wkb).orElse(null));
    }

    /** Sets one parameter after the other. */
    private static final class Bound {
        private final PreparedStatement statement;
        private int next = 1;

        Bound(PreparedStatement statement) {
            this.statement = statement;
        }

        Bound text(@Nullable String value) throws SQLException {
            statement.setString(next++, value);
            return this;
        }

        Bound whole(int value) throws SQLException {
            statement.setInt(next++, value);
            return this;
        }

        Bound bool(Optional<Boolean> value) throws SQLException {
            return object(value.orElse(null), Types.BOOLEAN);
        }

        Bound number(@Nullable Double value) throws SQLException {
            return object(value, Types.DOUBLE);
        }

        Bound bytes(byte @Nullable [] value) throws SQLException {
            statement.setBytes(next++, value);
            return this;
        }

        private Bound object(@Nullable Object value, int type) throws SQLException {
            statement.setObject(next++, value, type);
            return this;
        }
    }

    /** Layouts whose sites are of an older scheme than this. */
    public List<String> listStale(int scheme) {
        return jdbc.sql("SELECT id FROM layout WHERE site_scheme < :scheme ORDER BY id")
                .param("scheme", scheme)
                .query(String.class)
                .list();
    }

    public boolean isStale(String layoutId, int scheme) {
        return jdbc.sql("SELECT COUNT(*) FROM layout WHERE id = :id AND site_scheme < :scheme")
                        .param("id", layoutId)
                        .param("scheme", scheme)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** By layout and ordinal, at most {@code limit}. @param after the site before the first one wanted */
    public List<SiteRow> list(SiteQuery query, Optional<SiteRow.Key> after, int limit) {
        SiteFilter filter = new SiteFilter(query);
        after.ifPresent(key -> filter.after(key.layoutId(), key.ordinal()));
        return list(filter, limit);
    }

    /** The same of those that a lane leads through. */
    public List<SiteRow> listDriven(SiteQuery query) {
        return list(new SiteFilter(query).driven(), query.limit());
    }

    private List<SiteRow> list(SiteFilter filter, int limit) {
        return jdbc.sql(statement(filter, limit))
                .params(filter.parameters())
                .query(SiteCatalog::row)
                .list();
    }

    private static String statement(SiteFilter filter, int limit) {
        return "SELECT " + COLUMNS + ", ST_AsBinary(plan) AS plan_wkb, ST_AsBinary(earth) AS earth_wkb FROM "
                + filter.from() + " WHERE "
                + filter.condition() + " ORDER BY layout_id, ordinal FETCH FIRST " + limit + " ROWS ONLY";
    }

    /** How the database would look for them. */
    public String explain(SiteQuery query) {
        SiteFilter filter = new SiteFilter(query);
        return String.join(
                "\n",
                jdbc.sql("EXPLAIN " + statement(filter, query.limit()))
                        .params(filter.parameters())
                        .query(String.class)
                        .list());
    }

    /** Of all layouts, or those asked for, the ones that no place on Earth finds. */
    public List<Unlocated> listUnlocated(Set<String> layouts, int limit) {
        String asked = layouts.isEmpty() ? "" : " AND id IN (:ids)";
        return jdbc.sql("SELECT id, name FROM layout WHERE footprint IS NULL" + asked + " ORDER BY id FETCH FIRST "
                        + limit + " ROWS ONLY")
                .params(layouts.isEmpty() ? Map.of() : Map.of("ids", layouts))
                .query(Unlocated.class)
                .list();
    }

    private static SiteRow row(ResultSet row, int index) throws SQLException {
        Geometry plan = PlaneShapes.read(row.getBytes("plan_wkb"));
        Shape shape = PlaneShapes.shapeOf(plan);
        SiteFeature site = new SiteFeature(
                row.getString("id"),
                Kind.valueOf(row.getString("kind")),
                shape,
                PlaneShapes.points(shape, plan),
                new Vec3(row.getDouble("centre_x"), row.getDouble("centre_y"), row.getDouble("centre_z")),
                DrivingSide.valueOf(row.getString("driving_side")),
                traits(row),
                lanes(row.getString("lane_ids")));
        Optional<Geometry> earth =
                Optional.ofNullable(row.getBytes("earth_wkb")).map(PlaneShapes::read);
        return new SiteRow(row.getString("layout_id"), row.getInt("ordinal"), site, earth);
    }

    private static SiteTraits traits(ResultSet row) throws SQLException {
        Map<Measure, Double> measures = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            double value = row.getDouble(measure.key());
            if (!row.wasNull()) {
                measures.put(measure, value);
            }
        }
        return new SiteTraits(
                measures,
                bool(row, "signalised"),
                bool(row, "at_junction"),
                Optional.ofNullable(row.getString("direction")).map(Direction::valueOf));
    }

    private static Optional<Boolean> bool(ResultSet row, String column) throws SQLException {
        boolean value = row.getBoolean(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    private static List<String> lanes(String json) {
        return JsonView.parse("lanes", json.getBytes(StandardCharsets.UTF_8)).asStrings();
    }
}

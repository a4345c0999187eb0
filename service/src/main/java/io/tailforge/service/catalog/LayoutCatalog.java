package io.tailforge.service.catalog;

import io.tailforge.scene.map.DrivingSide;
import io.tailforge.service.catalog.LayoutRow.Box;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Layouts as spatial rows. Box queries filter by {@code &&} first: on H2GIS nothing else uses the index. */
@Repository
public class LayoutCatalog {
    private static final String COLUMNS = "id, map_sha256, name, format, driving_side, lanes, junctions, lane_metres,"
            + " recorded, warnings, created_at, ST_AsBinary(extent) AS extent_wkb, ST_AsBinary(footprint) AS footprint_wkb";
    static final int WGS84 = 4326;

    private final JdbcClient jdbc;

    public LayoutCatalog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds a layout; one that is there already stays as it is. */
    public void add(LayoutRow row) {
        if (find(row.id()).isPresent()) {
            return;
        }
        jdbc.sql(
                        "INSERT INTO layout (id, map_sha256, name, format, driving_side, lanes, junctions, lane_metres, recorded,"
                                + " warnings, created_at, extent, footprint) VALUES (:id, :map, :name, :format, :side, :lanes,"
                                + " :junctions, :metres, :recorded, :warnings, :created, ST_GeomFromWKB(:extent, 0), "
                                + (row.footprint().isPresent() ? "ST_GeomFromWKB(:footprint, 4326)" : "NULL")
                                + ")")
                .param("id", row.id())
                .param("map", row.mapSha256())
                .param("name", row.name())
                .param("format", row.format())
                .param("side", row.drivingSide().name())
                .param("lanes", row.lanes())
                .param("junctions", row.junctions())
                .param("metres", row.laneMetres())
                .param("recorded", row.recorded())
                .param("warnings", row.warnings())
                .param("created", Timestamp.from(row.createdAt()))
                .param("extent", wkb(row.extent(), 0))
                .param("footprint", row.footprint().map(box -> wkb(box, WGS84)).orElse(new byte[0]))
                .update();
    }

    public Optional<LayoutRow> find(String id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM layout WHERE id = :id")
                .param("id", id)
                .query(LayoutCatalog::row)
                .optional();
    }

    /** All layouts by age, at most {@code limit} after the given id. */
    public List<LayoutRow> list(int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM layout ORDER BY created_at, id FETCH FIRST " + limit
                        + " ROWS ONLY")
                .query(LayoutCatalog::row)
                .list();
    }

    /** Georeferenced layouts that touch a box in degrees; the others are not found by any place. */
    public List<LayoutRow> listWithin(Box degrees, int limit) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM layout WHERE footprint && ST_GeomFromWKB(:box, 4326)"
                        + " AND ST_Intersects(footprint, ST_GeomFromWKB(:box, 4326))"
                        + " ORDER BY created_at, id FETCH FIRST " + limit + " ROWS ONLY")
                .param("box", wkb(degrees, WGS84))
                .query(LayoutCatalog::row)
                .list();
    }

    private static LayoutRow row(ResultSet row, int index) throws SQLException {
        return new LayoutRow(
                row.getString("id"),
                row.getString("map_sha256"),
                row.getString("name"),
                row.getString("format"),
                DrivingSide.valueOf(row.getString("driving_side")),
                row.getInt("lanes"),
                row.getInt("junctions"),
                row.getDouble("lane_metres"),
                row.getBoolean("recorded"),
                row.getInt("warnings"),
                box(row.getBytes("extent_wkb")).orElse(new Box(0, 0, 0, 0)),
                box(row.getBytes("footprint_wkb")),
                row.getTimestamp("created_at").toInstant());
    }

    private static byte[] wkb(Box box, int srid) {
        GeometryFactory factory = new GeometryFactory();
        var polygon = factory.createPolygon(new Coordinate[] {
            new Coordinate(box.minX(), box.minY()),
            new Coordinate(box.maxX(), box.minY()),
            new Coordinate(box.maxX(), box.maxY()),
            new Coordinate(box.minX(), box.maxY()),
            new Coordinate(box.minX(), box.minY())
        });
        polygon.setSRID(srid);
        return new WKBWriter().write(polygon);
    }

    private static Optional<Box> box(byte @Nullable [] wkb) {
        if (wkb == null) {
            return Optional.empty();
        }
        try {
            Envelope envelope = new WKBReader().read(wkb).getEnvelopeInternal();
            return Optional.of(new Box(envelope.getMinX(), envelope.getMinY(), envelope.getMaxX(), envelope.getMaxY()));
        } catch (ParseException e) {
            throw new IllegalStateException("the database holds a geometry that is none", e);
        }
    }
}

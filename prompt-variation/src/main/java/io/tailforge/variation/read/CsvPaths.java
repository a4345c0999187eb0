package io.tailforge.variation.read;

import io.tailforge.scene.json.Json;
import io.tailforge.variation.read.CsvTable.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An ego path or actor tracks in a table, as the JSON that a spec holds inline; each value remembers its line. */
final class CsvPaths {
    private static final List<String> PLACE = List.of("t", "x", "y", "z");
    private static final List<String> TURN = List.of("yaw", "pitch", "roll");
    private static final List<String> QUATERNION = List.of("qw", "qx", "qy", "qz");
    private static final List<String> SIZE = List.of("length", "width", "height");

    private static final double MOST_RADIANS = 20;

    private CsvPaths() {}

    /** @return {@code [{t, x, y, z, yaw_deg | quaternion_wxyz}, ...]} */
    static Json ego(String source, byte[] utf8) {
        List<String> columns = new ArrayList<>(PLACE);
        columns.addAll(TURN);
        columns.addAll(QUATERNION);
        CsvTable table = CsvTable.parse(source, utf8, columns);
        return new Json.Arr(table.rows().stream().map(CsvPaths::waypoint).toList(), 1);
    }

    /** @return {@code [{id, class, size_lwh, path}, ...]} in the order in which the tracks begin */
    static Json tracks(String source, byte[] utf8) {
        List<String> columns = new ArrayList<>(List.of("track_id", "class"));
        columns.addAll(PLACE);
        columns.addAll(TURN);
        columns.addAll(SIZE);
        CsvTable table = CsvTable.parse(source, utf8, columns);
        Map<String, List<Row>> byTrack = new LinkedHashMap<>();
        table.rows().forEach(row -> byTrack.computeIfAbsent(row.get("track_id"), id -> new ArrayList<>())
                .add(row));
        List<Json> tracks = new ArrayList<>();
        byTrack.forEach((id, rows) -> tracks.add(track(table, id, rows)));
        return new Json.Arr(tracks, 1);
    }

    private static Json track(CsvTable table, String id, List<Row> rows) {
        Row first = rows.getFirst();
        Map<String, Json> track = new LinkedHashMap<>();
        track.put("id", new Json.Str(id, first.line()));
        track.put("class", new Json.Str(oneClass(table, rows), first.line()));
        if (first.find("length").isPresent()) {
            track.put("size_lwh", size(rows));
        }
        track.put("path", new Json.Arr(rows.stream().map(CsvPaths::waypoint).toList(), first.line()));
        return new Json.Obj(track, first.line());
    }

    private static String oneClass(CsvTable table, List<Row> rows) {
        String actorClass = rows.getFirst().get("class");
        for (Row row : rows) {
            if (!row.get("class").equals(actorClass)) {
                throw table.bad(
                        "CSV-TWO-CLASSES",
                        row.line(),
                        "class",
                        "the track was a " + actorClass + " before; a track has one class");
            }
        }
        return actorClass;
    }

    /** A body has one size: the mean of what its rows say. */
    private static Json size(List<Row> rows) {
        List<Json> lwh = new ArrayList<>();
        for (String column : SIZE) {
            double mean = rows.stream()
                    .mapToDouble(row -> row.number(column))
                    .average()
                    .orElseThrow();
            lwh.add(number(mean, rows.getFirst()));
        }
        return new Json.Arr(lwh, rows.getFirst().line());
    }

    private static Json waypoint(Row row) {
        Map<String, Json> point = new LinkedHashMap<>();
        point.put("t", number(row.number("t"), row));
        point.put("x", number(row.number("x"), row));
        point.put("y", number(row.number("y"), row));
        row.findNumber("z").ifPresent(z -> point.put("z", number(z, row)));
        for (String turn : TURN) {
            row.findNumber(turn).ifPresent(radians -> point.put(turn + "_deg", degrees(row, turn, radians)));
        }
        if (QUATERNION.stream().anyMatch(column -> row.find(column).isPresent())) {
            List<Json> wxyz = QUATERNION.stream()
                    .map(column -> number(row.number(column), row))
                    .toList();
            point.put("quaternion_wxyz", new Json.Arr(wxyz, row.line()));
        }
        return new Json.Obj(point, row.line());
    }

    /** Unwrapped headings may have gone round a few times; a number beyond is no angle in radians. */
    private static Json degrees(Row row, String column, double radians) {
        if (Math.abs(radians) > MOST_RADIANS) {
            throw row.bad(column, "CSV-NOT-RADIANS", "must be an angle in radians, not " + radians);
        }
        return number(Math.IEEEremainder(StrictMath.toDegrees(radians), 360), row);
    }

    private static Json number(double value, Row row) {
        return new Json.Num(((Json.Num) Json.of(value)).text(), row.line());
    }
}

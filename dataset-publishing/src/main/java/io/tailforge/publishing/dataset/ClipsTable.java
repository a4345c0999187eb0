package io.tailforge.publishing.dataset;

import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code clips.csv}: one row a clip, for spreadsheets, pandas and Croissant. */
final class ClipsTable {
    /** A column: name, Croissant data type, what it is. */
    record Column(String name, String dataType, String description) {}

    static final List<Column> COLUMNS = List.of(
            new Column("clip_id", "sc:Text", "UUID of the clip, the name of its sample in the shards"),
            new Column("split", "sc:Text", "train, val or test"),
            new Column("shard", "sc:Text", "key of the tar that holds it"),
            new Column("layout_sha256", "sc:Text", "hash of the map document"),
            new Column("scene", "sc:Text", "scene; variations of one scene are in one split"),
            new Column("variation", "sc:Text", "name of the look"),
            new Column("seed", "sc:Text", "effective seed, unsigned 64 bits"),
            new Column("frames", "sc:Integer", "frames of each camera"),
            new Column("fps", "sc:Integer", "frames a second"),
            new Column("width", "sc:Integer", "pixels"),
            new Column("height", "sc:Integer", "pixels"),
            new Column("cloud_cover", "sc:Float", "0..1"),
            new Column("rain_mm_h", "sc:Float", "rain, mm/h"),
            new Column("snow_mm_h", "sc:Float", "snow, mm/h of water"),
            new Column("fog_visibility_m", "sc:Float", "meteorological visibility, metres; empty without fog"),
            new Column("surface_wetness", "sc:Float", "0..1"),
            new Column("snow_cover", "sc:Float", "0..1"),
            new Column("sun_elevation_deg", "sc:Float", "degrees above the horizon"),
            new Column("region", "sc:Text", "region id"),
            new Column("engine", "sc:Text", "engine and version"));

    private ClipsTable() {}

    static byte[] write(List<ClipEntry> clips) {
        String header = COLUMNS.stream().map(Column::name).collect(Collectors.joining(","));
        return Stream.concat(Stream.of(header), clips.stream().map(ClipsTable::row))
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String row(ClipEntry clip) {
        Variation variation = clip.variation();
        Weather weather = variation.weather();
        double fog = weather.fogVisibilityMetres();
        return Stream.of(
                        clip.id(),
                        clip.split().text(),
                        clip.shard(),
                        clip.layoutSha256(),
                        clip.scene(),
                        variation.name(),
                        Long.toUnsignedString(clip.seed()),
                        clip.grid().frames(),
                        clip.grid().fps(),
                        clip.grid().width(),
                        clip.grid().height(),
                        weather.cloudCover(),
                        weather.rainMmPerHour(),
                        weather.snowMmPerHour(),
                        Double.isInfinite(fog) ? "" : fog,
                        weather.surfaceWetness(),
                        weather.snowCover(),
                        Math.toDegrees(variation.sun().elevation()),
                        variation.region().id(),
                        clip.engine().name() + " " + clip.engine().version())
                .map(value -> quoted(value.toString()))
                .collect(Collectors.joining(","));
    }

    /** RFC 4180; a leading sign that a spreadsheet would run as a formula is kept out by the names' own rules. */
    private static String quoted(String text) {
        return text.matches("[^\",\n\r]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}

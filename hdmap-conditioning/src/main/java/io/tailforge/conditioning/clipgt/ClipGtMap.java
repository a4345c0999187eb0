package io.tailforge.conditioning.clipgt;

import io.tailforge.conditioning.rdshq.LabelTerms;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.source.JsonPoints;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.GeometryJson;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.PoleKind;
import io.tailforge.scene.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The drawn layers of a clip, in the order of {@code rds-hq}. */
final class ClipGtMap {
    private final ClipGtFolder clip;
    private final Findings findings;
    private final JsonPoints points;
    private final Set<String> ids = new HashSet<>();
    private final List<MapElement> elements = new ArrayList<>();

    private ClipGtMap(ClipGtFolder clip, Findings findings, JsonPoints points) {
        this.clip = clip;
        this.findings = findings;
        this.points = points;
    }

    static List<MapElement> read(ClipGtFolder clip, Findings findings, JsonPoints points) {
        ClipGtMap map = new ClipGtMap(clip, findings, points);
        map.layer("lane_line", map::laneLine);
        map.layer(
                "road_boundary",
                (id, row) -> map.line(
                        id,
                        row,
                        2,
                        line -> new MapElement.RoadBoundary(
                                id, line, LabelTerms.boundary(Struct.text(row, "category")))));
        map.layer("wait_line", (id, row) -> map.line(id, row, 2, line -> new MapElement.WaitLine(id, line)));
        map.layer("crosswalk", (id, row) -> map.area(id, row, area -> new MapElement.Crosswalk(id, area)));
        map.layer(
                "road_marking",
                (id, row) -> map.area(
                        id, row, area -> new MapElement.RoadMarking(id, area, LabelTerms.marking(upper(row)))));
        map.layer("pole", (id, row) -> map.line(id, row, 2, axis -> pole(id, row, axis)));
        map.layer("traffic_light", (id, row) -> {
            Box box = Box.of(row);
            map.elements.add(new MapElement.TrafficLight(id, box.corners(), box.facing()));
        });
        map.layer("traffic_sign", (id, row) -> {
            Box box = Box.of(row);
            map.elements.add(new MapElement.TrafficSign(id, box.corners(), box.facing(), Struct.text(row, "category")));
        });
        return map.elements;
    }

    @FunctionalInterface
    private interface RowReader {
        void read(String id, JsonView row);
    }

    @FunctionalInterface
    private interface Maker {
        MapElement make(Polyline3 geometry);
    }

    private void layer(String layer, RowReader reader) {
        if (!clip.has(layer)) {
            findings.warn(Problem.of(
                    "CLIPGT-LAYER-ABSENT", clip.sourceOf(layer), "is not there; the layer is taken as empty"));
        }
        List<JsonView> rows = findings.attempt(() -> clip.rows(layer)).orElse(List.of());
        for (JsonView row : rows) {
            findings.attempt(() -> {
                reader.read(uniqueId(layer, row), row.field(layer));
                return row;
            });
        }
    }

    private String uniqueId(String layer, JsonView row) {
        String name = row.find("key").map(key -> Struct.text(key, "map_id")).orElse("");
        String index = row.pointer().substring(1);
        String id = layer + ":" + (name.isEmpty() ? "#" + index : name);
        return ids.add(id) ? id : id + "#" + index;
    }

    private void laneLine(String id, JsonView row) {
        Polyline3 line = Struct.line(row.field("line_rail"), points);
        add(
                id,
                row,
                line,
                2,
                rail -> new MapElement.LaneLine(
                        id,
                        rail,
                        LabelTerms.colour(Struct.first(row, "colors").toUpperCase(Locale.ROOT)),
                        LabelTerms.style(Struct.first(row, "styles").toUpperCase(Locale.ROOT))));
    }

    private void line(String id, JsonView row, int minPoints, Maker maker) {
        add(id, row, Struct.line(row.field("location"), points), minPoints, maker);
    }

    private void area(String id, JsonView row, Maker maker) {
        add(id, row, Struct.area(row.field("location"), points), 3, maker);
    }

    private void add(String id, JsonView row, Polyline3 geometry, int minPoints, Maker maker) {
        if (geometry.size() < minPoints || geometry.length() < 1e-6) {
            findings.warn(row.problem("MAP-DEGENERATE", id + " has no extent and is left out"));
        } else {
            elements.add(maker.make(geometry));
        }
    }

    private static String upper(JsonView row) {
        return Struct.text(row, "category").toUpperCase(Locale.ROOT);
    }

    private static MapElement pole(String id, JsonView row, Polyline3 axis) {
        PoleKind kind = LabelTerms.pole(upper(row));
        Polyline3 footToTop = axis.first().z() <= axis.last().z() ? axis : axis.reversed();
        return new MapElement.Pole(id, footToTop, kind, LabelTerms.poleRadius(kind));
    }

    /** A plate or head: its thinner level axis points to the traffic it is for. */
    private record Box(Polyline3 corners, double facing) {
        static Box of(JsonView row) {
            Vec3 centre = Struct.point(row.field("center"));
            Vec3 size = Struct.point(row.field("dimensions"));
            Quaternion rotation = Struct.rotation(row.field("orientation"));
            Cuboid box = GeometryJson.valid(row, () -> new Cuboid(new Pose(centre, rotation), size));
            Vec3 thin = size.x() <= size.y() ? new Vec3(1, 0, 0) : new Vec3(0, 1, 0);
            Vec3 axis = rotation.rotate(thin);
            return new Box(box.corners(), StrictMath.atan2(axis.y(), axis.x()));
        }
    }
}

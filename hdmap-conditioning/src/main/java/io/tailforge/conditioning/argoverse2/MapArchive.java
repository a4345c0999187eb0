package io.tailforge.conditioning.argoverse2;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.source.JsonPoints;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.DrivableArea;
import io.tailforge.scene.map.MapElement.LaneKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The three tables of a map archive, row by row in the order of the file. */
final class MapArchive {
    private static final int MAX_SEGMENTS = 20_000;
    private static final double MIN_RAIL = 0.01;

    private final Findings findings;
    private final JsonPoints points = new JsonPoints();
    private final Set<String> ids = new HashSet<>();

    MapArchive(Findings findings) {
        this.findings = findings;
    }

    List<LaneSegment> laneSegments(JsonView document) {
        List<JsonView> rows = rows(document, "lane_segments");
        if (rows.size() > MAX_SEGMENTS) {
            throw document.bad(
                    "MAP-TOO-LARGE", "holds more than " + MAX_SEGMENTS + " lane segments; cut it into tiles");
        }
        return each(rows, this::laneSegment).stream().filter(this::hasExtent).toList();
    }

    List<Crosswalk> crossings(JsonView document) {
        return each(rows(document, "pedestrian_crossings"), this::crossing);
    }

    List<DrivableArea> drivableAreas(JsonView document) {
        return each(rows(document, "drivable_areas"), this::drivableArea);
    }

    /** A table is an object by id; {@code JsonView.fields} would sort it. */
    private static List<JsonView> rows(JsonView document, String table) {
        return document.find(table)
                .map(view -> view.json() instanceof Json.Obj object
                        ? object.fields().keySet().stream().map(view::field).toList()
                        : view.items())
                .orElse(List.of());
    }

    private <T> List<T> each(List<JsonView> rows, Function<JsonView, T> read) {
        List<T> values = new ArrayList<>(rows.size());
        rows.forEach(row -> {
            Supplier<T> one = () -> read.apply(row);
            findings.attempt(one).ifPresent(values::add);
        });
        return values;
    }

    private LaneSegment laneSegment(JsonView row) {
        return new LaneSegment(
                row,
                id(row, ""),
                line(row.field("left_lane_boundary")),
                line(row.field("right_lane_boundary")),
                row.find("left_lane_mark_type").map(JsonView::asString).orElse("NONE"),
                row.find("right_lane_mark_type").map(JsonView::asString).orElse("NONE"),
                kind(row.field("lane_type").asString()),
                row.find("is_intersection").map(JsonView::asBoolean).orElse(false),
                references(row, "successors"),
                references(row, "predecessors"),
                row.find("left_neighbor_id").map(MapArchive::reference),
                row.find("right_neighbor_id").map(MapArchive::reference));
    }

    private static LaneKind kind(String laneType) {
        return switch (laneType) {
            case "VEHICLE" -> LaneKind.DRIVING;
            case "BUS" -> LaneKind.BUS;
            case "BIKE" -> LaneKind.BICYCLE;
            default -> LaneKind.OTHER;
        };
    }

    private boolean hasExtent(LaneSegment segment) {
        boolean hasExtent = isLine(segment.left()) && isLine(segment.right());
        if (!hasExtent) {
            findings.warn(segment.view()
                    .problem("MAP-DEGENERATE", "lane " + segment.id() + " has a rail without length and is left out"));
        }
        return hasExtent;
    }

    private static boolean isLine(Polyline3 rail) {
        return rail.size() > 1 && rail.length() >= MIN_RAIL;
    }

    private String id(JsonView row, String prefix) {
        String id = prefix + reference(row.field("id"));
        if (!ids.add(id)) {
            throw row.field("id").bad("AV2-DUPLICATE-ID", "the id " + id + " is there twice");
        }
        return id;
    }

    private static String reference(JsonView view) {
        return Long.toString(view.asLong());
    }

    private static List<String> references(JsonView row, String key) {
        return row.find(key)
                .map(list -> list.items().stream().map(MapArchive::reference).toList())
                .orElse(List.of());
    }

    private Polyline3 line(JsonView list) {
        List<JsonView> items = list.items();
        points.count(list, items.size());
        if (items.isEmpty()) {
            throw list.bad("AV2-GEOMETRY", "must hold at least one point {x, y, z}");
        }
        double[] xyz = new double[3 * items.size()];
        for (int i = 0; i < items.size(); i++) {
            JsonView point = items.get(i);
            xyz[3 * i] = JsonPoints.metres(point.field("x"));
            xyz[3 * i + 1] = JsonPoints.metres(point.field("y"));
            xyz[3 * i + 2] = point.find("z").map(JsonPoints::metres).orElse(0.0);
        }
        return Polyline3.of(xyz);
    }

    /** The two long sides of the crossing, which may run either way, as one ring. */
    private Crosswalk crossing(JsonView row) {
        Polyline3 there = line(row.field("edge1"));
        Polyline3 back = line(row.field("edge2"));
        boolean sameWay = there.first().distanceTo(back.first()) + there.last().distanceTo(back.last())
                <= there.first().distanceTo(back.last()) + there.last().distanceTo(back.first());
        List<Vec3> ring = new ArrayList<>(there.points());
        ring.addAll((sameWay ? back.reversed() : back).points());
        return new Crosswalk(id(row, "crosswalk:"), Polyline3.of(ring));
    }

    private DrivableArea drivableArea(JsonView row) {
        Polyline3 boundary = line(row.field("area_boundary"));
        Optional<Polyline3> open = boundary.size() > 3 && boundary.first().equals(boundary.last())
                ? Optional.of(Polyline3.of(boundary.points().subList(0, boundary.size() - 1)))
                : Optional.empty();
        return new DrivableArea(id(row, "area:"), open.orElse(boundary));
    }
}

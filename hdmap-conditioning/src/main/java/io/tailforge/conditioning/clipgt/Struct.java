package io.tailforge.conditioning.clipgt;

import io.tailforge.conditioning.source.JsonPoints;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.GeometryJson;
import io.tailforge.scene.json.JsonView;
import java.util.List;
import java.util.Optional;

/** Structures of the rows: points, quaternions, lists of words. */
final class Struct {
    private Struct() {}

    static Vec3 point(JsonView view) {
        return new Vec3(
                JsonPoints.metres(view.field("x")),
                JsonPoints.metres(view.field("y")),
                JsonPoints.metres(view.field("z")));
    }

    static Polyline3 line(JsonView list, JsonPoints points) {
        List<JsonView> items = list.items();
        points.count(list, items.size());
        if (items.isEmpty()) {
            throw list.bad("CLIPGT-GEOMETRY", "must hold at least one point {x, y, z}");
        }
        return Polyline3.of(items.stream().map(Struct::point).toList());
    }

    /** Corners, without the last where it repeats the first. */
    static Polyline3 area(JsonView list, JsonPoints points) {
        Polyline3 ring = line(list, points);
        boolean closed = ring.size() > 1 && ring.first().equals(ring.last());
        return closed ? Polyline3.of(ring.points().subList(0, ring.size() - 1)) : ring;
    }

    /** x, y, z, w. */
    static Quaternion rotation(JsonView view) {
        double w = view.field("w").asDouble();
        double x = view.field("x").asDouble();
        double y = view.field("y").asDouble();
        double z = view.field("z").asDouble();
        return GeometryJson.valid(view, () -> new Quaternion(w, x, y, z));
    }

    static String text(JsonView row, String key) {
        return row.find(key).map(JsonView::asString).orElse("");
    }

    static List<String> texts(JsonView row, String key) {
        return row.find(key).map(JsonView::asStrings).orElse(List.of());
    }

    /** The first word of a list: a line has one style for its whole length. */
    static String first(JsonView row, String key) {
        return texts(row, key).stream().findFirst().orElse("");
    }

    /** A number, also one that is written as text. */
    static Optional<Double> findNumber(JsonView row, String key) {
        return row.find(key).flatMap(view -> {
            if (view.isNumber()) {
                return Optional.of(view.asDouble());
            }
            try {
                return Optional.of(Double.parseDouble(view.asString()));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }
}

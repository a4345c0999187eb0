package io.tailforge.conditioning.geojson;

import io.tailforge.conditioning.crs.MapProjection;
import io.tailforge.conditioning.source.JsonPoints;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.GeoReference;
import java.util.List;
import java.util.Optional;

/** What the positions of a document mean: layout metres, or longitude and latitude around an origin. */
final class Coordinates {
    private final Optional<MapProjection> projection;

    private Coordinates(Optional<MapProjection> projection) {
        this.projection = projection;
    }

    static Coordinates local() {
        return new Coordinates(Optional.empty());
    }

    static Coordinates around(GeoReference origin) {
        return new Coordinates(Optional.of(MapProjection.of(origin)));
    }

    /** @param z height where the position states none */
    Vec3 read(JsonView position, double z) {
        List<JsonView> values = position.items();
        if (values.size() < 2) {
            throw position.bad("GEOJSON-POSITION", "must be [x, y], [x, y, z] or [longitude, latitude, height]");
        }
        double height = values.size() > 2 ? JsonPoints.metres(values.get(2)) : z;
        if (projection.isEmpty()) {
            return new Vec3(JsonPoints.metres(values.get(0)), JsonPoints.metres(values.get(1)), height);
        }
        double[] local = projection.get().toLocal(latitude(values.get(1)), longitude(values.get(0)));
        if (!(Math.abs(local[0]) <= 1e6 && Math.abs(local[1]) <= 1e6)) {
            throw position.bad("GEOJSON-POSITION", "lies more than 1000 km from the layout's origin");
        }
        return new Vec3(local[0], local[1], height);
    }

    static double longitude(JsonView view) {
        return degrees(view, 180, "longitude");
    }

    static double latitude(JsonView view) {
        return degrees(view, 90, "latitude");
    }

    private static double degrees(JsonView view, double max, String what) {
        double value = view.asDouble();
        if (!(Math.abs(value) <= max)) {
            throw view.bad(
                    "GEOJSON-POSITION",
                    value + " is no " + what + "; where positions are metres, the document must say \""
                            + GeoJson.CRS_KEY + "\": \"" + GeoJson.LOCAL + "\"");
        }
        return value;
    }

    /** The position of a point: x, y, z or longitude, latitude, height. */
    double[] write(Vec3 point) {
        if (projection.isEmpty()) {
            return new double[] {point.x(), point.y(), point.z()};
        }
        double[] place = projection.get().toGeographic(point.x(), point.y());
        return new double[] {place[1], place[0], point.z()};
    }
}

package io.tailforge.scene.variation;

import io.tailforge.scene.geometry.Vec3;
import java.util.List;
import java.util.Objects;

/**
 * A place the ego shall drive through.
 *
 * @param point layout metres; the route passes as near to it as the lanes allow
 * @param lanes the route takes one of these on its way; empty: any that comes near the point
 */
public record Waypoint(Vec3 point, List<String> lanes) {
    public Waypoint {
        Objects.requireNonNull(point);
        lanes = List.copyOf(lanes);
    }
}

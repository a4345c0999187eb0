package io.tailforge.world.build.beside;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.world.build.ground.Extent;
import io.tailforge.world.build.ground.GroundGrid;
import io.tailforge.world.build.ground.Strip;
import java.util.ArrayList;
import java.util.List;

/** The outer edges of the road, walked in steps: where something may stand beside it, and which way it then looks. */
final class Frontage {
    static final double STEP = 1;
    private static final double SHOULDER = 8;
    private static final double WIDEST_WALK = 7;
    private static final double HALF_END = 28;
    private static final double BEHIND_END = 6;

    /**
     * A place at the road's edge.
     *
     * @param edge where the asphalt ends, mesh frame
     * @param outX unit vector away from the road, with {@code outY}
     * @param walk metres of walkway that begin here
     */
    record Place(Vec3 edge, double outX, double outY, double walk) {
        double x(double out) {
            return edge.x() + out * outX;
        }

        double y(double out) {
            return edge.y() + out * outY;
        }

        /** Heading away from the road. */
        double outward() {
            return StrictMath.atan2(outY, outX);
        }
    }

    private Frontage() {}

    /** One list per stretch of edge without interruption, in the order of the map. */
    static List<List<Place>> of(List<Strip> lanes, GroundGrid grid, Extent extent) {
        List<List<Place>> stretches = new ArrayList<>();
        for (Strip lane : lanes) {
            collect(lane.right(), lane.left(), grid, extent, stretches);
            collect(lane.left(), lane.right(), grid, extent, stretches);
        }
        return stretches;
    }

    /** Lines across the ends of streets that the map does not continue, wide enough for houses to close the view. */
    static List<List<Place>> ends(List<Strip> lanes, GroundGrid grid, Extent extent) {
        List<List<Place>> stretches = new ArrayList<>();
        for (Strip lane : lanes) {
            int last = lane.size() - 1;
            end(lane.centre(last), lane.centre(last - 1), grid, extent, stretches);
            end(lane.centre(0), lane.centre(1), grid, extent, stretches);
        }
        return stretches;
    }

    private static void end(Vec3 tip, Vec3 before, GroundGrid grid, Extent extent, List<List<Place>> stretches) {
        double length = tip.horizontalDistanceTo(before);
        if (!extent.isNear(tip) || length < 1e-3) {
            return;
        }
        double dx = (tip.x() - before.x()) / length;
        double dy = (tip.y() - before.y()) / length;
        for (double out = grid.cell() * 2; out < SHOULDER; out += grid.cell()) {
            if (grid.isRoad(tip.x() + out * dx, tip.y() + out * dy)) {
                return;
            }
        }
        List<Place> stretch = new ArrayList<>();
        for (double s = -HALF_END; s <= HALF_END; s += STEP) {
            stretch.add(new Place(tip.plus(new Vec3(-s * dy, s * dx, 0)), dx, dy, BEHIND_END));
        }
        stretches.add(stretch);
    }

    private static void collect(
            List<Vec3> rail, List<Vec3> other, GroundGrid grid, Extent extent, List<List<Place>> stretches) {
        List<Place> stretch = new ArrayList<>();
        double due = 0;
        for (int i = 1; i < rail.size(); i++) {
            Vec3 a = rail.get(i - 1);
            Vec3 b = rail.get(i);
            double length = a.distanceTo(b);
            double s = due;
            for (; s < length; s += STEP) {
                Vec3 out = a.lerp(b, s / length).minus(other.get(i - 1).lerp(other.get(i), s / length));
                Place place = find(a.lerp(b, s / length), a, b, out, grid, extent);
                if (place.walk() >= 0) {
                    stretch.add(place);
                } else {
                    flush(stretch, stretches);
                    stretch = new ArrayList<>();
                }
            }
            due = s - length;
        }
        flush(stretch, stretches);
    }

    private static void flush(List<Place> stretch, List<List<Place>> stretches) {
        if (stretch.size() > 2) {
            stretches.add(stretch);
        }
    }

    /** A negative walk says that this rail is no outer edge here. */
    private static Place find(Vec3 p, Vec3 a, Vec3 b, Vec3 outside, GroundGrid grid, Extent extent) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double norm = Math.max(1e-9, Math.sqrt(dx * dx + dy * dy));
        double sign = outside.x() * -dy + outside.y() * dx > 0 ? 1 : -1;
        double ox = -dy / norm * sign;
        double oy = dx / norm * sign;
        if (!extent.isNear(p)) {
            return new Place(p, ox, oy, -1);
        }
        double s = grid.cell() * 0.9;
        while (s < SHOULDER && grid.isRoad(p.x() + s * ox, p.y() + s * oy)) {
            if (grid.isLane(p.x() + s * ox, p.y() + s * oy)) {
                return new Place(p, ox, oy, -1);
            }
            s += grid.cell() / 2;
        }
        if (s >= SHOULDER) {
            return new Place(p, ox, oy, -1);
        }
        double edge = s <= grid.cell() * 0.9 ? 0 : s;
        double walk = edge;
        for (double t = edge + grid.cell(); t < edge + WIDEST_WALK; t += grid.cell() / 2) {
            if (grid.isWalk(p.x() + t * ox, p.y() + t * oy)) {
                walk = t;
            }
        }
        return new Place(new Vec3(p.x() + edge * ox, p.y() + edge * oy, p.z()), ox, oy, walk - edge);
    }
}

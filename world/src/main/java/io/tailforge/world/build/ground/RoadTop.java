package io.tailforge.world.build.ground;

import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the height and the running direction of the road's surface, for what is painted on it. Mesh frame. */
final class RoadTop {
    private static final double BUCKET = 4;
    private static final double REACH = 1.5;

    private record Facet(Vec3 a, Vec3 b, Vec3 c, int lane, double heading) {
        Optional<Double> findHeight(double x, double y) {
            double area = (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
            double wb = ((x - a.x()) * (c.y() - a.y()) - (y - a.y()) * (c.x() - a.x())) / area;
            double wc = ((b.x() - a.x()) * (y - a.y()) - (b.y() - a.y()) * (x - a.x())) / area;
            boolean inside = wb >= -1e-6 && wc >= -1e-6 && wb + wc <= 1 + 1e-6;
            return inside ? Optional.of(a.z() + wb * (b.z() - a.z()) + wc * (c.z() - a.z())) : Optional.empty();
        }
    }

    private final Map<Long, List<Facet>> buckets = new HashMap<>();

    void add(Vec3 a, Vec3 b, Vec3 c, int lane, double heading) {
        double area = (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
        if (Math.abs(area) < 1e-9) {
            return;
        }
        Facet facet = new Facet(a, b, c, lane, heading);
        long fromX = bucket(Math.min(a.x(), Math.min(b.x(), c.x())));
        long toX = bucket(Math.max(a.x(), Math.max(b.x(), c.x())));
        long fromY = bucket(Math.min(a.y(), Math.min(b.y(), c.y())));
        long toY = bucket(Math.max(a.y(), Math.max(b.y(), c.y())));
        for (long y = fromY; y <= toY; y++) {
            for (long x = fromX; x <= toX; x++) {
                buckets.computeIfAbsent(key(x, y), _ -> new ArrayList<>()).add(facet);
            }
        }
    }

    private static long bucket(double v) {
        return (long) Math.floor(v / BUCKET);
    }

    private static long key(long x, long y) {
        return x << 32 ^ (y & 0xFFFFFFFFL);
    }

    /** The highest surface within reach of a height; the height itself where there is none. */
    double height(double x, double y, double near) {
        double best = Double.NEGATIVE_INFINITY;
        for (Facet facet : buckets.getOrDefault(key(bucket(x), bucket(y)), List.of())) {
            double z = facet.findHeight(x, y).orElse(Double.NEGATIVE_INFINITY);
            if (Math.abs(z - near) <= REACH) {
                best = Math.max(best, z);
            }
        }
        return best == Double.NEGATIVE_INFINITY ? near : best;
    }

    boolean covers(double x, double y) {
        return findHeading(x, y).isPresent();
    }

    /** Heading of the traffic at a place; of the lane that comes first in the map where lanes overlap. */
    Optional<Double> findHeading(double x, double y) {
        Facet first = null;
        for (Facet facet : buckets.getOrDefault(key(bucket(x), bucket(y)), List.of())) {
            if ((first == null || facet.lane() < first.lane())
                    && facet.findHeight(x, y).isPresent()) {
                first = facet;
            }
        }
        return first == null ? Optional.empty() : Optional.of(first.heading());
    }
}

package io.tailforge.world.build.ground;

import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rails of neighbouring lanes that a measured map has at slightly different heights: each is raised or lowered to the mean of
 * all that run along beside it, so that the asphalt has no steps between lanes. Mesh frame.
 */
final class Seams {
    private static final double BESIDE = 0.25;
    private static final double STEP = 0.15;
    private static final double ALONG = 0.95;
    private static final double BUCKET = 8;

    private record Piece(Vec3 from, Vec3 to, int strip) {}

    private final Map<Long, List<Piece>> buckets = new HashMap<>();

    private Seams() {}

    static List<Strip> close(List<Strip> strips) {
        Seams seams = new Seams();
        for (int i = 0; i < strips.size(); i++) {
            seams.add(strips.get(i).left(), i);
            seams.add(strips.get(i).right(), i);
        }
        List<Strip> closed = new ArrayList<>();
        for (int i = 0; i < strips.size(); i++) {
            Strip strip = strips.get(i);
            closed.add(new Strip(seams.level(strip.left(), i), seams.level(strip.right(), i)));
        }
        return closed;
    }

    private void add(List<Vec3> rail, int strip) {
        for (int i = 1; i < rail.size(); i++) {
            Piece piece = new Piece(rail.get(i - 1), rail.get(i), strip);
            long toX = bucket(Math.max(piece.from().x(), piece.to().x()) + BESIDE);
            long toY = bucket(Math.max(piece.from().y(), piece.to().y()) + BESIDE);
            for (long y = bucket(Math.min(piece.from().y(), piece.to().y()) - BESIDE); y <= toY; y++) {
                for (long x = bucket(Math.min(piece.from().x(), piece.to().x()) - BESIDE); x <= toX; x++) {
                    buckets.computeIfAbsent(key(x, y), _ -> new ArrayList<>()).add(piece);
                }
            }
        }
    }

    private List<Vec3> level(List<Vec3> rail, int strip) {
        List<Vec3> levelled = new ArrayList<>(rail.size());
        for (int i = 0; i < rail.size(); i++) {
            Vec3 along = rail.get(Math.min(i + 1, rail.size() - 1)).minus(rail.get(Math.max(i - 1, 0)));
            levelled.add(level(rail.get(i), along, strip));
        }
        return levelled;
    }

    private Vec3 level(Vec3 p, Vec3 along, int strip) {
        Map<Integer, Double> heights = new HashMap<>();
        Map<Integer, Double> distances = new HashMap<>();
        for (Piece piece : buckets.getOrDefault(key(bucket(p.x()), bucket(p.y())), List.of())) {
            if (piece.strip() != strip && runsAlong(piece, along)) {
                Vec3 foot = foot(piece, p);
                double away = foot.horizontalDistanceTo(p);
                boolean near = away < BESIDE && Math.abs(foot.z() - p.z()) < STEP;
                if (near && away < distances.getOrDefault(piece.strip(), Double.MAX_VALUE)) {
                    distances.put(piece.strip(), away);
                    heights.put(piece.strip(), foot.z());
                }
            }
        }
        double[] others = heights.values().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        double sum = p.z();
        for (double z : others) {
            sum += z;
        }
        return new Vec3(p.x(), p.y(), sum / (others.length + 1));
    }

    private static boolean runsAlong(Piece piece, Vec3 along) {
        Vec3 d = piece.to().minus(piece.from());
        double lengths = Math.hypot(d.x(), d.y()) * Math.hypot(along.x(), along.y());
        return lengths > 1e-9 && Math.abs(d.x() * along.x() + d.y() * along.y()) > ALONG * lengths;
    }

    private static Vec3 foot(Piece piece, Vec3 p) {
        Vec3 d = piece.to().minus(piece.from());
        double square = d.x() * d.x() + d.y() * d.y();
        double t = ((p.x() - piece.from().x()) * d.x() + (p.y() - piece.from().y()) * d.y()) / square;
        return piece.from().lerp(piece.to(), Math.max(0, Math.min(1, t)));
    }

    private static long bucket(double v) {
        return (long) Math.floor(v / BUCKET);
    }

    private static long key(long x, long y) {
        return x << 32 ^ (y & 0xFFFFFFFFL);
    }
}

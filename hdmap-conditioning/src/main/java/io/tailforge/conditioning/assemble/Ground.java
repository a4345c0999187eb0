package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.Walkway;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** What lies under a point: the lanes and walkways, found through a grid of squares. */
final class Ground {
    private static final double CELL = 6.0;
    private static final double STOREY = 3.0;

    private final Map<Long, List<Piece>> cells = new HashMap<>();

    Ground(HdMap map, LaneGraph graph) {
        for (Lane lane : graph.listLanes()) {
            add(graph.stripOf(lane), Optional.of(lane));
        }
        for (Walkway walkway : map.listElements(Walkway.class)) {
            add(Strip.between(walkway.left(), walkway.right()), Optional.empty());
        }
    }

    /** One quadrilateral of a strip; without a lane it is a walkway. */
    private record Piece(Strip strip, int i, Optional<Lane> lane) {
        boolean contains(double x, double y) {
            Vec3[] corners = {strip.right(i), strip.right(i + 1), strip.left(i + 1), strip.left(i)};
            boolean inside = false;
            for (int a = 0, b = 3; a < 4; b = a++) {
                if (corners[a].y() > y != corners[b].y() > y
                        && x
                                < (corners[b].x() - corners[a].x())
                                                * (y - corners[a].y())
                                                / (corners[b].y() - corners[a].y())
                                        + corners[a].x()) {
                    inside = !inside;
                }
            }
            return inside;
        }

        /** Height by the nearest place on the middle line and the bank there. */
        double heightAt(double x, double y) {
            Vec3 a = strip.middle(i);
            Vec3 b = strip.middle(i + 1);
            double dx = b.x() - a.x();
            double dy = b.y() - a.y();
            double square = Math.max(1e-12, dx * dx + dy * dy);
            double t = Math.min(1, Math.max(0, ((x - a.x()) * dx + (y - a.y()) * dy) / square));
            double aside = (-(x - a.x()) * dy + (y - a.y()) * dx) / Math.sqrt(square);
            return a.z() + (b.z() - a.z()) * t + aside * StrictMath.tan(strip.bank(i));
        }
    }

    private void add(Strip strip, Optional<Lane> lane) {
        for (int i = 0; i + 1 < strip.size(); i++) {
            Piece piece = new Piece(strip, i, lane);
            Vec3[] corners = {strip.right(i), strip.right(i + 1), strip.left(i + 1), strip.left(i)};
            long[] range = {Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE};
            for (Vec3 corner : corners) {
                range[0] = Math.min(range[0], cell(corner.x()));
                range[1] = Math.max(range[1], cell(corner.x()));
                range[2] = Math.min(range[2], cell(corner.y()));
                range[3] = Math.max(range[3], cell(corner.y()));
            }
            for (long column = range[0]; column <= range[1]; column++) {
                for (long row = range[2]; row <= range[3]; row++) {
                    cells.computeIfAbsent(key(column, row), unused -> new ArrayList<>())
                            .add(piece);
                }
            }
        }
    }

    private static long cell(double metres) {
        return (long) Math.floor(metres / CELL);
    }

    private static long key(long column, long row) {
        return column << 32 ^ row & 0xffffffffL;
    }

    private List<Piece> listPieces(double x, double y, double nearZ) {
        return cells.getOrDefault(key(cell(x), cell(y)), List.of()).stream()
                .filter(piece -> piece.contains(x, y) && Math.abs(piece.heightAt(x, y) - nearZ) < STOREY)
                .toList();
    }

    /** Height of the topmost walkway or lane within one storey of a height. */
    OptionalDouble findHeight(double x, double y, double nearZ) {
        return listPieces(x, y, nearZ).stream()
                .mapToDouble(piece -> piece.heightAt(x, y))
                .max();
    }

    /** The lanes under a point, in the order of the layout. */
    List<Lane> listLanes(double x, double y, double nearZ) {
        return listPieces(x, y, nearZ).stream()
                .flatMap(piece -> piece.lane().stream())
                .distinct()
                .toList();
    }

    boolean isRoad(double x, double y, double nearZ) {
        return listPieces(x, y, nearZ).stream().anyMatch(piece -> piece.lane().isPresent());
    }
}

package io.tailforge.quality.check.view;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineStyle;
import java.util.ArrayList;
import java.util.List;

/**
 * A point of a line that the map says is painted.
 *
 * @param place index among the map's painted points
 * @param line index among the map's lines
 * @param left unit vector to the left of the line, level
 * @param pair two stripes side by side
 */
record PaintedPoint(int place, int line, Vec3 at, Vec3 left, boolean pair) {
    private static final double STEP_METRES = 1;

    /** All of a map, line after line. */
    static List<PaintedPoint> of(HdMap map) {
        List<PaintedPoint> points = new ArrayList<>();
        List<LaneLine> lines = map.listElements(LaneLine.class);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).style() != LineStyle.NONE) {
                add(i, lines.get(i).line(), isPair(lines.get(i).style()), points);
            }
        }
        return points;
    }

    private static boolean isPair(LineStyle style) {
        return switch (style) {
            case SOLID_GROUP, LONG_DASHED_GROUP, SHORT_DASHED_GROUP, DASHED_SOLID, SOLID_DASHED, DOT_SOLID_GROUP ->
                true;
            case SOLID_SINGLE,
                    LONG_DASHED_SINGLE,
                    SHORT_DASHED_SINGLE,
                    DOT_DASHED_SINGLE,
                    DOT_SOLID_SINGLE,
                    OTHER,
                    NONE -> false;
        };
    }

    private static void add(int line, Polyline3 path, boolean pair, List<PaintedPoint> points) {
        double next = STEP_METRES / 2;
        for (int i = 1; i < path.size(); i++) {
            Vec3 from = path.point(i - 1);
            Vec3 way = path.point(i).minus(from);
            double length = Math.hypot(way.x(), way.y());
            for (; length > 0 && next < length; next += STEP_METRES) {
                Vec3 left = new Vec3(-way.y() / length, way.x() / length, 0);
                points.add(new PaintedPoint(points.size(), line, from.plus(way.times(next / length)), left, pair));
            }
            next -= length;
        }
    }
}

package io.tailforge.conditioning.argoverse2;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The painted edges of the segments as lane lines. Neighbours state their common edge both; it is one line. */
final class PaintedEdges {
    private final Set<List<Vec3>> seen = new HashSet<>();
    private final List<LaneLine> lines = new ArrayList<>();

    private PaintedEdges() {}

    static List<LaneLine> of(List<LaneSegment> segments) {
        PaintedEdges edges = new PaintedEdges();
        segments.forEach(segment -> {
            edges.add("line:" + segment.id() + ":left", segment.left(), segment.leftMark(), true);
            edges.add("line:" + segment.id() + ":right", segment.right(), segment.rightMark(), false);
        });
        return edges.lines;
    }

    private void add(String id, Polyline3 edge, String mark, boolean left) {
        LineStyle style = style(mark, left);
        if (style != LineStyle.NONE && seen.add(edge.points())) {
            seen.add(edge.reversed().points());
            lines.add(new LaneLine(id, edge, colour(mark), style));
        }
    }

    private static LineColour colour(String mark) {
        String last = mark.substring(mark.lastIndexOf('_') + 1);
        return switch (last) {
            case "WHITE" -> LineColour.WHITE;
            case "YELLOW" -> LineColour.YELLOW;
            case "BLUE" -> LineColour.BLUE;
            default -> LineColour.OTHER;
        };
    }

    /** Double marks are named from the lane outwards; ours by the side of the line on which the solid one lies. */
    private static LineStyle style(String mark, boolean left) {
        int last = mark.lastIndexOf('_');
        return switch (last < 0 ? mark : mark.substring(0, last)) {
            case "NONE", "UNKNOWN" -> LineStyle.NONE;
            case "SOLID" -> LineStyle.SOLID_SINGLE;
            case "DOUBLE_SOLID" -> LineStyle.SOLID_GROUP;
            case "DASHED" -> LineStyle.LONG_DASHED_SINGLE;
            case "DOUBLE_DASH" -> LineStyle.LONG_DASHED_GROUP;
            case "DASH_SOLID" -> left ? LineStyle.DASHED_SOLID : LineStyle.SOLID_DASHED;
            case "SOLID_DASH" -> left ? LineStyle.SOLID_DASHED : LineStyle.DASHED_SOLID;
            default -> LineStyle.OTHER;
        };
    }
}

package io.tailforge.quality.explain;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.map.MapElement.WaitLine;
import java.util.ArrayList;
import java.util.List;

/** What of a map an eye looks for in a picture: paint and road edges; where a map has no paint, the lanes' rails. */
final class MapLines {
    private MapLines() {}

    static List<Polyline3> of(HdMap map) {
        List<Polyline3> lines = new ArrayList<>();
        map.listElements(LaneLine.class).stream()
                .filter(line -> line.style() != LineStyle.NONE)
                .forEach(line -> lines.add(line.line()));
        if (lines.isEmpty()) {
            map.listElements(Lane.class).forEach(lane -> lines.addAll(List.of(lane.left(), lane.right())));
        }
        map.listElements(RoadBoundary.class).forEach(edge -> lines.add(edge.line()));
        map.listElements(WaitLine.class).forEach(line -> lines.add(line.line()));
        return lines;
    }
}

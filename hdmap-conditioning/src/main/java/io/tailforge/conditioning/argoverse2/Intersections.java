package io.tailforge.conditioning.argoverse2;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.map.MapElement.Junction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Segments in intersections whose extents overlap form one junction; the archive only says that they lie in one. */
final class Intersections {
    private Intersections() {}

    private static final class Extent {
        private final String lane;
        private double minX = Double.POSITIVE_INFINITY;
        private double maxX = Double.NEGATIVE_INFINITY;
        private double minY = Double.POSITIVE_INFINITY;
        private double maxY = Double.NEGATIVE_INFINITY;
        private Extent joined = this;

        private Extent(LaneSegment segment) {
            lane = segment.id();
            grow(segment.left());
            grow(segment.right());
        }

        private void grow(Polyline3 rail) {
            for (int i = 0; i < rail.size(); i++) {
                minX = Math.min(minX, rail.x(i));
                maxX = Math.max(maxX, rail.x(i));
                minY = Math.min(minY, rail.y(i));
                maxY = Math.max(maxY, rail.y(i));
            }
        }

        private boolean overlapsInY(Extent other) {
            return minY <= other.maxY && other.minY <= maxY;
        }

        private Extent root() {
            Extent at = this;
            while (at.joined != at) {
                at.joined = at.joined.joined;
                at = at.joined;
            }
            return at;
        }
    }

    static List<Junction> of(List<LaneSegment> segments) {
        List<Extent> extents = segments.stream()
                .filter(LaneSegment::inIntersection)
                .map(Extent::new)
                .toList();
        joinOverlapping(extents);
        Map<Extent, List<String>> lanes = new LinkedHashMap<>();
        extents.forEach(extent ->
                lanes.computeIfAbsent(extent.root(), any -> new ArrayList<>()).add(extent.lane));
        List<Junction> junctions = new ArrayList<>();
        lanes.values().forEach(of -> junctions.add(new Junction("junction:" + of.getFirst(), of, false)));
        return junctions;
    }

    private static void joinOverlapping(List<Extent> extents) {
        List<Extent> fromWest = new ArrayList<>(extents);
        fromWest.sort(Comparator.comparingDouble(extent -> extent.minX));
        for (int i = 0; i < fromWest.size(); i++) {
            Extent extent = fromWest.get(i);
            for (int j = i + 1; j < fromWest.size() && fromWest.get(j).minX <= extent.maxX; j++) {
                if (extent.overlapsInY(fromWest.get(j))) {
                    fromWest.get(j).root().joined = extent.root();
                }
            }
        }
    }
}

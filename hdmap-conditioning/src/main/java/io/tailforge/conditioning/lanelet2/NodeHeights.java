package io.tailforge.conditioning.lanelet2;

import io.tailforge.conditioning.lanelet2.OsmDocument.Item;
import io.tailforge.conditioning.lanelet2.OsmDocument.Way;
import io.tailforge.conditioning.source.Findings;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Heights of nodes, by {@code ele}. Where fewer than half of the nodes that bound lanes have one the map is flat, at zero;
 * else the others lie between their neighbours along the ways.
 */
final class NodeHeights {
    private final boolean flat;
    private final Map<Long, Double> heights = new HashMap<>();
    private final double mean;

    private NodeHeights(boolean flat, double mean) {
        this.flat = flat;
        this.mean = mean;
    }

    static NodeHeights of(OsmDocument document, List<Item> used, Collection<Way> bounds, Findings warnings) {
        double[] stated = used.stream()
                .filter(node -> node.tag("ele").isPresent())
                .mapToDouble(node -> NodePlaces.number(node, "ele"))
                .toArray();
        NodeHeights heights = new NodeHeights(
                stated.length * 2 < used.size(),
                DoubleStream.of(stated).average().orElse(0));
        document.ways().forEach(way -> heights.read(document, way));
        if (stated.length > 0 && stated.length < used.size()) {
            warnings.warn(document.root()
                    .problem(
                            "LANELET2-HEIGHTS",
                            stated.length + " of " + used.size() + " nodes that bound lanes have 'ele'; "
                                    + (heights.flat ? "the lanes are read as flat" : "the others lie between them")));
        }
        if (heights.flat) {
            bounds.forEach(way -> way.nodes().forEach(id -> heights.heights.put(id, 0.0)));
        } else {
            bounds.forEach(heights::fill);
        }
        return heights;
    }

    /** {@code ele} where a node has one, else zero: what Lanelet2 itself makes of it. */
    static NodeHeights asStated(OsmDocument document) {
        NodeHeights heights = new NodeHeights(true, 0);
        document.ways().forEach(way -> heights.read(document, way));
        return heights;
    }

    private void read(OsmDocument document, Way way) {
        way.nodes().forEach(id -> document.findNode(id)
                .filter(node -> node.tag("ele").isPresent())
                .ifPresent(node -> heights.computeIfAbsent(id, any -> NodePlaces.number(node, "ele"))));
    }

    /** Evenly from node to node; beyond the last known as that one. */
    private void fill(Way way) {
        List<Long> ids = way.nodes();
        int known = -1;
        for (int i = 0; i <= ids.size(); i++) {
            if (i == ids.size() || heights.containsKey(ids.get(i))) {
                fill(ids, known, i);
                known = i;
            }
        }
    }

    private void fill(List<Long> ids, int before, int after) {
        if (before < 0 && after == ids.size()) {
            return;
        }
        double low = heights.getOrDefault(ids.get(before < 0 ? after : before), mean);
        double high = heights.getOrDefault(ids.get(after == ids.size() ? before : after), mean);
        for (int i = before + 1; i < after; i++) {
            heights.put(ids.get(i), low + (high - low) * (i - before) / (after - before));
        }
    }

    double at(long node) {
        return heights.getOrDefault(node, flat ? 0 : mean);
    }
}

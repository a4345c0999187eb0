package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.source.Findings;

/** What roads are built into, which a map has no place for: the road is read, the structure is told as lost. */
final class RoadStructures {
    private RoadStructures() {}

    static void warn(Road road, Findings warnings) {
        road.element()
                .at("objects", "bridge")
                .forEach(bridge -> warnings.warn(
                        bridge.problem("MAP-STRUCTURE-UNUSED", "is read as the road on it: no deck, nothing below")));
        road.element()
                .at("objects", "tunnel")
                .forEach(tunnel -> warnings.warn(tunnel.problem(
                        "MAP-STRUCTURE-UNUSED",
                        "is read as a road in the open: no roof, and walls only where objects stand")));
    }
}

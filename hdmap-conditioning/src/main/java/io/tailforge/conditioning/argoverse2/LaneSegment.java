package io.tailforge.conditioning.argoverse2;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.MapElement.LaneKind;
import java.util.List;
import java.util.Optional;

/** A lane segment as the archive states it; neighbours may run the other way. */
record LaneSegment(
        JsonView view,
        String id,
        Polyline3 left,
        Polyline3 right,
        String leftMark,
        String rightMark,
        LaneKind kind,
        boolean inIntersection,
        List<String> successors,
        List<String> predecessors,
        Optional<String> leftNeighbour,
        Optional<String> rightNeighbour) {}

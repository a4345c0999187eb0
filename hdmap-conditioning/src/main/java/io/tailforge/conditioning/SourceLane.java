package io.tailforge.conditioning;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.Walkway;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A lane as its source has it, for comparison with other readers of the same file. Where an {@link HdMap} keeps only
 * what can be driven, walked and drawn, this list is whole: every lane, also one without width or use, and every link
 * that the source states.
 *
 * @param kind in our terms: a lane kind in lower case, {@code walkway} or {@code none}
 * @param type in the source's own word
 * @param left boundary on the left in the direction of travel, layout metres
 * @param leftNeighbour the next lane on the left that runs the same way, whatever its kind
 * @param oncomingNeighbour the adjacent lane that runs the other way
 * @param side on which traffic keeps on this lane's road
 */
public record SourceLane(
        String id,
        String kind,
        String type,
        Polyline3 left,
        Polyline3 right,
        List<String> successors,
        List<String> predecessors,
        Optional<String> leftNeighbour,
        Optional<String> rightNeighbour,
        Optional<String> oncomingNeighbour,
        Optional<String> junction,
        DrivingSide side) {
    public SourceLane {
        Objects.requireNonNull(id);
        successors = List.copyOf(successors);
        predecessors = List.copyOf(predecessors);
    }

    /** The lanes and walkways of a map, in its order: for formats whose lanes all have a place in it. */
    public static List<SourceLane> of(HdMap map) {
        List<SourceLane> lanes = new ArrayList<>();
        for (MapElement element : map.elements()) {
            if (element instanceof Lane lane) {
                lanes.add(of(lane, map.drivingSide()));
            } else if (element instanceof Walkway walkway) {
                lanes.add(of(walkway, map.drivingSide()));
            }
        }
        return lanes;
    }

    private static SourceLane of(Lane lane, DrivingSide side) {
        String kind = lane.kind().name().toLowerCase(Locale.ROOT);
        return new SourceLane(
                lane.id(),
                kind,
                kind,
                lane.left(),
                lane.right(),
                lane.successors(),
                lane.predecessors(),
                lane.leftNeighbour(),
                lane.rightNeighbour(),
                lane.oncomingNeighbour(),
                lane.junction(),
                side);
    }

    private static SourceLane of(Walkway walkway, DrivingSide side) {
        return new SourceLane(
                walkway.id(),
                "walkway",
                "walkway",
                walkway.left(),
                walkway.right(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                side);
    }
}

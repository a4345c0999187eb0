package io.tailforge.conditioning.commonroad;

import io.tailforge.conditioning.topology.LaneIndex;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.Kerb;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What lies along the bounds of lanelets: the marking that the file states, once where two lanelets share the bound, and
 * the edge of the road where a lanelet for vehicles has none beside it.
 */
final class BoundLines {
    private static final double USUAL_KERB = 0.12;
    private static final double LOWERED_KERB = 0.03;

    private final LaneIndex index;
    private final Set<String> drawn = new HashSet<>();

    BoundLines(LaneIndex index) {
        this.index = index;
    }

    List<MapElement> of(ScenarioLane lane, boolean inJunction) {
        List<MapElement> elements = new ArrayList<>();
        for (boolean left : new boolean[] {true, false}) {
            if (drawn.contains(key(lane.id(), left))) {
                continue;
            }
            List<MapElement> marking = marking(lane, left);
            elements.addAll(marking);
            if (marking.stream().noneMatch(RoadBoundary.class::isInstance) && isEdge(lane, left, inJunction)) {
                elements.add(new RoadBoundary("edge:" + name(lane, left), bound(lane, left), BoundaryKind.ROAD_EDGE));
            }
            if (!marking.isEmpty()) {
                lane.adjacent(left).ifPresent(other -> drawn.add(key(other.id(), left != other.sameWay())));
            }
        }
        return elements;
    }

    private static String key(String lane, boolean left) {
        return lane + (left ? " left" : " right");
    }

    private static String name(ScenarioLane lane, boolean left) {
        return lane.id() + (left ? ":left" : ":right");
    }

    private static Polyline3 bound(ScenarioLane lane, boolean left) {
        return left ? lane.left() : lane.right();
    }

    private static List<MapElement> marking(ScenarioLane lane, boolean left) {
        String marking = lane.marking(left);
        if (marking.equals("curb") || marking.equals("lowered_curb")) {
            return kerb(lane, left, marking.equals("curb") ? USUAL_KERB : LOWERED_KERB);
        }
        return style(marking)
                .<List<MapElement>>map(style ->
                        List.of(new LaneLine("line:" + name(lane, left), bound(lane, left), LineColour.WHITE, style)))
                .orElse(List.of());
    }

    /** The first word of a double marking is the line nearer to the lanelet's left, ours say DASHED_SOLID for solid on the left. */
    private static Optional<LineStyle> style(String marking) {
        return switch (marking) {
            case "solid", "broad_solid" -> Optional.of(LineStyle.SOLID_SINGLE);
            case "dashed" -> Optional.of(LineStyle.LONG_DASHED_SINGLE);
            case "broad_dashed" -> Optional.of(LineStyle.SHORT_DASHED_SINGLE);
            case "solid_solid" -> Optional.of(LineStyle.SOLID_GROUP);
            case "dashed_dashed" -> Optional.of(LineStyle.LONG_DASHED_GROUP);
            case "solid_dashed" -> Optional.of(LineStyle.DASHED_SOLID);
            case "dashed_solid" -> Optional.of(LineStyle.SOLID_DASHED);
            default -> Optional.empty();
        };
    }

    private static List<MapElement> kerb(ScenarioLane lane, boolean left, double height) {
        Polyline3 line = bound(lane, left);
        Polyline3 roadOnLeft = left ? line.reversed() : line;
        return List.of(
                new RoadBoundary("edge:" + name(lane, left), line, BoundaryKind.KERB),
                new Kerb("kerb:" + name(lane, left), raised(roadOnLeft, height), height));
    }

    private static Polyline3 raised(Polyline3 line, double height) {
        double[] xyz = line.toArray();
        for (int i = 2; i < xyz.length; i += 3) {
            xyz[i] += height;
        }
        return Polyline3.of(xyz);
    }

    private boolean isEdge(ScenarioLane lane, boolean left, boolean inJunction) {
        if (inJunction || !lane.isForVehicles() || lane.adjacent(left).isPresent()) {
            return false;
        }
        return index.isOpenBeside(bound(lane, left), left);
    }
}

package io.tailforge.conditioning.rdshq;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.topology.LaneLinks;
import io.tailforge.conditioning.topology.LaneLinks.Stated;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The lane layer: rails, kinds and how lanes connect, by the ids the labels name or, where they name none, by their ends. */
final class LaneLayer implements LaneLinks.LeftOut {
    /** The clips are American: limits are miles per hour. */
    static final double METRES_PER_SECOND_PER_MPH = 0.44704;

    private static final String PREFIX = LabelIds.LANE;

    private final String source;
    private final Findings findings;
    private final Findings warnings;
    private final Map<String, MapLabel> labels = new LinkedHashMap<>();
    private final Map<String, LaneLinks.Rails> rails = new LinkedHashMap<>();

    private LaneLayer(String source, Findings findings, Findings warnings) {
        this.source = source;
        this.findings = findings;
        this.warnings = warnings;
    }

    /**
     * @param side as the labels state it; those of the published clips do not
     */
    record Lanes(List<Lane> lanes, Optional<DrivingSide> side) {}

    /** @throws io.tailforge.scene.problem.BadInputException with every problem of the layer */
    static Lanes read(RdsHqClip clip, Findings warnings) {
        Findings findings = new Findings();
        LaneLayer layer = new LaneLayer(clip.sourceOf(RdsHqClip.LANES), findings, warnings);
        clip.findDocument(RdsHqClip.LANES)
                .map(MapLabel::listIn)
                .orElse(List.of())
                .forEach(label -> findings.attempt(() -> layer.add(MapLabel.of(label))));
        findings.throwIfRefused();
        return new Lanes(layer.lanes(), layer.side());
    }

    private Optional<DrivingSide> side() {
        List<String> sides = labels.values().stream()
                .map(label -> label.upper("driving_side"))
                .filter(side -> !side.isEmpty())
                .toList();
        boolean left = sides.stream().anyMatch("LEFT"::equals);
        return sides.isEmpty() ? Optional.empty() : Optional.of(left ? DrivingSide.LEFT : DrivingSide.RIGHT);
    }

    private MapLabel add(MapLabel label) {
        String id = PREFIX + (label.featureId().isEmpty() ? "#" + labels.size() : label.featureId());
        if (labels.containsKey(id)) {
            throw label.bad("RDSHQ-LANE", "the feature id of " + id + " is there twice");
        }
        if (label.geometries().size() != 2) {
            throw label.bad(
                    "RDSHQ-LANE",
                    id + " must have a left and a right rail, not "
                            + label.geometries().size() + " lines");
        }
        Polyline3 left = label.geometries().get(0);
        Polyline3 right = label.geometries().get(1);
        if (left.size() < 2 || right.size() < 2 || left.length() < 0.01 || right.length() < 0.01) {
            warnings.warn(label.view().problem("MAP-DEGENERATE", id + " has a rail without length and is left out"));
            return label;
        }
        labels.put(id, label);
        rails.put(id, new LaneLinks.Rails(left, right));
        return label;
    }

    private List<Lane> lanes() {
        LaneLinks links = links();
        List<Lane> lanes = new ArrayList<>();
        labels.forEach((id, label) -> lanes.add(new Lane(
                id,
                links.getRails(id).left(),
                links.getRails(id).right(),
                kind(label),
                links.successors(id),
                links.predecessors(id),
                beside(id, links.left(id)),
                beside(id, links.right(id)),
                links.oncoming(id),
                Optional.empty(),
                speedLimit(label))));
        return lanes;
    }

    private LaneLinks links() {
        LaneLinks links = new LaneLinks(rails);
        if (labels.values().stream().noneMatch(label -> label.has("next_lane_ids"))) {
            links.deriveFromEnds();
            return links;
        }
        Map<String, Stated> stated = new LinkedHashMap<>();
        labels.forEach((id, label) -> findings.attempt(
                        () -> new Stated(laneIds(label, "next_lane_ids"), laneIds(label, "previous_lane_ids")))
                .ifPresent(named -> stated.put(id, named)));
        findings.throwIfRefused();
        links.connectAll(stated, this);
        labels.forEach((id, label) -> {
            neighbour(label, "left_lane_id").ifPresent(left -> links.putLeft(id, left));
            neighbour(label, "right_lane_id").ifPresent(right -> links.putRight(id, right));
            neighbour(label, "left_opposite_lane_id")
                    .or(() -> neighbour(label, "right_opposite_lane_id"))
                    .ifPresent(oncoming -> links.putOncoming(id, oncoming));
        });
        return links;
    }

    private static List<String> laneIds(MapLabel label, String attribute) {
        return label.texts(attribute).stream().map(id -> PREFIX + id).toList();
    }

    @Override
    public void gap(String from, String to) {
        warnings.warn(Problem.of(
                "MAP-LINK-GAP", source, "lanes " + from + " and " + to + " do not touch; their link is left out"));
    }

    /** The clip was cut out of a larger map. */
    @Override
    public void unknown(String lane, String other) {}

    private Optional<String> neighbour(MapLabel label, String attribute) {
        return Optional.of(PREFIX + label.text(attribute)).filter(rails::containsKey);
    }

    /** A lane change is thinkable between lanes for moving traffic. */
    private Optional<String> beside(String id, Optional<String> neighbour) {
        return neighbour.filter(other -> isForTraffic(id) && isForTraffic(other));
    }

    private boolean isForTraffic(String id) {
        MapLabel label = labels.get(id);
        return label != null && (kind(label) == LaneKind.DRIVING || kind(label) == LaneKind.BUS);
    }

    private static LaneKind kind(MapLabel label) {
        return LabelTerms.lane(label.texts("use_types"), label.texts("vehicle_types"));
    }

    private static OptionalDouble speedLimit(MapLabel label) {
        OptionalDouble mph = label.number("speed_limit");
        return mph.isPresent() && mph.getAsDouble() > 0
                ? OptionalDouble.of(mph.getAsDouble() * METRES_PER_SECOND_PER_MPH)
                : OptionalDouble.empty();
    }
}

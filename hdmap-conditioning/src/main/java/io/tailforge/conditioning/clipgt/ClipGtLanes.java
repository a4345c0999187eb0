package io.tailforge.conditioning.clipgt;

import io.tailforge.conditioning.rdshq.LabelTerms;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.source.JsonPoints;
import io.tailforge.conditioning.topology.LaneLinks;
import io.tailforge.conditioning.topology.LaneLinks.Stated;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The lanes of a clip, linked by its {@code association} layer or, where there is none, where rails meet. */
final class ClipGtLanes implements LaneLinks.LeftOut {
    private static final String PREFIX = "lane:";
    private static final double METRES_PER_SECOND_PER_MPH = 0.44704;
    private static final double MIN_RAIL = 0.01;

    private record Draft(Polyline3 left, Polyline3 right, LaneKind kind, OptionalDouble speedLimit) {}

    private final ClipGtFolder clip;
    private final Findings findings;
    private final JsonPoints points;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();

    private ClipGtLanes(ClipGtFolder clip, Findings findings, JsonPoints points) {
        this.clip = clip;
        this.findings = findings;
        this.points = points;
    }

    static List<Lane> read(ClipGtFolder clip, Findings findings, JsonPoints points) {
        ClipGtLanes lanes = new ClipGtLanes(clip, findings, points);
        List<JsonView> rows =
                findings.attempt(() -> clip.rows(ClipGtFolder.LANE)).orElse(List.of());
        rows.forEach(row -> findings.attempt(() -> {
            lanes.add(row);
            return row;
        }));
        return lanes.linked();
    }

    private void add(JsonView row) {
        String name = row.find("key").map(key -> Struct.text(key, "map_id")).orElse("");
        String id = PREFIX + (name.isEmpty() ? "#" + row.pointer().substring(1) : name);
        JsonView lane = row.field(ClipGtFolder.LANE);
        Polyline3 left = Struct.line(lane.field("left_rail"), points);
        Polyline3 right = Struct.line(lane.field("right_rail"), points);
        LaneKind kind = LabelTerms.lane(Struct.texts(lane, "use_types"), Struct.texts(lane, "vehicle_types"));
        if (left.size() < 2 || right.size() < 2 || left.length() < MIN_RAIL || right.length() < MIN_RAIL) {
            findings.warn(lane.problem("MAP-DEGENERATE", id + " has a rail without length and is left out"));
        } else if (drafts.putIfAbsent(id, new Draft(left, right, kind, speedLimit(lane))) != null) {
            throw row.bad("CLIPGT-LANE", "the map_id of " + id + " is there twice");
        }
    }

    /** Miles per hour, as in the clips of RDS-HQ; a number or text. */
    private static OptionalDouble speedLimit(JsonView lane) {
        double mph = Struct.findNumber(lane, "speed_limit").orElse(0.0);
        return mph > 0 && mph < 200 ? OptionalDouble.of(mph * METRES_PER_SECOND_PER_MPH) : OptionalDouble.empty();
    }

    private List<Lane> linked() {
        Map<String, LaneLinks.Rails> rails = new LinkedHashMap<>();
        drafts.forEach((id, draft) -> rails.put(id, new LaneLinks.Rails(draft.left(), draft.right())));
        LaneLinks links = new LaneLinks(rails);
        if (clip.has("association")) {
            associate(links);
        } else {
            links.deriveFromEnds();
        }
        List<Lane> lanes = new ArrayList<>();
        drafts.forEach((id, draft) -> lanes.add(new Lane(
                id,
                draft.left(),
                draft.right(),
                draft.kind(),
                links.successors(id),
                links.predecessors(id),
                links.left(id),
                links.right(id),
                links.oncoming(id),
                Optional.empty(),
                draft.speedLimit())));
        return lanes;
    }

    private void associate(LaneLinks links) {
        Map<String, List<String>> next = new TreeMap<>();
        Map<String, List<String>> previous = new TreeMap<>();
        List<JsonView> rows = findings.attempt(() -> clip.rows("association")).orElse(List.of());
        rows.forEach(row -> findings.attempt(() -> {
            String kind = Struct.text(row.field("key"), "kind");
            JsonView association = row.field("association");
            List<String> objects = known(Struct.texts(association, "objects"));
            for (String lane : known(Struct.texts(association, "subjects"))) {
                switch (kind) {
                    case "NEXT" ->
                        next.computeIfAbsent(lane, any -> new ArrayList<>()).addAll(objects);
                    case "PREVIOUS" ->
                        previous.computeIfAbsent(lane, any -> new ArrayList<>()).addAll(objects);
                    case "LEFT" -> objects.stream().findFirst().ifPresent(other -> links.putLeft(lane, other));
                    case "RIGHT" -> objects.stream().findFirst().ifPresent(other -> links.putRight(lane, other));
                    default -> {}
                }
            }
            return row;
        }));
        Map<String, Stated> stated = new LinkedHashMap<>();
        drafts.keySet()
                .forEach(id -> stated.put(
                        id, new Stated(next.getOrDefault(id, List.of()), previous.getOrDefault(id, List.of()))));
        links.connectAll(stated, this);
        links.deriveOncoming();
    }

    private List<String> known(List<String> names) {
        return names.stream()
                .map(name -> PREFIX + name)
                .filter(drafts::containsKey)
                .toList();
    }

    @Override
    public void gap(String from, String to) {
        findings.warn(Problem.of(
                "MAP-LINK-GAP",
                clip.sourceOf("association"),
                "lanes " + from + " and " + to + " do not touch; their link is left out"));
    }

    /** Associations of other things than lanes were passed over before. */
    @Override
    public void unknown(String lane, String other) {}
}

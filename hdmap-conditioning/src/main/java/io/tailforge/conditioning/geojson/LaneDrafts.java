package io.tailforge.conditioning.geojson;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.topology.LaneLinks;
import io.tailforge.conditioning.topology.LaneLinks.Stated;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The lanes of a document, linked as they state or, where none states a link, as their ends and rails meet. */
final class LaneDrafts implements LaneLinks.LeftOut {
    private static final double MAX_SPEED = 200;

    private final Map<String, LaneDraft> drafts = new LinkedHashMap<>();
    private final String source;
    private final Findings findings;
    private final LaneLinks links;

    LaneDrafts(String source, List<LaneDraft> lanes, Findings findings) {
        this.source = source;
        this.findings = findings;
        Map<String, LaneLinks.Rails> rails = new LinkedHashMap<>();
        lanes.forEach(draft -> {
            drafts.put(draft.id(), draft);
            rails.put(draft.id(), new LaneLinks.Rails(draft.left(), draft.right()));
        });
        links = new LaneLinks(rails);
        if (lanes.stream().anyMatch(LaneDraft::statesLinks)) {
            connectAsStated();
        } else {
            links.deriveFromEnds();
        }
    }

    private void connectAsStated() {
        Map<String, Stated> stated = new LinkedHashMap<>();
        drafts.forEach((id, draft) -> stated.put(
                id,
                new Stated(draft.feature().names("successors"), draft.feature().names("predecessors"))));
        links.connectAll(stated, this);
        drafts.forEach((id, draft) -> {
            neighbour(draft, "left_neighbour").ifPresent(other -> links.putLeft(id, other));
            neighbour(draft, "right_neighbour").ifPresent(other -> links.putRight(id, other));
            neighbour(draft, "oncoming_neighbour").ifPresent(other -> links.putOncoming(id, other));
        });
    }

    private Optional<String> neighbour(LaneDraft draft, String property) {
        Optional<String> other = draft.feature().findName(property);
        other.filter(id -> !drafts.containsKey(id)).ifPresent(id -> unknown(draft.id(), id));
        return other.filter(drafts::containsKey);
    }

    @Override
    public void gap(String from, String to) {
        findings.warn(Problem.of(
                "MAP-LINK-GAP", source, "lanes " + from + " and " + to + " do not touch; their link is left out"));
    }

    @Override
    public void unknown(String lane, String other) {
        findings.warn(Problem.of(
                "MAP-DANGLING-LINK", source, "lane " + lane + " links to " + other + ", which is no lane here"));
    }

    Lane lane(LaneDraft draft) {
        String id = draft.id();
        return new Lane(
                id,
                draft.left(),
                draft.right(),
                draft.kind(),
                links.successors(id),
                links.predecessors(id),
                links.left(id),
                links.right(id),
                links.oncoming(id),
                draft.feature().findName("junction"),
                speedLimit(draft.feature()));
    }

    private static OptionalDouble speedLimit(FeatureView feature) {
        return feature.find("speed_limit")
                .map(limit -> OptionalDouble.of(limit.asDouble(0, MAX_SPEED)))
                .orElse(OptionalDouble.empty());
    }
}

package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.opendrive.Road.RoadLink;
import io.tailforge.conditioning.source.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The links between lanes that a file states: within roads, between roads, and through junctions. */
final class LaneLinks {
    private final Map<String, Road> roads;
    private final Findings warnings;
    private final List<Link> links = new ArrayList<>();

    /** One end of a lane, where s is least or greatest. */
    record End(String lane, boolean atStart) {}

    /** Two ends that meet; which of them is the way out follows from the directions of the lanes. */
    record Link(End first, End second) {}

    private LaneLinks(Map<String, Road> roads, Findings warnings) {
        this.roads = roads;
        this.warnings = warnings;
    }

    static List<Link> of(Map<String, Road> roads, List<JunctionSpec> junctions, Findings warnings) {
        LaneLinks found = new LaneLinks(roads, warnings);
        roads.values().forEach(found::addLanes);
        junctions.forEach(junction -> junction.connections().forEach(found::addConnection));
        return found.links;
    }

    static String laneId(Road road, LaneSection section, int lane) {
        return road.id() + "." + section.index() + "." + lane;
    }

    private void addLanes(Road road) {
        for (LaneSection section : road.sections()) {
            for (LaneSpec lane : section.lanes()) {
                lane.successor().ifPresent(next -> follow(road, section, lane, next, false));
                lane.predecessor().ifPresent(next -> follow(road, section, lane, next, true));
            }
        }
    }

    /** @param atStart whether the link leaves the lane where its section starts */
    private void follow(Road road, LaneSection section, LaneSpec lane, int next, boolean atStart) {
        End from = new End(laneId(road, section, lane.id()), atStart);
        int index = section.index() + (atStart ? -1 : 1);
        if (index >= 0 && index < road.sections().size()) {
            add(from, new End(laneId(road, road.sections().get(index), next), !atStart));
            return;
        }
        Optional<RoadLink> link = atStart ? road.predecessor() : road.successor();
        link.filter(found -> !found.isJunction()).ifPresent(found -> {
            Road other = roads.get(found.id());
            if (other != null) {
                add(from, endOf(other, found.atItsStart(), next));
            }
        });
    }

    private static End endOf(Road road, boolean atStart, int lane) {
        LaneSection section =
                atStart ? road.sections().getFirst() : road.sections().getLast();
        return new End(laneId(road, section, lane), atStart);
    }

    private void addConnection(JunctionSpec.Connection connection) {
        Road from = roads.get(connection.incomingRoad());
        Road to = roads.get(connection.connectingRoad());
        if (from == null || to == null) {
            warnings.warn(connection.element().problem("MAP-DANGLING-LINK", "names a road that is not there"));
            return;
        }
        for (JunctionSpec.LaneLink link : connection.laneLinks()) {
            for (boolean atStart : new boolean[] {true, false}) {
                Optional<RoadLink> end = atStart ? from.predecessor() : from.successor();
                if (end.filter(found -> found.isJunction() && found.id().equals(connection.junction()))
                        .isPresent()) {
                    add(endOf(from, atStart, link.from()), endOf(to, connection.atStart(), link.to()));
                }
            }
        }
    }

    private void add(End first, End second) {
        links.add(new Link(first, second));
    }
}

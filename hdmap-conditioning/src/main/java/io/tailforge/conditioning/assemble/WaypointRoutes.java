package io.tailforge.conditioning.assemble;

import io.tailforge.conditioning.assemble.EgoRoutes.EgoRoute;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.variation.Waypoint;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Routes that lead through a place: back from it as far as the clip needs, then on. */
final class WaypointRoutes {
    /** A lane so near to the place leads through it, metres. */
    private static final double REACH = 8;

    /** The place is met after this share of what is driven: there is something to see before and after it. */
    private static final double EARLIEST = 0.25;

    private static final double LATEST = 0.5;

    private static final double LEAST_LEAD = 8;
    private static final double ROOM_BEHIND = 3;
    private static final int MOST_LANES_BACK = 100;

    private final LaneGraph graph;
    private final Vec3 point;
    private final List<Lane> targets;

    WaypointRoutes(LaneGraph graph, Waypoint waypoint) {
        this.graph = graph;
        this.point = waypoint.point();
        List<Lane> driven =
                graph.listLanes().stream().filter(LaneGraph::isDriven).toList();
        targets = waypoint.lanes().isEmpty()
                ? driven.stream().filter(lane -> missOf(lane) < REACH).toList()
                : driven.stream()
                        .filter(lane -> waypoint.lanes().contains(lane.id()))
                        .toList();
    }

    /** Whether any lane leads there. */
    boolean exist() {
        return !targets.isEmpty();
    }

    Lane drawTarget(SplittableRandom random) {
        return targets.get(random.nextInt(targets.size()));
    }

    /** A route by way of a lane at the place. @param driven metres that will be driven */
    EgoRoute through(Lane target, double driven, double roomAhead, SplittableRandom random) {
        double along = nearestOn(target);
        double lead = Math.max(LEAST_LEAD, driven * Draws.between(random, EARLIEST, LATEST));
        LinkedList<Lane> lanes = new LinkedList<>(List.of(target));
        double before = along;
        Optional<Lane> previous = drawPredecessor(target, random);
        while (before < lead + ROOM_BEHIND && previous.isPresent() && lanes.size() < MOST_LANES_BACK) {
            lanes.addFirst(previous.get());
            before += graph.stripOf(previous.get()).length();
            previous = drawPredecessor(previous.get(), random);
        }
        List<Lane> onwards = graph.drawRoute(target, along + driven + roomAhead, random);
        lanes.addAll(onwards.subList(1, onwards.size()));
        double start = Math.max(Math.min(ROOM_BEHIND, before / 2), before - lead);
        return new EgoRoute(List.copyOf(lanes), start);
    }

    private Optional<Lane> drawPredecessor(Lane lane, SplittableRandom random) {
        List<Lane> before = graph.listPredecessors(lane);
        return before.isEmpty() ? Optional.empty() : Optional.of(before.get(random.nextInt(before.size())));
    }

    /** How near a route comes to the place while it is driven, metres. */
    double missOf(EgoRoute route, double driven) {
        double least = Double.POSITIVE_INFINITY;
        double s = -route.start();
        for (Lane lane : route.lanes()) {
            Strip strip = graph.stripOf(lane);
            for (int i = 0; i < strip.size(); i++) {
                double ahead = s + strip.distanceOf(i);
                if (ahead >= 0 && ahead <= driven) {
                    least = Math.min(least, strip.middle(i).horizontalDistanceTo(point));
                }
            }
            s += strip.length();
        }
        return least;
    }

    private double missOf(Lane lane) {
        return graph.stripOf(lane).pointAt(nearestOn(lane), 0).horizontalDistanceTo(point);
    }

    /** How far along a lane one is nearest to the place. */
    private double nearestOn(Lane lane) {
        Strip strip = graph.stripOf(lane);
        double best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < strip.size(); i++) {
            double distance = strip.middle(i).horizontalDistanceTo(point);
            if (distance < least) {
                least = distance;
                best = strip.distanceOf(i);
            }
        }
        return best;
    }

    /** The lanes of a route before the first that leads through the place. */
    List<Lane> before(EgoRoute route) {
        List<Lane> before = new ArrayList<>();
        for (Lane lane : route.lanes()) {
            before.add(lane);
            if (targets.contains(lane)) {
                break;
            }
        }
        return before;
    }
}

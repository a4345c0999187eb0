package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.motion.LightTimeline.LightState;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.variation.ActorRequest.Role;
import io.tailforge.scene.variation.SceneRequest;
import io.tailforge.scene.variation.Waypoint;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Chooses where the ego drives: long enough, and preferably past something worth seeing. */
final class EgoRoutes {
    private static final int DRAWS = 120;
    private static final double ROOM_BEHIND = 3;
    private static final double ROOM_AHEAD = 50;

    /** Standing is less to look at than driving: red lights are met, but not sought. */
    private static final double RED_LIGHT = 2.5;

    /** Bends and others on the road cost time: of what would be driven at the wished speed, this much is sure. */
    private static final double SURELY_DRIVEN = 0.7;

    /** A lane's middle this far from a place leads through it: a junction's middle lies on no lane. */
    private static final double NEAR_ENOUGH = 2.5;

    private final HdMap map;
    private final LaneGraph graph;
    private final Ground ground;
    private final SignalPlan signals;
    private final double seconds;

    EgoRoutes(HdMap map, LaneGraph graph, Ground ground, SignalPlan signals, double seconds) {
        this.ground = ground;
        this.map = map;
        this.graph = graph;
        this.signals = signals;
        this.seconds = seconds;
    }

    /** @param start distance along the first lane at which the ego's middle begins */
    record EgoRoute(List<Lane> lanes, double start) {}

    EgoRoute choose(SceneRequest request, long seed) {
        return request.through().isPresent()
                ? chooseThrough(request, request.through().get(), seed)
                : chooseAnywhere(request, seed);
    }

    /** Of the routes that lead through a place, one that comes near it, has room to drive on and meets no red light on the way. */
    private EgoRoute chooseThrough(SceneRequest request, Waypoint waypoint, long seed) {
        WaypointRoutes routes = new WaypointRoutes(graph, waypoint);
        if (!routes.exist()) {
            throw refusal(request, "SCENE-NO-WAY-THROUGH", "/through", "no lane to drive on leads through that place");
        }
        SplittableRandom random = Draws.of(seed, "ego route through");
        Optional<EgoRoute> best = Optional.empty();
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int draw = 0; draw < DRAWS; draw++) {
            Lane target = routes.drawTarget(random);
            double driven = seconds * request.egoSpeed().orElse(graph.limitOf(target));
            EgoRoute route = routes.through(target, driven, ROOM_AHEAD, random);
            double room = Math.min(1, (graph.lengthOf(route.lanes()) - route.start()) / (driven + ROOM_AHEAD));
            double late = Math.max(0, routes.missOf(route, driven * SURELY_DRIVEN) - NEAR_ENOUGH);
            long red = routes.before(route).stream().filter(this::isRed).count();
            double score = 12 * room - 5 * Math.min(100, late) - 6 * red + 2 * random.nextDouble();
            if (score > bestScore) {
                bestScore = score;
                best = Optional.of(route);
            }
        }
        return best.orElseThrow();
    }

    private EgoRoute chooseAnywhere(SceneRequest request, long seed) {
        List<Lane> starts = listStarts(request);
        SplittableRandom random = Draws.of(seed, "ego route");
        boolean parkers = request.actors().stream().anyMatch(wish -> wish.role() == Role.PARKED && wish.count() > 0);
        Optional<EgoRoute> best = Optional.empty();
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int draw = 0; draw < DRAWS; draw++) {
            Lane lane = drawByLength(starts, random);
            double speed = request.egoSpeed().orElse(graph.limitOf(lane));
            double driven = seconds * speed;
            double start = request.startLane().isPresent()
                    ? Math.min(ROOM_BEHIND, graph.stripOf(lane).length() / 2)
                    : drawStart(lane, random);
            List<Lane> lanes = graph.drawRoute(lane, start + driven + ROOM_AHEAD, random);
            double room = Math.min(1, (graph.lengthOf(lanes) - start) / (driven + ROOM_AHEAD));
            double score = 12 * room + interest(lanes, start, driven) + 2 * random.nextDouble();
            score += parkers ? parkingAhead(lanes, start, driven) : 0;
            if (score > bestScore) {
                bestScore = score;
                best = Optional.of(new EgoRoute(lanes, start));
            }
        }
        return best.orElseThrow();
    }

    private List<Lane> listStarts(SceneRequest request) {
        List<Lane> driven =
                graph.listLanes().stream().filter(LaneGraph::isDriven).toList();
        if (driven.isEmpty()) {
            throw refusal(
                    request, "MAP-NO-DRIVABLE-LANE", "", "the layout has no lane to drive on; give the ego's path");
        }
        if (request.startLane().isPresent()) {
            String wanted = request.startLane().get();
            return driven.stream()
                    .filter(lane -> lane.id().equals(wanted))
                    .findFirst()
                    .map(List::of)
                    .orElseThrow(() -> refusal(
                            request,
                            "SCENE-UNKNOWN-LANE",
                            "/start_lane",
                            "no lane to drive on is called '" + wanted + "'; there are "
                                    + driven.stream().limit(12).map(Lane::id).collect(Collectors.joining(", "))
                                    + (driven.size() > 12 ? ", …" : "")));
        }
        List<Lane> outside =
                driven.stream().filter(lane -> lane.junction().isEmpty()).toList();
        return outside.isEmpty() ? driven : outside;
    }

    private static BadInputException refusal(SceneRequest request, String code, String pointer, String detail) {
        return new BadInputException(new Problem(code, "scene " + request.name(), pointer, 0, detail));
    }

    private Lane drawByLength(List<Lane> lanes, SplittableRandom random) {
        double left = graph.lengthOf(lanes) * random.nextDouble();
        for (Lane lane : lanes) {
            left -= graph.stripOf(lane).length();
            if (left <= 0) {
                return lane;
            }
        }
        return lanes.getLast();
    }

    private double drawStart(Lane lane, SplittableRandom random) {
        double length = graph.stripOf(lane).length();
        return length < 2 * ROOM_BEHIND ? length / 2 : Draws.between(random, ROOM_BEHIND, length);
    }

    /** Points for a junction, a crossing, and neighbours within what will be driven. */
    private double interest(List<Lane> lanes, double start, double driven) {
        double points = 0;
        double s = -start;
        boolean junction = false;
        for (Lane lane : lanes) {
            boolean met = s < driven && s > 5;
            if (met && lane.junction().isPresent() && !junction) {
                junction = true;
                points += 3;
            }
            if (s < driven && s + graph.stripOf(lane).length() > 0 && isRed(lane)) {
                points -= RED_LIGHT;
            }
            if (s < driven) {
                points += lane.oncomingNeighbour().isPresent() ? 0.3 : 0;
            }
            s += graph.stripOf(lane).length();
        }
        return points + (meetsCrosswalk(lanes, start, driven) ? 2 : 0);
    }

    /** Points for parking lanes beside what will be driven soon: wholly along it, 4. */
    private double parkingAhead(List<Lane> lanes, double start, double driven) {
        int places = 0;
        int free = 0;
        double s = -start;
        double until = Math.max(30, driven * 0.8);
        for (Lane lane : lanes) {
            Strip strip = graph.stripOf(lane);
            for (double along = 0; along < strip.length() && s + along < until; along += 3) {
                if (s + along > 14) {
                    places++;
                    free += isBesideParking(strip, along) ? 1 : 0;
                }
            }
            s += strip.length();
        }
        return places == 0 ? 0 : 4.0 * free / places;
    }

    private boolean isBesideParking(Strip strip, double along) {
        double outer = map.drivingSide() == DrivingSide.RIGHT ? -1 : 1;
        Vec3 point = strip.pointAt(along, outer * (strip.widthAt(along) / 2 + 1));
        return ground.listLanes(point.x(), point.y(), point.z()).stream()
                .anyMatch(lane -> lane.kind() == LaneKind.PARKING);
    }

    private boolean isRed(Lane lane) {
        return signals.findState(lane.id(), 0)
                .filter(state -> state == LightState.RED)
                .isPresent();
    }

    private boolean meetsCrosswalk(List<Lane> lanes, double start, double driven) {
        for (Crosswalk crosswalk : map.listElements(Crosswalk.class)) {
            Vec3 centre = centreOf(crosswalk);
            double s = -start;
            for (Lane lane : lanes) {
                Strip strip = graph.stripOf(lane);
                for (int i = 0; i < strip.size(); i++) {
                    double ahead = s + strip.distanceOf(i);
                    if (ahead > 8 && ahead < driven + 20 && strip.middle(i).distanceTo(centre) < 6) {
                        return true;
                    }
                }
                s += strip.length();
            }
        }
        return false;
    }

    static Vec3 centreOf(Crosswalk crosswalk) {
        Vec3 sum = Vec3.ZERO;
        for (Vec3 corner : crosswalk.area().points()) {
            sum = sum.plus(corner);
        }
        return sum.times(1.0 / crosswalk.area().size());
    }
}

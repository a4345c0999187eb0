package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.variation.ActorRequest.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Proposes places and routes for those who drive the ego's way or towards it. */
final class VehiclePlacer {
    private static final double SPACING = 3;
    private static final double WAY_BEYOND = 70;
    private static final double KERB_DISTANCE = 0.65;
    private static final double BICYCLE_LIMIT = 23;

    private final Site site;
    private final double outerSide;
    private final Map<String, List<Spot>> spotsByRole = new HashMap<>();

    VehiclePlacer(Site site) {
        this.site = site;
        this.outerSide = site.map().drivingSide() == DrivingSide.RIGHT ? -1 : 1;
    }

    /** A place on a lane. @param weight how gladly */
    private record Spot(Lane lane, double s, double weight) {}

    Optional<Driver> propose(Slot slot, SplittableRandom random) {
        boolean bicycle = slot.actorClass() == ActorClass.BICYCLE;
        List<Spot> spots = spotsByRole.computeIfAbsent(
                slot.role() + (bicycle ? " by bicycle" : ""), unused -> listSpots(slot.role(), bicycle));
        if (spots.isEmpty()) {
            return Optional.empty();
        }
        Spot spot = draw(spots, random);
        Vec3 size = ActorSizes.draw(slot.actorClass(), random);
        Driver.Wish wish = drawWish(slot.actorClass(), random);
        double seconds = site.seconds();
        double reach = spot.s() + Math.min(wish.cap(), 40) * seconds + 20;
        List<Lane> route = site.graph().drawRoute(spot.lane(), reach, random);
        DoubleUnaryOperator offset = offsetFor(slot.actorClass(), spot.lane());
        DrivePath path = DrivePath.along(site.graph(), route, 0.3 * size.x(), offset);
        double needed = Math.min(40, path.limit(0) * seconds) + size.x();
        double start = spot.s() + Draws.between(random, 0, SPACING);
        if (start < size.x() / 2 || path.length() - start < needed) {
            return Optional.empty();
        }
        Body body = new Body(slot.id(), slot.actorClass(), size, site.steps());
        List<Driver.StopLine> lines = Site.stopLines(site.map(), site.signals(), path);
        return Optional.of(new Driver(body, path, lines, start, wish, false));
    }

    private List<Spot> listSpots(Role role, boolean bicycle) {
        List<Spot> spots = new ArrayList<>();
        for (Lane lane : site.graph().listLanes()) {
            boolean fits = LaneGraph.isDriven(lane) || bicycle && lane.kind() == LaneKind.BICYCLE;
            boolean tooFast = bicycle && site.graph().limitOf(lane) > BICYCLE_LIMIT;
            if (!fits || tooFast || lane.junction().isPresent()) {
                continue;
            }
            Strip strip = site.graph().stripOf(lane);
            for (double s = 0; s < strip.length(); s += SPACING) {
                double weight = weigh(role, bicycle && LaneGraph.isDriven(lane), strip, s);
                if (weight > 0) {
                    spots.add(new Spot(lane, s, weight));
                }
            }
        }
        return spots;
    }

    /** @param slow would hold up the ego: then rather far ahead or on another lane */
    private double weigh(Role role, boolean slow, Strip strip, double s) {
        ReferenceLine.Place place = site.reference().placeOf(strip.pointAt(s, 0));
        double turn = Angles.between(strip.headingAt(s), place.heading());
        double far = site.reference().driven() + WAY_BEYOND;
        if (role == Role.ONCOMING) {
            boolean towards = turn > Math.toRadians(140) && Math.abs(place.aside()) < 30;
            return towards && place.ahead() > 8 && place.ahead() < far + 30 ? 1 : 0;
        }
        boolean along = turn < Math.toRadians(40) && Math.abs(place.aside()) < 13;
        if (!along || place.ahead() < -28 || place.ahead() > far) {
            return 0;
        }
        boolean egosLane = Math.abs(place.aside()) < 1.6;
        if (egosLane && place.ahead() > 0) {
            double clear = slow ? 40 : 22;
            return place.ahead() < clear ? 0.02 : 1.5;
        }
        return place.ahead() > 4 && place.ahead() < 60 ? 3 : 1;
    }

    private static Spot draw(List<Spot> spots, SplittableRandom random) {
        double left =
                random.nextDouble() * spots.stream().mapToDouble(Spot::weight).sum();
        for (Spot spot : spots) {
            left -= spot.weight();
            if (left <= 0) {
                return spot;
            }
        }
        return spots.getLast();
    }

    private static Driver.Wish drawWish(ActorClass actorClass, SplittableRandom random) {
        double mood = random.nextDouble();
        double factor = 0.85 + 0.17 * mood;
        return switch (actorClass) {
            case BICYCLE -> new Driver.Wish(OptionalDouble.of(4 + 2.5 * mood), 1, 7);
            case TRUCK, TRAILER -> new Driver.Wish(OptionalDouble.empty(), factor, 22 + 2 * mood);
            case BUS, TRAM -> new Driver.Wish(OptionalDouble.empty(), factor, 24 + 2 * mood);
            default -> new Driver.Wish(OptionalDouble.empty(), factor, 40);
        };
    }

    /** Bicycles keep to the outer edge of a lane that they share; everybody else to the middle. */
    private DoubleUnaryOperator offsetFor(ActorClass actorClass, Lane lane) {
        if (actorClass != ActorClass.BICYCLE || lane.kind() == LaneKind.BICYCLE) {
            return width -> 0;
        }
        return width -> outerSide * Math.max(0, width / 2 - KERB_DISTANCE);
    }
}

package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.LightTimeline.LightState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Proposes ways across the road: over a crossing (while its traffic has red, where lights control it), out from in front
 * of a parked van, or anywhere in town where there is neither.
 */
final class CrossingPlacer {
    private static final double KERB_ROOM = 0.9;
    private static final double TOWN_LIMIT = 17;
    private static final double WIDEST_ROAD = 25;
    private static final double SCAN = 0.25;

    private final Site site;
    private final List<Crossing> crossings;

    /** A way from kerb to kerb. @param width room to either side of it, along the road @param lanes it goes over */
    private record Crossing(Vec3 from, Vec3 to, double width, List<Lane> lanes) {}

    CrossingPlacer(Site site) {
        this.site = site;
        this.crossings = site.map().listElements(Crosswalk.class).stream()
                .map(this::measure)
                .filter(this::isSeen)
                .toList();
    }

    Optional<Body> propose(Slot slot, SplittableRandom random) {
        return crossings.isEmpty() ? anywhere(slot, random) : overCrossing(slot, random);
    }

    /** @param vans that stand where the ego will come by */
    Optional<Body> proposeBehind(Slot slot, List<Body> vans, SplittableRandom random) {
        return behindVan(slot, vans.get(random.nextInt(vans.size())), random);
    }

    private Optional<Body> overCrossing(Slot slot, SplittableRandom random) {
        Crossing crossing = crossings.get(random.nextInt(crossings.size()));
        double shift = Draws.between(random, -1, 1) * Math.max(0, crossing.width() / 2 - 0.5);
        double speed = drawSpeed(slot.actorClass(), random);
        double length = crossing.from().distanceTo(crossing.to());
        double begun = Draws.between(random, -0.8 * speed, Math.min(0.6 * length, length - 2));
        if (!mayCross(crossing, begun, length, speed)) {
            return Optional.empty();
        }
        boolean back = random.nextBoolean();
        Vec3 from = back ? crossing.to() : crossing.from();
        Vec3 to = back ? crossing.from() : crossing.to();
        Vec3 along = to.minus(from).normalized();
        Vec3 aside = new Vec3(-along.y(), along.x(), 0).times(shift);
        return Optional.of(walk(slot, from.plus(aside), to.plus(aside), begun, speed, random));
    }

    /** Where lights control the lanes, they must show red while somebody is on the road. */
    private boolean mayCross(Crossing crossing, double begun, double length, double speed) {
        double from = Math.max(0, -begun / speed);
        double to = Math.min(site.seconds(), (length - begun) / speed);
        for (Lane lane : crossing.lanes()) {
            for (double t = from; t <= to; t += 0.5) {
                LightState state =
                        site.signals().findState(lane.id(), Math.round(t * 1e6)).orElse(LightState.RED);
                if (state == LightState.GREEN || state == LightState.YELLOW) {
                    return false;
                }
            }
        }
        return true;
    }

    private Optional<Body> behindVan(Slot slot, Body van, SplittableRandom random) {
        ReferenceLine.Place place = site.reference().placeOf(van.positionAt(0));
        double towards = Angles.between(van.headingAt(0), place.heading()) < Math.PI / 2 ? 1 : -1;
        double beyond = towards * (van.length() / 2 + Draws.between(random, 0.75, 1.1));
        Vec3 gap = van.footAt(0).transform(new Vec3(beyond, 0, 0));
        double ahead = site.reference().placeOf(gap).ahead();
        double kerbRoom = Draws.between(random, -0.6, KERB_ROOM);
        return findWay(ahead, place.aside() < 0, kerbRoom).map(way -> {
            double speed = Draws.between(random, 1.5, 2.2);
            double begun = Draws.between(random, -speed * Math.min(1.5, site.seconds() / 3), 0.2);
            return walk(slot, way.from(), way.to(), begun, speed, random);
        });
    }

    private Optional<Body> anywhere(Slot slot, SplittableRandom random) {
        double ahead = Draws.between(
                random, 18, Math.max(25, Math.min(70, site.reference().driven() + 25)));
        return findWay(ahead, random.nextBoolean(), KERB_ROOM).map(way -> {
            double speed = drawSpeed(slot.actorClass(), random);
            double length = way.from().distanceTo(way.to());
            double begun = Draws.between(random, -speed, 0.3 * length);
            return walk(slot, way.from(), way.to(), begun, speed, random);
        });
    }

    /** Straight across the road in front of the ego. @param room how far from the road's edge it begins */
    private Optional<Crossing> findWay(double ahead, boolean fromRight, double room) {
        Vec3 middle = site.reference().pointAt(ahead);
        double heading = site.reference().headingAt(ahead);
        Vec3 left = new Vec3(-StrictMath.sin(heading), StrictMath.cos(heading), 0);
        List<Lane> lanes = site.ground().listLanes(middle.x(), middle.y(), middle.z());
        boolean fast = lanes.stream().anyMatch(lane -> site.graph().limitOf(lane) > TOWN_LIMIT);
        boolean junction = lanes.stream().anyMatch(lane -> lane.junction().isPresent());
        double toLeft = edgeDistance(middle, left);
        double toRight = edgeDistance(middle, left.times(-1));
        if (lanes.isEmpty() || fast || junction || toLeft > WIDEST_ROAD || toRight > WIDEST_ROAD) {
            return Optional.empty();
        }
        Vec3 leftKerb = middle.plus(left.times(toLeft + (fromRight ? KERB_ROOM : room)));
        Vec3 rightKerb = middle.minus(left.times(toRight + (fromRight ? room : KERB_ROOM)));
        return Optional.of(
                fromRight ? new Crossing(rightKerb, leftKerb, 0, lanes) : new Crossing(leftKerb, rightKerb, 0, lanes));
    }

    private double edgeDistance(Vec3 from, Vec3 direction) {
        double distance = 0;
        while (distance <= WIDEST_ROAD) {
            Vec3 point = from.plus(direction.times(distance));
            if (!site.ground().isRoad(point.x(), point.y(), point.z())) {
                return distance;
            }
            distance += SCAN;
        }
        return distance;
    }

    private Body walk(Slot slot, Vec3 from, Vec3 to, double begun, double speed, SplittableRandom random) {
        Vec3 size = ActorSizes.draw(slot.actorClass(), random);
        List<Vec3> points = new ArrayList<>();
        int pieces = Math.max(2, (int) Math.ceil(from.distanceTo(to)));
        for (int i = 0; i <= pieces; i++) {
            points.add(from.lerp(to, (double) i / pieces));
        }
        Footpath path = new Footpath(points, site.ground());
        return path.walk(slot.id(), slot.actorClass(), size, site.steps(), begun, speed);
    }

    private static double drawSpeed(ActorClass actorClass, SplittableRandom random) {
        double mood = random.nextDouble();
        return actorClass == ActorClass.BICYCLE ? 2.2 + 1.5 * mood : 1.0 + 0.8 * mood;
    }

    /** Across the lanes under its middle; where there are none, along its longer side. */
    private Crossing measure(Crosswalk crosswalk) {
        Vec3 centre = EgoRoutes.centreOf(crosswalk);
        List<Vec3> corners = crosswalk.area().points();
        double road = corners.stream()
                .flatMap(corner -> site.ground().listLanes(centre.x(), centre.y(), corner.z()).stream())
                .findFirst()
                .map(lane -> headingNear(lane, centre))
                .orElseGet(() -> acrossLongestSide(corners));
        Vec3 across = new Vec3(-StrictMath.sin(road), StrictMath.cos(road), 0);
        Vec3 along = new Vec3(StrictMath.cos(road), StrictMath.sin(road), 0);
        double[] reach = extent(corners, centre, across);
        double[] width = extent(corners, centre, along);
        Vec3 from = centre.plus(across.times(reach[0] - KERB_ROOM));
        Vec3 to = centre.plus(across.times(reach[1] + KERB_ROOM));
        return new Crossing(from, to, width[1] - width[0], lanesUnder(centre, across, reach));
    }

    private List<Lane> lanesUnder(Vec3 centre, Vec3 across, double[] reach) {
        List<Lane> lanes = new ArrayList<>();
        for (double d = reach[0]; d <= reach[1]; d += 1) {
            Vec3 point = centre.plus(across.times(d));
            lanes.addAll(site.ground().listLanes(point.x(), point.y(), point.z()));
        }
        return lanes.stream().distinct().toList();
    }

    private double headingNear(Lane lane, Vec3 point) {
        Strip strip = site.graph().stripOf(lane);
        double best = 0;
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i < strip.size(); i++) {
            double distance = strip.middle(i).distanceTo(point);
            if (distance < nearest) {
                nearest = distance;
                best = strip.distanceOf(i);
            }
        }
        return strip.headingAt(best);
    }

    private static double acrossLongestSide(List<Vec3> corners) {
        double longest = 0;
        double heading = 0;
        for (int i = 0; i < corners.size(); i++) {
            Vec3 a = corners.get(i);
            Vec3 b = corners.get((i + 1) % corners.size());
            if (a.distanceTo(b) > longest) {
                longest = a.distanceTo(b);
                heading = StrictMath.atan2(b.y() - a.y(), b.x() - a.x());
            }
        }
        return heading - Math.PI / 2;
    }

    private static double[] extent(List<Vec3> corners, Vec3 centre, Vec3 axis) {
        double low = 0;
        double high = 0;
        for (Vec3 corner : corners) {
            double d = corner.minus(centre).dot(axis);
            low = Math.min(low, d);
            high = Math.max(high, d);
        }
        return new double[] {low, high};
    }

    private boolean isSeen(Crossing crossing) {
        ReferenceLine.Place place = site.reference().placeOf(crossing.from().lerp(crossing.to(), 0.5));
        return place.ahead() > 4 && place.ahead() < site.reference().driven() + 50 && Math.abs(place.aside()) < 35;
    }
}

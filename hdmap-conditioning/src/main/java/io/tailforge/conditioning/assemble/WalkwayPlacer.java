package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.Walkway;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Proposes walks along walkways, either way; where the layout has none, along the road's outer edge in town. */
final class WalkwayPlacer {
    private static final double SPACING = 2;
    private static final double JOINT = 1.6;
    private static final double VERGE = 1.3;
    private static final double TOWN_LIMIT = 17;
    private static final double INWARDS = 12;
    private static final int MAX_JOINTS = 50;

    private final Site site;
    private final List<Strip> strips;
    private final List<Spot> spots;

    private record Spot(Strip strip, double s) {}

    WalkwayPlacer(Site site) {
        this.site = site;
        List<Strip> walkways = site.map().listElements(Walkway.class).stream()
                .map(walkway -> Strip.between(walkway.left(), walkway.right()))
                .toList();
        strips = walkways.isEmpty() ? listVerges() : walkways;
        spots = listSpots();
    }

    Optional<Body> propose(Slot slot, SplittableRandom random) {
        if (spots.isEmpty()) {
            return Optional.empty();
        }
        Spot spot = spots.get(random.nextInt(spots.size()));
        Vec3 size = ActorSizes.draw(slot.actorClass(), random);
        double speed = Draws.between(random, 0.8, 1.8);
        boolean forward = random.nextBoolean();
        double room = spot.strip().widthAt(spot.s()) / 2 - size.y() / 2 - 0.2;
        double offset = Draws.between(random, -1, 1) * Math.max(0, room);
        List<Vec3> points = walk(spot, forward, offset, speed * site.seconds() + 2, random);
        if (points.size() < 2) {
            return Optional.empty();
        }
        Footpath path = new Footpath(points, site.ground());
        boolean farEnough = path.length() > Math.min(20, speed * site.seconds() * 0.8);
        return farEnough
                ? Optional.of(path.walk(slot.id(), slot.actorClass(), size, site.steps(), 0, speed))
                : Optional.empty();
    }

    /** @param offset to the left of the walking direction; kept across joints */
    private List<Vec3> walk(Spot spot, boolean forward, double offset, double length, SplittableRandom random) {
        List<Vec3> points = new ArrayList<>();
        Strip strip = spot.strip();
        boolean along = forward;
        double s = spot.s();
        double left = length;
        for (int joint = 0; joint < MAX_JOINTS && left > 0; joint++) {
            double end = along ? Math.min(strip.length(), s + left) : Math.max(0, s - left);
            int pieces = Math.max(1, (int) Math.ceil(Math.abs(end - s)));
            for (int i = joint == 0 ? 0 : 1; i <= pieces; i++) {
                double limit = Math.max(0, strip.widthAt(s + (end - s) * i / pieces) / 2 - 0.3);
                double kept = Math.max(-limit, Math.min(limit, offset));
                points.add(strip.pointAt(s + (end - s) * i / pieces, along ? kept : -kept));
            }
            left -= Math.abs(end - s);
            Optional<Spot> next = findNext(strip, along, random);
            if (left <= 0 || next.isEmpty()) {
                break;
            }
            strip = next.get().strip();
            s = next.get().s();
            along = s == 0;
        }
        return points;
    }

    /** The walkway that begins where this one ends; several: as the dice fall. */
    private Optional<Spot> findNext(Strip strip, boolean along, SplittableRandom random) {
        Vec3 end = along ? strip.middle(strip.size() - 1) : strip.middle(0);
        List<Spot> next = new ArrayList<>();
        for (Strip other : strips) {
            if (other == strip) {
                continue;
            }
            if (other.middle(0).distanceTo(end) < JOINT) {
                next.add(new Spot(other, 0));
            } else if (other.middle(other.size() - 1).distanceTo(end) < JOINT) {
                next.add(new Spot(other, other.length()));
            }
        }
        return next.isEmpty() ? Optional.empty() : Optional.of(next.get(random.nextInt(next.size())));
    }

    private List<Spot> listSpots() {
        List<Spot> found = new ArrayList<>();
        for (Strip strip : strips) {
            for (double s = 0.5; s < strip.length(); s += SPACING) {
                ReferenceLine.Place place = site.reference().placeOf(strip.pointAt(s, 0));
                boolean near =
                        place.ahead() > -8 && place.ahead() < site.reference().driven() + 45;
                if (near && Math.abs(place.aside()) < 22 && strip.widthAt(s) > 0.9) {
                    found.add(new Spot(strip, s));
                }
            }
        }
        return found;
    }

    /** Bands just outside the outermost lanes of roads that are not fast. */
    private List<Strip> listVerges() {
        boolean keepsRight = site.map().drivingSide() == DrivingSide.RIGHT;
        List<Strip> verges = new ArrayList<>();
        for (Lane lane : site.graph().listLanes()) {
            Strip strip = site.graph().stripOf(lane);
            if (lane.junction().isPresent() || isFast(strip, keepsRight)) {
                continue;
            }
            List<Vec3> points = new ArrayList<>();
            for (double s = 0; s < strip.length(); s += SPACING) {
                double aside = strip.widthAt(s) / 2 + VERGE;
                Vec3 point = strip.pointAt(s, keepsRight ? -aside : aside);
                if (!isFree(point)) {
                    break;
                }
                points.add(point);
            }
            if (points.size() > 3) {
                verges.add(band(points));
            }
        }
        return verges;
    }

    /** Whether fast traffic runs on the lane or within a few lanes inwards of it. */
    private boolean isFast(Strip strip, boolean keepsRight) {
        double middle = strip.length() / 2;
        for (double inwards = 0; inwards < INWARDS; inwards += 1) {
            Vec3 point = strip.pointAt(middle, keepsRight ? inwards : -inwards);
            boolean fast = site.ground().listLanes(point.x(), point.y(), point.z()).stream()
                    .anyMatch(lane -> LaneGraph.isDriven(lane) && site.graph().limitOf(lane) > TOWN_LIMIT);
            if (fast) {
                return true;
            }
        }
        return false;
    }

    private boolean isFree(Vec3 point) {
        for (double dx = -0.8; dx <= 0.8; dx += 0.8) {
            for (double dy = -0.8; dy <= 0.8; dy += 0.8) {
                if (site.ground().isRoad(point.x() + dx, point.y() + dy, point.z())) {
                    return false;
                }
            }
        }
        return true;
    }

    private static Strip band(List<Vec3> points) {
        List<Vec3> left = new ArrayList<>();
        List<Vec3> right = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            Vec3 a = points.get(Math.max(0, i - 1));
            Vec3 b = points.get(Math.min(points.size() - 1, i + 1));
            double norm = Math.max(1e-6, a.horizontalDistanceTo(b));
            Vec3 aside = new Vec3(-(b.y() - a.y()) / norm, (b.x() - a.x()) / norm, 0).times(0.6);
            left.add(points.get(i).plus(aside));
            right.add(points.get(i).minus(aside));
        }
        return Strip.between(Polyline3.of(left), Polyline3.of(right));
    }
}

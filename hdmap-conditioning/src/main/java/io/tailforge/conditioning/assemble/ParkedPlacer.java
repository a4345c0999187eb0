package io.tailforge.conditioning.assemble;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Proposes places to stand: parking lanes, else shoulders, else beside the kerb on the side that traffic keeps. */
final class ParkedPlacer {
    private static final double SPACING = 1;
    private static final double CLEAR_OF_CROSSING = 6;
    private static final double BESIDE_KERB = 0.15;

    private final Site site;
    private final double outerSide;
    private final Map<LaneKind, List<Seen>> seenByKind = new EnumMap<>(LaneKind.class);

    ParkedPlacer(Site site) {
        this.site = site;
        this.outerSide = site.map().drivingSide() == DrivingSide.RIGHT ? -1 : 1;
    }

    private record Seen(Strip strip, double s, ReferenceLine.Place place) {}

    private record Spot(Strip strip, double s, double offset, double weight) {}

    /** @param soon prefer a place that the ego comes to within the clip, on its own side */
    Optional<Body> propose(Slot slot, boolean soon, SplittableRandom random) {
        Vec3 size = ActorSizes.draw(slot.actorClass(), random);
        for (LaneKind kind : List.of(LaneKind.PARKING, LaneKind.SHOULDER, LaneKind.DRIVING)) {
            List<Spot> spots = listSpots(kind, size, soon);
            if (!spots.isEmpty()) {
                Spot spot = draw(spots, random);
                double angle = Draws.between(random, -0.02, 0.02);
                return Optional.of(
                        Body.standing(slot.id(), slot.actorClass(), size, site.steps(), poseAt(spot, angle)));
            }
        }
        return Optional.empty();
    }

    private List<Spot> listSpots(LaneKind kind, Vec3 size, boolean soon) {
        List<Spot> spots = new ArrayList<>();
        for (Seen seen : seenByKind.computeIfAbsent(kind, this::listSeen)) {
            Strip strip = seen.strip();
            double room = size.x() / 2 + 0.4;
            double offset = kind == LaneKind.DRIVING
                    ? outerSide * (strip.widthAt(seen.s()) / 2 + size.y() / 2 + BESIDE_KERB)
                    : 0;
            boolean inside = seen.s() >= room && seen.s() <= strip.length() - room;
            if (inside && fits(kind, strip, seen.s(), offset, size)) {
                spots.add(new Spot(strip, seen.s(), offset, weigh(seen, soon)));
            }
        }
        return spots;
    }

    /** Places on lanes of a kind that the ego may see, away from crossings. */
    private List<Seen> listSeen(LaneKind kind) {
        List<Seen> found = new ArrayList<>();
        for (Lane lane : site.graph().listLanes()) {
            if (lane.kind() != kind || lane.junction().isPresent()) {
                continue;
            }
            Strip strip = site.graph().stripOf(lane);
            for (double s = SPACING; s < strip.length(); s += SPACING) {
                Vec3 point = strip.pointAt(s, 0);
                ReferenceLine.Place place = site.reference().placeOf(point);
                boolean near =
                        place.ahead() > -5 && place.ahead() < site.reference().driven() + 50;
                if (near && Math.abs(place.aside()) < 25 && !isNearCrossing(point)) {
                    found.add(new Seen(strip, s, place));
                }
            }
        }
        return found;
    }

    private double weigh(Seen seen, boolean soon) {
        ReferenceLine.Place place = seen.place();
        double until = Math.max(30, site.reference().driven() * 0.8);
        boolean onTheWay = place.ahead() > 14 && place.ahead() < until;
        boolean ownSide = Angles.between(seen.strip().headingAt(seen.s()), place.heading()) < 0.7;
        double gladly = onTheWay && ownSide ? (soon ? 40 : 2) : 1;
        return Math.abs(place.aside()) < 12 ? gladly : 0.3;
    }

    private boolean isNearCrossing(Vec3 point) {
        return site.map().listElements(Crosswalk.class).stream()
                .anyMatch(crosswalk -> crosswalk.area().points().stream()
                        .anyMatch(corner -> corner.distanceTo(point) < CLEAR_OF_CROSSING));
    }

    private boolean fits(LaneKind kind, Strip strip, double s, double offset, Vec3 size) {
        double half = size.x() / 2;
        if (kind != LaneKind.DRIVING) {
            double width = Math.min(strip.widthAt(s - half), strip.widthAt(s + half));
            return width > size.y() - 0.15;
        }
        for (double along : new double[] {-half, 0, half}) {
            for (double aside : new double[] {-0.4, 0.4}) {
                Vec3 point = strip.pointAt(s + along, offset + aside * size.y());
                if (site.ground().isRoad(point.x(), point.y(), point.z())) {
                    return false;
                }
            }
        }
        return true;
    }

    private Pose poseAt(Spot spot, double angle) {
        Vec3 point = spot.strip().pointAt(spot.s(), spot.offset());
        double z = site.ground().findHeight(point.x(), point.y(), point.z()).orElse(point.z());
        Vec3 ahead = spot.strip().pointAt(spot.s() + 1, spot.offset());
        Vec3 behind = spot.strip().pointAt(spot.s() - 1, spot.offset());
        double run = Math.max(0.1, ahead.horizontalDistanceTo(behind));
        double pitch = -StrictMath.atan2(ahead.z() - behind.z(), run);
        double yaw = StrictMath.atan2(ahead.y() - behind.y(), ahead.x() - behind.x()) + angle;
        return new Pose(new Vec3(point.x(), point.y(), z), Quaternion.ofRollPitchYaw(0, pitch, yaw));
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
}

package io.tailforge.conditioning.site;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.SiteFeature.Kind;
import io.tailforge.scene.map.SiteFeature.Shape;
import io.tailforge.scene.map.SiteTraits;
import io.tailforge.scene.map.SiteTraits.Measure;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Polygon;

/** Roundabouts: lanes that lead back to where they began, once round, nearly in a circle, against the driver's own side. */
final class RoundaboutFinder {
    private static final double LONGEST = 400;
    private static final double SHORTEST = 20;

    /** A circle has 1, a square 0.79: streets round a block are none. */
    private static final double LEAST_ROUNDNESS = 0.88;

    private static final int MOST_LANES = 60;

    private final LaneNet net;
    private final double sense;
    private final SiteList found;
    private final Set<String> taken = new LinkedHashSet<>();

    RoundaboutFinder(LaneNet net, DrivingSide side, SiteList found) {
        this.net = net;
        this.sense = side == DrivingSide.RIGHT ? 1 : -1;
        this.found = found;
    }

    void find() {
        for (Lane lane : net.listLanes()) {
            if (!taken.contains(lane.id())) {
                ringFrom(lane).ifPresent(this::add);
            }
        }
    }

    /** Goes round by the lane that turns most towards the middle; who does so in a roundabout comes back. */
    private Optional<List<Lane>> ringFrom(Lane start) {
        List<Lane> ring = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        double length = 0;
        Optional<Lane> next = Optional.of(start);
        while (next.isPresent() && seen.add(next.get().id())) {
            Lane lane = next.get();
            ring.add(lane);
            length += net.middleOf(lane).length();
            if (length > LONGEST || ring.size() > MOST_LANES || taken.contains(lane.id())) {
                return Optional.empty();
            }
            next = net.listSuccessors(lane).stream().reduce((a, b) -> turn(b) > turn(a) ? b : a);
        }
        boolean back = next.filter(lane -> lane.id().equals(start.id())).isPresent();
        return back && length >= SHORTEST && isRound(ring, length) ? Optional.of(ring) : Optional.empty();
    }

    /** Towards the middle of the ring, radians per metre. */
    private double turn(Lane lane) {
        Polyline3 middle = net.middleOf(lane);
        if (middle.size() < 3) {
            return 0;
        }
        double turn = 0;
        for (int i = 1; i < middle.size() - 1; i++) {
            turn += CourseLine.turnBetween(heading(middle, i), heading(middle, i + 1));
        }
        return sense * turn / Math.max(1, middle.length());
    }

    private static double heading(Polyline3 line, int i) {
        return StrictMath.atan2(line.y(i) - line.y(i - 1), line.x(i) - line.x(i - 1));
    }

    private boolean isRound(List<Lane> ring, double length) {
        double doubled = 0;
        Polyline3 points = middleOf(ring);
        for (int i = 1; i < points.size(); i++) {
            doubled += points.x(i - 1) * points.y(i) - points.x(i) * points.y(i - 1);
        }
        double area = sense * doubled / 2;
        return 4 * Math.PI * area / (length * length) >= LEAST_ROUNDNESS;
    }

    private Polyline3 middleOf(List<Lane> ring) {
        List<Vec3> points = new ArrayList<>();
        ring.forEach(lane -> points.addAll(net.middleOf(lane).points()));
        points.add(points.getFirst());
        return Polyline3.of(points);
    }

    private void add(List<Lane> ring) {
        List<String> ids = ring.stream().map(Lane::id).toList();
        taken.addAll(ids);
        Polyline3 line = middleOf(ring);
        Optional<Polygon> area = Outlines.hull(line.points());
        double radius =
                area.map(polygon -> Math.sqrt(polygon.getArea() / Math.PI)).orElse(0.0);
        long arms = ring.stream()
                .filter(lane -> net.listPredecessors(lane).size() > 1)
                .count();
        SiteTraits traits = SiteTraits.NONE
                .with(Measure.ARMS, arms)
                .with(Measure.MIN_RADIUS_M, radius)
                .with(Measure.LENGTH_M, line.length())
                .with(Measure.LANES, net.besideOf(ring.getFirst()).size())
                .with(Measure.SPEED_LIMIT_MPS, net.limitOf(ids));
        found.add(
                Kind.ROUNDABOUT,
                ring.getFirst().id(),
                Shape.LINE,
                Outlines.simplified(line),
                line.first(),
                traits,
                ids);
    }
}

package io.tailforge.conditioning.site;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
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

/**
 * Merges and diverges: two lanes that run side by side or at an acute angle and become one, or the reverse; and a lane that
 * ends, or begins, beside one that goes on. The ways in and out of a crossroads come from all sides and are none.
 */
final class StreamFinder {
    /** Two streams look the same way so far before they meet, metres. */
    private static final double LOOK_BACK = 30;

    private static final double SAME_WAY = Math.toRadians(35);

    private static final double CHORD = 5;

    private final LaneNet net;
    private final SiteList found;

    StreamFinder(LaneNet net, SiteList found) {
        this.net = net;
        this.found = found;
    }

    void find() {
        for (Lane lane : net.listLanes()) {
            if (streams(lane, true).size() > 1) {
                add(Kind.MERGE, lane, net.middleOf(lane).first());
            } else if (endsBesideOther(lane, true)) {
                add(Kind.MERGE, lane, net.middleOf(lane).last());
            }
            if (streams(lane, false).size() > 1) {
                add(Kind.DIVERGE, lane, net.middleOf(lane).last());
            } else if (endsBesideOther(lane, false)) {
                add(Kind.DIVERGE, lane, net.middleOf(lane).first());
            }
        }
    }

    /** Lanes before (or after) this one that look the same way, more than one where they are streams that meet. */
    private List<Lane> streams(Lane lane, boolean before) {
        List<Lane> others = before ? net.listPredecessors(lane) : net.listSuccessors(lane);
        if (others.size() < 2) {
            return List.of();
        }
        double first = headingBack(others.getFirst(), before);
        boolean parallel = others.stream()
                .allMatch(other -> Math.abs(CourseLine.turnBetween(first, headingBack(other, before))) < SAME_WAY);
        return parallel ? others : List.of();
    }

    /** The direction of a stream some way off from where it meets the other. */
    private double headingBack(Lane lane, boolean before) {
        Polyline3 middle = net.middleOf(lane);
        Optional<Lane> next = Optional.of(lane);
        double left = LOOK_BACK;
        Set<String> seen = new LinkedHashSet<>();
        while (next.isPresent() && seen.add(next.get().id())) {
            middle = net.middleOf(next.get());
            if (middle.length() >= left) {
                return heading(middle, before ? middle.length() - left : left);
            }
            left -= middle.length();
            next = (before ? net.listPredecessors(next.get()) : net.listSuccessors(next.get()))
                    .stream().findFirst();
        }
        return heading(middle, before ? 0 : middle.length());
    }

    private static double heading(Polyline3 line, double along) {
        Vec3 a = line.pointAt(Math.max(0, along - CHORD / 2));
        Vec3 b = line.pointAt(Math.min(line.length(), along + CHORD / 2));
        return StrictMath.atan2(b.y() - a.y(), b.x() - a.x());
    }

    private boolean endsBesideOther(Lane lane, boolean forward) {
        List<Lane> on = forward ? net.listSuccessors(lane) : net.listPredecessors(lane);
        if (!on.isEmpty()) {
            return false;
        }
        List<Lane> beside = new ArrayList<>();
        lane.leftNeighbour().flatMap(net::findLane).ifPresent(beside::add);
        lane.rightNeighbour().flatMap(net::findLane).ifPresent(beside::add);
        return beside.stream()
                .anyMatch(other -> !(forward ? net.listSuccessors(other) : net.listPredecessors(other)).isEmpty());
    }

    private void add(Kind kind, Lane lane, Vec3 point) {
        Set<String> beside = net.besideOf(lane);
        SiteTraits traits =
                SiteTraits.NONE.with(Measure.LANES, beside.size()).with(Measure.SPEED_LIMIT_MPS, net.limitOf(beside));
        found.add(kind, lane.id(), Shape.POINT, Polyline3.of(List.of(point)), point, traits, List.of(lane.id()));
    }
}

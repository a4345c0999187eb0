package io.tailforge.conditioning.topology;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;

/** The side traffic keeps to, from where the oncoming lanes are: on the driver's left it is RIGHT. */
public final class InferredDrivingSide {
    private static final double REACH = 8;
    private static final double OPPOSITE = -0.9;

    private InferredDrivingSide() {}

    /** By the lanes that name an oncoming neighbour; where none does, by lanes nearby that run against each other. Empty where neither tells. */
    public static Optional<DrivingSide> of(LaneIndex index) {
        Map<String, Lane> byId = new HashMap<>();
        index.lanes().forEach(lane -> byId.put(lane.id(), lane));
        int balance = 0;
        for (Lane lane : index.lanes()) {
            Optional<Lane> oncoming = lane.oncomingNeighbour().map(byId::get);
            if (isDriven(lane) && oncoming.isPresent()) {
                balance +=
                        side(CentreLine.of(lane), CentreLine.of(oncoming.get()).middle());
            }
        }
        return decide(balance != 0 ? balance : nearby(index));
    }

    private static boolean isDriven(Lane lane) {
        return lane.kind() == LaneKind.DRIVING || lane.kind() == LaneKind.BUS;
    }

    private static Optional<DrivingSide> decide(int balance) {
        return balance == 0 ? Optional.empty() : Optional.of(balance > 0 ? DrivingSide.RIGHT : DrivingSide.LEFT);
    }

    private static int nearby(LaneIndex index) {
        List<CentreLine> centres = index.lanes().stream().map(CentreLine::of).toList();
        int balance = 0;
        for (int i = 0; i < centres.size(); i++) {
            CentreLine lane = centres.get(i);
            Vec3 at = lane.middle();
            Envelope around = new Envelope(at.x() - REACH, at.x() + REACH, at.y() - REACH, at.y() + REACH);
            for (int j : index.near(around)) {
                CentreLine other = centres.get(j);
                boolean driven =
                        isDriven(index.lanes().get(i)) && isDriven(index.lanes().get(j));
                if (driven && isAgainst(lane, other) && at.horizontalDistanceTo(other.middle()) < REACH) {
                    balance += side(lane, other.middle());
                }
            }
        }
        return balance;
    }

    private static boolean isAgainst(CentreLine lane, CentreLine other) {
        Vec3 a = lane.heading();
        Vec3 b = other.heading();
        double product = a.norm() * b.norm();
        return product > 0 && a.dot(b) / product < OPPOSITE;
    }

    /** 1 where the point lies to the left. */
    private static int side(CentreLine lane, Vec3 point) {
        Vec3 ahead = lane.heading();
        Vec3 to = point.minus(lane.middle());
        return (int) Math.signum(ahead.x() * to.y() - ahead.y() * to.x());
    }
}

package io.tailforge.conditioning.topology;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.Lane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Finds lanes by place. The work it does is bounded: where a hostile map piles lanes upon each other, later questions find
 * nothing ({@link #exhausted()}).
 */
public final class LaneIndex {
    private static final long MAX_WORK = 200_000_000;
    private static final double BESIDE = 0.4;

    private final List<Lane> lanes;
    private final STRtree tree = new STRtree();
    private long work;

    public LaneIndex(List<Lane> lanes) {
        this.lanes = List.copyOf(lanes);
        for (int i = 0; i < lanes.size(); i++) {
            Envelope envelope = envelope(lanes.get(i).left());
            envelope.expandToInclude(envelope(lanes.get(i).right()));
            tree.insert(envelope, i);
        }
    }

    public List<Lane> lanes() {
        return lanes;
    }

    public boolean exhausted() {
        return work > MAX_WORK;
    }

    /** The first lane on whose surface a point lies, seen from above. */
    public Optional<Lane> findLaneAt(Vec3 point) {
        Envelope at = new Envelope(point.x(), point.x(), point.y(), point.y());
        return near(at).stream()
                .map(lanes::get)
                .filter(lane -> contains(lane, point))
                .findFirst();
    }

    /** Whether no lane lies a little beyond the middle of a lane's left or right rail. */
    public boolean isOpenBeside(Polyline3 rail, boolean left) {
        return !exhausted() && findLaneAt(beside(rail, left)).isEmpty();
    }

    private static Vec3 beside(Polyline3 rail, boolean left) {
        int i = Math.max(1, rail.size() / 2);
        Vec3 a = rail.point(i - 1);
        Vec3 b = rail.point(i);
        Vec3 across = new Vec3(a.y() - b.y(), b.x() - a.x(), 0);
        Vec3 middle = a.lerp(b, 0.5);
        return across.norm() == 0 ? middle : middle.plus(across.normalized().times(left ? BESIDE : -BESIDE));
    }

    /** Numbers of the lanes whose boxes touch, in order. */
    List<Integer> near(Envelope envelope) {
        if (exhausted()) {
            return List.of();
        }
        List<Integer> found = new ArrayList<>();
        for (Object item : tree.query(envelope)) {
            found.add((Integer) item);
        }
        Collections.sort(found);
        spend(found.size());
        return found;
    }

    void spend(long steps) {
        work += steps;
    }

    private boolean contains(Lane lane, Vec3 point) {
        spend(lane.left().size() + lane.right().size());
        boolean inside = crossings(lane.left(), point) ^ crossings(lane.right(), point);
        return inside
                ^ crosses(lane.left().first(), lane.right().first(), point)
                ^ crosses(lane.left().last(), lane.right().last(), point);
    }

    private static boolean crossings(Polyline3 line, Vec3 point) {
        boolean odd = false;
        for (int i = 1; i < line.size(); i++) {
            odd ^= crosses(line.point(i - 1), line.point(i), point);
        }
        return odd;
    }

    /** Whether a ray to the right crosses the edge. */
    private static boolean crosses(Vec3 a, Vec3 b, Vec3 point) {
        return a.y() > point.y() != b.y() > point.y()
                && point.x() < (b.x() - a.x()) * (point.y() - a.y()) / (b.y() - a.y()) + a.x();
    }

    static Envelope envelope(Polyline3 line) {
        Envelope envelope = new Envelope();
        for (int i = 0; i < line.size(); i++) {
            envelope.expandToInclude(line.x(i), line.y(i));
        }
        return envelope;
    }
}

package io.tailforge.conditioning.topology;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement.Lane;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** How lanes connect. Links are kept only between lanes that exist and touch. */
public final class LaneLinks {
    /** Ends further apart than this do not meet, metres. */
    public static final double TOUCH = 0.5;

    /** No more ends than this are compared within half a metre, or thousands of lanes at one place would take forever. */
    private static final int MAX_NEAR = 64;

    private final Map<String, Rails> rails;
    private final Map<String, List<String>> successors = new LinkedHashMap<>();
    private final Map<String, List<String>> predecessors = new LinkedHashMap<>();
    private final Map<String, String> left = new LinkedHashMap<>();
    private final Map<String, String> right = new LinkedHashMap<>();
    private final Map<String, String> oncoming = new LinkedHashMap<>();

    public LaneLinks(Map<String, Rails> rails) {
        this.rails = rails;
    }

    /** Both run in the direction of travel. */
    public record Rails(Polyline3 left, Polyline3 right) {
        public Vec3 start() {
            return left.first().lerp(right.first(), 0.5);
        }

        public Vec3 end() {
            return left.last().lerp(right.last(), 0.5);
        }

        Vec3 middle() {
            return left.pointAt(left.length() / 2).lerp(right.pointAt(right.length() / 2), 0.5);
        }
    }

    /** The links that a source states of one lane, by id. */
    public record Stated(List<String> successors, List<String> predecessors) {
        public Stated {
            successors = List.copyOf(successors);
            predecessors = List.copyOf(predecessors);
        }
    }

    /** Told of links that are left out. */
    public interface LeftOut {
        /** The end of one and the start of the other lie apart. */
        void gap(String from, String to);

        /** There is no such lane. */
        void unknown(String lane, String other);
    }

    /** Connects lanes as stated, in the order stated; what only the other lane states comes after it. */
    public void connectAll(Map<String, Stated> stated, LeftOut leftOut) {
        stated.forEach((lane, of) -> {
            of.successors().stream()
                    .filter(next -> isLink(lane, next, next, leftOut))
                    .forEach(next -> addOnce(successors, lane, next));
            of.predecessors().stream()
                    .filter(previous -> isLink(previous, lane, previous, leftOut))
                    .forEach(previous -> addOnce(predecessors, lane, previous));
        });
        Map<String, List<String>> forwards = copy(successors);
        Map<String, List<String>> backwards = copy(predecessors);
        forwards.forEach((from, all) -> all.forEach(to -> addOnce(predecessors, to, from)));
        backwards.forEach((to, all) -> all.forEach(from -> addOnce(successors, from, to)));
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> links) {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        links.forEach((lane, others) -> copy.put(lane, List.copyOf(others)));
        return copy;
    }

    private boolean isLink(String from, String to, String other, LeftOut leftOut) {
        if (!rails.containsKey(other)) {
            leftOut.unknown(from.equals(other) ? to : from, other);
            return false;
        }
        boolean touches = touches(from, to);
        if (!touches) {
            leftOut.gap(from, to);
        }
        return touches;
    }

    private boolean touches(String from, String to) {
        return getRails(from).end().distanceTo(getRails(to).start()) <= TOUCH;
    }

    /** False, and nothing done, where the end of one and the start of the other lie apart. */
    public boolean connect(String from, String to) {
        if (!touches(from, to)) {
            return false;
        }
        addOnce(successors, from, to);
        addOnce(predecessors, to, from);
        return true;
    }

    private static void addOnce(Map<String, List<String>> links, String key, String value) {
        List<String> list = links.computeIfAbsent(key, any -> new ArrayList<>());
        if (!list.contains(value)) {
            list.add(value);
        }
    }

    public void putLeft(String lane, String neighbour) {
        left.put(lane, neighbour);
    }

    public void putRight(String lane, String neighbour) {
        right.put(lane, neighbour);
    }

    public void putOncoming(String lane, String neighbour) {
        oncoming.put(lane, neighbour);
    }

    public List<String> successors(String lane) {
        return successors.getOrDefault(lane, List.of());
    }

    public List<String> predecessors(String lane) {
        return predecessors.getOrDefault(lane, List.of());
    }

    public Optional<String> left(String lane) {
        return Optional.ofNullable(left.get(lane));
    }

    public Optional<String> right(String lane) {
        return Optional.ofNullable(right.get(lane));
    }

    public Optional<String> oncoming(String lane) {
        return Optional.ofNullable(oncoming.get(lane));
    }

    /** The side on which traffic keeps: oncoming lanes lie on the other one. Right where the lanes do not tell. */
    public static DrivingSide drivingSide(List<Lane> lanes) {
        Map<String, Rails> rails = new LinkedHashMap<>();
        lanes.forEach(lane -> rails.put(lane.id(), new Rails(lane.left(), lane.right())));
        LaneLinks links = new LaneLinks(rails);
        int balance = 0;
        for (Lane lane : lanes) {
            for (String oncoming : lane.oncomingNeighbour().stream().toList()) {
                balance += links.isLeftOf(lane.id(), oncoming) ? 1 : -1;
            }
        }
        return balance < 0 ? DrivingSide.LEFT : DrivingSide.RIGHT;
    }

    /** True where the other lane's middle lies to the left of the lane's left rail. */
    public boolean isLeftOf(String lane, String other) {
        Vec3 middle = getRails(other).middle();
        Rails of = getRails(lane);
        return middle.distanceTo(of.left().pointAt(of.left().length() / 2))
                < middle.distanceTo(of.right().pointAt(of.right().length() / 2));
    }

    public Rails getRails(String lane) {
        Rails found = rails.get(lane);
        if (found == null) {
            throw new IllegalArgumentException("no lane " + lane);
        }
        return found;
    }

    /** Rail ends that meet connect lanes; a shared rail makes them neighbours, run backwards oncoming ones. */
    public void deriveFromEnds() {
        forPairs(Rails::end, Rails::start, (from, to) -> {
            if (!from.equals(to)
                    && close(getRails(from).left().last(), getRails(to).left().first())
                    && close(getRails(from).right().last(), getRails(to).right().first())) {
                connect(from, to);
            }
        });
        forPairs(r -> r.right().first(), r -> r.left().first(), (lane, other) -> {
            if (close(getRails(lane).right().last(), getRails(other).left().last())) {
                putRight(lane, other);
                putLeft(other, lane);
            }
        });
        deriveOncoming();
    }

    /** A rail that another lane shares and runs backwards makes the two oncoming. */
    public void deriveOncoming() {
        forPairs(r -> r.left().first(), r -> r.left().last(), this::opposeLeft);
        forPairs(r -> r.right().first(), r -> r.right().last(), this::opposeRight);
    }

    private void opposeLeft(String lane, String other) {
        if (!lane.equals(other)
                && close(getRails(lane).left().last(), getRails(other).left().first())) {
            putOncoming(lane, other);
        }
    }

    private void opposeRight(String lane, String other) {
        if (!lane.equals(other)
                && close(getRails(lane).right().last(), getRails(other).right().first())) {
            putOncoming(lane, other);
        }
    }

    private static boolean close(Vec3 a, Vec3 b) {
        return a.distanceTo(b) <= TOUCH;
    }

    @FunctionalInterface
    private interface PointOf {
        Vec3 of(Rails rails);
    }

    /** Every pair whose points lie within reach, in the order of the lanes; points are hashed into cells of that size. */
    private void forPairs(PointOf first, PointOf second, BiConsumer<String, String> action) {
        Map<Long, List<String>> cells = new TreeMap<>();
        rails.forEach((id, r) -> cells.computeIfAbsent(cell(second.of(r), 0, 0), any -> new ArrayList<>())
                .add(id));
        rails.forEach((id, r) -> {
            for (int dx = -1; dx <= 1; dx++) {
                for (int dy = -1; dy <= 1; dy++) {
                    List<String> near = cells.getOrDefault(cell(first.of(r), dx, dy), List.of());
                    for (String other : near.subList(0, Math.min(near.size(), MAX_NEAR))) {
                        if (close(first.of(r), second.of(getRails(other)))) {
                            action.accept(id, other);
                        }
                    }
                }
            }
        });
    }

    private static long cell(Vec3 point, int dx, int dy) {
        long x = (long) Math.floor(point.x() / TOUCH) + dx;
        long y = (long) Math.floor(point.y() / TOUCH) + dy;
        return x << 32 ^ (y & 0xffffffffL);
    }
}

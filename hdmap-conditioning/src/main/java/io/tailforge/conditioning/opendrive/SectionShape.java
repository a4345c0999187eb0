package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A lane section sampled: all its lanes at the same stations, so that neighbours share their rails to the last bit.
 * Chords stay within 5 mm of the curve; stations lie at most 2 m apart, in curves half a metre.
 */
final class SectionShape {
    private static final double MAX_STEP = 2;
    private static final double MAX_CURVE_STEP = 0.5;
    private static final double CURVE = 0.005;
    private static final double CHORD_ERROR = 0.005;
    private static final double MIN_STEP = 0.02;
    private static final double MAX_OFFSET = 250;

    private final Road road;
    private final LaneSection section;
    private final double[] stations;
    private final Map<Integer, double[]> edges = new HashMap<>();

    private SectionShape(Road road, LaneSection section, double[] stations) {
        this.road = road;
        this.section = section;
        this.stations = stations;
        section.lanes().forEach(lane -> edges.put(lane.id(), edge(lane.id())));
    }

    static SectionShape of(Road road, LaneSection section) {
        return new SectionShape(road, section, new Sampler(road, section).stations());
    }

    /** Fewer rail points than this a section cannot have. */
    static long minPoints(LaneSection section) {
        return (long) ((section.end() - section.start()) / MAX_STEP)
                * section.lanes().size();
    }

    private double[] edge(int laneId) {
        double[] t = new double[stations.length];
        for (int i = 0; i < t.length; i++) {
            t[i] = road.edge(section, laneId, stations[i]);
            if (!(Math.abs(t[i]) <= MAX_OFFSET)) {
                throw section.element()
                        .bad(
                                "XODR-LANE",
                                "has a lane edge " + t[i] + " m beside its reference line at s = " + stations[i]);
            }
        }
        return t;
    }

    Road road() {
        return road;
    }

    LaneSection section() {
        return section;
    }

    int size() {
        return stations.length;
    }

    double station(int i) {
        return stations[i];
    }

    /** The edge of a lane away from the centre, metres to the left of the reference line. */
    double outerEdge(int laneId, int i) {
        double[] t = edges.get(laneId);
        if (t == null) {
            throw new IllegalArgumentException("no lane " + laneId);
        }
        return t[i];
    }

    double maxWidth(LaneSpec lane) {
        double width = 0;
        int inner = lane.id() - Integer.signum(lane.id());
        for (int i = 0; i < stations.length; i++) {
            width = Math.max(width, Math.abs(outerEdge(lane.id(), i) - outerEdge(inner, i)));
        }
        return width;
    }

    /** The edge of a lane towards the centre (0) or away from it (1), at the lane's height there, along s. */
    Polyline3 rail(LaneSpec lane, int outer) {
        int edge = outer == 1 ? lane.id() : lane.id() - Integer.signum(lane.id());
        return line(edge, 0, stations.length - 1, s -> EdgeHeight.of(lane, s, outer));
    }

    /** A height, or a shift, at a station. */
    @FunctionalInterface
    interface HeightAt {
        double at(double s);
    }

    /** The outer edge of a lane between two stations, raised. */
    Polyline3 line(int edgeLane, int from, int to, HeightAt height) {
        return line(edgeLane, from, to, height, s -> 0);
    }

    /** @param shift to the left, metres */
    Polyline3 line(int edgeLane, int from, int to, HeightAt height, HeightAt shift) {
        List<Vec3> points = new ArrayList<>(to - from + 1);
        for (int i = from; i <= to; i++) {
            double t = outerEdge(edgeLane, i) + shift.at(stations[i]);
            points.add(road.point(stations[i], t, height.at(stations[i])));
        }
        return Polyline3.of(points);
    }

    /** The station nearest to s. */
    int nearest(double s) {
        int best = 0;
        for (int i = 1; i < stations.length; i++) {
            if (Math.abs(stations[i] - s) < Math.abs(stations[best] - s)) {
                best = i;
            }
        }
        return best;
    }

    /** Finds the stations. */
    private record Sampler(Road road, LaneSection section, List<Double> found) {
        Sampler(Road road, LaneSection section) {
            this(road, section, new ArrayList<>());
        }

        double[] stations() {
            TreeSet<Double> breaks = breaks();
            Double previous = null;
            for (Double next : breaks) {
                if (previous != null) {
                    divide(previous, next);
                }
                previous = next;
            }
            found.add(section.end());
            return found.stream().mapToDouble(Double::doubleValue).toArray();
        }

        private TreeSet<Double> breaks() {
            TreeSet<Double> breaks = new TreeSet<>();
            road.planView().pieces().forEach(piece -> addInside(breaks, piece.start()));
            addStarts(breaks, road.laneOffset());
            addStarts(breaks, road.elevation());
            addStarts(breaks, road.superelevation());
            road.shape().sections().forEach(shape -> addInside(breaks, shape.s()));
            for (LaneSpec lane : section.lanes()) {
                addStarts(breaks, lane.width());
                addStarts(breaks, lane.border());
                lane.heights().forEach(height -> addInside(breaks, height.s()));
                lane.marks().forEach(mark -> addMark(breaks, mark, section.start() + mark.number("sOffset", 0)));
            }
            breaks.add(section.start());
            breaks.add(section.end());
            return breaks;
        }

        private void addMark(TreeSet<Double> breaks, XmlElement mark, double from) {
            addInside(breaks, from);
            mark.children("sway").forEach(sway -> addInside(breaks, from + sway.number("ds", 0)));
        }

        private void addStarts(TreeSet<Double> breaks, PiecewiseCubic cubic) {
            cubic.pieces().forEach(piece -> addInside(breaks, piece.start()));
        }

        private void addInside(TreeSet<Double> breaks, double s) {
            boolean inside = s > section.start() + MIN_STEP && s < section.end() - MIN_STEP;
            Double near = breaks.floor(s + MIN_STEP);
            if (inside && (near == null || near < s - MIN_STEP)) {
                breaks.add(s);
            }
        }

        private void divide(double from, double to) {
            int steps = (int) Math.ceil((to - from) / MAX_STEP);
            for (int i = 0; i < steps; i++) {
                bisect(from + (to - from) * i / steps, from + (to - from) * (i + 1) / steps);
            }
        }

        private void bisect(double from, double to) {
            if (to - from > 2 * MIN_STEP && !isFine(from, to)) {
                bisect(from, (from + to) / 2);
                bisect((from + to) / 2, to);
            } else {
                found.add(from);
            }
        }

        private boolean isFine(double from, double to) {
            double turn = Math.abs(road.headingAt(to) - road.headingAt(from));
            turn = Math.min(turn, Math.abs(turn - 2 * Math.PI));
            if (to - from > MAX_CURVE_STEP && turn > CURVE * (to - from)) {
                return false;
            }
            return chordError(from, to, section.lanes().getFirst().id()) < CHORD_ERROR
                    && chordError(from, to, section.lanes().getLast().id()) < CHORD_ERROR
                    && chordError(from, to, 0) < CHORD_ERROR;
        }

        /** At the quarters, for a curve that turns over crosses its chord in the middle. */
        private double chordError(double from, double to, int lane) {
            Vec3 start = edgePoint(from, lane);
            Vec3 end = edgePoint(to, lane);
            double worst = 0;
            for (double along = 0.25; along < 1; along += 0.25) {
                Vec3 curve = edgePoint(from + along * (to - from), lane);
                worst = Math.max(worst, start.lerp(end, along).distanceTo(curve));
            }
            return worst;
        }

        private Vec3 edgePoint(double s, int lane) {
            return road.point(s, road.edge(section, lane, s), 0);
        }
    }
}

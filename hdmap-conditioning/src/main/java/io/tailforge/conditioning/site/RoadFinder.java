package io.tailforge.conditioning.site;

import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.SiteFeature.Direction;
import io.tailforge.scene.map.SiteFeature.Kind;
import io.tailforge.scene.map.SiteFeature.Shape;
import io.tailforge.scene.map.SiteTraits;
import io.tailforge.scene.map.SiteTraits.Measure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/** Curves, grades, straights and stretches: what a road does between junctions. */
final class RoadFinder {
    /** A bend is what has a smaller radius than this all along, and turns by so much. */
    private static final double WIDEST_CURVE = 500;

    private static final double LEAST_TURN = Math.toRadians(10);
    private static final double SHORTEST_CURVE = 5;

    /** A grade is at least so steep for so long. */
    private static final double LEAST_GRADE = 0.02;

    private static final double SHORTEST_GRADE = 20;

    /** What has a greater radius than this is straight. */
    private static final double STRAIGHT = 2000;

    private static final double SHORTEST_STRAIGHT = 100;

    private final LaneNet net;
    private final SiteList found;

    RoadFinder(LaneNet net, SiteList found) {
        this.net = net;
        this.found = found;
    }

    void find(List<Carriageway> carriageways) {
        for (Carriageway way : carriageways) {
            CourseLine line = CourseLine.along(net, way.lanes());
            if (line.length() >= 1) {
                curves(way, line);
                grades(way, line);
                straights(way, line);
                add(way, line, Kind.STRETCH, 0, line.size() - 1, SiteTraits.NONE);
            }
        }
    }

    private void curves(Carriageway way, CourseLine line) {
        for (int sign : new int[] {1, -1}) {
            runs(line, i -> sign * line.curvature(i) > 1 / WIDEST_CURVE, (from, to) -> {
                if (line.lengthOf(from, to) >= SHORTEST_CURVE && Math.abs(line.turnOf(from, to)) >= LEAST_TURN) {
                    Direction side = sign > 0 ? Direction.LEFT : Direction.RIGHT;
                    add(way, line, Kind.CURVE, from, to, SiteTraits.NONE.direction(side));
                }
            });
        }
    }

    private void grades(Carriageway way, CourseLine line) {
        for (int sign : new int[] {1, -1}) {
            runs(line, i -> sign * line.slope(i) >= LEAST_GRADE, (from, to) -> {
                if (line.lengthOf(from, to) >= SHORTEST_GRADE) {
                    Direction sense = sign > 0 ? Direction.UP : Direction.DOWN;
                    add(way, line, Kind.GRADE, from, to, SiteTraits.NONE.direction(sense));
                }
            });
        }
    }

    private void straights(Carriageway way, CourseLine line) {
        runs(line, i -> Math.abs(line.curvature(i)) < 1 / STRAIGHT, (from, to) -> {
            if (line.lengthOf(from, to) >= SHORTEST_STRAIGHT) {
                add(way, line, Kind.STRAIGHT, from, to, SiteTraits.NONE);
            }
        });
    }

    /** From the first to the last point of a run. */
    private interface Run {
        void accept(int from, int to);
    }

    private static void runs(CourseLine line, IntPredicate holds, Run run) {
        int from = -1;
        for (int i = 0; i <= line.size(); i++) {
            boolean inside = i < line.size() && holds.test(i);
            if (inside && from < 0) {
                from = i;
            } else if (!inside && from >= 0) {
                run.accept(from, i - 1);
                from = -1;
            }
        }
    }

    private void add(Carriageway way, CourseLine line, Kind kind, int from, int to, SiteTraits known) {
        Set<String> lanes = new LinkedHashSet<>();
        int most = 0;
        for (Lane lane : line.lanesOf(from, to)) {
            Set<String> beside = net.besideOf(lane);
            most = Math.max(most, beside.size());
            lanes.addAll(beside);
        }
        SiteTraits traits = known.with(Measure.LENGTH_M, line.lengthOf(from, to))
                .with(Measure.MAX_GRADE, line.steepest(from, to))
                .with(Measure.LANES, kind == Kind.STRETCH ? way.width() : most)
                .with(Measure.SPEED_LIMIT_MPS, net.limitOf(lanes));
        double radius = line.tightestRadius(from, to);
        if (kind != Kind.STRAIGHT && radius < STRAIGHT) {
            traits = traits.with(Measure.MIN_RADIUS_M, radius);
        }
        found.add(
                kind,
                line.nameOf(from),
                Shape.LINE,
                Outlines.simplified(line.part(from, to)),
                line.point((from + to) / 2),
                traits,
                List.copyOf(lanes));
    }
}

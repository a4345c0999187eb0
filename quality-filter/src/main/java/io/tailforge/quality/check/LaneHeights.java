package io.tailforge.quality.check;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement.Lane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The map's lane surface around a place, as heights on a grid; where lanes lie over one another, the level of the place. Where
 * lanes that cross lie at several heights, as in surveyed maps, or paved areas over
 * them, the map does not tell the road's.
 */
public final class LaneHeights {
    private static final double CELL = 0.5;
    private static final double REACH = 40;
    private static final int SIDE = (int) (2 * REACH / CELL);

    /** A bridge over or under the ego is another level. */
    private static final double LEVEL = 3;

    /** Heights in a cell of a steep road differ by no more, metres. */
    private static final double AT_ODDS = 0.12;

    private static final double STEP = 0.35;

    private final Vec3 centre;
    private final double[] sum = new double[SIDE * SIDE];
    private final int[] samples = new int[SIDE * SIDE];
    private final float[] lowest = new float[SIDE * SIDE];
    private final float[] highest = new float[SIDE * SIDE];

    private LaneHeights(Vec3 centre) {
        this.centre = centre;
        Arrays.fill(lowest, Float.POSITIVE_INFINITY);
        Arrays.fill(highest, Float.NEGATIVE_INFINITY);
    }

    /** @param centre on the road, for example where the ego's rear axle is */
    public static LaneHeights around(MapLanes map, Vec3 centre) {
        LaneHeights heights = new LaneHeights(centre);
        map.lanes().stream()
                .filter(lane -> lane.comesWithin(centre, REACH * 1.5))
                .forEach(lane -> heights.add(lane.lane()));
        map.areas().stream().filter(area -> area.comesWithin(centre, REACH)).forEach(heights::compare);
        return heights;
    }

    private void compare(PavedArea area) {
        for (int cell = 0; cell < samples.length; cell++) {
            double x = centre.x() - REACH + (cell % SIDE + 0.5) * CELL;
            double y = centre.y() - REACH + (cell / SIDE + 0.5) * CELL;
            if (samples[cell] > 0 && area.isAtOdds(x, y, sum[cell] / samples[cell], AT_ODDS)) {
                highest[cell] = Float.POSITIVE_INFINITY;
            }
        }
    }

    private void add(Lane lane) {
        double length = Math.max(lane.left().length(), lane.right().length());
        List<Vec3> left = resample(lane.left(), (int) Math.ceil(length / STEP));
        List<Vec3> right = resample(lane.right(), (int) Math.ceil(length / STEP));
        for (int i = 0; i < left.size(); i++) {
            int across = (int) Math.ceil(left.get(i).distanceTo(right.get(i)) / STEP);
            for (int j = 0; j <= across; j++) {
                add(left.get(i).lerp(right.get(i), across == 0 ? 0 : (double) j / across));
            }
        }
    }

    /** Points at equal shares of the line's length, in one walk along it. */
    private static List<Vec3> resample(Polyline3 line, int steps) {
        List<Vec3> points = new ArrayList<>(steps + 1);
        double length = line.length();
        double walked = 0;
        int segment = 1;
        for (int i = 0; i <= steps; i++) {
            double target = steps == 0 ? 0 : length * i / steps;
            while (segment < line.size() - 1 && walked + segmentLength(line, segment) < target) {
                walked += segmentLength(line, segment);
                segment++;
            }
            double size = line.size() > 1 ? segmentLength(line, segment) : 0;
            points.add(
                    size == 0
                            ? line.point(Math.min(segment, line.size() - 1))
                            : line.point(segment - 1).lerp(line.point(segment), Math.min(1, (target - walked) / size)));
        }
        return points;
    }

    private static double segmentLength(Polyline3 line, int segment) {
        return line.point(segment).distanceTo(line.point(segment - 1));
    }

    private void add(Vec3 point) {
        int cell = cellOf(point.x(), point.y());
        if (cell >= 0 && Math.abs(point.z() - centre.z()) < LEVEL) {
            sum[cell] += point.z();
            samples[cell]++;
            float above = (float) (point.z() - centre.z());
            lowest[cell] = Math.min(lowest[cell], above);
            highest[cell] = Math.max(highest[cell], above);
        }
    }

    private int cellOf(double x, double y) {
        int column = (int) Math.floor((x - centre.x() + REACH) / CELL);
        int row = (int) Math.floor((y - centre.y() + REACH) / CELL);
        return column < 0 || row < 0 || column >= SIDE || row >= SIDE ? -1 : row * SIDE + column;
    }

    /** Height of the lane surface at a place; NaN beside the lanes, at their edges and where lanes are at odds. */
    public double at(double x, double y) {
        int cell = cellOf(x, y);
        if (cell < 0 || samples[cell] == 0 || highest[cell] - lowest[cell] > AT_ODDS || !isInside(cell)) {
            return Double.NaN;
        }
        return sum[cell] / samples[cell];
    }

    private boolean isInside(int cell) {
        int column = cell % SIDE;
        int row = cell / SIDE;
        return column > 0
                && row > 0
                && column < SIDE - 1
                && row < SIDE - 1
                && samples[cell - 1] > 0
                && samples[cell + 1] > 0
                && samples[cell - SIDE] > 0
                && samples[cell + SIDE] > 0;
    }

    public boolean isEmpty() {
        return Arrays.stream(samples).allMatch(count -> count == 0);
    }

    /** A lane and a circle about it. */
    public record NearLane(Lane lane, Vec3 middle, double radius) {
        static NearLane of(Lane lane) {
            Vec3 middle = lane.left().first().lerp(lane.right().last(), 0.5);
            double radius = 0;
            for (Polyline3 rail : List.of(lane.left(), lane.right())) {
                for (int i = 0; i < rail.size(); i++) {
                    radius = Math.max(radius, rail.point(i).horizontalDistanceTo(middle));
                }
            }
            return new NearLane(lane, middle, radius);
        }

        boolean comesWithin(Vec3 place, double distance) {
            return middle.horizontalDistanceTo(place) <= radius + distance;
        }
    }
}

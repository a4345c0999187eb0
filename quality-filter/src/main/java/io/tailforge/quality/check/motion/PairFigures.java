package io.tailforge.quality.check.motion;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.check.Medians;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * How the standing world moved from one frame to the next against how it had to.
 *
 * @param found points that were found, {@code inPlace} of them where they had to be
 * @param step how far most points went along their way (mode), 1 where it is right; empty where too few tell
 * @param telling points that move and tell how far they went, found or not: those that move little, and those that move far
 * @param inTurn of either those that are where they had to be
 * @param steps of those points, each; one for all where they all leap
 * @param offU and {@code offV}: median departure, pixels
 * @param off median of the departure's length, pixels
 * @param localU and {@code localV}: the same as offU and offV in each of {@link #PARTS} parts of the picture, NaN where too few
 *     points are; {@code localNoise}: how far chance alone moves such a median
 * @param brighter median change of brightness, natural logarithm, and {@code localBrighter} in each part
 * @param sharper median change of sharpness, natural logarithm
 */
record PairFigures(
        int frame,
        int points,
        int found,
        int inPlace,
        OptionalDouble step,
        double[] steps,
        int[] telling,
        int[] inTurn,
        double offU,
        double offV,
        double off,
        double[] localU,
        double[] localV,
        double[] localNoise,
        double brighter,
        double[] localBrighter,
        double sharper) {
    static final int PART_COLUMNS = 4;
    static final int PART_ROWS = 3;
    static final int PARTS = PART_COLUMNS * PART_ROWS;

    /** Points that go less far do not tell how far things went, pixels. */
    private static final double LEAST_WAY = 1.5;

    /** A patch that tells less of its way, as a kerb that runs along it, looks the same a step further. */
    private static final double LEAST_TELLING = 0.2;

    /** A point so near to its place is there, and not found by chance, pixels at 640 wide. */
    private static final double IN_PLACE = 2;

    /** So many times that is far: out of turn a point is beyond reach. */
    private static final double FAST = 4;

    /** Points that went so far off their step are not in turn, however near. */
    private static final double IN_TURN = 0.5;

    /** The codec alone moves things so far, pixels. */
    private static final double LEAST_NOISE = 0.02;

    /** Of fewer points no part's place is told, nor its brightness of fewer than the second. */
    private static final int LEAST_PLACED = 6;

    private static final int LEAST_LIT = 12;

    /** Where this share of the points goes as usual the pair does. */
    private static final double STAYING = 1.0 / 3;

    static PairFigures of(FramePair pair) {
        List<FollowedPoint> standing = pair.standing();
        List<FollowedPoint> found =
                standing.stream().filter(FollowedPoint::isFound).toList();
        double[] localU = new double[PARTS];
        double[] localV = new double[PARTS];
        double[] localNoise = new double[PARTS];
        double[] localBrighter = new double[PARTS];
        List<List<FollowedPoint>> parts = parts(found, pair);
        double[] steps = steps(found, pair);
        double near = IN_PLACE * pair.before().grey().width() / CameraFrame.MOST_WIDTH;
        for (int part = 0; part < PARTS; part++) {
            List<FollowedPoint> there = parts.get(part);
            boolean enough = there.size() >= LEAST_PLACED;
            localU[part] = enough ? median(there, FollowedPoint::offU) : Double.NaN;
            localV[part] = enough ? median(there, FollowedPoint::offV) : Double.NaN;
            localNoise[part] = enough ? noise(there, localU[part], localV[part]) : Double.NaN;
            localBrighter[part] = there.size() >= LEAST_LIT ? median(there, FollowedPoint::brighter) : Double.NaN;
        }
        return new PairFigures(
                pair.frame(),
                standing.size(),
                found.size(),
                count(found, point -> point.isInPlace(near)),
                steps.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(Medians.mode(steps)),
                steps,
                slowAndFast(standing, near, PairFigures::tells),
                slowAndFast(found, near, point -> tells(point) && isInTurn(point, near)),
                median(found, FollowedPoint::offU),
                median(found, FollowedPoint::offV),
                median(found, point -> Math.hypot(point.offU(), point.offV())),
                localU,
                localV,
                localNoise,
                median(found, FollowedPoint::brighter),
                localBrighter,
                median(found, FollowedPoint::sharper));
    }

    private static double noise(List<FollowedPoint> points, double u, double v) {
        double spread = median(points, point -> Math.hypot(point.offU() - u, point.offV() - v));
        return Math.max(LEAST_NOISE, spread / Math.sqrt(points.size()));
    }

    /**
     * How far from the usual step most points went, the middle one did and two thirds of them did either way: a third of them
     * goes on as usual where only reflections and drops keep the others, none does where a frame is out of turn. 0 where too
     * few tell.
     */
    double leap(double usual) {
        double[] departures =
                Arrays.stream(steps).map(step -> Math.abs(step - usual)).toArray();
        double middle = steps.length == 0 ? usual : Medians.median(steps);
        return Math.min(
                Math.min(Math.abs(step.orElse(usual) - usual), Math.abs(middle - usual)),
                Medians.quantile(departures, STAYING));
    }

    private static double[] steps(List<FollowedPoint> found, FramePair pair) {
        if (pair.leap().isPresent()) {
            return new double[] {pair.leap().getAsInt()};
        }
        double[] steps = found.stream()
                .filter(PairFigures::tells)
                .mapToDouble(FollowedPoint::step)
                .toArray();
        return steps.length < PointMotion.LEAST_POINTS ? new double[0] : steps;
    }

    /** Whether it would be elsewhere in another frame. */
    private static boolean tells(FollowedPoint point) {
        return point.way() > LEAST_WAY && point.telling() > LEAST_TELLING;
    }

    /** Of snow before a smooth wall nearby none are found again, of the street behind most: each kind by itself. */
    private static int[] slowAndFast(List<FollowedPoint> points, double near, Predicate<FollowedPoint> which) {
        Predicate<FollowedPoint> fast = point -> point.way() > FAST * near;
        return new int[] {count(points, which.and(fast.negate())), count(points, which.and(fast))};
    }

    private static boolean isInTurn(FollowedPoint point, double near) {
        return point.isInPlace(near) && Math.abs(point.step() - 1) < IN_TURN;
    }

    private static int count(List<FollowedPoint> points, Predicate<FollowedPoint> which) {
        return (int) points.stream().filter(which).count();
    }

    private static List<List<FollowedPoint>> parts(List<FollowedPoint> points, FramePair pair) {
        List<List<FollowedPoint>> parts = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            parts.add(new ArrayList<>());
        }
        points.forEach(point -> parts.get(part(point, pair)).add(point));
        return parts;
    }

    private static int part(FollowedPoint point, FramePair pair) {
        int column = (int) (point.u() * PART_COLUMNS / pair.before().grey().width());
        int row = (int) (point.v() * PART_ROWS / pair.before().grey().height());
        return row * PART_COLUMNS + column;
    }

    private static double median(List<FollowedPoint> points, ToDoubleFunction<FollowedPoint> figure) {
        return Medians.median(points.stream().mapToDouble(figure).toArray());
    }
}

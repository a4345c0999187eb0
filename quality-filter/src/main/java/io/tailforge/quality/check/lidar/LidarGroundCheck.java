package io.tailforge.quality.check.lidar;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.Measure;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.SharedPasses;
import io.tailforge.quality.check.Findings;
import io.tailforge.quality.check.Medians;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.variation.Weather;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * D2: points on the map's driving lanes, for verges fall off, lie at the lanes' height, level with them, and none lies under the road. Sees a sensor mounted
 * too high, too low or tilted, and another place's road; is blind to what turns about the vertical or shifts along a level road.
 */
public final class LidarGroundCheck implements QualityCheck {
    private static final String ID = "lidar-ground";

    /** Points farther from the lane's height than this are no road: vehicles, trees over the road. */
    private static final double BAND = 1.0;

    /** Boxes end so far beside what they hold, metres. */
    private static final double BESIDE = 0.4;

    private static final double BELOW = -0.3;
    private static final int LEAST_POINTS = 150;

    /** Of a sweep with many more points every second or third is enough. */
    private static final int ENOUGH = 20_000;

    private static final Measure HEIGHT = Measure.atMost(ID, "GROUND-HEIGHT", 0.05, "m");
    private static final Measure TILT = Measure.atMost(ID, "GROUND-TILT", Math.toRadians(0.3), "rad");
    private static final Measure INLIERS = Measure.atLeast(ID, "GROUND-INLIERS", 0.6, "of points within 0.1 m");
    private static final Measure UNDER = Measure.atMost(ID, "GROUND-BELOW", 0.02, "of points");

    /** Standing water mirrors: what it shows lies under the road. */
    private static final Measure UNDER_WATER = Measure.atMost(ID, "GROUND-BELOW-WET", 0.15, "of points");

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "LiDAR points on the map's lanes lie at the lanes' height";
    }

    @Override
    public int cost() {
        return 50;
    }

    @Override
    public List<Measure> measures() {
        return List.of(HEIGHT, TILT, INLIERS, UNDER, UNDER_WATER);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return examine(clip, new SharedPasses());
    }

    @Override
    public Examination examine(ClipEvidence clip, SharedPasses passes) {
        return new Ground(clip, passes);
    }

    private static final class Ground implements Examination {
        private final ClipEvidence clip;
        private final SharedPasses passes;
        private final SweepFigures figures;

        Ground(ClipEvidence clip, SharedPasses passes) {
            this.clip = clip;
            this.passes = passes;
            this.figures = new SweepFigures(ID, clip.calibration());
        }

        @Override
        public void sweep(LidarSweep sweep, SweepPoints points) {
            SweepGround ground = measure(sweep, RoadHeights.of(passes, clip, sweep, points), points);
            if (ground.points() >= LEAST_POINTS) {
                judge(sweep, ground);
            }
        }

        private void judge(LidarSweep sweep, SweepGround ground) {
            Weather weather = clip.scene().variation().weather();
            boolean wet = !clip.scene().variation().isTold() || weather.roadWetness() > 0 || weather.snowCover() > 0;
            add(sweep, HEIGHT, ground.height(), "the road lies %.3f m off the map's lanes".formatted(ground.height()));
            add(sweep, TILT, ground.tilt(), "the road is tilted against the map's lanes");
            add(sweep, INLIERS, ground.inliers(), "the road is not as even as the map's lanes");
            add(sweep, wet ? UNDER_WATER : UNDER, ground.below(), "points lie more than 0.3 m under the road");
        }

        private void add(LidarSweep sweep, Measure measure, double value, String ifWrong) {
            figures.add(sweep.lidar(), sweep.index(), measure, value, ifWrong);
        }

        private SweepGround measure(LidarSweep sweep, RoadHeights road, SweepPoints points) {
            SweepCloud cloud = SweepCloud.of(passes, points);
            double near = SweepGeometry.scatterRange(clip.scene().variation());
            int step = 1 + points.count() / ENOUGH;
            IntPredicate isActors = actors(sweep, cloud);
            double[] x = new double[points.count()];
            double[] y = new double[points.count()];
            double[] dz = new double[points.count()];
            int n = 0;
            for (int i = 0; i < points.count(); i += step) {
                float above = road.above(i);
                if (Math.abs(above) <= BAND && cloud.range()[i] >= near && road.isDriven(i) && !isActors.test(i)) {
                    x[n] = road.east(i);
                    y[n] = road.north(i);
                    dz[n++] = above;
                }
            }
            return SweepGround.of(Arrays.copyOf(x, n), Arrays.copyOf(y, n), Arrays.copyOf(dz, n));
        }

        /** By their labels, or by the boxes where points have none. */
        private IntPredicate actors(LidarSweep sweep, SweepCloud cloud) {
            if (cloud.points().tellsActors()) {
                return i -> cloud.points().instance(i) != 0;
            }
            List<SweptBox> boxes = SweptBox.list(clip.scene(), sweep);
            double period = 1e6 / SweepGeometry.getLidar(clip.scene(), sweep).rateHz();
            double[] within = new double[3];
            return i -> boxes.stream().anyMatch(box -> box.holds(cloud, i, period, BESIDE, within));
        }

        @Override
        public List<Finding> finish() {
            List<Finding> findings = figures.judge();
            return findings.isEmpty()
                    ? List.of(Findings.aboutClip(ID).notJudged("GROUND", "too few points fall on lanes"))
                    : findings;
        }
    }

    /**
     * One sweep's road against the map's.
     *
     * @param height absolute median, metres
     * @param tilt radians
     * @param inliers share of the road's points that lie within 0.1 m of their median
     * @param below share of points
     */
    private record SweepGround(int points, double height, double tilt, double inliers, double below) {
        /** Within this of the median a point is taken for road when the plane is fitted, metres. */
        private static final double ROAD = 0.2;

        private static final double INLIER = 0.1;

        static SweepGround of(double[] x, double[] y, double[] dz) {
            double median = Medians.median(dz);
            long below = Arrays.stream(dz).filter(value -> value < BELOW).count();
            long near = Arrays.stream(dz)
                    .filter(value -> Math.abs(value - median) <= INLIER)
                    .count();
            return new SweepGround(
                    dz.length,
                    Math.abs(median),
                    tilt(x, y, dz, median),
                    dz.length == 0 ? 0 : (double) near / dz.length,
                    dz.length == 0 ? 0 : (double) below / dz.length);
        }

        /** Slope of the least-squares plane through the road's points. */
        private static double tilt(double[] x, double[] y, double[] dz, double median) {
            double[] s = new double[9];
            for (int i = 0; i < x.length; i++) {
                if (Math.abs(dz[i] - median) <= ROAD) {
                    s[0]++;
                    s[1] += x[i];
                    s[2] += y[i];
                    s[3] += x[i] * x[i];
                    s[4] += x[i] * y[i];
                    s[5] += y[i] * y[i];
                    s[6] += dz[i];
                    s[7] += x[i] * dz[i];
                    s[8] += y[i] * dz[i];
                }
            }
            if (s[0] < LEAST_POINTS) {
                return 0;
            }
            double xx = s[3] - s[1] * s[1] / s[0];
            double xy = s[4] - s[1] * s[2] / s[0];
            double yy = s[5] - s[2] * s[2] / s[0];
            double xz = s[7] - s[1] * s[6] / s[0];
            double yz = s[8] - s[2] * s[6] / s[0];
            return slope(s[0], xx, xy, yy, xz, yz);
        }

        /** Along a narrow road only the slope along it is known; the ridge term keeps the other one at zero. */
        private static double slope(double n, double xx, double xy, double yy, double xz, double yz) {
            double ridge = n * 4;
            double determinant = (xx + ridge) * (yy + ridge) - xy * xy;
            double bx = (xz * (yy + ridge) - yz * xy) / determinant;
            double by = (yz * (xx + ridge) - xz * xy) / determinant;
            return Math.atan(Math.sqrt(bx * bx + by * by));
        }
    }
}

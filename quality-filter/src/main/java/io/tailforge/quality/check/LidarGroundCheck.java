package io.tailforge.quality.check;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.check.LaneHeights.NearLane;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.variation.Weather;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** D2: points on the map's lanes lie at the lanes' height, level with them, and none lies under the road. */
public final class LidarGroundCheck implements QualityCheck {
    private static final String ID = "lidar-ground";

    /** Points farther from the lane's height than this are no road: vehicles, trees over the road. */
    private static final double BAND = 1.0;

    private static final double HEIGHT_LIMIT = 0.08;
    private static final double TILT_LIMIT = Math.toRadians(0.3);
    private static final double BELOW = -0.3;
    private static final double BELOW_LIMIT = 0.02;

    /** Standing water mirrors: what it shows lies under the road. */
    private static final double BELOW_LIMIT_WET = 0.15;

    private static final int LEAST_POINTS = 150;

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
    public Examination examine(ClipEvidence clip) {
        return new Ground(clip);
    }

    private static final class Ground implements Examination {
        private final ClipEvidence clip;
        private final List<NearLane> lanes;
        private final Map<String, List<SweepGround>> byLidar = new LinkedHashMap<>();

        Ground(ClipEvidence clip) {
            this.clip = clip;
            this.lanes = LaneHeights.lanesOf(clip.map());
        }

        @Override
        public void sweep(LidarSweep sweep, SweepPoints points) {
            Vec3 ego = clip.scene().ego().at(sweep.startMicros()).translation();
            LaneHeights heights = LaneHeights.around(lanes, ego);
            byLidar.computeIfAbsent(sweep.lidar(), lidar -> new ArrayList<>())
                    .add(measure(sweep, points, heights, ego));
        }

        private SweepGround measure(LidarSweep sweep, SweepPoints points, LaneHeights heights, Vec3 ego) {
            Pose worldFromLidar = SweepGeometry.worldFromLidar(
                    clip.scene(), SweepGeometry.getLidar(clip.scene(), sweep), sweep.startMicros());
            double[] m = worldFromLidar.toMatrix();
            double near = SweepGeometry.scatterRange(clip.scene().variation().weather());
            double[] x = new double[points.count()];
            double[] y = new double[points.count()];
            double[] dz = new double[points.count()];
            int n = 0;
            for (int i = 0; i < points.count(); i++) {
                double px = points.x(i);
                double py = points.y(i);
                double pz = points.z(i);
                if (points.instance(i) != 0 || px * px + py * py + pz * pz < near * near) {
                    continue;
                }
                double wx = m[0] * px + m[1] * py + m[2] * pz + m[3];
                double wy = m[4] * px + m[5] * py + m[6] * pz + m[7];
                double above = m[8] * px + m[9] * py + m[10] * pz + m[11] - heights.at(wx, wy);
                if (Math.abs(above) <= BAND) {
                    x[n] = wx - ego.x();
                    y[n] = wy - ego.y();
                    dz[n++] = above;
                }
            }
            return SweepGround.of(sweep.index(), Arrays.copyOf(x, n), Arrays.copyOf(y, n), Arrays.copyOf(dz, n));
        }

        @Override
        public List<Finding> finish() {
            List<Finding> findings = new ArrayList<>();
            byLidar.forEach((lidar, sweeps) -> findings.addAll(judge(Findings.about(ID, lidar), sweeps)));
            if (findings.isEmpty()) {
                findings.add(Findings.aboutClip(ID).notJudged("NO-LIDAR", "there is no readable sweep"));
            }
            return findings;
        }

        private List<Finding> judge(Findings about, List<SweepGround> sweeps) {
            List<SweepGround> judged = sweeps.stream()
                    .filter(sweep -> sweep.points() >= LEAST_POINTS)
                    .toList();
            if (judged.isEmpty()) {
                return List.of(about.notJudged("GROUND", "too few points fall on lanes"));
            }
            Weather weather = clip.scene().variation().weather();
            double below = weather.surfaceWetness() > 0 || weather.snowCover() > 0 ? BELOW_LIMIT_WET : BELOW_LIMIT;
            SweepGround highest = worst(judged, SweepGround::height);
            SweepGround steepest = worst(judged, SweepGround::tilt);
            SweepGround deepest = worst(judged, SweepGround::below);
            return List.of(
                    about.atMost(
                            "GROUND-HEIGHT",
                            highest.height(),
                            HEIGHT_LIMIT,
                            "m",
                            highest.index(),
                            "the road lies %.3f m off the map's lanes".formatted(highest.height())),
                    about.atMost(
                            "GROUND-TILT",
                            steepest.tilt(),
                            TILT_LIMIT,
                            "rad",
                            steepest.index(),
                            "the road is tilted against the map's lanes"),
                    about.atMost(
                            "GROUND-BELOW",
                            deepest.below(),
                            below,
                            "share",
                            deepest.index(),
                            "points lie more than 0.3 m under the road"));
        }

        private static SweepGround worst(
                List<SweepGround> sweeps, java.util.function.ToDoubleFunction<SweepGround> measure) {
            return sweeps.stream()
                    .max(java.util.Comparator.comparingDouble(measure))
                    .orElseThrow();
        }
    }

    /** One sweep's road against the map's. @param height absolute median, @param tilt radians, @param below share of points */
    private record SweepGround(int index, int points, double height, double tilt, double below) {
        /** Within this of the median a point is taken for road when the plane is fitted, metres. */
        private static final double ROAD = 0.2;

        static SweepGround of(int index, double[] x, double[] y, double[] dz) {
            double median = Medians.median(dz);
            long below = Arrays.stream(dz).filter(value -> value < BELOW).count();
            return new SweepGround(
                    index,
                    dz.length,
                    Math.abs(median),
                    tilt(x, y, dz, median),
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

package io.tailforge.quality.check.lidar;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.ExpectedViews;
import io.tailforge.quality.Measure;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.SharedPasses;
import io.tailforge.quality.check.Findings;
import io.tailforge.quality.check.Medians;
import io.tailforge.quality.check.Where;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.LidarModel;
import io.tailforge.scene.variation.Weather;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The air in the sweeps is that of the weather asked for: drops and flakes answer near the sensor, single shots among
 * neighbours that go on, as often as the published laws say within a wide factor, and not at all in clear air; and nothing
 * answers from farther than a white wall could through this air.
 *
 * <p>Over 75 ray-cast clips the share of such specks was 3e-5 at most in clear air, 2e-4 to 1e-3 in fog, 2e-3 to 1e-2 in rain
 * and 5e-2 to 9e-2 in snow. Rain under 2 mm/h and snow under 0.3 mm/h are not told from clear air. Light fog shows neither in
 * specks nor in reach.
 */
public final class LidarWeatherCheck implements QualityCheck {
    private static final String ID = "lidar-weather";
    private static final Measure CLEAR = Measure.atMost(ID, "AIR-CLEAR", 1.2e-4, "of shots");
    private static final Measure FEW = Measure.atLeast(ID, "AIR-SPECKS-FEW", 0.1, "of what the law says");
    private static final Measure MANY = Measure.atMost(ID, "AIR-SPECKS-MANY", 8, "times what the law says");
    private static final Measure REACH = Measure.atMost(ID, "AIR-REACH", 2e-3, "of points");

    /** Drops and flakes farther off are too weak. */
    private static final double NEAR = 8;

    /** A neighbour that goes on, metres. */
    private static final double GOES_ON = 1;

    private static final double LEAST_RAIN = 2;
    private static final double LEAST_SNOW = 0.3;

    /** A sensor of which nothing is known may be as strong as the strongest, metres at 10 %. */
    private static final double STRONGEST = 250;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "what the air does to LiDAR beams is what the weather asked for does";
    }

    @Override
    public int cost() {
        return 55;
    }

    @Override
    public List<Measure> measures() {
        return List.of(CLEAR, FEW, MANY, REACH);
    }

    @Override
    public boolean needsRequest() {
        return true;
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return examine(clip, new SharedPasses());
    }

    @Override
    public Examination examine(ClipEvidence clip, SharedPasses passes) {
        return new Air(clip, passes);
    }

    /** Share of shots that a drop or flake answers: linear in the rate, of Kilic et al. (2021) at 30 m and of ours in snow. */
    static double expectedSpecks(Weather weather) {
        return 9e-4 * weather.rainMmPerHour() + 2.5e-2 * weather.snowMmPerHour();
    }

    /** Extinction, 1/m: Marshall and Palmer's rain and Gunn and Marshall's snow as powers of the rate, and the fog's. */
    static double extinction(Weather weather) {
        return weather.fogExtinction()
                + 3.65e-4 * StrictMath.pow(weather.rainMmPerHour(), 0.63)
                + 1.45e-3 * StrictMath.pow(weather.snowMmPerHour(), 0.565);
    }

    /** From where a matt wall of reflectance 0.9 is as faint as one of 0.1 at the sensor's 10 % range in clear air, metres. */
    static double reach(double tenPercentRange, double extinction) {
        double least = 0.1 / (tenPercentRange * tenPercentRange);
        double range = 1;
        while (0.9 * StrictMath.exp(-2 * extinction * range) / (range * range) > least) {
            range += 0.5;
        }
        return range;
    }

    private static final class Air implements Examination {
        private final ClipEvidence clip;
        private final SharedPasses passes;
        private final Map<String, List<Sweep>> byLidar = new LinkedHashMap<>();

        Air(ClipEvidence clip, SharedPasses passes) {
            this.clip = clip;
            this.passes = passes;
        }

        /** @param specks share of shots @param beyond share of points */
        private record Sweep(double specks, double beyond) {}

        @Override
        public void sweep(LidarSweep sweep, SweepPoints points) {
            SweepShots.of(passes, clip.scene(), sweep, points)
                    .filter(shots -> shots.count() > 0)
                    .ifPresent(shots -> byLidar.computeIfAbsent(sweep.lidar(), name -> new ArrayList<>())
                            .add(measure(shots)));
        }

        private Sweep measure(SweepShots shots) {
            double reach = reach(
                    tenPercentRange(shots.lidar()),
                    extinction(clip.scene().variation().weather()));
            int beyond = 0;
            for (float range : shots.range()) {
                beyond += range > reach ? 1 : 0;
            }
            return new Sweep(
                    (double) countSpecks(shots) / (shots.rings() * shots.columns()), (double) beyond / shots.count());
        }

        private double tenPercentRange(Lidar lidar) {
            return clip.expected()
                    .flatMap(ExpectedViews::sweeps)
                    .flatMap(world -> world.findModel(lidar))
                    .or(lidar::own)
                    .map(LidarModel::maxRange)
                    .orElse(STRONGEST);
        }

        private static int countSpecks(SweepShots shots) {
            int specks = 0;
            for (int ring = 0; ring < shots.rings(); ring++) {
                for (int column = 1; column < shots.columns() - 1; column++) {
                    specks += isSpeck(shots, ring, column) ? 1 : 0;
                }
            }
            return specks;
        }

        /** Above and below it beams go on as well: a thin pole is no drop. */
        private static boolean isSpeck(SweepShots shots, int ring, int column) {
            float range = shots.rangeAt(ring, column);
            return range < NEAR
                    && goesOn(shots.rangeAt(ring, column - 1), range)
                    && goesOn(shots.rangeAt(ring, column + 1), range)
                    && (ring == 0 || goesOn(shots.rangeAt(ring - 1, column), range))
                    && (ring == shots.rings() - 1 || goesOn(shots.rangeAt(ring + 1, column), range));
        }

        private static boolean goesOn(float neighbour, float range) {
            return Float.isNaN(neighbour) || neighbour > range + GOES_ON;
        }

        @Override
        public List<Finding> finish() {
            List<Finding> findings = new ArrayList<>();
            byLidar.forEach((lidar, sweeps) ->
                    findings.addAll(judge(Findings.about(ID, lidar).by(clip.calibration()), sweeps)));
            return findings.isEmpty()
                    ? List.of(Findings.aboutClip(ID).notJudged("NO-LIDAR", "there is no readable sweep"))
                    : findings;
        }

        private List<Finding> judge(Findings about, List<Sweep> sweeps) {
            Weather weather = clip.scene().variation().weather();
            double specks =
                    Medians.median(sweeps.stream().mapToDouble(Sweep::specks).toArray());
            double beyond =
                    Medians.median(sweeps.stream().mapToDouble(Sweep::beyond).toArray());
            List<Finding> findings = new ArrayList<>();
            findings.add(about.judge(REACH, beyond, Where.CLIP, "points lie farther than this air lets see"));
            if (SweepGeometry.isClear(weather) && weather.roadWetness() == 0) {
                findings.add(about.judge(CLEAR, specks, Where.CLIP, "the air answers, and should be clear"));
            } else if (weather.rainMmPerHour() >= LEAST_RAIN || weather.snowMmPerHour() >= LEAST_SNOW) {
                double times = specks / expectedSpecks(weather);
                findings.add(about.judge(FEW, times, Where.CLIP, "the air answers less than this weather's"));
                findings.add(about.judge(MANY, times, Where.CLIP, "the air answers more than this weather's"));
            }
            return findings;
        }
    }
}

package io.tailforge.quality.check.lidar;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.Examination;
import io.tailforge.quality.ExpectedSweeps;
import io.tailforge.quality.Measure;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.SharedPasses;
import io.tailforge.quality.check.Findings;
import io.tailforge.quality.check.Medians;
import io.tailforge.quality.check.lidar.BeamSample.Beam;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.LidarSweep;
import java.util.List;
import java.util.OptionalDouble;

/**
 * D3 and D5 against the world: some beams of each sweep are cast through the scene's own world, and what they measured is held
 * against what they should have met. One robust fit a sweep says how far the sensor is turned and shifted and at what speed its
 * motion was taken out wrongly.
 *
 * <p>In rain, snow and fog only returns count that have a neighbour about as far in their ring: in a blizzard three of ten are
 * flakes. The worst sweep of 32 clean clips agrees by 0.86 (heavy rain), of a blizzard's by 0.94.
 *
 * <p>Judged only where the generator says that it rendered our world: its cameras' depth came with the clip. Along a road
 * without anything beside it a turn or a shift along the road cannot be seen, and is not claimed.
 */
public final class LidarWorldCheck implements QualityCheck {
    private static final String ID = "lidar-world";
    private static final Measure AGREE = Measure.atLeast(ID, "WORLD-AGREES", 0.65, "of points");
    private static final Measure YAW = Measure.atMost(ID, "WORLD-YAW", 0.1, "degrees");
    private static final Measure SHIFT = Measure.atMost(ID, "WORLD-SHIFT", 0.08, "m");
    private static final Measure SKEW = Measure.atMost(ID, "WORLD-SKEW", 1.2, "m/s");

    private static final Measure BRIGHT = Measure.atMost(ID, "WORLD-BRIGHT", 0.4, "octaves");

    /** Walls squarely enough in the beam for a matt surface's cosine to hold. */
    private static final double SQUARE = 0.7;

    private static final double UPRIGHT = 0.3;
    private static final double LEAST_REFLECTANCE = 0.05;
    private static final double BRIGHT_FARTHEST = 25;
    private static final double INTENSITY_OF_WHITE = 100;
    private static final int LEAST_WALL = 100;

    private static final int LEAST_BEAMS = 500;
    private static final double NEAR = 0.3;
    private static final double NEAR_SHARE = 0.02;

    /** Flatter beams tell little of a plane's place. */
    private static final double LEAST_COSINE = 0.1;

    private static final double MOST_OFF = 2;

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "LiDAR points lie where beams through the scene's world end";
    }

    @Override
    public int cost() {
        return 70;
    }

    @Override
    public List<Measure> measures() {
        return List.of(AGREE, YAW, SHIFT, SKEW, BRIGHT);
    }

    @Override
    public Examination examine(ClipEvidence clip) {
        return examine(clip, new SharedPasses());
    }

    @Override
    public Examination examine(ClipEvidence clip, SharedPasses passes) {
        return SweepGeometry.findWorld(clip)
                .<Examination>map(known -> new World(clip, passes, known))
                .orElse(() -> List.of(notJudged("the generator does not say that it rendered the scene's world")));
    }

    private static Finding notJudged(String why) {
        return Findings.aboutClip(ID).notJudged("WORLD", why);
    }

    private static final class World implements Examination {
        private final ClipEvidence clip;
        private final SharedPasses passes;
        private final ExpectedSweeps world;
        private final double scatter;
        private final SweepFigures figures;

        World(ClipEvidence clip, SharedPasses passes, ExpectedSweeps world) {
            this.clip = clip;
            this.passes = passes;
            this.world = world;
            this.scatter = SweepGeometry.scatterRange(clip.scene().variation());
            this.figures = new SweepFigures(ID, clip.calibration());
        }

        @Override
        public void sweep(LidarSweep sweep, SweepPoints points) {
            SweepShots.of(passes, clip.scene(), sweep, points).ifPresent(shots -> {
                BeamSample sample = BeamSample.of(passes, clip.scene(), sweep, shots, world);
                List<Beam> solid = sample.beams().stream()
                        .filter(beam -> isSolid(beam, shots))
                        .toList();
                if (solid.size() >= LEAST_BEAMS) {
                    judge(sweep, solid, 1e6 / shots.lidar().rateHz());
                }
            });
        }

        /** Not of a drop or flake, which answers near the sensor and, farther off, alone among neighbours that go on. */
        private boolean isSolid(Beam beam, SweepShots shots) {
            return scatter == 0 || beam.range() > scatter && shots.goesOn(beam.shot());
        }

        private void judge(LidarSweep sweep, List<Beam> beams, double period) {
            double agree = (double) beams.stream().filter(World::agrees).count() / beams.size();
            add(sweep, AGREE, agree, "%.0f %% of the points lie elsewhere".formatted(100 - 100 * agree));
            double[] off = fit(beams, period).solve();
            double yaw = Math.toDegrees(Math.abs(off[5]));
            add(sweep, YAW, yaw, "the sweep is turned by %.2f degrees".formatted(Math.toDegrees(off[5])));
            double shift = Math.hypot(off[0], off[1]);
            add(sweep, SHIFT, shift, "the sweep is shifted by %.2f, %.2f m".formatted(off[0], off[1]));
            double skew = Math.hypot(off[6], off[7]);
            add(sweep, SKEW, skew, "the ego's motion is left in by %.1f m/s".formatted(skew));
            brightness(beams)
                    .ifPresent(octaves -> add(
                            sweep,
                            BRIGHT,
                            Math.abs(octaves),
                            "walls are %.2f times as bright as they are".formatted(Math.pow(2, octaves))));
        }

        private void add(LidarSweep sweep, Measure measure, double value, String ifWrong) {
            figures.add(sweep.lidar(), sweep.index(), measure, value, ifWrong);
        }

        private static boolean agrees(Beam beam) {
            return Math.abs(beam.excess()) < NEAR + NEAR_SHARE * beam.range();
        }

        private static RigidFit fit(List<Beam> beams, double period) {
            RigidFit fit = new RigidFit(beams.size());
            for (Beam beam : beams) {
                double[] n = beam.normal();
                double off = beam.excess()
                        * (n[0] * beam.along().x()
                                + n[1] * beam.along().y()
                                + n[2] * beam.along().z());
                if (beam.instance() == 0 && beam.cosine() > LEAST_COSINE && Math.abs(off) < MOST_OFF) {
                    double[] p = {
                        beam.fromSensor().x(),
                        beam.fromSensor().y(),
                        beam.fromSensor().z()
                    };
                    fit.add(n, p, (beam.timeMicros() - period / 2) * 1e-6, off);
                }
            }
            return fit;
        }

        /** Of walls, which neither wet nor snow covers: intensity over what their reflectance gives through this air, log 2. */
        private OptionalDouble brightness(List<Beam> beams) {
            double extinction =
                    LidarWeatherCheck.extinction(clip.scene().variation().weather());
            double[] times = beams.stream()
                    .filter(World::isWall)
                    .mapToDouble(beam -> beam.intensity()
                            / (INTENSITY_OF_WHITE
                                    * beam.reflectance()
                                    * beam.cosine()
                                    * StrictMath.exp(-2 * extinction * beam.range())))
                    .toArray();
            double median = Medians.median(times);
            return times.length < LEAST_WALL || median <= 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(StrictMath.log(median) / StrictMath.log(2));
        }

        private static boolean isWall(Beam beam) {
            return agrees(beam)
                    && beam.instance() == 0
                    && beam.range() < BRIGHT_FARTHEST
                    && Math.abs(beam.normal()[2]) < UPRIGHT
                    && beam.cosine() > SQUARE
                    && beam.reflectance() > LEAST_REFLECTANCE;
        }

        @Override
        public List<Finding> finish() {
            List<Finding> findings = figures.judge();
            return findings.isEmpty() ? List.of(notJudged("too few beams came back")) : findings;
        }
    }
}

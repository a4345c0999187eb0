package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hall of four walls about the ego's way, known to the filter: sweeps of it pass, and what is wrong with others is found. */
class LidarWorldTest {
    private static final int RINGS = 32;
    private static final int COLUMNS = 720;
    private static final double WALL_REFLECTANCE = 0.4;

    @TempDir
    private Path temp;

    private ClipEvidence street;
    private Lidar lidar;

    @BeforeEach
    void makeStreet() throws Exception {
        street = TestClip.driving(temp, Weather.CLEAR);
        lidar = street.scene().rig().lidars().getFirst();
    }

    /** Walls at x = -15 and 35, y = -9 and 12, ground at 0. */
    private static final class Hall implements ExpectedSweeps {
        private static final double[][] PLANES = {
            {1, 0, 0, -15}, {-1, 0, 0, -35}, {0, 1, 0, -9}, {0, -1, 0, -12}, {0, 0, 1, 0}
        };

        @Override
        public Hits cast(long timestampMicros, double[] origins, float[] directions) {
            int n = directions.length / 3;
            float[] range = new float[n];
            float[] normals = new float[3 * n];
            float[] reflectance = new float[n];
            Arrays.fill(range, Float.POSITIVE_INFINITY);
            Arrays.fill(reflectance, (float) WALL_REFLECTANCE);
            for (int k = 0; k < n; k++) {
                for (double[] plane : PLANES) {
                    double towards = 0;
                    double above = -plane[3];
                    for (int i = 0; i < 3; i++) {
                        towards -= plane[i] * directions[3 * k + i];
                        above += plane[i] * origins[3 * k + i];
                    }
                    if (towards > 0 && above / towards < range[k]) {
                        range[k] = (float) (above / towards);
                        for (int i = 0; i < 3; i++) {
                            normals[3 * k + i] = (float) plane[i];
                        }
                    }
                }
            }
            return new Hits(range, normals, new char[n], reflectance);
        }
    }

    /**
     * A sweep of the hall.
     *
     * @param yaw of the sensor against where it should be @param skew m/s that stay in @param brightness of all intensities
     */
    private SweepPoints sweep(LidarSweep sweep, double yaw, double skew, double brightness, DoubleUnaryOperator range) {
        Scene scene = street.scene();
        var startFromWorld =
                scene.ego().at(sweep.startMicros()).times(lidar.rigFromLidar()).inverse();
        SplittableRandom random = new SplittableRandom(sweep.index());
        List<float[]> xyz = new ArrayList<>();
        List<int[]> rest = new ArrayList<>();
        for (int column = 0; column < COLUMNS; column++) {
            int time = (int) (column * 100_000L / COLUMNS);
            var worldFromLidar = scene.ego().at(sweep.startMicros() + time).times(lidar.rigFromLidar());
            Vec3 from = worldFromLidar.translation();
            for (int ring = 0; ring < RINGS; ring++) {
                double azimuth = Math.PI - 2 * Math.PI * column / COLUMNS;
                double elevation = Math.toRadians(-30 + 40.0 * ring / (RINGS - 1));
                double level = Math.cos(elevation);
                Vec3 along = worldFromLidar.rotate(new Vec3(
                        level * Math.cos(azimuth + yaw), level * Math.sin(azimuth + yaw), Math.sin(elevation)));
                ExpectedSweeps.Hits hit = new Hall().cast(0, new double[] {from.x(), from.y(), from.z()}, new float[] {
                    (float) along.x(), (float) along.y(), (float) along.z()
                });
                double far = range.applyAsDouble(hit.range()[0]) + 0.01 * random.nextGaussian();
                Vec3 claimed = worldFromLidar.rotate(
                        new Vec3(level * Math.cos(azimuth), level * Math.sin(azimuth), Math.sin(elevation)));
                Vec3 point = startFromWorld.transform(
                        from.plus(claimed.times(far)).plus(new Vec3(skew * time * 1e-6, 0, 0)));
                double cosine = Math.abs(
                        hit.normals()[0] * along.x() + hit.normals()[1] * along.y() + hit.normals()[2] * along.z());
                xyz.add(new float[] {(float) point.x(), (float) point.y(), (float) point.z()});
                rest.add(
                        new int[] {(int) Math.round(100 * WALL_REFLECTANCE * cosine * brightness), ring, column, time});
            }
        }
        return points(sweep, xyz, rest);
    }

    private SweepPoints points(LidarSweep sweep, List<float[]> xyz, List<int[]> rest) {
        int n = xyz.size();
        float[] packed = new float[3 * n];
        byte[] intensity = new byte[n];
        int[][] columns = new int[3][n];
        for (int i = 0; i < n; i++) {
            System.arraycopy(xyz.get(i), 0, packed, 3 * i, 3);
            intensity[i] = (byte) rest.get(i)[0];
            for (int k = 0; k < 3; k++) {
                columns[k][i] = rest.get(i)[k + 1];
            }
        }
        return SweepPoints.of(
                packed,
                intensity,
                columns[0],
                columns[1],
                columns[2],
                new int[n],
                new byte[n],
                street.scene().ego().at(sweep.startMicros()).times(lidar.rigFromLidar()),
                sweep.startMicros());
    }

    private List<Finding> judge(String check, Weather weather, double yaw, double skew, double bright) {
        return judge(check, weather, yaw, skew, bright, range -> range);
    }

    private List<Finding> judge(
            String check, Weather weather, double yaw, double skew, double bright, DoubleUnaryOperator range) {
        Examination examination = QualityFilter.listInstalled().stream()
                .filter(one -> one.id().equals(check))
                .findFirst()
                .orElseThrow()
                .examine(hall(weather));
        for (LidarSweep sweep : street.result().sweeps().subList(0, 2)) {
            examination.sweep(sweep, sweep(sweep, yaw, skew, bright, range));
        }
        return examination.finish();
    }

    private ClipEvidence hall(Weather weather) {
        Scene old = street.scene();
        Variation look = old.variation();
        Scene scene = new Scene(
                old.name(),
                old.layout(),
                old.rig(),
                old.ego(),
                List.of(),
                old.lights(),
                new Variation(look.name(), weather, look.sun(), look.region()),
                old.grid(),
                old.seed());
        ArtifactRef depth = new ArtifactRef("depth", "0".repeat(64), 0, "video/x-matroska");
        GenerationResult result = new GenerationResult(
                List.of(new GeneratedView("front", old.grid().frames(), Map.of(ObjectKind.DEPTH, depth))),
                street.result().sweeps(),
                street.result().engine(),
                1,
                Map.of(),
                List.of());
        ExpectedViews views = new ExpectedViews() {
            @Override
            public ExpectedView look(String camera, int frame) {
                throw new UnsupportedOperationException("no camera is asked");
            }

            @Override
            public Optional<ExpectedSweeps> sweeps() {
                return Optional.of(new Hall());
            }
        };
        return new ClipEvidence(scene, street.map(), result, temp).expecting(views);
    }

    private static void assertOnly(List<Finding> findings, String... codes) {
        assertThat(findings)
                .filteredOn(finding -> finding.severity() == Severity.FAIL)
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(codes);
    }

    @Test
    void sweepsOfTheHallPass() {
        assertThat(judge("lidar-world", Weather.CLEAR, 0, 0, 1))
                .hasSize(5)
                .allMatch(finding -> finding.severity() == Severity.PASS);
    }

    @Test
    void aSensorTurnedByAQuarterOfADegreeIsMeasured() {
        List<Finding> findings = judge("lidar-world", Weather.CLEAR, Math.toRadians(0.25), 0, 1);
        assertOnly(findings, "WORLD-YAW");
        assertThat(findings)
                .filteredOn(finding -> finding.code().equals("WORLD-YAW"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.value()).isBetween(0.22, 0.28));
    }

    @Test
    void motionThatStaysInIsMeasured() {
        List<Finding> findings = judge("lidar-world", Weather.CLEAR, 0, 2, 1);
        assertThat(findings)
                .filteredOn(finding -> finding.code().equals("WORLD-SKEW"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.FAIL);
                    assertThat(finding.value()).isBetween(1.7, 2.3);
                });
    }

    @Test
    void intensitiesOfTwiceTheStrengthAreFound() {
        assertOnly(judge("lidar-world", Weather.CLEAR, 0, 0, 2), "WORLD-BRIGHT");
    }

    @Test
    void sweepsOfAnotherPlaceAreFound() {
        assertThat(judge("lidar-world", Weather.CLEAR, 1.2, 0, 1))
                .filteredOn(finding -> finding.severity() == Severity.FAIL)
                .extracting(Finding::code)
                .contains("WORLD-AGREES");
    }

    @Test
    void clearAirIsNotRain() {
        Weather rain = new Weather(1, 20, 0, Double.POSITIVE_INFINITY, 1, 0);
        assertOnly(judge("lidar-weather", Weather.CLEAR, 0, 0, 1));
        assertOnly(judge("lidar-weather", rain, 0, 0, 1), "AIR-SPECKS-FEW");
    }

    @Test
    void rainIsNotClearAir() {
        SplittableRandom random = new SplittableRandom(5);
        DoubleUnaryOperator drops = range -> random.nextInt(60) == 0 ? Math.min(range, 2.5) : range;
        Weather rain = new Weather(1, 20, 0, Double.POSITIVE_INFINITY, 1, 0);
        assertOnly(judge("lidar-weather", Weather.CLEAR, 0, 0, 1, drops), "AIR-CLEAR");
        assertOnly(judge("lidar-weather", rain, 0, 0, 1, drops));
    }

    @Test
    void nothingIsSeenThroughThickFog() {
        Weather fog = new Weather(1, 0, 0, 12, 0, 0);
        assertOnly(judge("lidar-weather", fog, 0, 0, 1), "AIR-REACH");
    }

    /** By the world alone: the map's lanes run through the hall's walls. */
    private Finding ghosts(UnaryOperator<SweepPoints> edit) {
        Examination examination = QualityFilter.listInstalled().stream()
                .filter(one -> one.id().equals("lidar-ghosts"))
                .findFirst()
                .orElseThrow()
                .examine(hall(Weather.CLEAR));
        for (LidarSweep sweep : street.result().sweeps().subList(0, 4)) {
            examination.sweep(sweep, edit.apply(sweep(sweep, 0, 0, 1, range -> range)));
        }
        return examination.finish().stream()
                .filter(finding -> finding.code().equals("GHOST-WORLD"))
                .findFirst()
                .orElseThrow();
    }

    /** Beams end on an upright board 10 m ahead and 8 m to the left, beside all lanes and before the hall's wall. */
    private static SweepPoints withBoard(SweepPoints right, double width) {
        float[] xyz = right.toXyz();
        for (int i = 0; i < right.count(); i++) {
            double share = 10 / Math.max(1e-9, xyz[3 * i]);
            double aside = share * xyz[3 * i + 1] - 8;
            double up = share * xyz[3 * i + 2];
            for (int k = 0; k < 3 && share < 1 && Math.abs(aside) < width / 2 && up > -1.7 && up < 0.5; k++) {
                xyz[3 * i + k] *= (float) share;
            }
        }
        return right.withXyz(xyz);
    }

    @Test
    void aThingBesideTheRoadThatTheWorldDoesNotHaveIsFoundAndMeasured() {
        Finding found = ghosts(right -> withBoard(right, 1.5));
        assertThat(found.severity()).isEqualTo(Severity.FAIL);
        assertThat(found.value()).isBetween(1.0, 5.0);
        assertThat(List.of(found.firstFrame(), found.lastFrame())).containsExactly(0, 3);
    }

    @Test
    void theHallAloneHoldsNoThingThatNobodyOwns() {
        Finding found = ghosts(right -> right);
        assertThat(found.severity()).isEqualTo(Severity.PASS);
        assertThat(found.value()).isZero();
    }
}

package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.variation.Weather;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps with one thing wrong: the figure that is made for it fails, and the finding says in which sweeps. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LidarChecksTest {
    private static final int WRONG = 4;

    private ClipEvidence clip;

    @BeforeAll
    void makeClip(@TempDir Path temp) throws IOException {
        clip = TestClip.driving(temp, Weather.CLEAR);
    }

    @FunctionalInterface
    private interface Edit {
        SweepPoints of(int sweep, SweepPoints right, SweepPoints before);
    }

    private List<Finding> judge(String check, Edit edit) {
        Examination examination = QualityFilter.listInstalled().stream()
                .filter(one -> one.id().equals(check))
                .findFirst()
                .orElseThrow()
                .examine(clip);
        SweepPoints before = read(clip.result().sweeps().getFirst());
        for (LidarSweep sweep : clip.result().sweeps()) {
            SweepPoints right = read(sweep);
            examination.sweep(sweep, edit.of(sweep.index(), right, before));
            before = right;
        }
        return examination.finish();
    }

    private SweepPoints read(LidarSweep sweep) {
        return SweepPoints.read(clip.folder().resolve(sweep.points().key()));
    }

    /** Only this figure fails, in the sweep that is wrong. */
    private void assertFound(String check, String code, Edit edit) {
        assertThat(judge(check, (sweep, right, before) -> sweep == WRONG ? edit.of(sweep, right, before) : right))
                .filteredOn(finding -> finding.severity() == Severity.FAIL)
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(code);
                    assertThat(finding.camera()).contains("top");
                    assertThat(List.of(finding.firstFrame(), finding.lastFrame()))
                            .containsOnly(WRONG);
                    assertThat(finding.detail()).isNotEmpty();
                });
    }

    private static SweepPoints copy(SweepPoints of, float[] xyz, IntUnaryOperator ring) {
        int n = of.count();
        byte[] intensity = new byte[n];
        int[] rings = new int[n];
        int[] columns = new int[n];
        int[] times = new int[n];
        int[] instances = new int[n];
        for (int i = 0; i < n; i++) {
            intensity[i] = (byte) of.intensity(i);
            rings[i] = ring.applyAsInt(of.ring(i));
            columns[i] = of.column(i);
            times[i] = of.timeMicros(i);
            instances[i] = of.instance(i);
        }
        return SweepPoints.of(
                xyz, intensity, rings, columns, times, instances, new byte[n], of.worldFromLidar(), of.startMicros());
    }

    @Test
    void whatIsRightPasses() {
        for (String check : List.of("lidar-format", "lidar-beams", "lidar-ground", "lidar-actors", "lidar-ghosts")) {
            assertThat(judge(check, (sweep, right, before) -> right))
                    .isNotEmpty()
                    .allMatch(finding -> finding.severity() == Severity.PASS);
        }
    }

    @Test
    void twoRingsInEachOthersPlaceAreFound() {
        assertFound(
                "lidar-beams",
                "RING-ORDER",
                (sweep, right, before) -> copy(right, right.toXyz(), ring -> ring == 9 ? 10 : ring == 10 ? 9 : ring));
    }

    @Test
    void aDeadRingIsFound() {
        assertFound("lidar-beams", "RING-DEAD", (sweep, right, before) -> right.select(i -> right.ring(i) != 12));
    }

    @Test
    void theLowestRingsAreFoundDead() {
        assertFound("lidar-beams", "RING-DEAD", (sweep, right, before) -> right.select(i -> right.ring(i) > 0));
    }

    @Test
    void aMissingSectorIsFound() {
        assertFound(
                "lidar-beams",
                "AZIMUTH-GAP",
                (sweep, right, before) -> right.select(i -> right.column(i) < 300 || right.column(i) > 304));
    }

    /** Points as measured, at 10 m/s by the sweep's end a metre off. */
    @Test
    void aSweepThatIsNotCompensatedIsFound() {
        Edit raw = (sweep, right, before) -> {
            float[] xyz = right.toXyz();
            for (int i = 0; i < right.count(); i++) {
                xyz[3 * i] -= (float) (2 * right.timeMicros(i) * 1e-6);
            }
            return right.withXyz(xyz);
        };
        assertThat(judge("lidar-beams", raw))
                .filteredOn(finding -> finding.severity() == Severity.FAIL)
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("BEAM-ELEVATION", "BEAM-AZIMUTH");
    }

    @Test
    void aNoisySweepIsFound() {
        assertFound("lidar-beams", "RANGE-NOISE", (sweep, right, before) -> {
            SplittableRandom random = new SplittableRandom(sweep);
            float[] xyz = right.toXyz();
            for (int i = 0; i < right.count(); i++) {
                double range = Math.sqrt(
                        xyz[3 * i] * xyz[3 * i] + xyz[3 * i + 1] * xyz[3 * i + 1] + xyz[3 * i + 2] * xyz[3 * i + 2]);
                float scale = (float) (1 + 0.05 * random.nextGaussian() / range);
                for (int k = 0; k < 3; k++) {
                    xyz[3 * i + k] *= scale;
                }
            }
            return right.withXyz(xyz);
        });
    }

    @Test
    void aRepeatedSweepIsFound() {
        assertFound("lidar-beams", "SWEEP-REPEATED", (sweep, right, before) -> before);
    }

    @Test
    void sweepsThatHoldNothingAreNotJudgedByTheirBeams() {
        assertThat(judge("lidar-beams", (sweep, right, before) -> right.select(i -> false)))
                .extracting(Finding::code)
                .containsExactly("SWEEP-REPEATED");
        assertThat(judge("lidar-format", (sweep, right, before) -> right.select(i -> false)))
                .filteredOn(finding -> finding.severity() == Severity.FAIL)
                .extracting(Finding::code)
                .containsExactly("LIDAR-POINTS");
    }

    /** A board of 1.5 m across the lane 14 m ahead: shots that would pass it end there. */
    private static SweepPoints withBoard(SweepPoints right) {
        float[] xyz = right.toXyz();
        for (int i = 0; i < right.count(); i++) {
            double share = 14 / Math.max(1e-9, xyz[3 * i]);
            double aside = share * xyz[3 * i + 1] + 1.5;
            double up = share * xyz[3 * i + 2];
            for (int k = 0; k < 3 && share > 0 && share < 1 && Math.abs(aside) < 0.75 && up > -1.7 && up < 0; k++) {
                xyz[3 * i + k] *= (float) share;
            }
        }
        return right.withXyz(xyz);
    }

    @Test
    void aThingOnTheLaneThatNobodyOwnsIsFoundInTheSweepsThatShowIt() {
        assertThat(judge("lidar-ghosts", (sweep, right, before) -> sweep >= WRONG ? withBoard(right) : right))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.FAIL);
                    assertThat(finding.code()).isEqualTo("GHOST-ROAD");
                    assertThat(finding.value()).isBetween(0.5, 3.0);
                    assertThat(finding.firstFrame()).isEqualTo(WRONG);
                });
    }

    @Test
    void whatShowsOnlyOnceIsNoThing() {
        assertThat(judge("lidar-ghosts", (sweep, right, before) -> sweep == WRONG ? withBoard(right) : right))
                .allMatch(finding -> finding.severity() == Severity.PASS);
    }
}

package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.quality.lidar.RecordedSweep;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.variation.Weather;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps as RDS-HQ keeps them: judged by what they tell, and by nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordedSweepTest {
    private static final long CLOCK = 1_700_000_000_000_000L;

    @TempDir
    Path temp;

    private ClipEvidence clip;

    @BeforeAll
    void makeClip(@TempDir Path folder) throws IOException {
        clip = TestClip.driving(folder, Weather.CLEAR);
    }

    private SweepPoints published(LidarSweep sweep) {
        return clip.sweeps().read(sweep);
    }

    /** The same sweep as a recording holds it, rows counted from the highest. */
    private RecordedSweepFile recorded(LidarSweep sweep) {
        return RecordedSweepFile.of(published(sweep), CLOCK);
    }

    private List<Finding> judge(String check, UnaryOperator<RecordedSweepFile> edit) throws IOException {
        Examination examination = QualityFilter.listInstalled().stream()
                .filter(one -> one.id().equals(check))
                .findFirst()
                .orElseThrow()
                .examine(clip);
        for (LidarSweep sweep : clip.result().sweeps()) {
            Path file = edit.apply(recorded(sweep)).write(temp.resolve(check + sweep.index() + ".npz"));
            examination.sweep(sweep, RecordedSweep.read(file, sweep.startMicros()));
        }
        return examination.finish();
    }

    @Test
    void aRecordingsPointsAreThoseOfItsFile() throws IOException {
        LidarSweep sweep = clip.result().sweeps().get(3);
        SweepPoints right = published(sweep);
        Path file = recorded(sweep).write(temp.resolve("one.npz"));
        SweepPoints read = RecordedSweep.read(file, sweep.startMicros());
        assertThat(read.toXyz()).isEqualTo(right.toXyz());
        assertThat(read.count()).isEqualTo(right.count());
        for (int i = 0; i < read.count(); i += 97) {
            assertThat(read.column(i)).isEqualTo(right.column(i));
            assertThat(read.ring(i) - right.ring(i)).isEqualTo(read.ring(0) - right.ring(0));
            assertThat(read.intensity(i)).isEqualTo(right.intensity(i));
        }
        assertThat(read.tellsTimes()).isFalse();
        assertThat(read.tellsActors()).isFalse();
        RecordedSweep.Header header = RecordedSweep.readHeader(file);
        assertThat(header.startingTimestamp()).hasValue(CLOCK + sweep.startMicros());
        assertThat(header.worldFromLidar()
                        .translation()
                        .distanceTo(right.worldFromLidar().translation()))
                .isLessThan(1e-5);
    }

    @Test
    void whatIsUntoldIsNotJudgedAndTheRestPasses() throws IOException {
        for (String check : List.of("lidar-format", "lidar-beams", "lidar-ground", "lidar-actors", "lidar-ghosts")) {
            assertThat(judge(check, file -> file))
                    .anyMatch(finding -> finding.severity() == Severity.PASS)
                    .noneMatch(finding -> finding.severity() == Severity.FAIL);
        }
        assertThat(judge("lidar-beams", file -> file))
                .filteredOn(finding -> finding.severity() == Severity.NOT_JUDGED)
                .extracting(Finding::code)
                .containsExactly("BEAM-ELEVATION");
        assertThat(judge("lidar-actors", file -> file))
                .filteredOn(finding -> finding.severity() == Severity.NOT_JUDGED)
                .extracting(Finding::code)
                .containsExactly("ACTOR-LABELS");
    }

    @Test
    void aSensorThatStandsHigherIsFound() throws IOException {
        assertThat(judge("lidar-ground", file -> file.raised(0.2f)))
                .filteredOn(finding -> finding.severity() == Severity.FAIL)
                .extracting(Finding::code)
                .contains("GROUND-HEIGHT");
    }

    @Test
    void pointsThatWereTurnedAreMissedInTheBoxes() throws IOException {
        assertThat(judge("lidar-actors", file -> file.turned(Math.toRadians(20))))
                .filteredOn(finding -> finding.severity() == Severity.FAIL)
                .extracting(Finding::code)
                .containsAnyOf("ACTOR-INSIDE", "ACTOR-EMPTY");
    }

    @Test
    void aFileThatIsNoSweepIsRefusedWithItsName() throws IOException {
        LidarSweep sweep = clip.result().sweeps().getFirst();
        refuses(recorded(sweep).without("row"), "'row'");
        refuses(recorded(sweep).without("lidar_to_world"), "'lidar_to_world'");
        refuses(recorded(sweep).without("xyz"), "'xyz'");
    }

    private void refuses(RecordedSweepFile sweep, String words) throws IOException {
        Path file = sweep.write(temp.resolve("000003.lidar_raw.npz"));
        assertThatThrownBy(() -> RecordedSweep.read(file, 0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("LIDAR-UNREADABLE", "000003.lidar_raw.npz", words);
    }
}

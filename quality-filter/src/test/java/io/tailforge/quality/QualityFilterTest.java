package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tailforge.quality.fault.Fault;
import io.tailforge.quality.fault.FaultPlanter;
import io.tailforge.quality.lidar.SweepPoints;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.artifact.Verdict;
import io.tailforge.scene.artifact.Verdict.Decision;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.variation.Weather;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityFilterTest {
    @TempDir
    private Path temp;

    private final QualityFilter filter = new QualityFilter();

    @Test
    void aCleanClipIsAcceptedWithAFindingOfEveryCheck() throws Exception {
        Verdict verdict = filter.judge(TestClip.driving(temp.resolve("clip"), Weather.CLEAR), 1, 3);
        assertThat(verdict.decision()).isEqualTo(Decision.ACCEPT);
        assertThat(verdict.findings())
                .extracting(Finding::check)
                .contains("integrity", "exposure", "freeze", "flicker", "lidar-format", "lidar-ground", "lidar-actors");
    }

    @Test
    void aFaultyClipIsTriedAgainUntilTheTriesAreUsedUp() throws Exception {
        ClipEvidence clip = TestClip.driving(temp.resolve("clip"), Weather.CLEAR);
        ClipEvidence faulty = FaultPlanter.plant(new Fault.FrozenRun("rear", 9, 3), clip, temp.resolve("faulty"));
        assertThat(filter.judge(faulty, 1, 2).decision()).isEqualTo(Decision.REGENERATE);
        Verdict last = filter.judge(faulty, 2, 2);
        assertThat(last.decision()).isEqualTo(Decision.REJECT);
        assertThat(last.attempt()).isEqualTo(2);
        assertThat(last.findings())
                .filteredOn(finding -> finding.severity() == Severity.FAIL)
                .singleElement()
                .matches(finding -> finding.camera().equals(Optional.of("rear")))
                .matches(finding -> finding.firstFrame() == 9 && finding.lastFrame() == 11);
    }

    @Test
    void anAttemptThatWillBeMadeAgainIsLookedAtUntilAFileIsFoundBrokenAndTheLastOneToItsEnd() throws Exception {
        ClipEvidence clip = TestClip.driving(temp.resolve("clip"), Weather.CLEAR);
        Files.delete(clip.folder().resolve("rgb/rear.mp4"));
        AtomicInteger shown = new AtomicInteger();
        QualityFilter watched = filter.watchedBy(counting(shown));

        Verdict first = watched.judge(clip, 1, 2);
        assertThat(first.decision()).isEqualTo(Decision.REGENERATE);
        assertThat(shown).as("frames decoded").hasValue(0);
        assertThat(first.findings())
                .allMatch(finding -> finding.check().equals("integrity") == (finding.severity() == Severity.FAIL))
                .filteredOn(finding -> finding.check().equals("freeze"))
                .singleElement()
                .matches(finding -> finding.code().equals("NOT-NEEDED"));

        Verdict last = watched.judge(clip, 2, 2);
        assertThat(last.decision()).isEqualTo(Decision.REJECT);
        assertThat(shown).hasPositiveValue();
        assertThat(last.findings()).noneMatch(finding -> finding.code().equals("NOT-NEEDED"));
    }

    private static QualityCheck counting(AtomicInteger frames) {
        return new QualityCheck() {
            @Override
            public String id() {
                return "counting";
            }

            @Override
            public String describe() {
                return "counts frames";
            }

            @Override
            public int cost() {
                return 0;
            }

            @Override
            public Examination examine(ClipEvidence clip) {
                return new Examination() {
                    @Override
                    public void frame(CameraFrame frame) {
                        frames.incrementAndGet();
                    }

                    @Override
                    public List<Finding> finish() {
                        return List.of();
                    }
                };
            }
        };
    }

    @Test
    void aStillPictureIsRightWhileTheEgoStands() throws Exception {
        Verdict verdict = filter.judge(TestClip.standing(temp.resolve("clip")), 1, 1);
        assertThat(verdict.decision()).isEqualTo(Decision.ACCEPT);
        assertThat(verdict.findings())
                .filteredOn(finding -> finding.check().equals("freeze"))
                .allMatch(finding -> finding.severity() == Severity.NOT_JUDGED);
    }

    @Test
    void aBrokenSweepFileIsAFindingNotACrash() throws Exception {
        ClipEvidence clip = TestClip.driving(temp.resolve("clip"), Weather.CLEAR);
        Path sweep = clip.folder().resolve("lidar/top/000002.npz");
        Files.write(sweep, java.util.Arrays.copyOf(Files.readAllBytes(sweep), 5000));
        Verdict verdict = filter.judge(clip, 1, 1);
        assertThat(verdict.decision()).isEqualTo(Decision.REJECT);
        assertThat(verdict.findings())
                .filteredOn(finding -> finding.severity() == Severity.FAIL)
                .singleElement()
                .matches(finding -> finding.code().equals("LIDAR-UNREADABLE") && finding.firstFrame() == 2);
    }

    @Test
    void aSweepSurvivesTheRoundTripToDisk() throws Exception {
        ClipEvidence clip = TestClip.driving(temp.resolve("clip"), Weather.CLEAR);
        Path file = clip.folder().resolve("lidar/top/000001.npz");
        SweepPoints points = SweepPoints.read(file);
        assertThat(points.count()).isGreaterThan(5000);
        assertThat(points.startMicros()).isEqualTo(100_000);
        points.write(temp.resolve("again.npz"));
        assertThat(Files.mismatch(file, temp.resolve("again.npz"))).isEqualTo(-1);
    }

    @Test
    void anArchiveThatClaimsMoreThanItHoldsIsRefused() throws Exception {
        Path file = temp.resolve("bad.npz");
        byte[] header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000, 3), }\n".getBytes("US-ASCII");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("xyz.npy"));
            zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length, 0});
            zip.write(header);
            zip.closeEntry();
        }
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> SweepPoints.read(file))
                .withMessageContaining("LIDAR-UNREADABLE");
        Files.writeString(file, "no archive");
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> SweepPoints.read(file));
    }
}

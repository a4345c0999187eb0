package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tailforge.scene.artifact.FileOrigin;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.Finding.Severity;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.LidarSweep;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.variation.Weather;
import io.tailforge.video.Frame;
import io.tailforge.video.H264Settings;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoDecoder;
import io.tailforge.video.VideoEncoder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginCheckTest {
    @TempDir
    private Path temp;

    private ClipEvidence clip;

    @BeforeEach
    void makeAClipWhoseFilesSayNothing() throws IOException {
        clip = TestClip.driving(temp, Weather.CLEAR);
    }

    private List<Finding> judge() {
        return QualityFilter.listInstalled().stream()
                .filter(check -> check.id().equals("origin"))
                .findFirst()
                .orElseThrow()
                .judge(clip);
    }

    private FileOrigin of(ObjectKind kind, String sensor, int first) {
        return FileOrigin.of(clip.scene(), clip.result().seedUsed(), kind, sensor, first);
    }

    /** Writes the videos again, each with what {@code change} makes of its right origin. */
    private void signVideos(UnaryOperator<FileOrigin> change) throws IOException {
        for (GeneratedView view : clip.result().views()) {
            Path file = temp.resolve("rgb/" + view.camera() + ".mp4");
            Path signed = temp.resolve("signed.mp4");
            FileOrigin origin = change.apply(of(ObjectKind.RGB, view.camera(), 0));
            try (VideoDecoder decoder = VideoDecoder.open(file, PixelFormat.RGB24);
                    VideoEncoder encoder = VideoEncoder.h264(
                            signed,
                            decoder.width(),
                            decoder.height(),
                            30,
                            H264Settings.GENERATED,
                            Optional.of(origin))) {
                for (Optional<Frame> frame = decoder.next(); frame.isPresent(); frame = decoder.next()) {
                    encoder.write(frame.get());
                }
            }
            Files.move(signed, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void signSweep(LidarSweep sweep, FileOrigin origin) throws IOException {
        Path file = temp.resolve(sweep.points().key());
        Path signed = temp.resolve("signed.npz");
        byte[] text = origin.text().getBytes(StandardCharsets.UTF_8);
        String header = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + text.length + ",), }\n";
        try (ZipFile from = new ZipFile(file.toFile());
                OutputStream out = Files.newOutputStream(signed);
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry : from.stream().toList()) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                from.getInputStream(entry).transferTo(to);
            }
            to.putNextEntry(new ZipEntry("origin.npy"));
            to.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
            to.write(header.getBytes(StandardCharsets.US_ASCII));
            to.write(text);
        }
        Files.move(signed, file, StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void filesThatSayNothingAreNotJudged() {
        assertThat(judge()).singleElement().satisfies(finding -> assertThat(finding.severity())
                .isEqualTo(Severity.NOT_JUDGED));
    }

    @Test
    void filesOfThisClipPass() throws IOException {
        signVideos(origin -> origin);
        for (LidarSweep sweep : clip.result().sweeps()) {
            signSweep(sweep, of(ObjectKind.POINTS, sweep.lidar(), sweep.index()));
        }
        assertThat(judge())
                .extracting(Finding::camera, Finding::severity)
                .containsExactly(
                        tuple(Optional.of("front"), Severity.PASS),
                        tuple(Optional.of("rear"), Severity.PASS),
                        tuple(Optional.of("top"), Severity.PASS));
    }

    @Test
    void videosOfAnotherSceneSeedCameraKindOrTimeAreRefused() throws IOException {
        List<UnaryOperator<FileOrigin>> wrong = List.of(
                o -> new FileOrigin("0".repeat(64), o.seed(), o.kind(), o.sensor(), o.first()),
                o -> new FileOrigin(o.sceneSha256(), o.seed() + 1, o.kind(), o.sensor(), o.first()),
                o -> new FileOrigin(o.sceneSha256(), o.seed(), o.kind(), "left", o.first()),
                o -> new FileOrigin(o.sceneSha256(), o.seed(), ObjectKind.DEPTH, o.sensor(), o.first()),
                o -> o.later(1));
        for (UnaryOperator<FileOrigin> change : wrong) {
            signVideos(change);
            assertThat(judge()).hasSize(2).allSatisfy(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.FAIL);
                assertThat(finding.code()).isEqualTo("FILE-ORIGIN");
            });
        }
    }

    @Test
    void aSweepOfAnotherMomentIsRefused() throws IOException {
        LidarSweep sweep = clip.result().sweeps().getLast();
        signSweep(sweep, of(ObjectKind.POINTS, "top", sweep.index() + 1));
        assertThat(judge()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.FAIL);
            assertThat(finding.firstFrame()).isEqualTo(sweep.index());
        });
    }
}

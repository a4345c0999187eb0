package io.tailforge.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.FileOrigin;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.problem.BadInputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoFilesTest {
    private static final int WIDTH = 160;
    private static final int HEIGHT = 96;
    private static final int FRAMES = 40;

    @TempDir
    Path folder;

    @Test
    void equalFramesGiveEqualBytes() throws IOException {
        assertThat(Sha256.hex(h264("a.mp4"))).isEqualTo(Sha256.hex(h264("b.mp4")));
        assertThat(Sha256.hex(ffv1("a.mkv", PixelFormat.GRAY16)))
                .isEqualTo(Sha256.hex(ffv1("b.mkv", PixelFormat.GRAY16)));
    }

    @Test
    void anMp4SaysWhatItIs() {
        VideoInfo info = VideoProbe.verify(h264("a.mp4"));

        assertThat(info.codec()).isEqualTo("h264");
        assertThat(info.pixelFormat()).isEqualTo("yuv420p");
        assertThat(info.colourSpace()).isEqualTo("bt709");
        assertThat(info.width()).isEqualTo(WIDTH);
        assertThat(info.height()).isEqualTo(HEIGHT);
        assertThat(info.frames()).isEqualTo(FRAMES);
        assertThat(info.fps()).isEqualTo(30.0);
        assertThat(info.durationMicros()).isEqualTo(FRAMES * 1_000_000L / 30);
    }

    @Test
    void theMp4IndexLiesInFront() throws IOException {
        String head =
                new String(Files.readAllBytes(h264("a.mp4")), 0, 64, java.nio.charset.StandardCharsets.ISO_8859_1);

        assertThat(head).contains("ftyp").contains("moov");
    }

    @Test
    void aConditioningVideoCarriesNoColourTags() {
        Path file = h264("c.mp4", H264Settings.CONDITIONING.withPreset("veryfast"));

        assertThat(VideoProbe.probe(file).colourSpace()).isEqualTo("unknown");
        assertPicturesSurvive(file);
    }

    @Test
    void h264KeepsThePictureAndItsTime() {
        assertPicturesSurvive(h264("a.mp4"));
    }

    private void assertPicturesSurvive(Path file) {
        try (VideoDecoder decoder = VideoDecoder.open(file, PixelFormat.RGB24)) {
            for (int i = 0; i < FRAMES; i++) {
                Frame frame = decoder.next().orElseThrow();
                assertThat(TestFrames.psnr(frame, TestFrames.street(WIDTH, HEIGHT, i)))
                        .isGreaterThan(29);
                assertThat(decoder.ptsMicros()).isEqualTo(Math.round(i * 1e6 / 30));
            }
            assertThat(decoder.next()).isEmpty();
        }
    }

    @Test
    void ffv1IsExactFor16And8Bits() {
        try (VideoDecoder decoder = VideoDecoder.open(ffv1("d.mkv", PixelFormat.GRAY16), PixelFormat.GRAY16)) {
            for (int i = 0; i < 6; i++) {
                assertThat(decoder.next().orElseThrow().sameAs(TestFrames.noise16(WIDTH + 2, HEIGHT, i)))
                        .isTrue();
            }
            assertThat(decoder.next()).isEmpty();
        }
        try (VideoDecoder decoder = VideoDecoder.open(ffv1("s.mkv", PixelFormat.GRAY8), PixelFormat.GRAY8)) {
            for (int i = 0; i < 6; i++) {
                assertThat(decoder.next().orElseThrow().sameAs(TestFrames.noise8(WIDTH + 2, HEIGHT, i)))
                        .isTrue();
            }
        }
    }

    @Test
    void framesOfFfv1ArePassedOver() {
        try (VideoDecoder decoder = VideoDecoder.open(ffv1("d.mkv", PixelFormat.GRAY16), PixelFormat.GRAY16)) {
            assertThat(decoder.skip()).isTrue();
            assertThat(decoder.skip()).isTrue();
            Frame third = decoder.next().orElseThrow();
            assertThat(third.sameAs(TestFrames.noise16(WIDTH + 2, HEIGHT, 2))).isTrue();
            assertThat(decoder.skip()).isTrue();
            assertThat(decoder.ptsMicros()).isEqualTo(100_000);
            assertThat(decoder.next().orElseThrow().sameAs(TestFrames.noise16(WIDTH + 2, HEIGHT, 4)))
                    .isTrue();
            assertThat(decoder.skip()).isTrue();
            assertThat(decoder.skip()).isFalse();
            assertThat(decoder.next()).isEmpty();
        }
    }

    @Test
    void passingOverALosslessFileSeesFlippedBytes() throws IOException {
        Path file = ffv1("d.mkv", PixelFormat.GRAY16);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            bytes.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        }

        assertThatThrownBy(() -> passOver(file)).hasMessageContaining("VIDEO-DAMAGED");
    }

    @Test
    void passingOverATruncatedLosslessFileMissesFrames() throws IOException {
        Path file = ffv1("d.mkv", PixelFormat.GRAY16);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length * 2 / 3));

        assertThatThrownBy(() -> passOver(file)).hasMessageContaining("VIDEO-DAMAGED");
    }

    private static void passOver(Path file) {
        try (VideoDecoder decoder = VideoDecoder.open(file, PixelFormat.GRAY16)) {
            while (decoder.skip()) {
                assertThat(decoder.ptsMicros()).isNotNegative();
            }
        }
    }

    @Test
    void ffv1FilesAreCountedByTheirPackets() {
        VideoInfo info = VideoProbe.verify(ffv1("d.mkv", PixelFormat.GRAY16));

        assertThat(info.codec()).isEqualTo("ffv1");
        assertThat(info.pixelFormat()).isEqualTo("gray16le");
        assertThat(info.frames()).isEqualTo(6);
    }

    @Test
    void yuvIsHandedOutAsItIsStored() {
        try (VideoDecoder yuv = VideoDecoder.open(h264("y.mp4"), PixelFormat.YUV420);
                VideoDecoder grey = VideoDecoder.open(h264("y.mp4"), PixelFormat.GRAY8)) {
            Frame planes = yuv.next().orElseThrow();
            Frame luma = grey.next().orElseThrow();

            int pixels = WIDTH * HEIGHT;
            assertThat(planes.bytes()).hasSize(pixels * 3 / 2);
            assertThat(Arrays.copyOf(planes.bytes(), pixels)).isEqualTo(luma.bytes());
            int redOfCar = planes.bytes()[pixels + pixels / 4 + HEIGHT / 4 * (WIDTH / 2) + 10] & 0xff;
            int redBeside = planes.bytes()[pixels + pixels / 4 + HEIGHT / 4 * (WIDTH / 2) + 30] & 0xff;
            assertThat(redOfCar).isGreaterThan(redBeside + 40);
        }
    }

    @Test
    void decodingCanScale() {
        try (VideoDecoder decoder = VideoDecoder.open(h264("a.mp4"), PixelFormat.RGB24, 80, 48)) {
            Frame frame = decoder.next().orElseThrow();

            assertThat(TestFrames.psnr(frame, TestFrames.street(80, 48, 0))).isGreaterThan(14);
            assertThat(frame.width()).isEqualTo(80);
        }
    }

    @Test
    void aTruncatedFileIsDamaged() throws IOException {
        for (Path file : new Path[] {h264("a.mp4"), ffv1("d.mkv", PixelFormat.GRAY16)}) {
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, bytes.length * 2 / 3));

            assertThatThrownBy(() -> VideoProbe.verify(file))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("VIDEO-DAMAGED");
        }
    }

    @Test
    void flippedBytesInALosslessFileAreDamage() throws IOException {
        Path file = ffv1("d.mkv", PixelFormat.GRAY16);
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            bytes.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        }

        assertThatThrownBy(() -> VideoProbe.verify(file)).hasMessageContaining("VIDEO-DAMAGED");
    }

    @Test
    void anOverwrittenStretchOfAnMp4IsDamage() throws IOException {
        Path file = h264("a.mp4");
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            bytes.write(new byte[1000]);
        }

        assertThatThrownBy(() -> VideoProbe.verify(file)).hasMessageContaining("VIDEO-DAMAGED");
    }

    @Test
    void whatIsNoVideoIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("x.mp4"), "#EXTM3U\nfile:///etc/passwd\n".repeat(50));
        Path empty = Files.createFile(folder.resolve("empty.mp4"));

        assertThatThrownBy(() -> VideoProbe.probe(text)).hasMessageContaining("VIDEO-UNREADABLE");
        assertThatThrownBy(() -> VideoProbe.probe(empty)).hasMessageContaining("VIDEO-UNREADABLE");
        assertThatThrownBy(() -> VideoProbe.probe(folder.resolve("none.mp4"))).hasMessageContaining("VIDEO-UNREADABLE");
        assertThatThrownBy(() -> VideoDecoder.open(folder, PixelFormat.RGB24)).hasMessageContaining("VIDEO-UNREADABLE");
    }

    @Test
    void anUnwritablePlaceIsAnIoError() {
        Path nowhere = folder.resolve("no/such/folder/a.mp4");

        assertThatThrownBy(() -> VideoEncoder.h264(nowhere, 64, 64, 30, H264Settings.GENERATED))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("No such file");
    }

    @Test
    void frameAndFileMustAgree() {
        try (VideoEncoder encoder =
                VideoEncoder.h264(folder.resolve("z.mp4"), WIDTH, HEIGHT, 30, H264Settings.GENERATED)) {
            assertThatThrownBy(() -> encoder.write(Frame.rgb24(WIDTH, HEIGHT + 2)))
                    .isInstanceOf(IllegalArgumentException.class);
            encoder.write(Frame.rgb24(WIDTH, HEIGHT));
        }
    }

    @Test
    void nativeMemoryIsFreed() throws IOException {
        Frame frame = TestFrames.street(640, 352, 7);
        encodeAndDecode(frame, 30);
        long before = residentBytes();
        encodeAndDecode(frame, 200);

        // 200 RGB pictures that were not freed would hold 135 MB, 200 YUV pictures 68 MB.
        assertThat(residentBytes() - before).isLessThan(50L << 20);
    }

    private void encodeAndDecode(Frame frame, int times) {
        Path file = folder.resolve("leak.mp4");
        H264Settings settings = H264Settings.GENERATED.withPreset("ultrafast");
        for (int i = 0; i < times; i++) {
            try (VideoEncoder encoder = VideoEncoder.h264(file, frame.width(), frame.height(), 30, settings)) {
                encoder.write(frame);
            }
            try (VideoDecoder decoder = VideoDecoder.open(file, PixelFormat.RGB24)) {
                assertThat(decoder.read(frame)).isTrue();
            }
        }
    }

    private static long residentBytes() throws IOException {
        Path status = Path.of("/proc/self/statm");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(status), "no /proc here: resident memory is unknown");
        return Long.parseLong(Files.readString(status).split(" ")[1]) * 4096;
    }

    @Test
    void aFileSaysWhereItBelongs() {
        FileOrigin origin = new FileOrigin("0a".repeat(32), Long.MIN_VALUE, ObjectKind.RGB, "camera_front", 29);
        Path mp4 = folder.resolve("origin.mp4");
        Path again = folder.resolve("again.mp4");
        for (Path file : List.of(mp4, again)) {
            try (VideoEncoder encoder =
                    VideoEncoder.h264(file, WIDTH, HEIGHT, 30, H264Settings.GENERATED, Optional.of(origin))) {
                encoder.write(TestFrames.street(WIDTH, HEIGHT, 0));
            }
        }
        assertThat(VideoProbe.verify(mp4).origin()).contains(origin);
        assertThat(VideoProbe.findOrigin(mp4)).contains(origin);
        assertThat(mp4).hasSameBinaryContentAs(again);
        assertThat(VideoProbe.probe(h264("silent.mp4")).origin()).isEmpty();
        assertThat(VideoProbe.findOrigin(ffv1("silent.mkv", PixelFormat.GRAY16)))
                .isEmpty();
    }

    private Path h264(String name) {
        return h264(name, H264Settings.GENERATED);
    }

    private Path h264(String name, H264Settings settings) {
        Path file = folder.resolve(name);
        try (VideoEncoder encoder = VideoEncoder.h264(file, WIDTH, HEIGHT, 30, settings)) {
            for (int i = 0; i < FRAMES; i++) {
                encoder.write(TestFrames.street(WIDTH, HEIGHT, i));
            }
        }
        return file;
    }

    private Path ffv1(String name, PixelFormat format) {
        Path file = folder.resolve(name);
        try (VideoEncoder encoder = VideoEncoder.ffv1(file, WIDTH + 2, HEIGHT, 30, format)) {
            for (int i = 0; i < 6; i++) {
                encoder.write(
                        format == PixelFormat.GRAY16
                                ? TestFrames.noise16(WIDTH + 2, HEIGHT, i)
                                : TestFrames.noise8(WIDTH + 2, HEIGHT, i));
            }
        }
        return file;
    }
}

package io.tailforge.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tailforge.scene.artifact.FileOrigin;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.video.VideoJoin.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoJoinTest {
    @TempDir
    private Path temp;

    private Part rgb(String name, int first, int frames, H264Settings settings) {
        Path file = temp.resolve(name + ".mp4");
        try (VideoEncoder encoder = VideoEncoder.h264(file, 96, 64, 30, settings)) {
            for (int k = first; k < first + frames; k++) {
                encoder.write(TestFrames.street(96, 64, k));
            }
        }
        return new Part(file, frames);
    }

    private Part truth(String name, int first, int frames) {
        Path file = temp.resolve(name + ".mkv");
        try (VideoEncoder encoder = VideoEncoder.ffv1(file, 96, 64, 30, PixelFormat.GRAY16)) {
            for (int k = first; k < first + frames; k++) {
                encoder.write(TestFrames.noise16(96, 64, k));
            }
        }
        return new Part(file, frames);
    }

    private static List<Frame> frames(Path file, PixelFormat format) {
        List<Frame> frames = new ArrayList<>();
        try (VideoDecoder decoder = VideoDecoder.open(file, format)) {
            for (Optional<Frame> next = decoder.next(); next.isPresent(); next = decoder.next()) {
                frames.add(next.get());
            }
        }
        return frames;
    }

    private static void requireSame(List<Frame> some, List<Frame> others) {
        assertThat(some).hasSameSizeAs(others);
        for (int k = 0; k < some.size(); k++) {
            assertThat(some.get(k).sameAs(others.get(k))).as("frame " + k).isTrue();
        }
    }

    @Test
    void partsThatWereEncodedAlikeAreCopiedFrameByFrame() {
        List<Part> parts = List.of(
                rgb("a", 0, 7, H264Settings.GENERATED),
                rgb("b", 7, 1, H264Settings.GENERATED),
                rgb("c", 8, 5, H264Settings.GENERATED));
        Path whole = temp.resolve("whole.mp4");
        assertThat(VideoJoin.join(parts, whole)).isEqualTo(VideoJoin.Way.COPIED);
        List<Frame> expected = new ArrayList<>();
        parts.forEach(part -> expected.addAll(frames(part.file(), PixelFormat.RGB24)));
        requireSame(frames(whole, PixelFormat.RGB24), expected);
        VideoInfo info = VideoProbe.probe(whole);
        assertThat(info.fps()).isEqualTo(30);
        assertThat(info.durationMicros()).isBetween(433_000L, 434_000L);
    }

    @Test
    void truthIsBitEqualToTheUnsplitVideo() {
        Path whole = temp.resolve("whole.mkv");
        assertThat(VideoJoin.join(List.of(truth("a", 0, 7), truth("b", 7, 4), truth("c", 11, 4)), whole))
                .isEqualTo(VideoJoin.Way.COPIED);
        requireSame(
                frames(whole, PixelFormat.GRAY16),
                frames(truth("unsplit", 0, 15).file(), PixelFormat.GRAY16));
        assertThat(whole).hasSameBinaryContentAs(temp.resolve("unsplit.mkv"));
    }

    @Test
    void partsThatWereEncodedInDifferentWaysAreEncodedOnceMore() {
        H264Settings other = new H264Settings("faster", 18, 30, 0, H264Settings.Colour.UNTAGGED);
        Path whole = temp.resolve("whole.mp4");
        assertThat(VideoJoin.join(List.of(rgb("a", 0, 6, H264Settings.GENERATED), rgb("b", 6, 6, other)), whole))
                .isEqualTo(VideoJoin.Way.ENCODED);
        List<Frame> joined = frames(whole, PixelFormat.RGB24);
        assertThat(joined).hasSize(12);
        for (int k = 0; k < 12; k++) {
            assertThat(TestFrames.psnr(joined.get(k), TestFrames.street(96, 64, k)))
                    .as("frame " + k)
                    .isGreaterThan(28);
        }
    }

    @Test
    void aPartWithAnotherNumberOfFramesOrSizeIsRefused() {
        Part a = rgb("a", 0, 6, H264Settings.GENERATED);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> VideoJoin.join(List.of(a, new Part(a.file(), 7)), temp.resolve("whole.mp4")))
                .withMessageContaining("should have 7");
        Path small = temp.resolve("small.mp4");
        try (VideoEncoder encoder = VideoEncoder.h264(small, 64, 64, 30, H264Settings.GENERATED)) {
            encoder.write(TestFrames.street(64, 64, 0));
        }
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> VideoJoin.join(List.of(a, new Part(small, 1)), temp.resolve("whole.mp4")))
                .withMessageContaining("64x64");
    }

    @Test
    void theTailIsTheLastFrames() {
        Part a = rgb("a", 0, 9, H264Settings.GENERATED);
        Path tail = temp.resolve("tail.mp4");
        VideoJoin.tail(a.file(), 2, tail);
        List<Frame> frames = frames(tail, PixelFormat.RGB24);
        assertThat(frames).hasSize(2);
        assertThat(TestFrames.psnr(frames.getLast(), TestFrames.street(96, 64, 8)))
                .isGreaterThan(28);
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> VideoJoin.tail(a.file(), 10, temp.resolve("long.mp4")));
    }

    private static final FileOrigin ORIGIN = new FileOrigin("5e".repeat(32), 9, ObjectKind.INSTANCE, "left", 0);

    private Part saying(String name, FileOrigin origin, int frames) {
        Path file = temp.resolve(name + ".mkv");
        try (VideoEncoder encoder = VideoEncoder.ffv1(file, 96, 64, 30, PixelFormat.GRAY16, Optional.of(origin))) {
            for (int k = origin.first(); k < origin.first() + frames; k++) {
                encoder.write(TestFrames.noise16(96, 64, k));
            }
        }
        return new Part(file, frames);
    }

    @Test
    void whatIsJoinedBelongsWhereItsPartsDo() {
        Path whole = temp.resolve("whole.mkv");
        VideoJoin.join(List.of(saying("a", ORIGIN, 3), saying("b", ORIGIN.later(3), 4)), whole);
        assertThat(VideoProbe.probe(whole).origin()).contains(ORIGIN);
        assertThat(whole).hasSameBinaryContentAs(saying("unsplit", ORIGIN, 7).file());
    }

    @Test
    void aPartThatSaysNothingLeavesTheWholeWithoutAnOrigin() {
        Path whole = temp.resolve("whole.mkv");
        VideoJoin.join(List.of(saying("a", ORIGIN, 3), truth("b", 3, 4)), whole);
        assertThat(VideoProbe.probe(whole).origin()).isEmpty();
    }

    @Test
    void aPartThatBelongsElsewhereIsRefused() {
        Part first = saying("a", ORIGIN, 3);
        FileOrigin otherSeed = new FileOrigin("5e".repeat(32), 10, ObjectKind.INSTANCE, "left", 3);
        for (FileOrigin other : List.of(ORIGIN, ORIGIN.later(4), otherSeed)) {
            Part second = saying("b", other, 3);
            assertThatExceptionOfType(BadInputException.class)
                    .isThrownBy(() -> VideoJoin.join(List.of(first, second), temp.resolve("whole.mkv")))
                    .withMessageContaining("VIDEO-PARTS");
        }
    }
}

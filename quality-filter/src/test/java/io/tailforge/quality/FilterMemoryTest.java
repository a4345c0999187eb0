package io.tailforge.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.Finding;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.Weather;
import io.tailforge.video.Frame;
import io.tailforge.video.H264Settings;
import io.tailforge.video.VideoEncoder;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a clip takes outside the Java heap is given back. {@code -Dtailforge.filter.clips=1000} looks at so many. */
class FilterMemoryTest {
    private static final int CLIPS = Integer.getInteger("tailforge.filter.clips", 60);
    private static final int WARM_UP = 20;
    private static final int FRAMES = 16;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 352;

    /** Places of {@code hblkhd} and {@code uordblks} in {@code struct mallinfo2}. */
    private static final int MAPPED = 4;

    private static final int IN_USE = 7;

    /** Decoding is what takes native memory; these checks look at every frame and are quick. */
    private static final Set<String> CHECKS = Set.of("integrity", "origin", "exposure", "freeze", "flicker");

    @TempDir
    private Path temp;

    /** One camera that drives, without anything else. */
    private ClipEvidence clip() throws IOException {
        ClipEvidence like = TestClip.driving(temp.resolve("like"), Weather.CLEAR);
        Scene scene = like.scene();
        Camera front = new Camera(
                "front",
                PinholeCamera.ofHorizontalFov(WIDTH, HEIGHT, 1.5),
                scene.rig().cameras().getFirst().rigFromCamera());
        Scene small = new Scene(
                scene.name(),
                scene.layout(),
                new Rig("one", List.of(front), List.of()),
                scene.ego(),
                scene.actors(),
                scene.lights(),
                scene.variation(),
                new FrameGrid(FRAMES, 30, WIDTH, HEIGHT),
                scene.seed());
        film();
        ArtifactRef video = new ArtifactRef("front.mp4", "0".repeat(64), 1, "video/mp4");
        GeneratedView view = new GeneratedView("front", FRAMES, Map.of(ObjectKind.RGB, video));
        GenerationResult result =
                new GenerationResult(List.of(view), List.of(), like.result().engine(), 1, Map.of(), List.of());
        return new ClipEvidence(small, like.map(), result, temp);
    }

    private void film() {
        Frame frame = Frame.rgb24(WIDTH, HEIGHT);
        try (VideoEncoder encoder =
                VideoEncoder.h264(temp.resolve("front.mp4"), WIDTH, HEIGHT, 30, H264Settings.GENERATED)) {
            for (int i = 0; i < FRAMES; i++) {
                for (int at = 0; at < frame.bytes().length; at++) {
                    frame.bytes()[at] = (byte) (64 + (at / 96 + 9 * i & 0x7f));
                }
                encoder.write(frame);
            }
        }
    }

    /** What the C library has handed out and not got back: FFmpeg's memory and the JVM's own, without the Java heap. */
    private static long nativeBytes() throws Throwable {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> function = linker.defaultLookup().find("mallinfo2");
        assumeTrue(function.isPresent(), "no GNU C library here: native memory is unknown");
        StructLayout info = MemoryLayout.structLayout(MemoryLayout.sequenceLayout(10, ValueLayout.JAVA_LONG));
        MethodHandle mallinfo2 = linker.downcallHandle(function.get(), FunctionDescriptor.of(info));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment found = (MemorySegment) mallinfo2.invoke((SegmentAllocator) arena);
            return found.getAtIndex(ValueLayout.JAVA_LONG, MAPPED) + found.getAtIndex(ValueLayout.JAVA_LONG, IN_USE);
        }
    }

    @Test
    void nativeMemoryStaysFlatOverManyClips() throws Throwable {
        ClipEvidence clip = clip();
        QualityFilter filter = new QualityFilter(QualityFilter.listInstalled().stream()
                .filter(check -> CHECKS.contains(check.id()))
                .toList());
        judge(filter, clip, WARM_UP);
        long before = nativeBytes();
        judge(filter, clip, CLIPS);
        long grown = nativeBytes() - before;
        System.out.printf("== %d clips of 1 x %d frames: native memory %+d KiB%n", CLIPS, FRAMES, grown >> 10);

        // A picture of each clip that was not freed would hold 20 MB, one decoder of each more.
        assertThat(grown).isLessThan(15L << 20);
    }

    private static void judge(QualityFilter filter, ClipEvidence clip, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(filter.examine(clip)).extracting(Finding::check).contains("integrity", "freeze");
        }
    }
}

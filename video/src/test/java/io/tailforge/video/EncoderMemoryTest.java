package io.tailforge.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an encoder finds in fresh native memory must not show in its file: x264 fails this with B-frames and with its macroblock tree. */
class EncoderMemoryTest {

    @TempDir
    private Path folder;

    @Test
    void generatedVideoDoesNotDependOnWhatLiesInFreedMemory() throws IOException {
        assertThat(hashes(H264Settings.GENERATED)).hasSize(1);
    }

    @Test
    void controlVideoDoesNotDependOnWhatLiesInFreedMemory() throws IOException {
        assertThat(hashes(H264Settings.CONDITIONING)).hasSize(1);
    }

    @Test
    void aShortSmallVideoDoesNotDependOnIt() throws IOException {
        assertThat(hashes(H264Settings.GENERATED, 160, 96, 300)).hasSize(1);
    }

    private Set<String> hashes(H264Settings settings) throws IOException {
        return hashes(settings, 320, 176, 12);
    }

    private Set<String> hashes(H264Settings settings, int width, int height, int times) throws IOException {
        Random random = new Random(1);
        Set<String> hashes = new HashSet<>();
        Path file = folder.resolve("v.mp4");
        for (int i = 0; i < times; i++) {
            soilFreedMemory(random);
            encode(file, settings, width, height);
            hashes.add(Sha256.hex(file));
        }
        return hashes;
    }

    private static void soilFreedMemory(Random random) {
        List<BytePointer> blocks = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            BytePointer block = new BytePointer(1000 + random.nextInt(200_000));
            Pointer.memset(block, random.nextInt(256), block.capacity());
            blocks.add(block);
        }
        Collections.shuffle(blocks, random);
        blocks.forEach(Pointer::deallocate);
    }

    private static void encode(Path file, H264Settings settings, int width, int height) {
        Frame frame = Frame.rgb24(width, height);
        try (VideoEncoder encoder = VideoEncoder.h264(file, width, height, 10, settings)) {
            for (int k = 0; k < 5; k++) {
                paint(frame, k);
                encoder.write(frame);
            }
        }
    }

    /** A textured road that comes nearer, to the horizon. */
    private static void paint(Frame frame, int k) {
        for (int i = 0; i < frame.width() * frame.height(); i++) {
            int x = i % frame.width();
            int y = i / frame.width();
            double near = 20.0 / (Math.abs(y - 40) + 3);
            int grey = (int) (128 + 100 * Math.sin(x * near * 0.3) * Math.sin(near * 9 - k * 0.8));
            frame.bytes()[3 * i] = (byte) grey;
            frame.bytes()[3 * i + 1] = (byte) (grey * 0.8);
            frame.bytes()[3 * i + 2] = (byte) (255 - grey);
        }
    }
}

package io.tailforge.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.Sha256;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an encoder finds in fresh native memory must not show in its file: x264 with B-frames fails this. */
class EncoderMemoryTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 176;

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

    private Set<String> hashes(H264Settings settings) throws IOException {
        Random random = new Random(1);
        Set<String> hashes = new HashSet<>();
        for (int i = 0; i < 12; i++) {
            soilFreedMemory(random);
            Path file = folder.resolve("v" + i + ".mp4");
            encode(file, settings);
            hashes.add(Sha256.hex(file));
        }
        return hashes;
    }

    private static void soilFreedMemory(Random random) {
        List<BytePointer> blocks = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            byte[] soil = new byte[1000 + random.nextInt(900_000)];
            random.nextBytes(soil);
            blocks.add(new BytePointer(soil));
        }
        blocks.forEach(Pointer::deallocate);
    }

    private static void encode(Path file, H264Settings settings) {
        Frame frame = Frame.rgb24(WIDTH, HEIGHT);
        try (VideoEncoder encoder = VideoEncoder.h264(file, WIDTH, HEIGHT, 30, settings)) {
            for (int k = 0; k < 10; k++) {
                paint(frame, k);
                encoder.write(frame);
            }
        }
    }

    /** Moving gradients, bars and a little noise. */
    private static void paint(Frame frame, int k) {
        Random noise = new Random(k);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            int x = i % WIDTH;
            int y = i / WIDTH;
            frame.bytes()[3 * i] = (byte) ((x + 3 * k) * y / 50);
            frame.bytes()[3 * i + 1] = (byte) (x / 3 + k * 5);
            frame.bytes()[3 * i + 2] = (byte) (noise.nextInt(9) + ((x + k * 2) % 60 < 5 ? 200 : 0));
        }
    }
}

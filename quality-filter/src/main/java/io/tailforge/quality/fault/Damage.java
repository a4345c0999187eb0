package io.tailforge.quality.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;

/** What happens to a video's file. */
@FunctionalInterface
public interface Damage {
    void damage(Path file) throws IOException;

    /** Cut off. @param keep share of the bytes that stay */
    static Damage truncated(double keep) {
        return file -> {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(Math.round(channel.size() * keep));
            }
        };
    }

    static Damage gone() {
        return Files::delete;
    }

    /** A run of zeros in the middle of the pictures' bytes. */
    static Damage zeros(int length) {
        return onPictures((bytes, from, to) -> {
            int start = from + (to - from) / 2;
            java.util.Arrays.fill(bytes, start, Math.min(to, start + length), (byte) 0);
        });
    }

    /** Bits flipped all over a stretch of the pictures' bytes, as by a bad sector. */
    static Damage flipped(int length, long seed) {
        return onPictures((bytes, from, to) -> {
            SplittableRandom random = new SplittableRandom(seed);
            int start = from + random.nextInt(Math.max(1, to - from - length));
            for (int i = start; i < Math.min(to, start + length); i++) {
                bytes[i] ^= (byte) (1 << random.nextInt(8));
            }
        });
    }

    /** Every picture lasts longer or shorter than the clip's. @param factor of the durations */
    static Damage slowed(double factor) {
        return onBox("stts", (bytes, at) -> {
            ByteBuffer box = ByteBuffer.wrap(bytes);
            int entries = box.getInt(at + 8);
            for (int i = 0; i < entries; i++) {
                int delta = at + 16 + 8 * i;
                box.putInt(delta, (int) Math.round(box.getInt(delta) * factor));
            }
        });
    }

    /** All pictures but the first have the same time: durations of zero. */
    static Damage standingClock() {
        return slowed(0);
    }

    /** Changes the bytes of the pictures. */
    @FunctionalInterface
    interface Stretch {
        void change(byte[] bytes, int from, int to);
    }

    /** Changes a box. */
    @FunctionalInterface
    interface Box {
        /** @param at of the box's type */
        void change(byte[] bytes, int at);
    }

    private static Damage onPictures(Stretch stretch) {
        return onBox("mdat", (bytes, at) -> {
            int size = ByteBuffer.wrap(bytes).getInt(at - 4);
            stretch.change(bytes, at + 4, Math.min(bytes.length, at - 4 + size));
        });
    }

    private static Damage onBox(String type, Box change) {
        return file -> {
            byte[] bytes = Files.readAllBytes(file);
            change.change(bytes, find(file, bytes, type));
            Files.write(file, bytes);
        };
    }

    private static int find(Path file, byte[] bytes, String type) {
        byte[] wanted = type.getBytes(StandardCharsets.US_ASCII);
        for (int i = 4; i + 4 <= bytes.length; i++) {
            if (java.util.Arrays.equals(bytes, i, i + 4, wanted, 0, 4)) {
                return i;
            }
        }
        throw new UncheckedIOException(new IOException(file + " has no box " + type));
    }
}

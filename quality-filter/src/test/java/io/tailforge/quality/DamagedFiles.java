package io.tailforge.quality;

import io.tailforge.video.Frame;
import io.tailforge.video.H264Settings;
import io.tailforge.video.PixelFormat;
import io.tailforge.video.VideoDecoder;
import io.tailforge.video.VideoEncoder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** What disks, networks, engines and hostile people make of a file. */
final class DamagedFiles {
    private static final int MANY_FRAMES = 100_000;

    private DamagedFiles() {}

    @FunctionalInterface
    interface Writer {
        void to(Path file) throws IOException;
    }

    /** @param mustFail no reader can take it for whole; otherwise the damage may leave a file that is merely another one */
    record Damaged(String what, boolean mustFail, Writer writer) {}

    /** @param sound the whole file, {@code key} where it lies, {@code scratch} for files on the way */
    static List<Damaged> of(byte[] sound, String key, Path scratch) throws IOException {
        List<Damaged> all = new ArrayList<>(bytes(sound, key.endsWith(".npz")));
        if (key.endsWith(".npz")) {
            all.addAll(archives(sound));
        } else {
            all.addAll(videos(key, scratch));
        }
        return all;
    }

    /** @param checked whether every byte of the content is under a checksum, as in a zip archive */
    private static List<Damaged> bytes(byte[] sound, boolean checked) {
        SplittableRandom random = new SplittableRandom(31);
        List<Damaged> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            int length = i < 4 ? i * 7 : random.nextInt(sound.length - 64);
            all.add(raw("cut to " + length, true, Arrays.copyOf(sound, length)));
        }
        for (int i = 0; i < 24; i++) {
            all.add(flipped(sound, random, i < 12 ? 1 : 40, checked));
        }
        for (int i = 0; i < 8; i++) {
            byte[] bytes = sound.clone();
            int from = i == 0 ? 0 : random.nextInt(sound.length - 512);
            Arrays.fill(bytes, from, from + 512, (byte) (i % 2 == 0 ? 0 : 0xff));
            all.add(raw("a sector lost at " + from, checked || i == 0, bytes));
        }
        all.add(raw("nothing but zeros", true, new byte[sound.length]));
        all.add(raw("text", true, "a cat sat on a mat".getBytes(StandardCharsets.US_ASCII)));
        all.add(raw("a picture", true, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13}));
        all.add(raw("junk ahead", false, joined(new byte[4096], sound)));
        all.add(raw("junk behind", false, joined(sound, new byte[4096])));
        all.add(raw("twice", false, joined(sound, sound)));
        all.add(new Damaged("not there", true, Files::deleteIfExists));
        all.add(new Damaged("a folder", true, file -> {
            Files.deleteIfExists(file);
            Files.createDirectory(file);
        }));
        return all;
    }

    private static Damaged flipped(byte[] sound, SplittableRandom random, int bits, boolean mustFail) {
        byte[] bytes = sound.clone();
        for (int bit = 0; bit < bits; bit++) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return raw(bits + " bits flipped", mustFail, bytes);
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private static Damaged raw(String what, boolean mustFail, byte[] bytes) {
        return new Damaged(what, mustFail, file -> write(file, bytes));
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        Files.write(file, bytes);
    }

    private static List<Damaged> videos(String key, Path scratch) {
        boolean depth = key.endsWith(".mkv");
        List<Damaged> all = new ArrayList<>();
        int[][] sizes = {{33, 17}, {159, 95}, {161, 97}, {160, 94}, {4096, 2}, {2, 4096}, {640, 352}};
        for (int[] size : sizes) {
            for (PixelFormat format : List.of(PixelFormat.GRAY8, PixelFormat.GRAY16)) {
                String what = "%s %dx%d in Matroska".formatted(format, size[0], size[1]);
                all.add(new Damaged(what, true, file -> grey(file, scratch, size[0], size[1], 8, format)));
            }
        }
        for (int[] size : new int[][] {{16, 16}, {162, 96}, {1920, 16}}) {
            all.add(new Damaged(
                    "H.264 %dx%d".formatted(size[0], size[1]), true, file -> h264(file, scratch, size[0], size[1], 8)));
        }
        all.add(new Damaged("one frame", true, file -> h264(file, scratch, 160, 96, 1)));
        if (!depth) {
            all.add(new Damaged(
                    "%d frames".formatted(MANY_FRAMES), true, file -> h264(file, scratch, 16, 16, MANY_FRAMES)));
        }
        return all;
    }

    private static void grey(Path file, Path scratch, int width, int height, int frames, PixelFormat format)
            throws IOException {
        Path made = scratch.resolve("made.mkv");
        Frame frame = Frame.of(width, height, format);
        try (VideoEncoder encoder = VideoEncoder.ffv1(made, width, height, 30, format)) {
            for (int i = 0; i < frames; i++) {
                encoder.write(frame);
            }
        }
        write(file, Files.readAllBytes(made));
    }

    private static void h264(Path file, Path scratch, int width, int height, int frames) throws IOException {
        Path made = scratch.resolve("made.mp4");
        H264Settings fast = H264Settings.GENERATED.withPreset("ultrafast");
        Frame frame = Frame.rgb24(width, height);
        try (VideoEncoder encoder = VideoEncoder.h264(made, width, height, 30, fast)) {
            for (int i = 0; i < frames; i++) {
                encoder.write(frame);
            }
        }
        write(file, Files.readAllBytes(made));
    }

    /** The first frames of a video, encoded once more. */
    static void copyFrames(Path from, int frames, Path to) {
        try (VideoDecoder decoder = VideoDecoder.open(from, PixelFormat.RGB24);
                VideoEncoder encoder =
                        VideoEncoder.h264(to, decoder.width(), decoder.height(), 30, H264Settings.GENERATED)) {
            for (int i = 0; i < frames; i++) {
                encoder.write(decoder.next().orElseThrow());
            }
        }
    }

    private static List<Damaged> archives(byte[] sound) throws IOException {
        Map<String, byte[]> arrays = unzip(sound);
        List<Damaged> all = new ArrayList<>();
        for (String name : arrays.keySet()) {
            Map<String, byte[]> without = new LinkedHashMap<>(arrays);
            without.remove(name);
            all.add(zipped("without " + name, true, without));
            all.add(zipped("another type of " + name, true, with(arrays, name, npy("|O8", "(1,)", new byte[8]))));
            all.add(zipped("another shape of " + name, true, with(arrays, name, npy("<f8", "(1, 7)", new byte[56]))));
        }
        for (String shape :
                List.of("(-1,)", "(2147483647,)", "(4294967297, 3)", "(65536, 65536, 65536)", "(0, 3)", "x")) {
            all.add(zipped("xyz of " + shape, true, with(arrays, "xyz.npy", npy("<f4", shape, new byte[12]))));
        }
        all.add(zipped("xyz in Fortran's order", true, with(arrays, "xyz.npy", fortran(arrays))));
        all.add(zipped("no number anywhere", true, with(arrays, "xyz.npy", nan(arrays))));
        Map<String, byte[]> many = new LinkedHashMap<>(arrays);
        for (int i = 0; i < 1000; i++) {
            many.put("extra" + i + ".npy", new byte[0]);
        }
        all.add(zipped("a thousand arrays", true, many));
        all.add(new Damaged("a gigabyte of zeros in a megabyte", true, DamagedFiles::bomb));
        return all;
    }

    private static Map<String, byte[]> with(Map<String, byte[]> arrays, String name, byte[] array) {
        Map<String, byte[]> changed = new LinkedHashMap<>(arrays);
        changed.put(name, array);
        return changed;
    }

    private static byte[] npy(String type, String shape, byte[] data) {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }\n";
        return ByteBuffer.allocate(10 + header.length() + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length())
                .put(header.getBytes(StandardCharsets.US_ASCII))
                .put(data)
                .array();
    }

    private static byte[] fortran(Map<String, byte[]> arrays) {
        byte[] array = arrays.getOrDefault("xyz.npy", new byte[0]).clone();
        String text = new String(array, StandardCharsets.ISO_8859_1).replaceFirst("False", "True ");
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] nan(Map<String, byte[]> arrays) {
        byte[] array = arrays.getOrDefault("xyz.npy", new byte[0]).clone();
        Arrays.fill(array, 128, array.length, (byte) 0xff);
        return array;
    }

    private static Damaged zipped(String what, boolean mustFail, Map<String, byte[]> arrays) {
        return new Damaged(what, mustFail, file -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out)) {
                for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
                    zip.putNextEntry(new ZipEntry(array.getKey()));
                    zip.write(array.getValue());
                }
            }
            write(file, out.toByteArray());
        });
    }

    private static Map<String, byte[]> unzip(byte[] bytes) throws IOException {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                arrays.put(entry.getName(), zip.readAllBytes());
            }
        }
        return arrays;
    }

    private static void bomb(Path file) throws IOException {
        Files.deleteIfExists(file);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(1);
            zip.putNextEntry(new ZipEntry("xyz.npy"));
            byte[] zeros = new byte[1 << 20];
            for (int megabyte = 0; megabyte < 1024; megabyte++) {
                zip.write(zeros);
            }
        }
    }
}

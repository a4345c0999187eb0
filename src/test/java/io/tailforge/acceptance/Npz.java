package io.tailforge.acceptance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A reader of numpy archives that knows nothing of the product's: little-endian numbers, C order. */
record Npz(Map<String, Npz.Array> arrays) {
    private static final Pattern HEADER =
            Pattern.compile("'descr': *'([<|][fiu][0-9])'.*'fortran_order': *False.*'shape': *\\(([^)]*)\\)");

    /** Values in storage order. */
    record Array(String type, int[] shape, double[] values) {}

    static Npz read(byte[] archive) throws IOException {
        Map<String, Array> arrays = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new java.io.ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                arrays.put(entry.getName().replace(".npy", ""), array(zip.readAllBytes()));
            }
        }
        return new Npz(arrays);
    }

    Array get(String name) {
        Array array = arrays.get(name);
        if (array == null) {
            throw new AssertionError("no array " + name + " in " + arrays.keySet());
        }
        return array;
    }

    private static Array array(byte[] npy) {
        ByteBuffer data = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
        boolean wide = npy[6] >= 2;
        int length = wide ? data.getInt(8) : data.getShort(8) & 0xffff;
        int begin = wide ? 12 : 10;
        Matcher header = HEADER.matcher(new String(npy, begin, length, StandardCharsets.ISO_8859_1));
        if (!header.find()) {
            throw new AssertionError("not a header that numpy writes");
        }
        int[] shape = java.util.Arrays.stream(header.group(2).split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        int count = java.util.Arrays.stream(shape).reduce(1, Math::multiplyExact);
        String type = header.group(1).substring(1);
        data.position(begin + length);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = next(data, type);
        }
        if (data.hasRemaining()) {
            throw new AssertionError(data.remaining() + " bytes too many");
        }
        return new Array(type, shape, values);
    }

    private static double next(ByteBuffer data, String type) {
        return switch (type) {
            case "f4" -> data.getFloat();
            case "f8" -> data.getDouble();
            case "u1" -> data.get() & 0xff;
            case "u2" -> data.getShort() & 0xffff;
            case "i4" -> data.getInt();
            case "i8" -> data.getLong();
            default -> throw new AssertionError("an array of " + type);
        };
    }
}

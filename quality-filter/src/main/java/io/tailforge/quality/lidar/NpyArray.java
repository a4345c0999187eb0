package io.tailforge.quality.lidar;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An array in NumPy's format (versions 1 and 2, C order, little-endian).
 *
 * @param descr NumPy's type, for example {@code <f4}
 * @param shape empty for a scalar
 * @param data the values, at position 0, little-endian
 */
record NpyArray(String descr, List<Integer> shape, ByteBuffer data) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_HEADER = 4096;
    private static final int ALIGNMENT = 64;
    private static final Pattern HEADER =
            Pattern.compile("\\{\\s*'descr':\\s*'([<|>=][a-z][0-9]{1,2})',\\s*'fortran_order':\\s*(True|False),"
                    + "\\s*'shape':\\s*\\(([0-9, ]*)\\),?\\s*}\\s*");

    NpyArray {
        Objects.requireNonNull(descr);
        shape = List.copyOf(shape);
        data = data.duplicate().order(ByteOrder.LITTLE_ENDIAN).rewind();
    }

    /** Elements over all dimensions. */
    int size() {
        return sizeOf(shape);
    }

    private static int sizeOf(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** @throws IllegalArgumentException where the bytes are no such array */
    static NpyArray parse(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length < 12 || !in.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new IllegalArgumentException("it is no NumPy array");
        }
        boolean longHeader = bytes[6] >= 2;
        int start = longHeader ? 12 : 10;
        int length = longHeader ? in.getInt(8) : in.getShort(8) & 0xffff;
        if (bytes[6] < 1 || bytes[6] > 3 || length < 0 || length > MAX_HEADER || start + length > bytes.length) {
            throw new IllegalArgumentException("its NumPy header is damaged");
        }
        String header = new String(bytes, start, length, StandardCharsets.ISO_8859_1);
        return ofHeader(header, in.slice(start + length, bytes.length - start - length));
    }

    private static NpyArray ofHeader(String header, ByteBuffer data) {
        Matcher matcher = HEADER.matcher(header.strip());
        if (!matcher.matches() || matcher.group(2).equals("True")) {
            throw new IllegalArgumentException("its NumPy header is not one of a plain C-order array");
        }
        List<Integer> shape = Pattern.compile("[0-9]+")
                .matcher(matcher.group(3))
                .results()
                .map(number -> Integer.valueOf(number.group()))
                .toList();
        String descr = matcher.group(1);
        int width = Integer.parseInt(descr.substring(2));
        if ((long) sizeOf(shape) * width != data.remaining()) {
            throw new IllegalArgumentException(
                    "its shape " + shape + " of " + descr + " does not fit its " + data.remaining() + " bytes");
        }
        return new NpyArray(descr, shape, data);
    }

    byte[] write() {
        String dimensions = shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
        String comma = shape.size() == 1 ? "," : "";
        String header =
                "{'descr': '%s', 'fortran_order': False, 'shape': (%s%s), }".formatted(descr, dimensions, comma);
        int unpadded = 10 + header.length() + 1;
        String padded = header + " ".repeat(Math.floorMod(-unpadded, ALIGNMENT)) + "\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(MAGIC);
        out.writeBytes(new byte[] {1, 0, (byte) padded.length(), (byte) (padded.length() >> 8)});
        out.writeBytes(padded.getBytes(StandardCharsets.ISO_8859_1));
        byte[] values = new byte[data.remaining()];
        data.duplicate().get(values);
        out.writeBytes(values);
        return out.toByteArray();
    }
}

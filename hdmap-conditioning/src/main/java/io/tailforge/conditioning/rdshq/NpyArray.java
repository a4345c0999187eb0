package io.tailforge.conditioning.rdshq;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A numpy array as {@code numpy.save} writes it (NEP 1, versions 1 to 3): little-endian float32 or float64, C order, up
 * to four axes. Everything else is refused.
 *
 * @param values row-major, all finite
 */
record NpyArray(String source, int[] shape, double[] values) {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']{1,16})'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9, ]{0,64})\\)");
    private static final int MAX_VALUES = 1 << 20;

    /** @param source what to call the array in errors */
    static NpyArray parse(String source, byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        String header = header(source, buffer);
        String type = match(source, DESCR, header, "descr");
        if (!match(source, ORDER, header, "fortran_order").equals("False")) {
            throw bad(source, "is in Fortran order; save it in C order (numpy.ascontiguousarray)");
        }
        int[] shape = shape(source, match(source, SHAPE, header, "shape"));
        return new NpyArray(source, shape, values(source, buffer, type, count(source, shape)));
    }

    private static String header(String source, ByteBuffer buffer) {
        byte[] magic = new byte[MAGIC.length];
        if (buffer.remaining() < 10) {
            throw bad(source, "is too short for a numpy array");
        }
        buffer.get(magic);
        int major = buffer.get();
        buffer.get();
        if (!Arrays.equals(magic, MAGIC) || major < 1 || major > 3) {
            throw bad(source, "is not a numpy array of version 1 to 3");
        }
        int length = major == 1 ? Short.toUnsignedInt(buffer.getShort()) : buffer.getInt();
        if (length < 0 || length > Math.min(buffer.remaining(), 65_535)) {
            throw bad(source, "states a header that is longer than the file");
        }
        byte[] text = new byte[length];
        buffer.get(text);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static String match(String source, Pattern pattern, String header, String key) {
        Matcher matcher = pattern.matcher(header);
        if (!matcher.find()) {
            throw bad(source, "has no readable '" + key + "' in its header");
        }
        return matcher.group(1);
    }

    private static int[] shape(String source, String text) {
        String[] parts = Arrays.stream(text.split(",", -1))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toArray(String[]::new);
        if (parts.length > 4) {
            throw bad(source, "has more than four axes");
        }
        int[] shape = new int[parts.length];
        for (int i = 0; i < shape.length; i++) {
            if (parts[i].length() > 7) {
                throw bad(source, "claims an axis of " + parts[i]);
            }
            shape[i] = Integer.parseInt(parts[i]);
        }
        return shape;
    }

    private static int count(String source, int[] shape) {
        long count = 1;
        for (int axis : shape) {
            count *= axis;
            if (count > MAX_VALUES) {
                throw bad(source, "claims more than " + MAX_VALUES + " values");
            }
        }
        return (int) count;
    }

    private static double[] values(String source, ByteBuffer buffer, String type, int count) {
        int width =
                switch (type) {
                    case "<f4" -> 4;
                    case "<f8" -> 8;
                    default -> throw bad(source, "holds '" + type + "'; only '<f4' and '<f8' are read");
                };
        if (buffer.remaining() != (long) count * width) {
            throw bad(source, "holds " + buffer.remaining() + " bytes of data where its shape needs " + count * width);
        }
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = width == 4 ? buffer.getFloat() : buffer.getDouble();
            if (!Double.isFinite(values[i])) {
                throw new BadInputException(
                        new Problem("MAP-NOT-FINITE", source, "/" + i, 0, "holds a value that is not finite"));
            }
        }
        return values;
    }

    /** The rigid transform of a 4x4 matrix. */
    Pose toPose() {
        if (!Arrays.equals(shape, new int[] {4, 4})) {
            throw bad(source, "must be 4x4, not " + Arrays.toString(shape));
        }
        return Matrices.toPose(source, "", 0, values);
    }

    static BadInputException bad(String source, String detail) {
        return new BadInputException(Problem.of("NPY-SYNTAX", source, detail));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NpyArray array
                && Arrays.equals(shape, array.shape)
                && Arrays.equals(values, array.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
    }
}

package io.tailforge.world.mesh;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of a PLY file: lines of the header, then numbers, as text or as little-endian binary. */
final class PlyInput {
    static final String CODE = "PLY-BAD-FILE";
    private static final int LONGEST_LINE = 1024;
    private static final int LONGEST_NUMBER = 64;

    private final InputStream in;
    private final String source;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private final byte[] token = new byte[LONGEST_NUMBER];
    private boolean ascii;
    private int line = 1;
    private long taken;

    PlyInput(InputStream in, String source) {
        this.in = in;
        this.source = source;
    }

    void readsAscii(boolean yes) {
        ascii = yes;
    }

    long taken() {
        return taken;
    }

    /** Next header line without its end. */
    String line() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = next(); c != '\n'; c = next()) {
            if (c < 0) {
                throw bad("the file ends within its header");
            }
            if (text.length() == LONGEST_LINE) {
                throw bad("a header line is longer than " + LONGEST_LINE + " characters: this is no PLY file");
            }
            text.append((char) c);
        }
        line++;
        return text.toString().strip();
    }

    double number(PlyType type) throws IOException {
        return ascii ? text() : binary(type);
    }

    private double binary(PlyType type) throws IOException {
        if (!holds(type.bytes())) {
            throw bad("the file ends early: its header promises more");
        }
        taken += type.bytes();
        return type.get(buffer);
    }

    private double text() throws IOException {
        int c = next();
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            line += c == '\n' ? 1 : 0;
            c = next();
        }
        int length = 0;
        while (c > ' ') {
            if (length == LONGEST_NUMBER) {
                throw bad("a number is longer than " + LONGEST_NUMBER + " characters");
            }
            token[length++] = (byte) c;
            c = next();
        }
        double value = parse(length);
        line += c == '\n' ? 1 : 0;
        return value;
    }

    private double parse(int length) {
        if (length == 0) {
            throw bad("the file ends early: its header promises more");
        }
        String text = new String(token, 0, length, java.nio.charset.StandardCharsets.ISO_8859_1);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw bad("'" + text + "' is no number");
        }
    }

    private int next() throws IOException {
        if (!holds(1)) {
            return -1;
        }
        taken++;
        return buffer.get() & 0xff;
    }

    private boolean holds(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            buffer.compact();
            while (buffer.position() < bytes) {
                int read = in.read(buffer.array(), buffer.position(), buffer.remaining());
                if (read < 0) {
                    break;
                }
                buffer.position(buffer.position() + read);
            }
            buffer.flip();
        }
        return buffer.remaining() >= bytes;
    }

    BadInputException bad(String detail) {
        return at("", detail);
    }

    /** @param element what is being read, as {@code face 17} */
    BadInputException at(String element, String detail) {
        return new BadInputException(new Problem(CODE, source, element, ascii || element.isEmpty() ? line : 0, detail));
    }
}

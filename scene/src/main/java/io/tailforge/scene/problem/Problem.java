package io.tailforge.scene.problem;

import java.util.Objects;

/**
 * One thing that is wrong with an input.
 *
 * @param code stable token, upper case with dashes, for machines (for example {@code SPEC-UNKNOWN-KEY})
 * @param source the file or body it was found in, as the user knows it
 * @param pointer JSON pointer or element path inside the source; empty when the source as a whole is meant
 * @param line 1-based line in the source, 0 when there is none
 * @param detail what is wrong and what to do, one sentence for people
 */
public record Problem(String code, String source, String pointer, int line, String detail) {
    public Problem {
        Objects.requireNonNull(code);
        Objects.requireNonNull(source);
        Objects.requireNonNull(pointer);
        Objects.requireNonNull(detail);
    }

    public static Problem of(String code, String source, String detail) {
        return new Problem(code, source, "", 0, detail);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(source);
        if (line > 0) {
            text.append(':').append(line);
        }
        if (!pointer.isEmpty()) {
            text.append(' ').append(pointer);
        }
        return text.append(": ")
                .append(detail)
                .append(" [")
                .append(code)
                .append(']')
                .toString();
    }
}

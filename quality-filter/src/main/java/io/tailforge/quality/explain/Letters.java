package io.tailforge.quality.explain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The letters on our pictures, dots of our own: a bare server has no fonts, and with those of one machine or another the same
 * finding would not give the same picture.
 */
final class Letters {
    static final int WIDTH = 6;
    static final int HEIGHT = 9;
    private static final int DOTS = 5;
    private static final Map<Character, int[]> ROWS = read();

    /** Where dots go. */
    interface Paper {
        void dot(int x, int y);
    }

    private Letters() {}

    private static Map<Character, int[]> read() {
        Map<Character, int[]> rows = new HashMap<>();
        rows.put(' ', new int[0]);
        try (var in = Objects.requireNonNull(Letters.class.getResourceAsStream("letters.txt"));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().skip(2).forEach(line -> rows.put(line.charAt(0), rowsOf(line.substring(2))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static int[] rowsOf(String text) {
        return List.of(text.split(" ")).stream()
                .mapToInt(row -> Integer.parseInt(row, 16))
                .toArray();
    }

    /** Writes one line from its left upper corner; what has no letter is a question mark. */
    static void write(String text, Paper paper) {
        for (int i = 0; i < text.length(); i++) {
            int[] rows = rowsOf(text.charAt(i));
            for (int y = 0; y < rows.length; y++) {
                for (int x = 0; x < DOTS; x++) {
                    if ((rows[y] >> (DOTS - 1 - x) & 1) == 1) {
                        paper.dot(i * WIDTH + x, y);
                    }
                }
            }
        }
    }

    private static int[] rowsOf(char letter) {
        char plain =
                switch (letter) {
                    case '\u2013', '\u2212' -> '-';
                    case '\u00d7' -> 'x';
                    case '\u00b5' -> 'u';
                    default -> letter;
                };
        return Objects.requireNonNull(ROWS.getOrDefault(plain, ROWS.get('?')));
    }
}

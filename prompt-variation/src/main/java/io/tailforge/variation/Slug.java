package io.tailforge.variation;

import java.util.Locale;

/** Names that become parts of file names and object keys: {@code [a-z0-9-]}, single dashes inside. */
public final class Slug {
    /** Three cells, two separators and a sample's number stay within the 80 characters of a variation's name. */
    public static final int MAX_CELL_LENGTH = 20;

    private Slug() {}

    /** Lower case, everything else to single dashes. */
    public static String of(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** As {@link #of}, cut to the length of a cell's name. */
    public static String cell(String text) {
        String slug = of(text);
        return slug.length() <= MAX_CELL_LENGTH
                ? slug
                : slug.substring(0, MAX_CELL_LENGTH).replaceAll("-$", "");
    }

    /** Single dashes only, so that names joined by "--" can be told apart. */
    public static boolean isSlug(String text, int maxLength) {
        return text.length() <= maxLength && text.matches("[a-z0-9]+(-[a-z0-9]+)*");
    }

    static void requireCell(String name) {
        if (!isSlug(name, MAX_CELL_LENGTH)) {
            throw new IllegalArgumentException("a cell's name is lower-case letters, digits and single '-', at most "
                    + MAX_CELL_LENGTH + " characters, not '" + name + "'");
        }
    }
}

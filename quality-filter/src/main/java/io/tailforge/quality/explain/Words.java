package io.tailforge.quality.explain;

import java.util.regex.Pattern;

/** What a finding's words name. */
final class Words {
    private Words() {}

    /** Whether a text holds an id as a word of its own: {@code car-1} is not named by {@code car-12}. */
    static boolean names(String text, String id) {
        return !id.isEmpty()
                && Pattern.compile("(?<![A-Za-z0-9_-])" + Pattern.quote(id) + "(?![A-Za-z0-9_-])")
                        .matcher(text)
                        .find();
    }
}

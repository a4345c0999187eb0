package io.tailforge.service.web;

import java.util.List;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param nextPageToken give it back as {@code page_token} for the next page; empty on the last
 */
public record Page<T>(List<T> items, String nextPageToken) {
    private static final int DEFAULT_SIZE = 50;
    private static final int MAX_SIZE = 1000;

    /** A wanted size brought into range: absent or zero is 50, above 1000 is 1000. */
    public static int size(int wanted) {
        if (wanted < 0) {
            throw Problems.parameter("page_size", "must not be negative");
        }
        return wanted == 0 ? DEFAULT_SIZE : Math.min(wanted, MAX_SIZE);
    }

    /** Cuts a list that was read one longer than the page. */
    public static <R, T> Page<T> of(List<R> rows, int size, Function<R, T> item, Function<R, String> token) {
        boolean more = rows.size() > size;
        List<R> shown = more ? rows.subList(0, size) : rows;
        return new Page<>(shown.stream().map(item).toList(), more ? token.apply(shown.getLast()) : "");
    }
}

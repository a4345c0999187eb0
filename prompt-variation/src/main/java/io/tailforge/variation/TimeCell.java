package io.tailforge.variation;

import java.util.Objects;

/** A time of day on the plan. @param name slug, unique on its axis */
public record TimeCell(String name, TimeOfDay time) {
    public TimeCell {
        Slug.requireCell(name);
        Objects.requireNonNull(time);
    }
}

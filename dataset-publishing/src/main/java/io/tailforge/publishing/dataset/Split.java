package io.tailforge.publishing.dataset;

import java.util.Locale;

/** Part of a dataset. */
public enum Split {
    TRAIN,
    VAL,
    TEST;

    /** As in keys and documents. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}

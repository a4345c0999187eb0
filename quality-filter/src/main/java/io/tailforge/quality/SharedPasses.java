package io.tailforge.quality;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What several checks of one run look at and only one of them need work out. Used by one thread. */
public final class SharedPasses {
    private final Map<Class<?>, Object> passes = new HashMap<>();

    /** The run's one pass of this kind. @param make called where nobody has asked yet */
    public <T> T get(Class<T> kind, Supplier<T> make) {
        return kind.cast(passes.computeIfAbsent(kind, unused -> make.get()));
    }
}

package io.tailforge.quality.fault;

import java.io.IOException;
import java.util.List;

/**
 * One kind of change, which fault files name and give figures to. It looks for a place in a clip where the change would be seen.
 *
 * @param name for example {@code repeat-frames}
 * @param about what it does, one line
 * @param parameters all that it takes
 */
public record Edit(String name, String about, List<Parameter> parameters, Placing placing) {
    public Edit {
        parameters = List.copyOf(parameters);
    }

    /** Finds the place. */
    @FunctionalInterface
    public interface Placing {
        /** Looks for it. @throws NoPlaceException where the clip has none */
        Placed place(Site site, Settings settings) throws IOException;
    }

    /** A set of edits; a service, found by {@link java.util.ServiceLoader}. */
    public interface Provider {
        List<Edit> edits();
    }
}

package io.tailforge.conditioning.convert;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.scene.problem.Problem;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes layouts in one format. A stateless service, found by {@link java.util.ServiceLoader}: a new format is one class
 * and one line in {@code META-INF/services}. The same layout gives the same bytes.
 */
public interface LayoutWriter {
    /** Stable id, lower case; that of the reader that reads it back, where it writes one dialect alone. */
    String id();

    /** One line: what it writes. */
    String describe();

    /**
     * Writes a layout and, where the format has a place for it, the drive that came with it.
     *
     * @param target a file or a folder by the format; must not exist yet or, for a folder, be empty
     * @return what the format has no place for, counted, each under a stable code
     * @throws io.tailforge.scene.problem.BadInputException where the format cannot hold the layout; nothing is written
     */
    List<Problem> write(LayoutReading layout, Path target);
}

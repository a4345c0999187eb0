package io.tailforge.conditioning;

import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.problem.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a reader found.
 *
 * @param recording what moved there, where the format carries it
 * @param warnings what was odd but not refused, each under a stable code; counted and shown, never silent
 */
public record LayoutReading(HdMap map, Optional<Recording> recording, List<Problem> warnings) {
    public LayoutReading {
        Objects.requireNonNull(map);
        Objects.requireNonNull(recording);
        warnings = List.copyOf(warnings);
    }
}

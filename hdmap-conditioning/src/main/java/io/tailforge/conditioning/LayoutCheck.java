package io.tailforge.conditioning;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * All that a reader has to say about a layout.
 *
 * @param reading empty where the layout is refused
 * @param problems why it is refused; as many as the reader could find
 * @param warnings what was odd, also where the layout is refused
 */
public record LayoutCheck(Optional<LayoutReading> reading, List<Problem> problems, List<Problem> warnings) {
    public LayoutCheck {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** @param warningsSoFar asked where reading ends in a refusal */
    public static LayoutCheck of(Supplier<LayoutReading> read, Supplier<List<Problem>> warningsSoFar) {
        try {
            LayoutReading reading = read.get();
            return new LayoutCheck(Optional.of(reading), List.of(), reading.warnings());
        } catch (BadInputException e) {
            return new LayoutCheck(Optional.empty(), e.problems(), warningsSoFar.get());
        }
    }
}

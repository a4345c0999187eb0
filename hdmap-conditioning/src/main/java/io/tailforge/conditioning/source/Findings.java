package io.tailforge.conditioning.source;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What was found wrong while a layout is read: problems that refuse it and warnings that do not. Reading goes on after a
 * problem, element by element, so that one run tells them all.
 */
public final class Findings {
    private static final int MAX_PROBLEMS = 100;
    private static final int MAX_WARNINGS = 1000;

    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();
    private int warningsLeftOut;

    /** The value, or nothing where it is refused; the problems are kept. @throws BadInputException once there are too many */
    public <T> Optional<T> attempt(Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (BadInputException e) {
            e.problems().stream().filter(problem -> !problems.contains(problem)).forEach(problems::add);
            if (problems.size() >= MAX_PROBLEMS) {
                throw new BadInputException(problems.subList(0, MAX_PROBLEMS));
            }
            return Optional.empty();
        }
    }

    /** Reads each of the parts of a whole, in order. @throws BadInputException with the problems of all that are refused */
    public static <E, R> List<R> readAll(List<E> parts, Function<E, R> read) {
        Findings findings = new Findings();
        List<R> all = new ArrayList<>(parts.size());
        parts.forEach(part -> findings.attempt(() -> read.apply(part)).ifPresent(all::add));
        findings.throwIfRefused();
        return all;
    }

    public Optional<Problem> findLast() {
        return problems.isEmpty() ? Optional.empty() : Optional.of(problems.getLast());
    }

    public void warn(Problem warning) {
        if (warnings.size() < MAX_WARNINGS) {
            warnings.add(warning);
        } else {
            warningsLeftOut++;
        }
    }

    /** The refusal that ends reading at once: this problem, after those before it. */
    public BadInputException fatal(Problem problem) {
        problems.add(problem);
        return new BadInputException(problems);
    }

    /** Whether there was a problem, so that what is found missing from now on may only follow from it. */
    public boolean isRefused() {
        return !problems.isEmpty();
    }

    /** @throws BadInputException with every problem there was */
    public void throwIfRefused() {
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
    }

    public List<Problem> warnings() {
        List<Problem> all = new ArrayList<>(warnings);
        if (warningsLeftOut > 0) {
            Problem last = warnings.getLast();
            all.add(Problem.of(
                    "MAP-MORE-WARNINGS", last.source(), "has " + warningsLeftOut + " more warnings, not shown"));
        }
        return all;
    }
}

package io.tailforge.service.cli;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.util.Map;

/** Refusals that name the option they are about. */
final class BadOption {
    private static final String CODE = "BAD-OPTION";

    private BadOption() {}

    static BadInputException of(String option, String detail) {
        return new BadInputException(Problem.of(CODE, option, detail));
    }

    /** The same problems, those about what an option set under the option's name. */
    static BadInputException named(BadInputException refused, Map<String, String> optionByPlaceOrCode) {
        return new BadInputException(refused.problems().stream()
                .map(problem -> named(problem, optionByPlaceOrCode))
                .toList());
    }

    private static Problem named(Problem problem, Map<String, String> options) {
        String place = options.getOrDefault(problem.pointer(), options.getOrDefault(problem.source(), ""));
        if (!place.isEmpty()) {
            return Problem.of(problem.code(), place, problem.detail());
        }
        String option = options.getOrDefault(problem.code(), "");
        return option.isEmpty()
                ? problem
                : Problem.of(problem.code(), option, problem.source() + " " + problem.detail());
    }
}

package io.tailforge.service.cli;

import io.tailforge.generation.dispatch.Priority;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.service.catalog.RequestTerms;
import io.tailforge.service.request.TermsReader;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Option;

/** How a request is to be served, as options. */
final class TermsOptions {
    @Option(
            names = "--requester",
            paramLabel = "NAME",
            description = "Whose share of the machines it takes (default: ${DEFAULT-VALUE}).")
    String requester = RequestTerms.DEFAULT.requester();

    @Option(
            names = "--priority",
            paramLabel = "high|normal|low",
            description = "Against other requests (default: normal).")
    Priority priority = RequestTerms.DEFAULT.priority();

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description = "Clips not begun by then fail with DEADLINE; RFC 3339, as in 2026-12-01T08:00:00Z.")
    Optional<String> deadline = Optional.empty();

    @Option(
            names = "--budget-seconds",
            paramLabel = "S",
            description = "Seconds of generation; the request pauses before it would spend more.")
    Optional<Double> budgetSeconds = Optional.empty();

    @Option(
            names = "--fresh",
            description = "Make every clip anew instead of taking it from the result cache; a request that had ended"
                    + " begins again.")
    boolean fresh;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "Engine that is to make it, where endpoints run several (default: the first endpoint's).")
    Optional<String> engine = Optional.empty();

    private static final Map<String, String> OPTIONS =
            Map.of("/requester", "--requester", "/budget_seconds", "--budget-seconds", "/engine", "--engine");

    /** @throws BadInputException with the option's name */
    RequestTerms terms() {
        try {
            return read();
        } catch (BadInputException e) {
            throw BadOption.named(e, OPTIONS);
        }
    }

    private RequestTerms read() {
        return new RequestTerms(
                requester,
                priority,
                deadline.map(TermsOptions::instant),
                budgetSeconds.map(OptionalDouble::of).orElse(OptionalDouble.empty()),
                fresh,
                engine);
    }

    private static Instant instant(String text) {
        return TermsReader.parse(text)
                .orElseThrow(() -> BadOption.of(
                        "--deadline", "must be a time with its offset, as in 2026-12-01T08:00:00Z, not " + text));
    }
}

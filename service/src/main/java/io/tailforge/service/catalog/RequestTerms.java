package io.tailforge.service.catalog;

import io.tailforge.generation.dispatch.Priority;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * How a request is to be served: by whom it was sent, how soon it is wanted and what it may cost. Says nothing of what is
 * made, so the same clip has the same key under other terms; but fresh ones.
 *
 * @param requester whose share of the machines it takes
 * @param priority against other requests
 * @param deadline clips not begun by then fail with {@code DEADLINE}
 * @param budgetSeconds of generation; the request pauses before it would spend more
 * @param fresh make every clip anew instead of taking it from the result cache
 * @param engine name of the engine that is to make it; empty: the first endpoint's
 */
public record RequestTerms(
        String requester,
        Priority priority,
        Optional<Instant> deadline,
        OptionalDouble budgetSeconds,
        boolean fresh,
        Optional<String> engine) {
    private static final Pattern REQUESTER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Pattern ENGINE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,79}");

    /** What holds where nothing is said. */
    public static final RequestTerms DEFAULT = new RequestTerms(
            "default", Priority.NORMAL, Optional.empty(), OptionalDouble.empty(), false, Optional.empty());

    /** @throws BadInputException {@code BAD-TERMS} with the field's pointer */
    public RequestTerms {
        Objects.requireNonNull(priority);
        Objects.requireNonNull(deadline);
        require(
                REQUESTER.matcher(requester).matches(),
                "requester",
                "must be 1 to 64 letters, digits and ._@- and begin with a letter or digit");
        require(
                budgetSeconds.isEmpty()
                        || (budgetSeconds.getAsDouble() > 0 && Double.isFinite(budgetSeconds.getAsDouble())),
                "budget_seconds",
                "must be more than 0 seconds; leave it out for no budget");
        require(
                engine.isEmpty() || ENGINE.matcher(engine.get()).matches(),
                "engine",
                "must be the name of an engine as GET /v1/backends lists it");
    }

    /** @throws BadInputException {@code BAD-TERMS} where the deadline has passed already */
    public void requireAhead(Instant now) {
        require(
                deadline.isEmpty() || deadline.get().isAfter(now),
                "deadline",
                "has passed (" + deadline.map(Instant::toString).orElse("") + "); give a time ahead");
    }

    public boolean isPast(Instant now) {
        return deadline.isPresent() && !now.isBefore(deadline.get());
    }

    public RequestTerms withBudgetSeconds(OptionalDouble budget) {
        return new RequestTerms(requester, priority, deadline, budget, fresh, engine);
    }

    private static void require(boolean holds, String field, String detail) {
        if (!holds) {
            throw new BadInputException(new Problem("BAD-TERMS", "request", "/" + field, 0, detail));
        }
    }
}

package io.tailforge.variation.read;

import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Collects what is wrong, so that a user hears all of it at once. */
final class Complaints {
    private static final int MOST = 100;

    private final List<Problem> problems = new ArrayList<>();

    /** The value, or its complaint kept and nothing. */
    <T> Optional<T> tryRead(Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (BadInputException e) {
            e.problems().stream().limit(MOST - problems.size()).forEach(problems::add);
            return Optional.empty();
        }
    }

    /** The value, or its complaint kept and a stand-in that nobody sees, because {@link #throwIfAny} comes before. */
    <T> T read(T standIn, Supplier<T> reading) {
        return tryRead(reading).orElse(standIn);
    }

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
    }

    /** Reads every item of a list, keeping all complaints; throws them together. */
    static <T> List<T> readAll(List<JsonView> items, java.util.function.Function<JsonView, T> reader) {
        Complaints complaints = new Complaints();
        List<T> values = new ArrayList<>();
        items.forEach(item -> complaints.tryRead(() -> reader.apply(item)).ifPresent(values::add));
        complaints.throwIfAny();
        return values;
    }

    /** Turns the refusal of a value's constructor into a complaint about the place. */
    static <T> T valid(JsonView view, Supplier<T> construction) {
        try {
            return construction.get();
        } catch (IllegalArgumentException e) {
            throw view.bad("IMPOSSIBLE-VALUE", String.valueOf(e.getMessage()));
        }
    }
}

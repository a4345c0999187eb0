package io.tailforge.service.pipeline;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.matching.Ask;
import io.tailforge.generation.matching.Fit;
import io.tailforge.generation.matching.Misfit;
import io.tailforge.scene.Scene;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.dispatch.Dispatcher;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Whether what a request asks can be made at all, told before it is taken. Held against the engines that are connected; where
 * none is, nobody can know, and the request waits.
 */
@Component
public class Feasibility {
    private final Dispatcher dispatcher;

    public Feasibility(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    /**
     * Refuses what no connected engine can make.
     *
     * @param scene of the request's first clip; all have its size, rate, length and rig
     * @throws BadInputException with the spec's fields and the nearest values that would do
     */
    void require(ClipJobs.Plan plan, Scene scene) {
        List<Problem> problems = problems(plan, scene);
        if (!problems.isEmpty()) {
            throw new BadInputException(problems);
        }
    }

    /** Why no connected engine can make it, by the engine that comes nearest; empty where one can, or where none is connected. */
    public List<Problem> problems(ClipJobs.Plan plan, Scene scene) {
        Optional<String> wanted = plan.request().terms().engine();
        List<Capabilities> connected = dispatcher.offers();
        List<Capabilities> offers = connected.stream()
                .filter(offer ->
                        wanted.isEmpty() || wanted.get().equals(offer.engine().name()))
                .toList();
        if (offers.isEmpty()) {
            return dispatcher.isWholeReached() ? List.of(unknown(wanted, connected)) : List.of();
        }
        Ask ask = Ask.of(
                scene.grid(),
                plan.spec().generation().want(),
                scene.rig(),
                plan.spec().styles());
        return switch (Fit.best(ask, offers)) {
            case Fit.Whole _, Fit.Split _ -> List.of();
            case Fit.None none ->
                none.reasons().stream().map(Feasibility::problem).toList();
        };
    }

    private static Problem problem(Misfit misfit) {
        return new Problem(misfit.token(), "spec", pointer(misfit.field()), 0, misfit.detail());
    }

    private static String pointer(Misfit.Field field) {
        return switch (field) {
            case KIND -> "/generation/want";
            case VIEWS -> "/rig/cameras";
            case SIZE -> "/clip/width";
            case FPS -> "/clip/fps";
            case FRAMES -> "/clip/frames";
            case CONTROL -> "/styles";
        };
    }

    private static Problem unknown(Optional<String> wanted, List<Capabilities> connected) {
        List<String> there = connected.stream()
                .map(offer -> offer.engine().name())
                .distinct()
                .sorted()
                .toList();
        return new Problem(
                "ENGINE-UNKNOWN",
                "request",
                "/engine",
                0,
                "no endpoint runs " + wanted.orElse("") + "; there are " + String.join(", ", there));
    }
}

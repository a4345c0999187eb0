package io.tailforge.service.pipeline;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.ContractModel;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.matching.Ask;
import io.tailforge.generation.matching.Fitting;
import io.tailforge.generation.matching.Misfit;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.dispatch.Dispatcher;
import io.tailforge.variation.VariationSpec;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
                .filter(offer -> wanted.isEmpty() || wanted.get().equals(offer.engine().name()))
                .toList();
        if (offers.isEmpty()) {
            return dispatcher.isWholeReached() ? List.of(unknown(wanted, connected)) : List.of();
        }
        return offers.stream()
                .map(offer -> problems(plan.spec(), scene, offer))
                .min(Comparator.comparingInt(List::size))
                .orElseThrow();
    }

    private static List<Problem> problems(VariationSpec spec, Scene scene, Capabilities offer) {
        Set<ObjectKind> want = spec.generation().want();
        if (!offer.kinds().containsAll(want)) {
            return List.of(unmade(want, offer));
        }
        return offer.models().stream()
                .flatMap(model -> misfits(spec, scene, model).stream())
                .map(Feasibility::problem)
                .toList();
    }

    /** Of what a model would be asked; nothing where none of it is wanted or the rig has no sensor for it. */
    private static List<Misfit> misfits(VariationSpec spec, Scene scene, ModelCaps model) {
        Set<ObjectKind> own = EnumSet.copyOf(model.kinds());
        own.retainAll(spec.generation().want());
        boolean sensors = model.model() == ContractModel.LIDAR_SWEEP
                ? !scene.rig().lidars().isEmpty()
                : !scene.rig().cameras().isEmpty();
        return own.isEmpty() || !sensors
                ? List.of()
                : Fitting.misfits(model, Ask.of(scene.grid(), own, scene.rig(), spec.styles()));
    }

    private static Problem unmade(Set<ObjectKind> want, Capabilities offer) {
        return new Problem(
                "TF-CAP-KIND",
                "spec",
                pointer(Misfit.Field.KIND),
                0,
                offer.engine().name() + " makes " + words(offer.kinds()) + ", asked was " + words(want));
    }

    private static List<String> words(Set<ObjectKind> kinds) {
        return kinds.stream().sorted().map(JsonView::enumText).toList();
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

package io.tailforge.generation.matching;

import io.tailforge.generation.Capabilities;
import io.tailforge.generation.GenerationException;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.matching.Misfit.Field;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.json.JsonView;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Whether an endpoint can make a clip. Decided from caps alone, before a byte of the clip moves. */
public sealed interface Fit {
    /** As it is asked, at once. */
    record Whole() implements Fit {}

    /** In parts. */
    record Split(SplitPlan plan) implements Fit {
        public Split {
            Objects.requireNonNull(plan);
        }
    }

    /** Not at all. @param reasons at least one */
    record None(List<Misfit> reasons) implements Fit {
        public None {
            reasons = List.copyOf(reasons);
        }

        /** Of the first reason's token, with all of them. */
        public GenerationException toException() {
            return reasons.getFirst()
                    .toException(reasons.stream().skip(1).map(Misfit::detail).toList());
        }
    }

    /** Holds what is asked against what an endpoint's models say. */
    static Fit of(Ask ask, Capabilities offer) {
        List<Misfit> reasons = new ArrayList<>();
        Set<ObjectKind> unmade = EnumSet.copyOf(ask.want());
        unmade.removeAll(offer.kinds());
        if (!unmade.isEmpty()) {
            reasons.add(Misfit.of(
                    Field.KIND,
                    unmade.stream().sorted().map(JsonView::enumText).toList(),
                    List.of(),
                    "the server makes "
                            + offer.kinds().stream()
                                    .sorted()
                                    .map(JsonView::enumText)
                                    .toList()));
        }
        List<SplitPlan> plans = new ArrayList<>();
        for (ModelCaps model : offer.models()) {
            Ask own = ask.of(model.kinds());
            if (own.concerns(model.model())) {
                switch (Splitting.of(model, own)) {
                    case Splitting.Parts parts -> plans.add(parts.plan());
                    case Splitting.Refused refused -> reasons.addAll(refused.reasons());
                }
            }
        }
        if (!reasons.isEmpty()) {
            return new None(reasons);
        }
        SplitPlan plan = SplitPlan.joined(plans);
        return plan.parts().stream().allMatch(SplitPlan.Part::isWhole) ? new Whole() : new Split(plan);
    }

    /** The best that several endpoints of one engine can do: at once, else in the fewest parts, else the reasons of the first. */
    static Fit best(Ask ask, List<Capabilities> offers) {
        Fit best = of(ask, offers.getFirst());
        for (Capabilities offer : offers) {
            Fit other = of(ask, offer);
            if (rank(other) < rank(best)) {
                best = other;
            }
        }
        return best;
    }

    private static int rank(Fit fit) {
        return switch (fit) {
            case Whole _ -> 0;
            case Split split -> split.plan().parts().size();
            case None _ -> Integer.MAX_VALUE;
        };
    }
}

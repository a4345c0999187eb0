package io.tailforge.generation.conformance;

import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.ModelLimits;
import io.tailforge.generation.ModelLimits.Chunks;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.scene.artifact.ClipShare;
import io.tailforge.scene.artifact.FrameSpan;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A model keeps to the limits that it states: what goes beyond them is refused with {@code TF-CAP-*}. */
final class LimitRules {
    private static final Set<ErrorFamily> CAP = EnumSet.of(ErrorFamily.CAP);

    static final List<Rule> LIST = List.of(
            limit("many-views", "more views than a model takes", LimitRules::manyViews),
            limit("some-views", "some views of a model that makes them all together", LimitRules::someViews),
            limit("many-frames", "more frames than a model takes", LimitRules::manyFrames),
            limit("part", "a part of a model that makes whole clips", LimitRules::part),
            limit("long-part", "a part that is longer than a model takes", LimitRules::longPart),
            limit("overlap", "a part that is not given the frames that it goes on from", LimitRules::withoutOverlap));

    private LimitRules() {}

    /** What of the clip is beyond a model's limits; empty where nothing of it is. */
    @FunctionalInterface
    private interface Beyond {
        Optional<ClipShare> of(Subject server, ModelCaps model);
    }

    private static Rule limit(String id, String what, Beyond beyond) {
        return new Rule("limit." + id, what + ", is refused", server -> {
            int asked = 0;
            for (ModelCaps model : server.models()) {
                Optional<ClipShare> share = beyond.of(server, model);
                if (share.isPresent()) {
                    RefusalRules.requireRefused(
                            server, server.ask(model).of(share.get()).wire("refused"), CAP);
                    asked++;
                }
            }
            if (asked == 0) {
                throw new Rule.NotAsked("nothing of the clip is beyond that");
            }
        });
    }

    private static Optional<ClipShare> manyViews(Subject server, ModelCaps model) {
        boolean beyond =
                server.sensorsFor(model).size() > model.limits().views().mostAtOnce();
        return beyond ? Optional.of(frames(server.shareFor(model).frames())) : Optional.empty();
    }

    private static Optional<ClipShare> someViews(Subject server, ModelCaps model) {
        List<String> all = server.sensorsFor(model);
        return all.size() > 1 && !model.limits().views().subsets()
                ? Optional.of(new ClipShare(
                        Optional.of(new LinkedHashSet<>(all.subList(0, 1))),
                        server.shareFor(model).frames(),
                        Map.of()))
                : Optional.empty();
    }

    private static Optional<ClipShare> manyFrames(Subject server, ModelCaps model) {
        return model.limits().frames().allows(server.frames())
                ? Optional.empty()
                : Optional.of(new ClipShare(server.shareFor(model).sensors(), Optional.empty(), Map.of()));
    }

    private static Optional<ClipShare> part(Subject server, ModelCaps model) {
        return model.limits().chunks().isEmpty()
                ? Optional.of(some(server, model, new FrameSpan(0, server.frames() - 1, 0)))
                : Optional.empty();
    }

    private static Optional<ClipShare> longPart(Subject server, ModelCaps model) {
        ModelLimits limits = model.limits();
        return limits.chunks()
                .map(chunks -> Math.min(limits.frames().most(), chunks.frames().orElse(server.frames())))
                .filter(most -> most < server.frames())
                .map(most -> some(server, model, new FrameSpan(0, most + 1, 0)));
    }

    private static Optional<ClipShare> withoutOverlap(Subject server, ModelCaps model) {
        return model.limits()
                .chunks()
                .map(Chunks::overlap)
                .filter(overlap -> overlap > 0 && overlap < server.frames())
                .map(overlap -> some(server, model, new FrameSpan(overlap, server.frames() - overlap, 0)));
    }

    private static ClipShare some(Subject server, ModelCaps model, FrameSpan span) {
        return new ClipShare(server.shareFor(model).sensors(), Optional.of(span), Map.of());
    }

    private static ClipShare frames(Optional<FrameSpan> span) {
        return new ClipShare(Optional.empty(), span, Map.of());
    }
}

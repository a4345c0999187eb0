package io.tailforge.generation.conformance;

import static io.tailforge.generation.conformance.Rule.require;

import io.tailforge.generation.FrameRule;
import io.tailforge.generation.ModelCaps;
import io.tailforge.generation.ModelLimits;
import io.tailforge.generation.ModelLimits.Chunks;
import io.tailforge.generation.contract.ObjectId;
import io.tailforge.generation.dispatch.Delivery;
import io.tailforge.generation.dispatch.Order;
import io.tailforge.generation.matching.Fit;
import io.tailforge.generation.matching.SplitPlan;
import io.tailforge.generation.split.ClipSplitter;
import io.tailforge.generation.triton.TritonBackend;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.ClipShare;
import io.tailforge.scene.artifact.GeneratedView;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.ObjectKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A part of a clip is what it is in the clip. */
final class PartRules {
    static final List<Rule> LIST = List.of(
            new Rule(
                    "part.views",
                    "views that are made without the others are what they are among them",
                    PartRules::views),
            new Rule("part.frames", "parts of a clip's frames, joined, are the frames of the clip", PartRules::frames));

    private PartRules() {}

    private static void views(Subject server) {
        int asked = 0;
        for (ModelCaps model : server.models()) {
            List<String> all = server.sensorsFor(model);
            int least = model.limits().views().least();
            if (model.limits().views().subsets() && least < all.size()) {
                requireViews(server, model, Set.copyOf(all.subList(0, least)));
                asked++;
            }
        }
        requireAsked(asked, "no model makes fewer views than the clip has");
    }

    private static void requireViews(Subject server, ModelCaps model, Set<String> some) {
        ClipShare among = server.shareFor(model);
        Subject.Asking asking = server.ask(model).of(new ClipShare(Optional.of(some), among.frames(), Map.of()));
        Map<String, String> alone = asking.answer().requireWhole().hashes();
        Set<String> wanted =
                asking.document().listObjects().stream().map(ObjectId::toString).collect(Collectors.toSet());
        require(alone.keySet().equals(wanted), "came: " + alone.keySet() + ", asked was " + wanted);
        if (AnswerRules.isBitwise(model) && some.stream().allMatch(among::includes)) {
            Map<String, String> together =
                    server.ask(model).answer().requireWhole().hashes();
            require(together.entrySet().containsAll(alone.entrySet()), "other bytes without the other views");
        }
    }

    private static void requireAsked(int asked, String otherwise) {
        if (asked == 0) {
            throw new Rule.NotAsked(otherwise);
        }
    }

    private static void frames(Subject server) {
        int asked = 0;
        try (TritonBackend client = TritonBackend.connect(server.endpoint(), server.settings())) {
            for (ModelCaps model : server.models()) {
                Optional<SplitPlan> plan = planFor(server, model);
                if (plan.isPresent()) {
                    requireFrames(server, model, plan.get(), client);
                    asked++;
                }
            }
        }
        requireAsked(asked, "no model makes parts of the clip's frames");
    }

    private static void requireFrames(Subject server, ModelCaps model, SplitPlan plan, TritonBackend client) {
        Map<String, List<String>> joined = inParts(server, model, plan, client);
        int frames = server.frames();
        joined.forEach((object, film) -> require(
                object.startsWith("lidar") || film.size() == frames,
                object + " has " + film.size() + " frames, the clip " + frames));
        if (AnswerRules.isBitwise(model) && server.fit(model) instanceof Fit.Whole) {
            requireSame(joined, atOnce(server, model, client));
        }
    }

    /** RGB is encoded with loss, part by part; what is lossless must be the same. */
    private static void requireSame(Map<String, List<String>> joined, Map<String, List<String>> atOnce) {
        List<String> differing = atOnce.keySet().stream()
                .filter(object -> !object.startsWith(ObjectKind.RGB.name()))
                .filter(object -> !Objects.equals(joined.get(object), atOnce.get(object)))
                .toList();
        require(joined.keySet().equals(atOnce.keySet()), "came: " + joined.keySet() + ", at once " + atOnce.keySet());
        require(differing.isEmpty(), "not what it is in the clip: " + differing);
    }

    private static Map<String, List<String>> atOnce(Subject server, ModelCaps model, TritonBackend client) {
        Path folder = server.freshFolder();
        return filmOf(server, folder, client.generate(whole(server, model), folder, fraction -> {}, () -> false));
    }

    private static Map<String, List<String>> inParts(
            Subject server, ModelCaps model, SplitPlan plan, TritonBackend client) {
        Path folder = server.freshFolder();
        Order order = Order.of(whole(server, model), folder, fraction -> {}, () -> false);
        ClipSplitter splitter =
                new ClipSplitter(part -> deliver(part, client), server.clip().footage());
        return filmOf(server, folder, splitter.generate(order, plan).result());
    }

    private static Delivery deliver(Order part, TritonBackend client) {
        GenerationResult result = client.generate(part.request(), part.folder(), part.progress(), part.cancelled());
        return new Delivery(result, List.of(), 1, Duration.ZERO, Duration.ZERO, List.of(), List.of());
    }

    private static GenerationRequest whole(Subject server, ModelCaps model) {
        return server.clip().request().part(model.kinds(), ClipShare.WHOLE);
    }

    /** Of each video its frames' hashes, of each sweep its file's. */
    private static Map<String, List<String>> filmOf(Subject server, Path folder, GenerationResult result) {
        Map<String, List<String>> film = new TreeMap<>();
        for (GeneratedView view : result.views()) {
            for (Map.Entry<ObjectKind, ArtifactRef> object : view.objects().entrySet()) {
                film.put(
                        object.getKey() + " " + view.camera(),
                        server.clip()
                                .footage()
                                .frames(folder.resolve(object.getValue().key())));
            }
        }
        result.sweeps()
                .forEach(sweep ->
                        film.put(sweep.points().key(), List.of(sweep.points().sha256())));
        return film;
    }

    /** How a model makes the clip in parts, though it may be able to make it at once. */
    private static Optional<SplitPlan> planFor(Subject server, ModelCaps model) {
        return shorter(model, server.frames() - 1)
                .map(server::fit)
                .filter(Fit.Split.class::isInstance)
                .map(fit -> ((Fit.Split) fit).plan())
                .filter(plan ->
                        plan.parts().stream().anyMatch(part -> part.frames().isPresent()));
    }

    /** The same model with fewer frames at a time; empty where there is no such. */
    private static Optional<ModelCaps> shorter(ModelCaps model, int most) {
        ModelLimits limits = model.limits();
        try {
            return limits.chunks()
                    .map(chunks -> limits.withFrames(
                            shorter(limits.frames(), most),
                            Optional.of(new Chunks(chunks.frames().filter(n -> n <= most), chunks.overlap()))))
                    .map(narrow ->
                            new ModelCaps(model.model(), model.engine(), model.kinds(), narrow, model.controlKinds()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static FrameRule shorter(FrameRule rule, int most) {
        return switch (rule) {
            case FrameRule.Steps steps -> new FrameRule.Steps(steps.step(), steps.plus(), Math.min(most, steps.most()));
            case FrameRule.Listed listed ->
                new FrameRule.Listed(
                        listed.frames().stream().filter(n -> n <= most).toList());
        };
    }
}

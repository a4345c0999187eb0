package io.tailforge.service.pipeline;

import io.tailforge.conditioning.assemble.AssembledScene;
import io.tailforge.conditioning.assemble.SceneAssembler;
import io.tailforge.generation.dispatch.Order;
import io.tailforge.generation.matching.Fit;
import io.tailforge.quality.Calibration;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.QualityFilter;
import io.tailforge.quality.dataset.PrintTaker;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.artifact.ActorVisibility;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.ConditioningVideo;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.Prompt;
import io.tailforge.scene.artifact.Verdict;
import io.tailforge.scene.map.HdMap;
import io.tailforge.service.catalog.ClipStage;
import io.tailforge.service.catalog.RequestTerms;
import io.tailforge.service.catalog.ResultCatalog;
import io.tailforge.service.config.TailforgeProperties;
import io.tailforge.service.control.ControlStudio;
import io.tailforge.service.dispatch.Dispatcher;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.variation.GenerationSettings;
import io.tailforge.variation.PromptWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * One clip from plan to judged result: assemble, condition, prompt, generate, filter (again with another seed or other
 * settings where the filter says so), annotate, keep. Every stage writes into the attempt's work folder; the finished folder moves into the
 * result store at once.
 */
@Component
public class ClipPipeline {
    private static final Logger LOG = LoggerFactory.getLogger(ClipPipeline.class);

    private final Dispatcher dispatcher;
    private final Ordering ordering;
    private final Worlds worlds;
    private final ControlStudio studio;
    private final ResultStore results;
    private final ResultCatalog catalog;
    private final CpuPermits processors;
    private final OnceAtATime once = new OnceAtATime();
    private final String prompts;
    private final String judgedBy;
    private final Path workRoot;
    private final SceneAssembler assembler = new SceneAssembler();
    private final QualityFilter filter;
    private final Calibration calibration;
    private final PromptWriter promptWriter;

    public ClipPipeline(
            Dispatcher dispatcher,
            Ordering ordering,
            Worlds worlds,
            ControlStudio studio,
            ResultStore results,
            ResultCatalog catalog,
            CpuPermits processors,
            PromptWriter promptWriter,
            QualityFilter filter,
            Calibration calibration,
            TailforgeProperties properties) {
        this.dispatcher = dispatcher;
        this.ordering = ordering;
        this.worlds = worlds;
        this.studio = studio;
        this.results = results;
        this.catalog = catalog;
        this.processors = processors;
        this.promptWriter = promptWriter;
        this.filter = filter.watchedBy(new PrintTaker());
        this.calibration = calibration;
        this.judgedBy = properties.filter().describe(calibration);
        this.prompts = properties.prompts().toString();
        this.workRoot = properties.home().resolve("work").toAbsolutePath();
    }

    /** Told which stage a clip is in and how far that stage is, 0..1. */
    interface Watcher {
        void at(ClipStage stage, int attempt, double fraction);

        /** Told that the clip waits for a processor; the stage goes on once it is named again. */
        void waits();

        /** Told what each order to the endpoints took, also where it failed. */
        void paid(Ordering.Paid order);
    }

    /** The scene of a plan, without making anything of it: what {@code --dry-run} lists. */
    public AssembledScene assemble(ClipJob job) {
        return assembler.assemble(job.layout().reading(), job.layout().ref(), job.plan());
    }

    /**
     * Makes a clip, or takes it from the result cache where the same inputs led to a result before. The same clip of two
     * requests is made once: the second waits for the first.
     *
     * @param cancelled polled between frames; once true, {@link java.util.concurrent.CancellationException} is thrown
     */
    ClipResult run(ClipJob job, BooleanSupplier cancelled, Watcher watcher) {
        watcher.at(ClipStage.ASSEMBLE, 1, 0);
        Scene scene;
        try (CpuPermits.Permit cpu = permit(1, cancelled, watcher)) {
            watcher.at(ClipStage.ASSEMBLE, 1, 0);
            scene = assemble(job).scene();
        }
        byte[] document = SceneDocument.write(scene);
        EngineIdentity engine = dispatcher.awaitEngine(job.request().terms().engine(), cancelled);
        Fit fit = ordering.fit(job, scene, engine);
        String inputs = ClipInputs.sha256(job, document, promptWriter.id() + " " + prompts, judgedBy, engine, fit);
        try (OnceAtATime.Hold same = once.enter(inputs, cancelled)) {
            Optional<ClipResult> known = catalog.find(inputs).flatMap(results::findWhole);
            if (known.isPresent()) {
                return known.get();
            }
            ClipFolder folder = freshFolder(job, scene);
            GenerationRequest first = prepare(job, scene, folder, document, cancelled, watcher);
            ClipResult result = make(job, scene, fit, first, folder, cancelled, watcher);
            if (first.prompt().warning().isEmpty() && result.isOf(engine)) {
                catalog.remember(inputs, result.key());
            }
            return result;
        }
    }

    private ClipResult make(
            ClipJob job,
            Scene scene,
            Fit fit,
            GenerationRequest first,
            ClipFolder folder,
            BooleanSupplier cancelled,
            Watcher watcher) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int attempt = 1; ; attempt++) {
            Order order = order(job, again(first, job, attempt), folder, cancelled, watcher);
            GenerationKey key = ClipInputs.key(ordering.keyOf(order, fit), job.request(), judgedBy);
            try (OnceAtATime.Hold same = once.enter(key.value(), cancelled)) {
                Optional<ClipResult> known = results.findWhole(key);
                if (known.isPresent()) {
                    discard(folder);
                    return known.get();
                }
                Optional<ClipResult> result = attempt(job, scene, fit, order, folder, key, verdicts, watcher);
                if (result.isPresent()) {
                    return result.get();
                }
            }
        }
    }

    /** Everything of a request but the engine's work: what the first attempt sends. */
    private GenerationRequest prepare(
            ClipJob job,
            Scene scene,
            ClipFolder folder,
            byte[] sceneDocument,
            BooleanSupplier cancelled,
            Watcher watcher) {
        ArtifactRef sceneRef = folder.writeJson("scene.json", sceneDocument);
        ArtifactRef layoutRef = folder.link("layout.json", job.layout().document(), "application/json");
        HdMap map = job.layout().map();
        List<ConditioningVideo> controls;
        List<ActorVisibility> visible;
        try (CpuPermits.Permit cpu = permit(scene.rig().cameras().size(), cancelled, watcher)) {
            watcher.at(ClipStage.CONDITION, 1, 0);
            controls = studio.film(job.spec().styles(), scene, map, folder.path(), cancelled);
            stopIf(cancelled);
            watcher.at(ClipStage.PROMPT, 1, 0);
            visible = worlds.visibleActors(scene, map);
        }
        Prompt prompt = promptWriter.write(scene, map, visible);
        prompt.warning().ifPresent(warning -> LOG.warn("clip {}: {}", scene.clipId(), warning));
        folder.writeJson("prompt.json", ClipDocuments.prompt(prompt));
        return new GenerationRequest(
                scene.clipId(),
                1,
                sceneRef,
                layoutRef,
                prompt,
                controls,
                job.spec().generation().want(),
                scene.seed(),
                job.spec().generation().guidance(),
                job.spec().generation().steps());
    }

    /** @return empty where the filter wants another attempt */
    private Optional<ClipResult> attempt(
            ClipJob job,
            Scene scene,
            Fit fit,
            Order order,
            ClipFolder folder,
            GenerationKey key,
            List<Verdict> verdicts,
            Watcher watcher) {
        int attempt = order.request().attempt();
        watcher.at(ClipStage.GENERATE, attempt, 0);
        GenerationResult made = ordering.generate(job, scene, fit, order, watcher);
        try (CpuPermits.Permit cpu = permit(1, order.cancelled(), watcher)) {
            watcher.at(ClipStage.FILTER, attempt, 0);
            verdicts.add(filter.judge(
                    new ClipEvidence(scene, job.layout().map(), made, folder.path())
                            .calibrated(calibration)
                            .expecting(new WorldViews(
                                    scene, () -> worlds.of(scene, job.layout().map()))),
                    attempt,
                    job.spec().retries().most()));
            stopIf(order.cancelled());
            if (verdicts.getLast().decision() == Verdict.Decision.REGENERATE) {
                return Optional.empty();
            }
            watcher.at(ClipStage.ANNOTATE, attempt, 0);
            return Optional.of(keep(job, scene, folder, key, made, verdicts, watcher));
        }
    }

    private CpuPermits.Permit permit(int wanted, BooleanSupplier cancelled, Watcher watcher) {
        watcher.waits();
        return processors.take(wanted, cancelled);
    }

    private static Order order(
            ClipJob job, GenerationRequest request, ClipFolder folder, BooleanSupplier cancelled, Watcher watcher) {
        RequestTerms terms = job.request().terms();
        return new Order(
                request,
                folder.path(),
                terms.requester(),
                terms.priority(),
                terms.deadline(),
                terms.engine(),
                fraction -> watcher.at(ClipStage.GENERATE, request.attempt(), fraction),
                cancelled);
    }

    private ClipResult keep(
            ClipJob job,
            Scene scene,
            ClipFolder folder,
            GenerationKey key,
            GenerationResult made,
            List<Verdict> verdicts,
            Watcher watcher) {
        folder.writeJson("poses.json", ClipDocuments.poses(scene));
        folder.writeJson("calibration.json", ClipDocuments.calibration(scene));
        folder.writeJson("verdict.json", ClipDocuments.verdict(verdicts));
        folder.writeJson(
                "labels.json",
                new ClipAnnotator(
                                scene,
                                made,
                                folder.path(),
                                worlds.of(scene, job.layout().map()))
                        .write());
        watcher.at(ClipStage.KEEP, verdicts.getLast().attempt(), 0);
        ClipResult result =
                new ClipResult(scene.clipId().toString(), key, verdicts.getLast(), made, folder.listFiles());
        return results.keep(folder, result);
    }

    private ClipFolder freshFolder(ClipJob job, Scene scene) {
        return ClipFolder.fresh(
                workRoot.resolve(job.request().id()).resolve(scene.clipId().toString()));
    }

    private static void discard(ClipFolder folder) {
        try {
            ClipFolder.delete(folder.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GenerationRequest again(GenerationRequest first, ClipJob job, int attempt) {
        GenerationSettings settings = job.spec().settings(attempt);
        return first.withAttempt(attempt, attemptSeed(first.seed(), attempt), settings.guidance(), settings.steps());
    }

    /** The first attempt uses the clip's own seed; later ones seeds derived from it. */
    private static long attemptSeed(long seed, int attempt) {
        return attempt == 1 ? seed : new SplittableRandom(seed ^ 0x9e3779b97f4a7c15L * attempt).nextLong();
    }

    private static void stopIf(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean()) {
            throw new java.util.concurrent.CancellationException("stopped on request");
        }
    }
}

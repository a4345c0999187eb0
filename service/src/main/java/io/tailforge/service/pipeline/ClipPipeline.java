package io.tailforge.service.pipeline;

import io.tailforge.conditioning.assemble.AssembledScene;
import io.tailforge.conditioning.assemble.SceneAssembler;
import io.tailforge.generation.GenerationKeys;
import io.tailforge.generation.dispatch.Order;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.QualityFilter;
import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.artifact.ConditioningVideo;
import io.tailforge.scene.artifact.GenerationKey;
import io.tailforge.scene.artifact.GenerationRequest;
import io.tailforge.scene.artifact.GenerationResult;
import io.tailforge.scene.artifact.Prompt;
import io.tailforge.scene.artifact.Verdict;
import io.tailforge.service.catalog.ClipStage;
import io.tailforge.service.config.TailforgeProperties;
import io.tailforge.service.control.ControlStudio;
import io.tailforge.service.dispatch.Dispatcher;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.variation.PromptWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * One clip from plan to judged result: assemble, condition, prompt, generate, filter (again with another seed where the
 * filter says so), annotate, keep. Every stage writes into the attempt's work folder; the finished folder moves into the
 * result store at once.
 */
@Component
public class ClipPipeline {
    private final Dispatcher dispatcher;
    private final Worlds worlds;
    private final ControlStudio studio;
    private final ResultStore results;
    private final Path workRoot;
    private final SceneAssembler assembler = new SceneAssembler();
    private final QualityFilter filter = new QualityFilter();
    private final PromptWriter promptWriter =
            ServiceLoader.load(PromptWriter.class).findFirst().orElseThrow();

    public ClipPipeline(
            Dispatcher dispatcher,
            Worlds worlds,
            ControlStudio studio,
            ResultStore results,
            TailforgeProperties properties) {
        this.dispatcher = dispatcher;
        this.worlds = worlds;
        this.studio = studio;
        this.results = results;
        this.workRoot = properties.home().resolve("work").toAbsolutePath();
    }

    /** Told which stage a clip is in and how far that stage is, 0..1. */
    interface Watcher {
        void at(ClipStage stage, int attempt, double fraction);
    }

    /** The scene of a plan, without making anything of it: what {@code --dry-run} lists. */
    public AssembledScene assemble(ClipJob job) {
        return assembler.assemble(job.layout().reading(), job.layout().ref(), job.plan());
    }

    /**
     * Makes a clip.
     *
     * @param cancelled polled between frames; once true, {@link java.util.concurrent.CancellationException} is thrown
     */
    ClipResult run(ClipJob job, BooleanSupplier cancelled, Watcher watcher) {
        watcher.at(ClipStage.ASSEMBLE, 1, 0);
        Scene scene = assemble(job).scene();
        ClipFolder folder = freshFolder(job, scene);
        ArtifactRef sceneRef = folder.writeJson("scene.json", SceneDocument.write(scene));
        ArtifactRef layoutRef = folder.link("layout.json", job.layout().document(), "application/json");

        watcher.at(ClipStage.CONDITION, 1, 0);
        List<ConditioningVideo> controls =
                studio.film(job.spec().styles(), scene, job.layout().map(), folder.path(), cancelled);
        stopIf(cancelled);

        watcher.at(ClipStage.PROMPT, 1, 0);
        Prompt prompt = promptWriter.write(
                scene, worlds.visibleActors(scene, job.layout().map()));
        folder.writeJson("prompt.json", ClipDocuments.prompt(prompt));

        List<Verdict> verdicts = new ArrayList<>();
        for (int attempt = 1; ; attempt++) {
            GenerationRequest request = new GenerationRequest(
                    scene.clipId(),
                    attempt,
                    sceneRef,
                    layoutRef,
                    prompt,
                    controls,
                    job.spec().generation().want(),
                    attemptSeed(scene.seed(), attempt),
                    job.spec().generation().guidance(),
                    job.spec().generation().steps());
            Order order = order(request, folder, cancelled, watcher);
            GenerationKey key = GenerationKeys.of(request, dispatcher.pool().engineOf(order));
            Optional<ClipResult> known = results.find(key);
            if (known.isPresent() && verdicts.isEmpty()) {
                discard(folder);
                return known.get();
            }
            GenerationResult made = generate(order, watcher);
            watcher.at(ClipStage.FILTER, attempt, 0);
            Verdict verdict = filter.judge(
                    new ClipEvidence(scene, job.layout().map(), made, folder.path()),
                    attempt,
                    job.spec().maxAttempts());
            verdicts.add(verdict);
            stopIf(cancelled);
            if (verdict.decision() != Verdict.Decision.REGENERATE) {
                watcher.at(ClipStage.ANNOTATE, attempt, 0);
                return keep(job, scene, folder, key, made, verdicts);
            }
        }
    }

    private static Order order(
            GenerationRequest request, ClipFolder folder, BooleanSupplier cancelled, Watcher watcher) {
        return Order.of(
                request,
                folder.path(),
                fraction -> watcher.at(ClipStage.GENERATE, request.attempt(), fraction),
                cancelled);
    }

    private GenerationResult generate(Order order, Watcher watcher) {
        watcher.at(ClipStage.GENERATE, order.request().attempt(), 0);
        return dispatcher.pool().generate(order).result();
    }

    private ClipResult keep(
            ClipJob job,
            Scene scene,
            ClipFolder folder,
            GenerationKey key,
            GenerationResult made,
            List<Verdict> verdicts) {
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

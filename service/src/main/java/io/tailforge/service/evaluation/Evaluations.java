package io.tailforge.service.evaluation;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.QualityFilter;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.catalog.EvaluationCatalog;
import io.tailforge.service.catalog.EvaluationRow;
import io.tailforge.service.catalog.EvaluationRow.State;
import io.tailforge.service.config.EvaluationProperties;
import io.tailforge.service.config.TailforgeProperties;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.service.pipeline.CpuPermits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Evaluations asked for by REST: one after the other, so many waiting, the last ones kept in the catalogue. */
@Component
class Evaluations implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Evaluations.class);
    private static final Problem INTERRUPTED =
            Problem.of("EVALUATION-INTERRUPTED", "evaluation", "the service went down before it was judged; ask again");

    private final Evaluator evaluator;
    private final CpuPermits processors;
    private final ClipRoots roots;
    private final Path scratchRoot;
    private final EvaluationCatalog catalog;
    private final String home;
    private final int keep;
    private final ThreadPoolExecutor worker;
    private volatile boolean stopped;

    Evaluations(
            QualityFilter filter,
            Calibration calibration,
            Worlds worlds,
            CpuPermits processors,
            EvaluationCatalog catalog,
            TailforgeProperties properties) {
        EvaluationProperties own = properties.evaluation();
        this.evaluator = new Evaluator(filter, calibration, worlds);
        this.processors = processors;
        this.roots = new ClipRoots(own.roots(), properties.s3().settings(), own.mostMegabytes() << 20);
        this.scratchRoot = properties.home().resolve("evaluations").toAbsolutePath();
        this.catalog = catalog;
        this.home = properties.home().toAbsolutePath().normalize().toString();
        this.keep = own.keep();
        this.worker = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(own.queue()),
                Thread.ofPlatform().name("evaluation").factory());
        catalog.failUnended(home, Outcomes.write(List.of(INTERRUPTED)));
    }

    /** What to judge; locations as {@link ClipRoots} takes them. @param camera of {@code video}, which then is the only one judged */
    record Wanted(String clip, Optional<String> videos, Optional<Video> video) {}

    /** One video of a recorded drive. */
    record Video(String camera, String location) {}

    /**
     * Queues an evaluation; the future ends with it, however it ends.
     *
     * @throws BadInputException where a location lies below no root, or too many wait
     */
    Started start(Wanted wanted) throws IOException {
        roots.requireAllowed("clip", wanted.clip());
        if (wanted.videos().isPresent()) {
            roots.requireAllowed("videos", wanted.videos().get());
        }
        if (wanted.video().isPresent()) {
            roots.requireAllowed("augmented_video_url", wanted.video().get().location());
        }
        EvaluationRow queued = new EvaluationRow(
                UUID.randomUUID().toString(),
                home,
                State.QUEUED,
                wanted.clip(),
                "",
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
        CompletableFuture<EvaluationRow> end = new CompletableFuture<>();
        catalog.add(queued);
        try {
            worker.execute(() -> run(queued, wanted, end));
        } catch (RejectedExecutionException e) {
            catalog.remove(queued.id());
            throw new BadInputException(
                    Problem.of("EVALUATIONS-BUSY", "evaluations", "too many clips wait to be judged; ask again later"));
        }
        return new Started(queued, end);
    }

    record Started(EvaluationRow queued, CompletableFuture<EvaluationRow> end) {}

    EvaluationRow get(String id) {
        return catalog.get(id);
    }

    private void run(EvaluationRow queued, Wanted wanted, CompletableFuture<EvaluationRow> end) {
        try {
            catalog.update(queued.now(State.RUNNING, ""));
            EvaluationRow ended = judged(queued, wanted);
            // One that broke off because the service goes down is told as interrupted when it comes up again.
            if (!stopped) {
                catalog.update(ended);
                catalog.forget(keep);
            }
            end.complete(ended);
        } catch (RuntimeException e) {
            LOG.error("evaluation {} could not be recorded", queued.id(), e);
            end.completeExceptionally(e);
        }
    }

    private EvaluationRow judged(EvaluationRow queued, Wanted wanted) {
        Path scratch = scratchRoot.resolve(queued.id());
        try {
            ForeignClip clip = open(wanted, scratch);
            try (CpuPermits.Permit cpu = processors.take(1, () -> stopped)) {
                return queued.now(State.DONE, JsonWriter.compact(Evaluator.write(clip, evaluator.judge(clip))));
            }
        } catch (BadInputException e) {
            return failed(queued, e.problems());
        } catch (IOException | UncheckedIOException e) {
            return failed(queued, List.of(Problem.of("IO", "clip", String.valueOf(e.getMessage()))));
        } catch (RuntimeException e) {
            LOG.error("evaluation {} met a bug", queued.id(), e);
            return failed(queued, List.of(Problem.of("INTERNAL", "clip", "a bug; the log has it under the id")));
        } finally {
            clear(scratch);
        }
    }

    private static EvaluationRow failed(EvaluationRow queued, List<Problem> problems) {
        return queued.now(State.FAILED, Outcomes.write(problems));
    }

    private ForeignClip open(Wanted wanted, Path scratch) throws IOException {
        Path folder = roots.folder("clip", wanted.clip(), scratch.resolve("clip"));
        Optional<Path> videos = Optional.empty();
        if (wanted.videos().isPresent()) {
            videos = Optional.of(roots.folder("videos", wanted.videos().get(), scratch.resolve("videos")));
        } else if (wanted.video().isPresent()) {
            videos = Optional.of(alone(wanted.video().get(), scratch));
        }
        return ForeignClip.open(folder, Path.of(""), videos);
    }

    /** A folder with one video, under its camera's name. */
    private Path alone(Video video, Path scratch) throws IOException {
        Path file = roots.file("augmented_video_url", video.location(), scratch);
        Path folder = Files.createDirectories(scratch.resolve("videos"));
        Files.copy(file, folder.resolve(video.camera() + ".mp4"));
        return folder;
    }

    private static void clear(Path scratch) {
        if (!Files.exists(scratch)) {
            return;
        }
        try (Stream<Path> files = Files.walk(scratch)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("{} could not be removed: {}", scratch, e.getMessage());
        }
    }

    @Override
    public void destroy() {
        stopped = true;
        worker.shutdownNow();
    }
}

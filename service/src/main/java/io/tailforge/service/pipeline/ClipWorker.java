package io.tailforge.service.pipeline;

import io.tailforge.generation.GenerationException;
import io.tailforge.scene.artifact.Verdict;
import io.tailforge.scene.artifact.VerdictDocument;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.variation.ClipPlan;
import io.tailforge.service.catalog.ClipCatalog;
import io.tailforge.service.catalog.ClipRow;
import io.tailforge.service.catalog.ClipStage;
import io.tailforge.service.catalog.ClipState;
import io.tailforge.service.catalog.RequestTerms;
import io.tailforge.service.catalog.StaleClaimException;
import io.tailforge.service.config.TailforgeProperties;
import io.tailforge.service.cost.ClipMeter;
import io.tailforge.service.cost.OverBudgetException;
import io.tailforge.service.cost.Phase;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Claims a clip, runs it and writes down how it ended. A clip that fails is counted under its code and stops no other. */
@Component
public class ClipWorker {
    private static final Logger LOG = LoggerFactory.getLogger(ClipWorker.class);

    /** Share of a clip's work done when a stage begins, for progress and ETA. */
    private static final Map<ClipStage, Double> DONE_BEFORE = new EnumMap<>(Map.of(
            ClipStage.ASSEMBLE, 0.0,
            ClipStage.CONDITION, 0.02,
            ClipStage.PROMPT, 0.10,
            ClipStage.GENERATE, 0.12,
            ClipStage.FILTER, 0.90,
            ClipStage.ANNOTATE, 0.96,
            ClipStage.KEEP, 0.99,
            ClipStage.DONE, 1.0));

    private final ClipCatalog clips;
    private final ClipPipeline pipeline;
    private final ProgressBoard board;
    private final StopFlags stops;
    private final ClipSlots slots;
    private final ClipLedger ledger;
    private final TailforgeProperties properties;

    public ClipWorker(
            ClipCatalog clips,
            ClipPipeline pipeline,
            ProgressBoard board,
            StopFlags stops,
            ClipSlots slots,
            ClipLedger ledger,
            TailforgeProperties properties) {
        this.clips = clips;
        this.pipeline = pipeline;
        this.board = board;
        this.stops = stops;
        this.slots = slots;
        this.ledger = ledger;
        this.properties = properties;
    }

    /**
     * A clip whose turn it is.
     *
     * @param slot empty where the request's deadline passed before there was room for it
     */
    record Turn(ClipWorker worker, ClipJob job, Optional<ClipSlots.Slot> slot) implements AutoCloseable {
        /** Makes the clip; see {@link ClipWorker#work}. */
        ClipRow work() {
            return worker.work(job);
        }

        @Override
        public void close() {
            slot.ifPresent(ClipSlots.Slot::close);
        }
    }

    /**
     * Waits until the machine has room for a clip.
     *
     * @throws CancellationException where the request was stopped
     * @throws DiskFullException where there is no room to go on
     */
    Turn awaitTurn(ClipJob job) {
        String requestId = job.request().id();
        stopIfAsked(requestId);
        requireDisk(requestId);
        RequestTerms terms = job.request().terms();
        Optional<ClipSlots.Slot> slot = slots.enter(
                terms, work(job.plan().grid()), () -> stops.isRaised(requestId) || terms.isPast(Instant.now()));
        stopIfAsked(requestId);
        return new Turn(this, job, slot);
    }

    /** Megapixels of a camera: how much of the machine a clip takes beside another. */
    private static double work(FrameGrid grid) {
        return 1e-6 * grid.width() * grid.height() * grid.frames();
    }

    /**
     * Makes one clip and returns its final row; one that had ended before is returned as it is.
     *
     * @throws CancellationException where the request was stopped; the clip stays unfinished
     * @throws DiskFullException where there is no room to go on
     */
    private ClipRow work(ClipJob job) {
        ClipPlan plan = job.plan();
        String requestId = job.request().id();
        stopIfAsked(requestId);
        ClipRow claimed = clips.claim(
                requestId,
                plan.ordinal(),
                job.clipId().toString(),
                plan.scene().name(),
                plan.variation().name());
        if (claimed.state().isFinal()) {
            return claimed;
        }
        RequestProgress progress = board.of(requestId);
        StageRecorder recorder = new StageRecorder(claimed, progress);
        try {
            ClipRow ended = job.request().terms().isPast(Instant.now()) ? late(job, recorder) : end(job, recorder);
            clips.update(ended);
            progress.clipEnded(plan.ordinal(), ended.state(), ended.failureCode());
            return ended;
        } catch (StaleClaimException e) {
            stopIfAsked(requestId);
            LOG.info("left to its new owner: {}", e.getMessage());
            return clips.get(requestId, plan.ordinal());
        } finally {
            recorder.meter.stop();
        }
    }

    private static ClipRow late(ClipJob job, StageRecorder recorder) {
        return recorder.failed(
                "DEADLINE",
                "was not begun by the request's deadline, "
                        + job.request()
                                .terms()
                                .deadline()
                                .map(Instant::toString)
                                .orElse(""));
    }

    private ClipRow end(ClipJob job, StageRecorder recorder) {
        try {
            ClipResult result =
                    pipeline.run(job, () -> stops.isRaised(job.request().id()), recorder);
            recorder.finish();
            return recorder.judged(result);
        } catch (CancellationException | StaleClaimException e) {
            throw e;
        } catch (OverBudgetException e) {
            board.of(job.request().id()).stopBecause(String.valueOf(e.getMessage()));
            throw e;
        } catch (BadInputException e) {
            return recorder.failed(e.problems().getFirst().code(), String.valueOf(e.getMessage()));
        } catch (GenerationException e) {
            if (stops.isRaised(job.request().id())) {
                throw new CancellationException("stopped on request");
            }
            return recorder.failed(e.token(), String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            requireDisk(job.request().id());
            return recorder.failed("IO", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error(
                    "clip {} of request {} met a bug",
                    job.plan().ordinal(),
                    job.request().id(),
                    e);
            return recorder.failed(
                    "BUG-" + e.getClass().getSimpleName().toUpperCase(Locale.ROOT), String.valueOf(e.getMessage()));
        }
    }

    private void stopIfAsked(String requestId) {
        if (stops.isRaised(requestId)) {
            throw new CancellationException("stopped on request");
        }
    }

    private void requireDisk(String requestId) {
        long needed = properties.pipeline().minFreeMegabytes();
        long free = ClipFolder.freeMegabytes(properties.home());
        if (free < needed) {
            DiskFullException full = new DiskFullException(properties.home(), free, needed);
            board.of(requestId).stopBecause(String.valueOf(full.getMessage()));
            throw full;
        }
    }

    /** Writes each new stage to the clip's row and adds up where time went. */
    private final class StageRecorder implements ClipPipeline.Watcher {
        private final RequestProgress progress;
        private final ClipMeter meter = ledger.measure();
        private ClipRow row;
        private Optional<Ordering.Paid> lastOrder = Optional.empty();
        private int attemptsMade;
        private long stageBegan = System.nanoTime();

        StageRecorder(ClipRow claimed, RequestProgress progress) {
            this.row = claimed;
            this.progress = progress;
        }

        @Override
        public void at(ClipStage stage, int attempt, double fraction) {
            double before = DONE_BEFORE.getOrDefault(stage, 0.0);
            double after = DONE_BEFORE.getOrDefault(next(stage), 1.0);
            meter.enter(Phase.valueOf(stage.name()));
            progress.clipAt(row.ordinal(), before + (after - before) * fraction);
            if (stage != row.stage() || attempt != row.attempt()) {
                finish();
                row = with(row.state(), stage, attempt, row.resultKey(), "", "", "");
                clips.update(row);
            }
        }

        void finish() {
            long now = System.nanoTime();
            progress.spent(row.stage(), now - stageBegan);
            stageBegan = now;
        }

        @Override
        public void waits() {
            meter.enter(Phase.WAIT);
        }

        @Override
        public void paid(Ordering.Paid order) {
            meter.generated(order.generated());
            meter.enter(Phase.WAIT);
            if (order.generated().workedSeconds() > 0) {
                lastOrder = Optional.of(order);
                attemptsMade++;
            }
        }

        ClipRow judged(ClipResult result) {
            meter.stop();
            lastOrder.ifPresent(order -> ledger.record(row, order, attemptsMade, meter.cost(), result));
            return with(
                    state(result.verdict().decision()),
                    ClipStage.DONE,
                    result.verdict().attempt(),
                    result.key().value(),
                    JsonWriter.compact(VerdictDocument.write(result.verdict())),
                    "",
                    "");
        }

        private static ClipState state(Verdict.Decision decision) {
            return switch (decision) {
                case ACCEPT -> ClipState.ACCEPTED;
                case NEEDS_PERSON -> ClipState.NEEDS_PERSON;
                case REJECT, REGENERATE -> ClipState.REJECTED;
            };
        }

        ClipRow failed(String code, String detail) {
            finish();
            meter.stop();
            return with(ClipState.FAILED, row.stage(), row.attempt(), row.resultKey(), "", code, detail);
        }

        private ClipRow with(
                ClipState state,
                ClipStage stage,
                int attempt,
                String resultKey,
                String verdict,
                String failureCode,
                String failureDetail) {
            return new ClipRow(
                    row.requestId(),
                    row.ordinal(),
                    row.clipId(),
                    row.scene(),
                    row.variation(),
                    state,
                    stage,
                    attempt,
                    DONE_BEFORE.getOrDefault(stage, 0.0),
                    resultKey,
                    verdict,
                    meter.cost().write(),
                    failureCode,
                    failureDetail,
                    row.fencingToken(),
                    row.updatedAt());
        }

        private static ClipStage next(ClipStage stage) {
            return ClipStage.values()[Math.min(stage.ordinal() + 1, ClipStage.DONE.ordinal())];
        }
    }
}

package io.tailforge.service.request;

import io.tailforge.scene.Sha256;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.catalog.ClipCatalog;
import io.tailforge.service.catalog.ClipState;
import io.tailforge.service.catalog.IdempotencyConflictException;
import io.tailforge.service.catalog.RequestCatalog;
import io.tailforge.service.catalog.RequestRow;
import io.tailforge.service.catalog.RequestState;
import io.tailforge.service.catalog.RequestTerms;
import io.tailforge.service.control.RequestedStyles;
import io.tailforge.service.layout.LayoutRegistry;
import io.tailforge.service.layout.LoadedLayout;
import io.tailforge.service.pipeline.ClipJobs;
import io.tailforge.service.pipeline.RequestRunner;
import io.tailforge.service.pipeline.StopFlags;
import io.tailforge.variation.VariationPlanner;
import io.tailforge.variation.VariationSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Takes requests and steers them. Nothing is taken that could not be planned; what is taken is never lost. */
@Service
public class RequestService {
    private final RequestCatalog requests;
    private final ClipCatalog clips;
    private final LayoutRegistry layouts;
    private final ClipJobs jobs;
    private final RequestRunner runner;
    private final StopFlags stops;

    public RequestService(
            RequestCatalog requests,
            ClipCatalog clips,
            LayoutRegistry layouts,
            ClipJobs jobs,
            RequestRunner runner,
            StopFlags stops) {
        this.requests = requests;
        this.clips = clips;
        this.layouts = layouts;
        this.jobs = jobs;
        this.runner = runner;
        this.stops = stops;
    }

    /**
     * What is asked for.
     *
     * @param id wanted id; empty: a random one
     * @param specSource what to call the spec in errors
     * @param out where datasets go: a directory or {@code s3://bucket/prefix}
     * @param terms how it is to be served; what was taken before under the same id is served under these from now on
     */
    public record Submission(
            Optional<String> id,
            String layoutId,
            String specSource,
            String spec,
            String out,
            Optional<String> idempotencyKey,
            RequestTerms terms) {
        /** Under the default terms. */
        public Submission(
                Optional<String> id,
                String layoutId,
                String specSource,
                String spec,
                String out,
                Optional<String> idempotencyKey) {
            this(id, layoutId, specSource, spec, out, idempotencyKey, RequestTerms.DEFAULT);
        }

        public Submission withTerms(RequestTerms newTerms) {
            return new Submission(id, layoutId, specSource, spec, out, idempotencyKey, newTerms);
        }

        /** Over what the client says; where it goes is part of the id where the client says it, and ours where not. */
        String bodySha256() {
            String said = String.join("\n", layoutId, spec);
            String how = idempotencyKey.isPresent() ? TermsReader.canonical(terms) : "";
            return Sha256.hex((how.isEmpty() ? said : said + "\n" + how).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A request that was taken, and whether it had been taken before under the same idempotency key. */
    public record Taken(RequestRow request, boolean replayed) {}

    /**
     * Checks and stores a request; it does not run yet.
     *
     * @throws BadInputException where the spec is wrong or cannot be planned on the layout
     */
    public Taken take(Submission submission) {
        Optional<Taken> before = findTaken(submission);
        if (before.isPresent()) {
            return underNewTerms(before.get(), submission);
        }
        ClipJobs.Plan plan = check(submission, layouts.load(submission.layoutId()));
        try {
            requests.add(plan.request());
        } catch (DuplicateKeyException e) {
            return findTaken(submission).orElseThrow(() -> e);
        }
        return new Taken(plan.request(), false);
    }

    /** A request that is named by its id and not by a key may come again under other terms. */
    private Taken underNewTerms(Taken before, Submission submission) {
        if (before.request().terms().equals(submission.terms())) {
            return before;
        }
        submission.terms().requireAhead(Instant.now());
        requests.setTerms(before.request().id(), submission.terms());
        return new Taken(requests.get(before.request().id()), true);
    }

    private Optional<Taken> findTaken(Submission submission) {
        return submission
                .idempotencyKey()
                .flatMap(requests::findByIdempotencyKey)
                .or(() -> submission.id().flatMap(requests::find))
                .map(before -> new Taken(requireSame(before, submission), true));
    }

    /**
     * What a submission would become, if it may; nothing is stored.
     *
     * @throws BadInputException as {@link #take} does
     */
    ClipJobs.Plan check(Submission submission, LoadedLayout layout) {
        submission.terms().requireAhead(Instant.now());
        ClipJobs.Plan plan = plan(submission, layout);
        runner.requirePlannable(plan);
        return plan;
    }

    /** What a submission would become; nothing is stored, and whether an engine can make it is not asked. */
    public ClipJobs.Plan plan(Submission submission, LoadedLayout layout) {
        RequestedStyles.requireInstalled(submission.specSource(), submission.spec());
        VariationSpec spec = jobs.readSpec(submission.specSource(), submission.spec(), layout);
        Instant now = Instant.now();
        RequestRow row = new RequestRow(
                submission.id().orElseGet(() -> UUID.randomUUID().toString()),
                spec.name(),
                submission.layoutId(),
                submission.spec(),
                RequestState.QUEUED,
                new VariationPlanner(layout.map().geoReference()).count(spec),
                submission.out(),
                submission.idempotencyKey(),
                submission.bodySha256(),
                "",
                0,
                submission.terms(),
                now,
                now);
        return new ClipJobs.Plan(row, spec, layout);
    }

    private static RequestRow requireSame(RequestRow before, Submission submission) {
        if (!before.bodySha256().equals(submission.bodySha256())) {
            throw new IdempotencyConflictException(submission.idempotencyKey().orElse(before.id()));
        }
        return before;
    }

    /** Starts a request, or puts it on again, in the background. */
    public void start(String id) {
        runner.submit(id);
    }

    /** Stops a running request between two frames; its clips stay as they are. */
    public RequestRow pause(String id) {
        RequestRow row = requests.get(id);
        requireState(row, "paused", !row.state().isFinal());
        requests.setState(id, RequestState.PAUSED, "paused on request");
        stops.raise(id, StopFlags.Reason.PAUSE);
        return requests.get(id);
    }

    /** Holds a request that has not ended to another budget from its next clip on. @param seconds of generation */
    public RequestRow setBudget(String id, double seconds) {
        RequestRow row = requests.get(id);
        requireState(row, "given another budget", !row.state().isFinal());
        requests.setTerms(id, row.terms().withBudgetSeconds(OptionalDouble.of(seconds)));
        return requests.get(id);
    }

    public RequestRow resume(String id) {
        requireState(requests.get(id), "resumed", requests.get(id).state() == RequestState.PAUSED);
        RequestRow row = reopen(id);
        runner.submit(id);
        return row;
    }

    /**
     * Makes a request runnable that was paused, or that ended with failed clips; those are then made again. Does not run it,
     * and leaves every other request as it is.
     */
    public RequestRow reopen(String id) {
        RequestState state = requests.get(id).state();
        boolean failed = counts(id).getOrDefault(ClipState.FAILED, 0L) > 0;
        boolean ended = state == RequestState.FAILED || (state == RequestState.COMPLETED && failed);
        if (state == RequestState.PAUSED || ended) {
            if (clips.reopenFailed(id) > 0) {
                requests.startRound(id);
            }
            requests.setState(id, RequestState.QUEUED, "");
        }
        return requests.get(id);
    }

    /** Makes a request runnable from its first clip on, where it had ended and its terms want it fresh; else as {@link #reopen}. */
    public RequestRow begin(String id) {
        RequestRow row = requests.get(id);
        if (!row.terms().fresh() || (row.state() != RequestState.COMPLETED && row.state() != RequestState.FAILED)) {
            return reopen(id);
        }
        clips.reopenAll(id);
        requests.startRound(id);
        requests.setState(id, RequestState.QUEUED, "");
        return requests.get(id);
    }

    /** Ends a request for good; cancelling twice is the same as once. */
    public RequestRow cancel(String id) {
        RequestRow row = requests.get(id);
        if (row.state() == RequestState.CANCELLED) {
            return row;
        }
        requireState(row, "cancelled", !row.state().isFinal());
        stops.raise(id, StopFlags.Reason.CANCEL);
        requests.setState(id, RequestState.CANCELLED, "cancelled on request");
        clips.cancelUnfinished(id);
        return requests.get(id);
    }

    /** Makes the failed clips of an ended request again. */
    public RequestRow retry(String id) {
        RequestRow row = requests.get(id);
        requireState(row, "retried", row.state() == RequestState.COMPLETED || row.state() == RequestState.FAILED);
        RequestRow reopened = reopen(id);
        runner.submit(id);
        return reopened;
    }

    /** See {@link RequestRunner#placeOf}. */
    OptionalInt placeOf(String id) {
        return runner.placeOf(id);
    }

    public Map<ClipState, Long> counts(String id) {
        return clips.countByState(requests.get(id).id());
    }

    private static void requireState(RequestRow row, String verb, boolean holds) {
        if (!holds) {
            throw new BadInputException(new Problem(
                    "REQUEST-STATE",
                    "request " + row.id(),
                    "",
                    0,
                    "is " + row.state().name().toLowerCase(java.util.Locale.ROOT) + " and cannot be " + verb));
        }
    }
}

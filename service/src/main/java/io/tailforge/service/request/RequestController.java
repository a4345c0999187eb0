package io.tailforge.service.request;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.catalog.ClipState;
import io.tailforge.service.catalog.CurationCatalog;
import io.tailforge.service.catalog.RequestCatalog;
import io.tailforge.service.catalog.RequestRow;
import io.tailforge.service.catalog.RequestState;
import io.tailforge.service.config.TailforgeProperties;
import io.tailforge.service.cost.CostEstimate;
import io.tailforge.service.layout.LayoutRegistry;
import io.tailforge.service.pipeline.ClipJobs;
import io.tailforge.service.pipeline.PlanEstimates;
import io.tailforge.service.pipeline.ProgressBoard;
import io.tailforge.service.pipeline.RequestProgress;
import io.tailforge.service.request.RequestService.Submission;
import io.tailforge.service.request.RequestService.Taken;
import io.tailforge.service.web.Page;
import io.tailforge.service.web.Problems;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

@RestController
@RequestMapping("/v1/requests")
class RequestController {
    private static final int KEY_LENGTH = 255;
    private static final String[] KEYS = Stream.concat(Stream.of("layout", "spec"), Stream.of(TermsReader.KEYS))
            .toArray(String[]::new);

    private final RequestService service;
    private final RequestCatalog requests;
    private final CurationCatalog curation;
    private final LayoutRegistry layouts;
    private final PlanEstimates estimates;
    private final ProgressBoard board;
    private final ProgressStream stream;
    private final TailforgeProperties properties;

    RequestController(
            RequestService service,
            RequestCatalog requests,
            CurationCatalog curation,
            LayoutRegistry layouts,
            PlanEstimates estimates,
            ProgressBoard board,
            ProgressStream stream,
            TailforgeProperties properties) {
        this.service = service;
        this.requests = requests;
        this.curation = curation;
        this.layouts = layouts;
        this.estimates = estimates;
        this.board = board;
        this.stream = stream;
        this.properties = properties;
    }

    /**
     * What to post.
     *
     * @param layout id of an uploaded layout
     * @param spec the variation spec: an object, or YAML or JSON as a string
     * @param requester whose share of the machines it takes; {@code default} where left out
     * @param priority {@code high}, {@code normal} or {@code low}; {@code normal} where left out
     * @param deadline RFC 3339; clips not begun by then fail with {@code DEADLINE}
     * @param budgetSeconds of generation; the request pauses before it would spend more
     * @param fresh make every clip anew instead of taking it from the result cache
     * @param engine name of the engine that is to make it; the first endpoint's where left out
     */
    record Wanted(
            String layout,
            Object spec,
            @Nullable String requester,
            @Nullable String priority,
            @Nullable Instant deadline,
            @Nullable Double budgetSeconds,
            @Nullable Boolean fresh,
            @Nullable String engine) {}

    /** A request as the API shows it. @param placeInLine among those of its requester and priority, while it waits to run */
    record Shown(
            String id,
            String name,
            String layout,
            RequestState state,
            String message,
            long total,
            Map<ClipState, Long> clips,
            List<CurationCatalog.DatasetVersion> versions,
            String requester,
            String priority,
            Optional<Instant> deadline,
            OptionalDouble budgetSeconds,
            boolean fresh,
            Optional<String> engine,
            OptionalInt placeInLine,
            Instant createdAt,
            Instant updatedAt) {}

    /** A request with its spec and, while it runs here, its progress. */
    record Detail(Shown request, String spec, RequestProgress.Snapshot progress) {}

    /** What a request would cost. */
    record Estimate(boolean valid, CostEstimate estimate) {}

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> post(
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = Wanted.class)))
                    @RequestBody
                    byte[] body,
            @RequestHeader(name = "Idempotency-Key", defaultValue = "") String key,
            @RequestParam(name = "validate_only", defaultValue = "false") boolean validateOnly) {
        JsonView view = JsonView.parse("body", body).onlyKeys(KEYS);
        String id = UUID.randomUUID().toString();
        Submission submission = new Submission(
                Optional.of(id),
                view.field("layout").asString(),
                "spec",
                spec(view.field("spec")),
                properties.datasets() + "/" + id,
                requireKey(key, validateOnly),
                TermsReader.read(view));
        if (validateOnly) {
            ClipJobs.Plan plan = service.check(submission, layouts.load(submission.layoutId()));
            return ResponseEntity.ok(new Estimate(true, estimates.estimate(plan)));
        }
        Taken taken = service.take(submission);
        if (!taken.replayed()) {
            service.start(taken.request().id());
        }
        return ResponseEntity.status(HttpStatus.ACCEPTED)
                .location(URI.create("/v1/requests/" + taken.request().id()))
                .header("Idempotent-Replayed", Boolean.toString(taken.replayed()))
                .body(show(taken.request()));
    }

    private static String spec(JsonView view) {
        return view.isString() ? view.asString() : JsonWriter.pretty(view.json());
    }

    private static Optional<String> requireKey(String key, boolean validateOnly) {
        if (validateOnly) {
            return Optional.empty();
        }
        if (key.isBlank() || key.length() > KEY_LENGTH) {
            throw new BadInputException(Problem.of(
                    "IDEMPOTENCY-KEY-MISSING",
                    "header Idempotency-Key",
                    "needs a key of up to " + KEY_LENGTH
                            + " characters, so that a repeated POST makes no second request"));
        }
        return Optional.of(key);
    }

    @GetMapping
    Page<Shown> list(
            @RequestParam(name = "page_size", defaultValue = "0") int pageSize,
            @RequestParam(name = "page_token", defaultValue = "") String token) {
        int size = Page.size(pageSize);
        Optional<RequestRow> after = token.isEmpty()
                ? Optional.empty()
                : Optional.of(requests.find(token)
                        .orElseThrow(() -> Problems.parameter("page_token", "is not one that this list gave")));
        return Page.of(requests.list(size + 1, after), size, this::show, RequestRow::id);
    }

    @GetMapping("/{id}")
    Detail get(@PathVariable String id) {
        RequestRow row = requests.get(id);
        return new Detail(show(row), row.spec(), board.of(id).snapshot());
    }

    @PostMapping("/{id}/pause")
    Shown pause(@PathVariable String id) {
        return show(service.pause(id));
    }

    /**
     * Lets a paused request go on.
     *
     * @param body may be left out; {@code {"budget_seconds": 900}} gives it a new budget first
     */
    @PostMapping("/{id}/resume")
    Shown resume(@PathVariable String id, @RequestBody(required = false) byte @Nullable [] body) {
        if (body != null && body.length > 0) {
            JsonView.parse("body", body)
                    .onlyKeys("budget_seconds")
                    .find("budget_seconds")
                    .ifPresent(budget -> service.setBudget(id, budget.asDouble()));
        }
        return show(service.resume(id));
    }

    @PostMapping("/{id}/cancel")
    Shown cancel(@PathVariable String id) {
        return show(service.cancel(id));
    }

    @PostMapping("/{id}/retry")
    Shown retry(@PathVariable String id) {
        return show(service.retry(id));
    }

    /** Progress as server-sent events; a reconnecting client gets the present state at once. */
    @GetMapping(value = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events(
            @PathVariable String id, @RequestHeader(name = "Last-Event-ID", defaultValue = "0") String lastId) {
        requests.get(id);
        return stream.open(id, lastId);
    }

    private Shown show(RequestRow row) {
        return new Shown(
                row.id(),
                row.name(),
                row.layoutId(),
                row.state(),
                row.message(),
                row.total(),
                service.counts(row.id()),
                curation.listVersions(row.id()),
                row.terms().requester(),
                JsonView.enumText(row.terms().priority()),
                row.terms().deadline(),
                row.terms().budgetSeconds(),
                row.terms().fresh(),
                row.terms().engine(),
                service.placeOf(row.id()),
                row.createdAt(),
                row.updatedAt());
    }
}

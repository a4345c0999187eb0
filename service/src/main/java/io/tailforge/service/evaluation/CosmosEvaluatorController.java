package io.tailforge.service.evaluation;

import io.tailforge.quality.Calibration;
import io.tailforge.quality.Measure;
import io.tailforge.quality.QualityCheck;
import io.tailforge.quality.QualityFilter;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.catalog.EvaluationRow;
import io.tailforge.service.evaluation.Evaluations.Video;
import io.tailforge.service.evaluation.Evaluations.Wanted;
import io.tailforge.service.web.Problems;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The filter behind the envelope of NVIDIA's cosmos-evaluator services: one camera's video of one RDS-HQ clip a call, answered
 * when it is judged. What a caller sends that is not used here is said in {@code warnings}.
 */
@RestController
@RequestMapping(value = "/compat/cosmos-evaluator", produces = MediaType.APPLICATION_JSON_VALUE)
class CosmosEvaluatorController {
    private static final long PATIENCE_MINUTES = 30;

    private final Evaluations evaluations;
    private final QualityFilter filter;
    private final Calibration calibration;

    CosmosEvaluatorController(Evaluations evaluations, QualityFilter filter, Calibration calibration) {
        this.evaluations = evaluations;
        this.filter = filter;
        this.calibration = calibration;
    }

    @GetMapping("/health")
    String health() {
        return JsonWriter.compact(Json.object().put("status", "healthy").build());
    }

    /** What clips are judged by. */
    @GetMapping("/config")
    String config() {
        Json.ObjectBuilder thresholds = Json.object();
        for (Measure measure : filter.listMeasures()) {
            thresholds.put(measure.key(), calibration.thresholdOf(measure));
        }
        return JsonWriter.compact(Json.object()
                .put(
                        "checks",
                        Json.ofStrings(filter.listChecks().stream()
                                .map(QualityCheck::id)
                                .toList()))
                .put("calibration", calibration.version())
                .put("thresholds", thresholds.build())
                .build());
    }

    /** Judges one video and answers with the result. */
    @PostMapping(value = "/process", consumes = MediaType.APPLICATION_JSON_VALUE)
    CompletableFuture<ResponseEntity<String>> process(@RequestBody byte[] body) {
        long began = System.nanoTime();
        try {
            Call call = Call.read(JsonView.parse("body", body));
            return evaluations
                    .start(call.wanted())
                    .end()
                    .orTimeout(PATIENCE_MINUTES, TimeUnit.MINUTES)
                    .thenApply(ended -> answer(call, ended, began))
                    .exceptionally(late -> refusal(
                            HttpStatus.GATEWAY_TIMEOUT,
                            List.of(Problem.of("TIMEOUT", "process", "it was not judged in time")),
                            began));
        } catch (BadInputException e) {
            return CompletableFuture.completedFuture(
                    refusal(Problems.status(e.problems().getFirst().code()), e.problems(), began));
        } catch (IOException e) {
            return CompletableFuture.completedFuture(refusal(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    List.of(Problem.of("IO", "process", String.valueOf(e.getMessage()))),
                    began));
        }
    }

    /** @param warnings of what was sent and is not used */
    private record Call(String clipId, boolean verbose, Wanted wanted, String camera, List<String> warnings) {
        static Call read(JsonView view) {
            view.onlyKeys(
                    "clip_id",
                    "rds_hq_url",
                    "augmented_video_url",
                    "camera_name",
                    "config",
                    "verbose",
                    "output_storage_prefix");
            JsonView named = view.field("camera_name");
            String camera = named.asString();
            if (!camera.matches("[A-Za-z0-9_-]{1,80}")) {
                throw named.bad("CAMERA-UNKNOWN", "a camera is named by letters, digits, '_' and '-'");
            }
            return new Call(
                    view.field("clip_id").asString(),
                    view.find("verbose").map(JsonView::asBoolean).orElse(false),
                    new Wanted(
                            view.field("rds_hq_url").asString(),
                            Optional.empty(),
                            Optional.of(new Video(
                                    camera, view.field("augmented_video_url").asString()))),
                    camera,
                    warnings(view));
        }

        private static List<String> warnings(JsonView view) {
            List<String> warnings = new ArrayList<>();
            view.find("config").ifPresent(config -> config.fields()
                    .keySet()
                    .forEach(key -> warnings.add("config." + key + " is not used; see GET /config")));
            view.find("output_storage_prefix")
                    .map(JsonView::asString)
                    .filter(prefix -> !prefix.isEmpty())
                    .ifPresent(prefix ->
                            warnings.add("output_storage_prefix is not used; the whole result is in the answer"));
            return warnings;
        }
    }

    private static ResponseEntity<String> answer(Call call, EvaluationRow ended, long began) {
        return Outcomes.verdict(ended)
                .map(verdict -> answer(call, verdict, began))
                .orElseGet(() -> refusal(HttpStatus.UNPROCESSABLE_CONTENT, Outcomes.listProblems(ended), began));
    }

    private static ResponseEntity<String> answer(Call call, JsonView verdict, long began) {
        String decision = verdict.field("decision").asString();
        Json.ObjectBuilder result = Json.object()
                .put("clip_id", call.clipId())
                .put("camera_name", call.camera())
                .put("passed", decision.equals("accept"))
                .put("score", verdict.field("score").asDouble())
                .put("decision", decision)
                .put("findings", Json.array(findings(verdict, call.verbose())))
                .put("warnings", Json.ofStrings(call.warnings()));
        Json data = Json.object().put("result", result.build()).build();
        return ResponseEntity.ok(
                JsonWriter.compact(envelope(true, began).put("data", data).build()));
    }

    /** All of them, or what is wrong. */
    private static List<Json> findings(JsonView verdict, boolean all) {
        return verdict.field("findings").items().stream()
                .filter(finding -> all || !finding.field("severity").asString().equals("pass"))
                .map(JsonView::json)
                .toList();
    }

    private static ResponseEntity<String> refusal(HttpStatus status, List<Problem> problems, long began) {
        Problem first = problems.getFirst();
        Json error = Json.object()
                .put("code", first.code())
                .put("detail", first.toString())
                .build();
        return ResponseEntity.status(status)
                .body(JsonWriter.compact(envelope(false, began)
                        .put("data", Json.object().build())
                        .put("error", error)
                        .build()));
    }

    private static Json.ObjectBuilder envelope(boolean success, long began) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        return Json.object()
                .put("success", success)
                .put("metadata", Json.object().put("duration_ms", millis).build())
                .put("timestamp", Instant.now().toString());
    }
}

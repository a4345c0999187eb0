package io.tailforge.service.evaluation;

import static io.tailforge.scene.json.JsonView.enumText;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.service.catalog.EvaluationRow;
import io.tailforge.service.evaluation.Evaluations.Wanted;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Judges clips of others; {@code docs/filter.md} has the bodies. */
@RestController
@RequestMapping("/v1/evaluations")
class EvaluationController {
    private final Evaluations evaluations;

    EvaluationController(Evaluations evaluations) {
        this.evaluations = evaluations;
    }

    /** Queues a clip. */
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<String> start(@RequestBody byte[] body) throws IOException {
        JsonView view = JsonView.parse("body", body).onlyKeys("clip", "videos");
        Wanted wanted = new Wanted(
                view.field("clip").asString(), view.find("videos").map(JsonView::asString), Optional.empty());
        EvaluationRow queued = evaluations.start(wanted).queued();
        return ResponseEntity.accepted()
                .location(URI.create("/v1/evaluations/" + queued.id()))
                .body(JsonWriter.compact(write(queued)));
    }

    @GetMapping(value = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    String get(@PathVariable String id) {
        return JsonWriter.compact(write(evaluations.get(id)));
    }

    private static Json write(EvaluationRow row) {
        Json.ObjectBuilder out = Json.object()
                .put("id", row.id())
                .put("state", enumText(row.state()))
                .put("clip", row.clip())
                .put("created_at", row.createdAt().toString());
        Outcomes.verdict(row).ifPresent(verdict -> out.put("evaluation", verdict.json()));
        Outcomes.problems(row).ifPresent(problems -> out.put("problems", problems.json()));
        return out.build();
    }
}

package io.tailforge.service.evaluation;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.Problem;
import io.tailforge.service.catalog.EvaluationRow;
import io.tailforge.service.catalog.EvaluationRow.State;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What came of an evaluation, as the catalogue keeps it: {@link Evaluator#write} of one that is done, else its problems. */
final class Outcomes {
    private Outcomes() {}

    static String write(List<Problem> problems) {
        return JsonWriter.compact(
                Json.array(problems.stream().map(Outcomes::write).toList()));
    }

    private static Json write(Problem problem) {
        return Json.object()
                .put("code", problem.code())
                .put("source", problem.source())
                .put("pointer", problem.pointer())
                .put("detail", problem.detail())
                .build();
    }

    static Optional<JsonView> verdict(EvaluationRow row) {
        return row.state() == State.DONE ? Optional.of(parse(row)) : Optional.empty();
    }

    /** Why it failed, an array; empty where it did not. */
    static Optional<JsonView> problems(EvaluationRow row) {
        return row.state() == State.FAILED ? Optional.of(parse(row)) : Optional.empty();
    }

    private static JsonView parse(EvaluationRow row) {
        return JsonView.parse("evaluation " + row.id(), row.outcome().getBytes(StandardCharsets.UTF_8));
    }

    /** The problems of one that failed. */
    static List<Problem> listProblems(EvaluationRow row) {
        return problems(row).stream()
                .flatMap(all -> all.items().stream())
                .map(Outcomes::read)
                .toList();
    }

    private static Problem read(JsonView problem) {
        return new Problem(
                problem.field("code").asString(),
                problem.field("source").asString(),
                problem.field("pointer").asString(),
                0,
                problem.field("detail").asString());
    }
}

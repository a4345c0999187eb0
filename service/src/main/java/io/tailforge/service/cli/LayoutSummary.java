package io.tailforge.service.cli;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How layouts and what is wrong with them are told. */
final class LayoutSummary {
    private LayoutSummary() {}

    /** How many elements there are of each kind. */
    static Map<String, Integer> count(HdMap map) {
        Map<String, Integer> counts = new TreeMap<>();
        for (MapElement element : map.elements()) {
            counts.merge(element.getClass().getSimpleName(), 1, Integer::sum);
        }
        return counts;
    }

    static Json counts(HdMap map) {
        Json.ObjectBuilder counts = Json.object();
        count(map).forEach((kind, count) -> counts.put(kind, (long) count));
        return counts.build();
    }

    static Json problems(List<Problem> problems) {
        return Json.array(problems.stream()
                .map(problem -> Json.object()
                        .put("code", problem.code())
                        .put("source", problem.source())
                        .put("pointer", problem.pointer())
                        .put("line", problem.line())
                        .put("detail", problem.detail())
                        .build())
                .toList());
    }
}

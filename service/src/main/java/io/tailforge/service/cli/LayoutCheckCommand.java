package io.tailforge.service.cli;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description = "Reads a layout and says what is in it and what is wrong with it.",
        mixinStandardHelpOptions = true)
final class LayoutCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", description = "HD map: a file or a folder.")
    Path path = Path.of("");

    @Option(names = "--json", description = "Answer as JSON.")
    boolean json;

    @Override
    public Integer call() {
        try {
            LayoutReading reading = Layouts.read(path);
            print(reading);
            return 0;
        } catch (BadInputException e) {
            printProblems(e.problems());
            return Tailforge.WRONG;
        }
    }

    private void print(LayoutReading reading) {
        Map<String, Integer> counts = new TreeMap<>();
        for (MapElement element : reading.map().elements()) {
            counts.merge(element.getClass().getSimpleName(), 1, Integer::sum);
        }
        if (json) {
            Json.ObjectBuilder elements = Json.object();
            counts.forEach((kind, count) -> elements.put(kind, (long) count));
            System.out.println(JsonWriter.compact(Json.object()
                    .put("name", reading.map().name())
                    .put("format", reading.map().format())
                    .put("driving_side", JsonView.enumText(reading.map().drivingSide()))
                    .put("georeferenced", reading.map().geoReference().isPresent())
                    .put("recorded", reading.recording().isPresent())
                    .put("elements", elements.build())
                    .put("warnings", problems(reading.warnings()))
                    .put("problems", problems(List.of()))
                    .build()));
            return;
        }
        System.out.printf(
                "%s: %s, traffic keeps %s%s%n",
                reading.map().name(),
                reading.map().format(),
                JsonView.enumText(reading.map().drivingSide()),
                reading.recording().isPresent() ? ", with a recorded drive" : "");
        counts.forEach((kind, count) -> System.out.printf("  %6d %s%n", count, kind));
        reading.warnings().forEach(warning -> System.out.println("  warning: " + warning));
    }

    private void printProblems(List<Problem> found) {
        if (json) {
            System.out.println(JsonWriter.compact(
                    Json.object().put("problems", problems(found)).build()));
            return;
        }
        found.forEach(problem -> System.out.println("problem: " + problem));
    }

    private static Json problems(List<Problem> problems) {
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

package io.tailforge.service.cli;

import io.tailforge.conditioning.LayoutCheck;
import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.map.HdMap;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description = {
            "Reads a layout and says what is in it and all that is wrong with it.",
            "Exit code 0: can be used; 1: refused; 2: there is no such layout, or nobody knows its format."
        },
        mixinStandardHelpOptions = true)
final class LayoutCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", description = "HD map: a file or a folder.")
    Path path = Path.of("");

    @Option(names = "--json", description = "Answer as JSON.")
    boolean json;

    @Override
    public Integer call() {
        LayoutCheck check = Layouts.check(path);
        if (json) {
            System.out.println(JsonWriter.compact(toJson(check)));
        } else {
            check.reading().map(LayoutReading::map).ifPresent(map -> print(map, check));
            check.problems().forEach(problem -> System.out.println("problem: " + problem));
            check.warnings().forEach(warning -> System.out.println("  warning: " + warning));
        }
        return check.problems().isEmpty() ? 0 : Tailforge.WRONG;
    }

    private static void print(HdMap map, LayoutCheck check) {
        boolean recorded = check.reading().flatMap(LayoutReading::recording).isPresent();
        System.out.printf(
                "%s: %s, traffic keeps %s%s%s%n",
                map.name(),
                map.format(),
                JsonView.enumText(map.drivingSide()),
                map.geoReference().isPresent() ? ", georeferenced" : "",
                recorded ? ", with a recorded drive" : "");
        LayoutSummary.count(map).forEach((kind, count) -> System.out.printf("  %6d %s%n", count, kind));
    }

    private static Json toJson(LayoutCheck check) {
        Json.ObjectBuilder answer = Json.object();
        check.reading().ifPresent(reading -> answer.put("name", reading.map().name())
                .put("format", reading.map().format())
                .put("driving_side", JsonView.enumText(reading.map().drivingSide()))
                .put("georeferenced", reading.map().geoReference().isPresent())
                .put("recorded", reading.recording().isPresent())
                .put("elements", LayoutSummary.counts(reading.map())));
        return answer.put("warnings", LayoutSummary.problems(check.warnings()))
                .put("problems", LayoutSummary.problems(check.problems()))
                .build();
    }
}

package io.tailforge.service.cli;

import io.tailforge.conditioning.LayoutReading;
import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.convert.LayoutWriter;
import io.tailforge.conditioning.convert.LayoutWriters;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "convert",
        description = {
            "Reads a layout of any format and writes it in another.",
            "Says what the other format has no place for. Exit code 2: refused."
        },
        mixinStandardHelpOptions = true)
final class LayoutConvertCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", description = "HD map: a file or a folder.")
    Path path = Path.of("");

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FORMAT",
            description = "rds-hq: a folder of layer tars; geojson: one file in layout metres, lossless;"
                    + " geojson-wgs84: one file in longitude and latitude.")
    String to = "";

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "PATH",
            description = "A new file, or a new or empty folder.")
    Path out = Path.of("");

    @Option(names = "--json", description = "Answer as JSON.")
    boolean json;

    @Override
    public Integer call() {
        LayoutWriter writer = LayoutWriters.get(to);
        LayoutReading layout = Layouts.read(path);
        List<Problem> leftOut = writer.write(layout, out);
        if (json) {
            System.out.println(JsonWriter.compact(Json.object()
                    .put("name", layout.map().name())
                    .put("from", layout.map().format())
                    .put("to", writer.id())
                    .put("out", out.toString())
                    .put("elements", LayoutSummary.counts(layout.map()))
                    .put("warnings", LayoutSummary.problems(layout.warnings()))
                    .put("left_out", LayoutSummary.problems(leftOut))
                    .build()));
        } else {
            System.out.printf(
                    "%s: %d elements of %s written as %s to %s%n",
                    layout.map().name(),
                    layout.map().elements().size(),
                    layout.map().format(),
                    writer.id(),
                    out);
            layout.warnings().forEach(warning -> System.out.println("  warning: " + warning));
            leftOut.forEach(left -> System.out.println("  left out: " + left));
        }
        return 0;
    }
}

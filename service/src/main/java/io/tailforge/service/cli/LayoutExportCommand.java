package io.tailforge.service.cli;

import io.tailforge.conditioning.Layouts;
import io.tailforge.conditioning.SourceLane;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.json.GeometryJson;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.BadInputException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = "Writes out what a layout holds, one JSON document a line, for comparison with other readers.",
        mixinStandardHelpOptions = true)
final class LayoutExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", description = "HD map: a file or a folder.")
    Path path = Path.of("");

    @Option(
            names = "--lanes",
            paramLabel = "FILE",
            required = true,
            description = "Where the lanes go: a file, or - for standard output. Every lane of the source, also those"
                    + " that are not for driving.")
    String lanes = "-";

    @Override
    public Integer call() throws IOException {
        try {
            List<SourceLane> found = Layouts.listLanes(path);
            if (lanes.equals("-")) {
                // Standard output may have any charset; JSON is UTF-8.
                PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
                write(found, out);
            } else {
                try (PrintStream out =
                        new PrintStream(Files.newOutputStream(Path.of(lanes)), false, StandardCharsets.UTF_8)) {
                    write(found, out);
                }
            }
            return 0;
        } catch (BadInputException e) {
            e.problems().forEach(problem -> System.err.println("problem: " + problem));
            return Tailforge.WRONG;
        }
    }

    private static void write(List<SourceLane> lanes, PrintStream out) {
        lanes.forEach(lane -> out.print(JsonWriter.compact(json(lane)) + "\n"));
        out.flush();
    }

    private static Json json(SourceLane lane) {
        Json.ObjectBuilder out = Json.object()
                .put("id", lane.id())
                .put("kind", lane.kind())
                .put("type", lane.type())
                .put("left", points(lane.left()))
                .put("right", points(lane.right()))
                .put("successors", Json.ofStrings(lane.successors()))
                .put("predecessors", Json.ofStrings(lane.predecessors()));
        lane.leftNeighbour().ifPresent(id -> out.put("left_neighbour", id));
        lane.rightNeighbour().ifPresent(id -> out.put("right_neighbour", id));
        lane.oncomingNeighbour().ifPresent(id -> out.put("oncoming_neighbour", id));
        lane.junction().ifPresent(id -> out.put("junction", id));
        return out.put("driving_side", JsonView.enumText(lane.side())).build();
    }

    private static Json points(Polyline3 line) {
        return Json.array(line.points().stream().map(GeometryJson::write).toList());
    }
}

package io.tailforge.service.cli;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.service.pipeline.Installed;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "info", description = "Says what is installed and what it runs on.", mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Answer as JSON.")
    boolean json;

    @Override
    public Integer call() {
        if (json) {
            System.out.println(JsonWriter.compact(toJson()));
            return 0;
        }
        Installed.facts().forEach((name, value) -> System.out.printf("%-14s %s%n", name, value));
        Installed.plugins().forEach((seam, plugins) -> {
            System.out.println(seam);
            plugins.forEach(InfoCommand::print);
        });
        return 0;
    }

    private static void print(Installed.Plugin plugin) {
        System.out.printf("  %-22s %s%n", plugin.id(), plugin.description());
        if (!plugin.layers().isEmpty()) {
            System.out.printf("  %-22s layers: %s%n", "", String.join(", ", plugin.layers()));
        }
    }

    private static Json toJson(Installed.Plugin plugin) {
        Json.ObjectBuilder out = Json.object().put("id", plugin.id()).put("description", plugin.description());
        if (!plugin.layers().isEmpty()) {
            out.put("layers", Json.ofStrings(plugin.layers()));
        }
        return out.build();
    }

    private static Json toJson() {
        Json.ObjectBuilder out = Json.object();
        Installed.facts().forEach(out::put);
        for (Map.Entry<String, List<Installed.Plugin>> seam :
                Installed.plugins().entrySet()) {
            out.put(
                    seam.getKey(),
                    Json.array(seam.getValue().stream().map(InfoCommand::toJson).toList()));
        }
        return out.build();
    }
}

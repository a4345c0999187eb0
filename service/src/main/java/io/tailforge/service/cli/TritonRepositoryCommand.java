package io.tailforge.service.cli;

import io.tailforge.generation.InferenceModel;
import io.tailforge.generation.embedded.RepositoryEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Engine version and device are facts of the build and the machine, so these files are written where they are used. */
@Command(
        name = "repository",
        description = "Writes config.pbtxt of the procedural models into a Triton model repository.",
        mixinStandardHelpOptions = true)
final class TritonRepositoryCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The model repository.")
    Path folder = Path.of("");

    @Mixin
    EngineOptions engine = new EngineOptions();

    @Override
    public Integer call() throws IOException {
        for (InferenceModel model : engine.models()) {
            Path config = folder.resolve(model.name()).resolve("config.pbtxt");
            Files.createDirectories(config.resolveSibling("1"));
            Files.writeString(config, RepositoryEntry.configOf(model, 1));
            System.out.println(config);
        }
        return 0;
    }
}

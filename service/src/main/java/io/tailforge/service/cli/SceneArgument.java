package io.tailforge.service.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** SCENE of the commands that look at the world of one scene document. */
final class SceneArgument {
    @Parameters(
            index = "0",
            paramLabel = "SCENE",
            description = "Scene document, as `generate --dry-run --scenes DIR` writes them.")
    Path file = Path.of("");

    @Option(
            names = "--layout",
            paramLabel = "PATH",
            description = "HD map the scene plays on, where it does not lie beside the document.")
    Optional<Path> layout = Optional.empty();

    /**
     * The scene as it is written, with its map.
     *
     * @throws io.tailforge.scene.problem.BadInputException where it, or its layout, cannot be read or does not fit
     */
    RenderScene open() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw BadOption.of("SCENE", file + " is no file");
        }
        return RenderScene.ofDocument(file, layout, new RenderOptions());
    }
}

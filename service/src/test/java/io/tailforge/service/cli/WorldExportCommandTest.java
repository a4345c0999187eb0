package io.tailforge.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.json.JsonView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import picocli.CommandLine;

/** {@code tailforge world export}, in this JVM. */
@Isolated("reads what is printed")
class WorldExportCommandTest {
    private static final Path STREET = Path.of("..", "examples", "layouts", "left-hand-street.xodr");

    @TempDir
    private Path folder;

    private Path scene = Path.of("");

    private record Ended(int exit, String out, String err) {}

    @BeforeEach
    void writeScene() throws IOException {
        RenderOptions options = new RenderOptions();
        new CommandLine(options).parseArgs("--count", "10", "--fps", "10");
        scene = folder.resolve("scene.json");
        Files.write(
                scene, SceneDocument.write(RenderScene.ofLayout(STREET, options).scene()));
    }

    private Ended export(String... more) {
        List<String> all = new ArrayList<>(List.of("world", "export", scene.toString(), "--layout", STREET.toString()));
        all.addAll(List.of(more));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            int exit = Tailforge.run(all.toArray(String[]::new));
            return new Ended(
                    exit, printed.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @Test
    void theWorldIsAFileOfTheCountedTriangles() throws IOException {
        Path ply = folder.resolve("world.ply");
        Ended ended = export("-o", ply.toString(), "--at", "0.5", "--json");

        assertThat(ended.exit()).as(ended.err()).isZero();
        JsonView answer = JsonView.parse("stdout", ended.out().strip().getBytes(StandardCharsets.UTF_8));
        int faces = answer.field("faces").asInt(0, Integer.MAX_VALUE);
        int vertices = answer.field("vertices").asInt(0, Integer.MAX_VALUE);
        byte[] bytes = Files.readAllBytes(ply);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int body = text.indexOf("\nend_header\n") + "\nend_header\n".length();
        assertThat(text.substring(0, body))
                .contains("element vertex " + vertices + "\n", "element face " + faces + "\n", " at 0.5 s\n");
        assertThat(faces).isGreaterThan(10_000);
        assertThat(bytes.length - body).isEqualTo(24 * vertices + 20 * faces);
    }

    @Test
    void aTimeOutsideTheClipIsRefusedByItsOption() {
        Ended ended = export("-o", folder.resolve("world.ply").toString(), "--at", "1.5");

        assertThat(ended.exit()).isEqualTo(Tailforge.USAGE);
        assertThat(ended.err()).contains("--at", "from 0 to 1.0 seconds");
        assertThat(Files.exists(folder.resolve("world.ply"))).isFalse();
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        assertThat(export("-o", folder.resolve("none/world.ply").toString()))
                .satisfies(ended -> assertThat(ended.exit()).isEqualTo(Tailforge.USAGE))
                .satisfies(ended -> assertThat(ended.err()).contains("-o", "make it first"));
    }
}

package io.tailforge.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.generation.embedded.EmbeddedTriton;
import io.tailforge.service.embedded.ProceduralModels;
import io.tailforge.service.embedded.Worlds;
import io.tailforge.videogen.RenderPreset;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("reads what is printed")
class TritonCommandTest {
    @TempDir
    private Path temp;

    private record Ended(int exit, String out) {}

    private static Ended run(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            return new Ended(Tailforge.run(arguments), out.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    @Test
    void theCpuEnginesKeepEveryRuleOfTheContract() {
        try (EmbeddedTriton server = EmbeddedTriton.start(
                ProceduralModels.of(new Worlds(1), RenderPreset.DRAFT, 2),
                EmbeddedTriton.Settings.of(1, temp.resolve("server")))) {
            Ended check = run("triton", "check", server.endpoint());
            assertThat(check.out()).contains("kept    answer.whole").doesNotContain("BROKEN");
            assertThat(check.exit()).isZero();
        }
    }

    @Test
    void aServerThatIsNotThereIsSaidToBeUnreachable() {
        assertThat(run("triton", "check", "grpc://127.0.0.1:1").exit()).isEqualTo(Tailforge.WRONG);
        assertThat(run("triton", "check", "http://127.0.0.1:1").exit()).isEqualTo(Tailforge.USAGE);
    }

    @Test
    void aModelRepositorySaysWhatTheEnginesAre() throws Exception {
        assertThat(run("triton", "repository", temp.toString()).exit()).isZero();
        assertThat(temp.resolve("lidar_sweep/config.pbtxt"))
                .content()
                .contains("decoupled: true", "tailforge.lidar_sweep/1");
        assertThat(Files.isDirectory(temp.resolve("multiview_video/1"))).isTrue();
    }
}

package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real tritonserver in front of the CPU engines makes no difference to what is made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealTritonTest {
    private static final String SPEC = Specs.street(3, "Rainy");

    private Path folder;
    private TritonServer server;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        String engine = cli("engine").script("triton", "--preset", "draft");
        server = TritonServer.start(folder, engine + " serve");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private Cli cli(String name) {
        return new Cli(folder.resolve(name)).quick();
    }

    @Test
    void itKeepsEveryRuleOfTheContract() {
        Cli.Ended check = cli("check").run("triton", "check", server.endpoint()).expect(0);
        assertThat(check.out())
                .contains("kept    answer.whole", "kept    cancel.frees", "kept    refusal.lives-on")
                .doesNotContain("BROKEN");
    }

    @Test
    void generateMakesTheSameFilesThroughItAsEmbedded() throws Exception {
        Path spec = Files.writeString(folder.resolve("spec.yaml"), SPEC);
        Map<String, String> embedded = generate("embedded", spec);
        Map<String, String> through = generate("through", spec, "--triton", server.endpoint());
        assertThat(through)
                .isEqualTo(embedded)
                .containsKeys(
                        "rgb/camera_front_wide_120fov.mp4",
                        "depth/camera_cross_left_120fov.mkv",
                        "lidar/lidar_top/000000.npz");
        assertThat(folder.resolve("through/home/engine")).as("its own engine").doesNotExist();
    }

    private Map<String, String> generate(String name, Path spec, String... more) throws Exception {
        String[] usual = {
            "generate", "--layout", Repository.URBAN_JUNCTION.toString(), "--spec", spec.toString(), "--out", name
        };
        String[] all = java.util.stream.Stream.of(usual, more)
                .flatMap(java.util.Arrays::stream)
                .toArray(String[]::new);
        cli(name).run(all).expect(0);
        return ResultFiles.hashes(ResultFiles.onlyResult(folder.resolve(name).resolve("home")));
    }
}

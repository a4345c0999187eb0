package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What {@code triton-models} has in Python: each {@code *_test.py} there passes, and every file compiles. */
class PythonModelsTest {
    private static final Path MODELS = Repository.ROOT.resolve("triton-models");

    @TempDir
    Path temporary;

    private String python = "";

    @BeforeEach
    void findPython() {
        String home = Repository.assumeVariable(
                "TAILFORGE_TEST_TRITON_HOME", "a Python environment made by triton-models/start.sh --install");
        python = Path.of(home, "bin/python").toString();
    }

    @TestFactory
    List<DynamicTest> eachTestPasses() throws IOException {
        List<Path> tests = filesOf("_test.py");
        assertThat(tests).isNotEmpty();
        return tests.stream()
                .map(test -> DynamicTest.dynamicTest(
                        MODELS.relativize(test).toString(), () -> run(List.of(python, "-B", test.toString()))))
                .toList();
    }

    @Test
    void everyFileCompiles() throws Exception {
        List<String> command = new ArrayList<>(
                List.of(python, "-B", "-c", "import ast, sys; [ast.parse(open(f).read(), f) for f in sys.argv[1:]]"));
        filesOf(".py").forEach(file -> command.add(file.toString()));
        run(command);
    }

    private static List<Path> filesOf(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(MODELS)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !MODELS.relativize(file).startsWith(".triton"))
                    .sorted()
                    .toList();
        }
    }

    private void run(List<String> command) throws Exception {
        Path log = Files.createTempFile(temporary, "python", ".log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES))
                    .as("%s ends", command.getLast())
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }
}

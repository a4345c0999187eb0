package io.tailforge.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    @TempDir
    Path folder;

    @Test
    void eachRefusedClipOfSeveralIsTold() throws Exception {
        Path first = Files.createDirectory(folder.resolve("first"));
        Path second = Files.createDirectory(folder.resolve("second"));

        Said said = evaluate(first.toString(), second.toString(), "--jobs", "2", "--json");

        assertThat(said.code()).isEqualTo(Tailforge.USAGE);
        assertThat(said.errors().lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .startsWith("tailforge: " + first)
                                .contains("CLIP-UNKNOWN"),
                        line -> assertThat(line)
                                .startsWith("tailforge: " + second)
                                .contains("CLIP-UNKNOWN"));
    }

    @Test
    void videosBelongToOneDrive() throws Exception {
        Said said = evaluate("a", "b", "--videos", folder.toString());

        assertThat(said.code()).isEqualTo(Tailforge.USAGE);
        assertThat(said.errors()).contains("--videos");
    }

    @Test
    void clipsOfOneNameAreNotExplainedInOneFolder() throws Exception {
        Said said = evaluate("a/clip", "b/clip", "--explain", folder.toString());

        assertThat(said.code()).isEqualTo(Tailforge.USAGE);
        assertThat(said.errors()).contains("--explain");
    }

    @Test
    void aNumberOfJobsHasBounds() throws Exception {
        assertThat(evaluate("a", "--jobs", "0").errors()).contains("--jobs");
    }

    private static Said evaluate(String... args) throws Exception {
        String[] all = new String[args.length + 1];
        all[0] = "evaluate";
        System.arraycopy(args, 0, all, 1, args.length);
        PrintStream before = System.err;
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (PrintStream into = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            System.setErr(into);
            return new Said(Tailforge.run(all), err);
        } finally {
            System.setErr(before);
        }
    }

    private record Said(int code, ByteArrayOutputStream written) {
        String errors() {
            return written.toString(StandardCharsets.UTF_8);
        }
    }
}

package io.tailforge.service.filterbench;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.quality.fault.Effect;
import io.tailforge.quality.fault.Place;
import io.tailforge.quality.fault.PlantLabel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultLogTest {
    @TempDir
    Path folder;

    @Test
    void aLineThatAKillLeftHalfWrittenIsCutOff() throws IOException {
        Path file = folder.resolve("results.jsonl");
        ResultLog.open(file).add(result(1));
        Files.writeString(file, "{\"clip\": \"half", StandardOpenOption.APPEND);
        ResultLog again = ResultLog.open(file);
        assertThat(again.all()).containsExactly(result(1));
        again.add(result(2));
        assertThat(ResultLog.open(file).all()).containsExactly(result(1), result(2));
    }

    @Test
    void linesOfManyThreadsStayWhole() throws IOException {
        Path file = folder.resolve("results.jsonl");
        ResultLog log = ResultLog.open(file);
        IntStream.range(0, 200).parallel().forEach(i -> log.add(result(i)));
        assertThat(ResultLog.open(file).all())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 200).mapToObj(ResultLogTest::result).toList());
    }

    private static BenchResult result(int number) {
        PlantLabel label = new PlantLabel("freeze", 2, number, Place.everywhere(), new Effect(1, "levels"));
        return new BenchResult(
                "clip-" + number, "clip", label, Optional.empty(), true, 0.5, List.of(), List.of(), 1, 2);
    }
}

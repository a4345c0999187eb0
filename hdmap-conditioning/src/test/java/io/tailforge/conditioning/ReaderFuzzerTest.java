package io.tailforge.conditioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every installed reader is fuzzed, and what fuzzing once found stays found. */
class ReaderFuzzerTest {
    /** {@code FORMAT/NAME}: inputs of {@link ReaderFuzzer} that once made a reader fail. */
    private static final Path FOUND = Path.of("src/test/resources/fuzz");

    @TempDir
    Path folder;

    static Stream<String> formats() {
        return Layouts.readers().stream().map(MapReader::id);
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyReaderHasAContractAndSurvivesItsSeedsAndWhatWasFound(String format) throws IOException {
        ReaderFuzzer fuzzer = new ReaderFuzzer(format, folder);
        assertThat(fuzzer.seeds()).isNotEmpty().allSatisfy(fuzzer::read);
        for (Path input : found(format)) {
            byte[] data = Files.readAllBytes(input);
            assertThatCode(() -> fuzzer.read(data)).as(input.toString()).doesNotThrowAnyException();
        }
    }

    @Test
    void whatWasFoundBelongsToAFormatThatIsInstalled() throws IOException {
        try (Stream<Path> folders = Files.list(FOUND)) {
            assertThat(folders.filter(Files::isDirectory).map(Path::getFileName).map(Path::toString))
                    .isSubsetOf(formats().toList());
        }
    }

    private static List<Path> found(String format) throws IOException {
        if (!Files.isDirectory(FOUND.resolve(format))) {
            return List.of();
        }
        try (Stream<Path> inputs = Files.list(FOUND.resolve(format))) {
            return inputs.sorted().toList();
        }
    }
}

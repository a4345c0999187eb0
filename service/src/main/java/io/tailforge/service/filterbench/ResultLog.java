package io.tailforge.service.filterbench;

import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Results as lines of a file, each there as soon as it is known. Many threads may add. */
final class ResultLog {
    private final Path file;
    private final List<BenchResult> results;

    private ResultLog(Path file, List<BenchResult> results) {
        this.file = file;
        this.results = results;
    }

    /** What is there already up to the last whole line; what a kill left half written is cut off. */
    static ResultLog open(Path file) throws IOException {
        return new ResultLog(file, new ArrayList<>(Files.exists(file) ? read(file) : List.of()));
    }

    private static List<BenchResult> read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int whole = IntStream.iterate(bytes.length, end -> end > 0, end -> end - 1)
                .filter(end -> bytes[end - 1] == '\n')
                .findFirst()
                .orElse(0);
        String text = new String(bytes, 0, whole, StandardCharsets.UTF_8);
        Files.writeString(file, text);
        return text.lines()
                .map(line -> BenchResult.read(JsonView.parse(file.toString(), line.getBytes(StandardCharsets.UTF_8))))
                .toList();
    }

    synchronized void add(BenchResult result) {
        try {
            Files.writeString(
                    file,
                    JsonWriter.compact(result.toJson()) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        results.add(result);
    }

    synchronized List<BenchResult> all() {
        return List.copyOf(results);
    }
}

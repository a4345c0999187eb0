package io.tailforge.conditioning.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A copy of a layout, file or folder, one file of which is broken at a time. */
public final class MutableLayout {
    private final Path copy;
    private final List<Path> files = new ArrayList<>();
    private final List<byte[]> contents = new ArrayList<>();

    /** @param into an empty folder */
    public MutableLayout(Path layout, Path into) throws IOException {
        this.copy = into.resolve(layout.getFileName());
        Path parent = layout.toAbsolutePath().getParent();
        try (Stream<Path> found = Files.walk(layout.toAbsolutePath())) {
            for (Path file : found.filter(Files::isRegularFile).sorted().toList()) {
                add(into.resolve(parent == null ? file : parent.relativize(file)), Files.readAllBytes(file));
            }
        }
    }

    private void add(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, content);
        files.add(file);
        contents.add(content);
    }

    public Path path() {
        return copy;
    }

    public int fileCount() {
        return files.size();
    }

    public long size() {
        return contents.stream().mapToLong(content -> content.length).sum();
    }

    public byte[] content(int file) {
        return contents.get(file).clone();
    }

    public void replace(int file, byte[] by) throws IOException {
        Files.write(files.get(file), by);
    }

    public void remove(int file) throws IOException {
        Files.delete(files.get(file));
    }

    public void restore(int file) throws IOException {
        Files.write(files.get(file), contents.get(file));
    }
}

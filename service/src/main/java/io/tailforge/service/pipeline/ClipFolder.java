package io.tailforge.service.pipeline;

import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The work folder of one attempt: where every stage writes its files. */
record ClipFolder(Path path) {
    /** An empty folder; what a killed run left there goes. */
    static ClipFolder fresh(Path path) {
        try {
            delete(path);
            Files.createDirectories(path);
            return new ClipFolder(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ArtifactRef write(String key, byte[] content, String mediaType) {
        try {
            Path file = path.resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return new ArtifactRef(key, Sha256.hex(content), content.length, mediaType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ArtifactRef writeJson(String key, byte[] content) {
        return write(key, content, "application/json");
    }

    /** Takes in a file that others share; linked where the disk can, else copied. */
    ArtifactRef link(String key, Path file, String mediaType) {
        try {
            Path here = path.resolve(key);
            try {
                Files.createLink(here, file);
            } catch (UnsupportedOperationException | IOException e) {
                Files.copy(file, here);
            }
            return new ArtifactRef(key, Sha256.hex(here), Files.size(here), mediaType);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything in it, as references, in byte order of the keys. */
    List<ArtifactRef> listFiles() {
        try (var files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> ref(path.relativize(file).toString().replace('\\', '/'), file))
                    .sorted(Comparator.comparing(ArtifactRef::key))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ArtifactRef ref(String key, Path file) {
        try {
            return new ArtifactRef(key, Sha256.hex(file), Files.size(file), mediaType(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String mediaType(String key) {
        return switch (key.substring(key.lastIndexOf('.') + 1)) {
            case "json" -> "application/json";
            case "mp4" -> "video/mp4";
            case "mkv" -> "video/x-matroska";
            case "npz" -> "application/x-npz";
            case "png" -> "image/png";
            default -> "application/octet-stream";
        };
    }

    static long freeMegabytes(Path path) {
        try {
            FileStore store = Files.getFileStore(path);
            return store.getUsableSpace() >> 20;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (var files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

package io.tailforge.conditioning.source;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** One file of a layout, read with bounds. */
public final class SourceFile {
    private SourceFile() {}

    /** What to call a file in messages: its name alone. */
    public static String nameOf(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The first bytes as Latin-1 text; empty where it is no plain file that can be read. Never throws. */
    public static String head(Path file, int bytes) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** @throws BadInputException {@code LAYOUT-TOO-LARGE}, {@code LAYOUT-UNREADABLE} */
    public static byte[] read(Path file, int maxBytes) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw bad("LAYOUT-TOO-LARGE", file, "is larger than " + (maxBytes >> 20) + " MiB; cut it into tiles");
            }
            return bytes;
        } catch (IOException e) {
            throw bad("LAYOUT-UNREADABLE", file, "cannot be read: " + e.getMessage());
        }
    }

    /** The file where a link leads, if that is still inside the folder. @throws BadInputException {@code LAYOUT-OUTSIDE} */
    public static Path requireInside(Path folder, Path file) {
        return realPath(file)
                .filter(real -> realPath(folder).filter(real::startsWith).isPresent())
                .orElseThrow(() -> bad("LAYOUT-OUTSIDE", file, "is a link that leads out of the layout's folder"));
    }

    private static Optional<Path> realPath(Path path) {
        try {
            return Optional.of(path.toRealPath());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static BadInputException bad(String code, Path file, String detail) {
        return new BadInputException(Problem.of(code, nameOf(file), detail));
    }
}

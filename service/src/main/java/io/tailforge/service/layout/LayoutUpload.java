package io.tailforge.service.layout;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * An uploaded layout becomes a file, or, where it is a tar of a folder of layers, a folder. An archive may not leave its
 * folder, hold links or devices, or unpack to more than it may.
 */
final class LayoutUpload {
    private static final long MAX_BYTES = 256L << 20;
    private static final int MAX_ENTRIES = 2000;
    private static final int NAME_LENGTH = 100;

    private LayoutUpload() {}

    /** @return the file or folder, below {@code into} */
    static Path unpack(String uploadedName, InputStream content, Path into) throws IOException {
        String name = safeName(uploadedName);
        if (!name.endsWith(".tar")) {
            Path file = into.resolve(name);
            Files.copy(content, file);
            return file;
        }
        Path folder = Files.createDirectories(into.resolve(name.substring(0, name.length() - 4)));
        unpackTar(uploadedName, content, folder);
        return onlyChild(folder);
    }

    private static String safeName(String uploaded) {
        String last = uploaded.substring(Math.max(uploaded.lastIndexOf('/'), uploaded.lastIndexOf('\\')) + 1);
        String safe = last.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "");
        if (safe.isEmpty() || safe.length() > NAME_LENGTH) {
            throw refused(uploaded, "UPLOAD-NAME", "needs a plain file name of up to " + NAME_LENGTH + " characters");
        }
        return safe;
    }

    private static void unpackTar(String source, InputStream content, Path folder) throws IOException {
        long bytes = 0;
        int entries = 0;
        try (TarArchiveInputStream tar = new TarArchiveInputStream(content)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (++entries > MAX_ENTRIES) {
                    throw refused(source, "ARCHIVE-TOO-MANY", "holds more than " + MAX_ENTRIES + " entries");
                }
                bytes += entry.getSize();
                if (bytes > MAX_BYTES) {
                    throw refused(source, "ARCHIVE-TOO-LARGE", "unpacks to more than " + MAX_BYTES + " bytes");
                }
                unpackEntry(source, tar, entry, folder);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw refused(source, "ARCHIVE-DAMAGED", "is not a tar that can be read: " + e.getMessage());
        }
    }

    private static void unpackEntry(String source, TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
            throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder) || entry.getName().startsWith("/")) {
            throw refused(source, "ARCHIVE-ESCAPES", "entry " + entry.getName() + " leaves its folder");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink()) {
            throw refused(source, "ARCHIVE-LINK", "entry " + entry.getName() + " is not a plain file");
        }
        Files.createDirectories(target.getParent());
        Files.copy(tar, target);
    }

    /** A tar made of one folder means that folder. */
    private static Path onlyChild(Path folder) throws IOException {
        try (var children = Files.list(folder)) {
            var list = children.limit(2).toList();
            return list.size() == 1 && Files.isDirectory(list.getFirst()) ? list.getFirst() : folder;
        }
    }

    private static BadInputException refused(String source, String code, String detail) {
        return new BadInputException(Problem.of(code, source, detail));
    }
}

package io.tailforge.publishing.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keys below a folder in byte order of the whole key: a folder sorts by its name and the slash after it. */
final class DirectoryListing {
    private final Path root;
    private final String prefix;
    private final String startAfter;
    private final int limit;
    private final List<String> found = new ArrayList<>();

    DirectoryListing(Path root, String prefix, String startAfter, int limit) {
        this.root = root;
        this.prefix = prefix;
        this.startAfter = startAfter;
        this.limit = limit;
    }

    List<String> keys() throws IOException {
        if (limit > 0 && Files.isDirectory(root)) {
            visit(root, "");
        }
        return List.copyOf(found);
    }

    private void visit(Path folder, String folderKey) throws IOException {
        for (String name : children(folder, folderKey)) {
            if (found.size() >= limit) {
                return;
            }
            if (name.endsWith("/")) {
                if (mayHold(name)) {
                    visit(root.resolve(name), name);
                }
            } else if (name.startsWith(prefix) && name.compareTo(startAfter) > 0) {
                found.add(name);
            }
        }
    }

    private boolean mayHold(String folder) {
        boolean fits = folder.startsWith(prefix) || prefix.startsWith(folder);
        boolean after = folder.compareTo(startAfter) > 0 || startAfter.startsWith(folder);
        return fits && after;
    }

    private static List<String> children(Path folder, String folderKey) throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (name.startsWith(".")) {
                    continue;
                }
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    names.add(folderKey + name + "/");
                } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    names.add(folderKey + name);
                }
            }
        }
        Collections.sort(names);
        return names;
    }
}

package io.tailforge.publishing.store;

import io.tailforge.scene.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** Hashes of files that were not touched since; so that looking at a large object again is cheap. */
final class HashCache {
    private static final int MOST = 10_000;

    private final Map<Path, Known> entries = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Known> eldest) {
            return size() > MOST;
        }
    };

    private record Known(long bytes, FileTime modified, String sha256) {}

    String hash(Path file) throws IOException {
        BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
        Known known = get(file);
        if (known != null && known.bytes() == now.size() && known.modified().equals(now.lastModifiedTime())) {
            return known.sha256();
        }
        String sha256 = Sha256.hex(file);
        put(file, new Known(now.size(), now.lastModifiedTime(), sha256));
        return sha256;
    }

    private synchronized @org.jspecify.annotations.Nullable Known get(Path file) {
        return entries.get(file);
    }

    private synchronized void put(Path file, Known entry) {
        entries.put(file, entry);
    }
}

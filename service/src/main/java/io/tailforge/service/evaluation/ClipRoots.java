package io.tailforge.service.evaluation;

import io.tailforge.publishing.ObjectStore;
import io.tailforge.publishing.store.ObjectStores;
import io.tailforge.publishing.store.S3Settings;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where clips may be named by callers: configured folders and buckets, and nothing else. Folders are used where they are,
 * objects are fetched first. Links that lead out of the roots are refused.
 */
final class ClipRoots {
    private static final String S3 = "s3://";
    private static final String FILE = "file://";
    private static final int PAGE = 1000;
    private static final int MOST_OBJECTS = 20_000;

    private final List<Path> folders = new ArrayList<>();
    private final List<String> buckets = new ArrayList<>();
    private final S3Settings s3;
    private final long mostBytes;

    /** @throws IllegalArgumentException where a root is no folder and no {@code s3://} location */
    ClipRoots(List<String> roots, S3Settings s3, long mostBytes) {
        this.s3 = s3;
        this.mostBytes = mostBytes;
        for (String root : roots) {
            if (root.startsWith(S3)) {
                buckets.add(root.replaceFirst("/+$", ""));
            } else {
                folders.add(real(root));
            }
        }
    }

    private static Path real(String root) {
        try {
            return Path.of(root).toRealPath();
        } catch (IOException e) {
            throw new IllegalArgumentException("tailforge.evaluation.roots: there is no folder " + root, e);
        }
    }

    /** @throws BadInputException {@code EVALUATION-FORBIDDEN}, or where a file is not there; objects are looked for later */
    void requireAllowed(String field, String location) throws IOException {
        if (location.startsWith(S3)) {
            requireBucket(field, location);
        } else {
            local(field, location);
        }
    }

    /**
     * A named folder on disk.
     *
     * @param location absolute path, {@code file:///path} or {@code s3://bucket/prefix}
     * @param scratch where objects are fetched to
     * @throws BadInputException {@code EVALUATION-FORBIDDEN} below no root, whether it is there or not
     */
    Path folder(String field, String location, Path scratch) throws IOException {
        if (location.startsWith(S3)) {
            return fetched(field, location, scratch);
        }
        Path folder = local(field, location);
        if (!Files.isDirectory(folder)) {
            throw bad("NO-SUCH-FOLDER", field, location + " is no folder");
        }
        ForeignClip.requireInside(folder, folders);
        return folder;
    }

    /** A named file on disk; as {@link #folder}. */
    Path file(String field, String location, Path scratch) throws IOException {
        if (location.startsWith(S3)) {
            int slash = location.lastIndexOf('/');
            Path target = scratch.resolve("file");
            try (ObjectStore store = open(field, location.substring(0, slash))) {
                return fetch(field, store, location.substring(slash + 1), target, mostBytes);
            }
        }
        Path file = local(field, location);
        if (!Files.isRegularFile(file)) {
            throw bad("NO-SUCH-FILE", field, location + " is no file");
        }
        return file;
    }

    private Path local(String field, String location) throws IOException {
        Path named = parse(field, location.startsWith(FILE) ? location.substring(FILE.length()) : location);
        if (!named.isAbsolute() || folders.stream().noneMatch(named.normalize()::startsWith)) {
            throw forbidden(field);
        }
        if (!Files.exists(named)) {
            throw bad("NO-SUCH-FOLDER", field, location + " is not there");
        }
        Path real = named.toRealPath();
        if (folders.stream().noneMatch(real::startsWith)) {
            throw forbidden(field);
        }
        return real;
    }

    private static Path parse(String field, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw forbidden(field);
        }
    }

    private Path fetched(String field, String location, Path scratch) throws IOException {
        long left = mostBytes;
        String after = "";
        int objects = 0;
        try (ObjectStore store = open(field, location)) {
            List<String> keys = store.list("", after, PAGE);
            while (!keys.isEmpty()) {
                for (String key : keys) {
                    objects++;
                    requireModest(field, objects);
                    left -= Files.size(fetch(field, store, key, scratch.resolve(key), left));
                }
                after = keys.getLast();
                keys = store.list("", after, PAGE);
            }
        }
        if (objects == 0) {
            throw bad("NO-SUCH-FOLDER", field, location + " holds no objects");
        }
        return scratch;
    }

    private static void requireModest(String field, int objects) {
        if (objects > MOST_OBJECTS) {
            throw bad("CLIP-TOO-LARGE", field, "holds more than " + MOST_OBJECTS + " objects");
        }
    }

    private ObjectStore open(String field, String location) throws IOException {
        requireBucket(field, location);
        return ObjectStores.open(location, s3);
    }

    private void requireBucket(String field, String location) {
        boolean plain = location.matches("s3://[a-z0-9][a-z0-9.-]*(/[A-Za-z0-9_.-]+)*") && !location.contains("..");
        if (!plain || buckets.stream().noneMatch(root -> location.equals(root) || location.startsWith(root + "/"))) {
            throw forbidden(field);
        }
    }

    /** Copies an object. @throws BadInputException where it is absent, has a key that leads elsewhere, or has more bytes */
    static Path fetch(String field, ObjectStore store, String key, Path target, long mostBytes) throws IOException {
        if (key.contains("..") || key.startsWith("/")) {
            throw bad("KEY-LEADS-OUT", field, key + " is no plain key");
        }
        long bytes = store.find(key)
                .orElseThrow(() -> bad("NO-SUCH-FILE", field, key + " is not there"))
                .bytes();
        if (bytes > mostBytes) {
            throw bad(
                    "CLIP-TOO-LARGE",
                    field,
                    "has more bytes than tailforge.evaluation.most-megabytes allows, with " + key);
        }
        Path folder = target.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try (InputStream in = store.open(key, 0, bytes)) {
            Files.copy(in, target);
        }
        return target;
    }

    private static BadInputException forbidden(String field) {
        return bad(
                "EVALUATION-FORBIDDEN",
                field,
                "is not below one of the folders and buckets in tailforge.evaluation.roots");
    }

    private static BadInputException bad(String code, String field, String detail) {
        return new BadInputException(new Problem(code, "body", "/" + field, 0, detail));
    }
}

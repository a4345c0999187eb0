package io.tailforge.publishing.store;

import io.tailforge.publishing.ObjectStore;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Opens a store by its location: a folder's path, {@code file:...}, or {@code s3://bucket/prefix}. */
public final class ObjectStores {
    private ObjectStores() {}

    /** @throws BadInputException where the location means nothing, or S3 is asked for without credentials */
    public static ObjectStore open(String location, S3Settings s3) throws IOException {
        if (location.startsWith("s3://")) {
            return S3ObjectStore.open(location, s3);
        }
        try {
            return new DirectoryObjectStore(location.startsWith("file:") ? path(location) : Path.of(location));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(Problem.of(
                    "STORE-LOCATION", location, "is neither a folder nor s3://bucket/prefix: " + e.getMessage()));
        }
    }

    private static Path path(String location) {
        return location.startsWith("file:/") ? Path.of(URI.create(location)) : Path.of(location.substring(5));
    }
}

package io.tailforge.publishing;

import io.tailforge.scene.artifact.ArtifactRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where objects live: a directory or S3. Keys are {@code [a-z0-9._/-]}, none a folder prefix of another; listing is in byte
 * order of the whole key; a put is whole or absent and never replaces; there is no rename and no append. Both
 * implementations pass {@code ObjectStoreContract}.
 */
public interface ObjectStore extends AutoCloseable {
    /** Where it is, for people: {@code file:...} or {@code s3://bucket/prefix}. Holds no secret. */
    String location();

    /**
     * Puts a file under a key unless the key is taken.
     *
     * @return the reference; where the key was taken, the reference of what is there
     * @throws ObjectConflictException where the key is taken by other content
     */
    ArtifactRef put(String key, Path file, String mediaType) throws IOException;

    Optional<ArtifactRef> find(String key) throws IOException;

    /** @throws java.nio.file.NoSuchFileException where there is no such object */
    InputStream open(String key) throws IOException;

    /** A part of an object, {@code length} bytes from {@code offset} (fewer at its end). */
    InputStream open(String key, long offset, long length) throws IOException;

    /** Keys that start with a prefix, in byte order, at most {@code limit}, after {@code startAfter} (exclusive, may be empty). */
    List<String> list(String prefix, String startAfter, int limit) throws IOException;

    /** Removes an object; quiet where there is none. Only for work files and orphans, never for published ones. */
    void delete(String key) throws IOException;

    @Override
    void close() throws IOException;
}

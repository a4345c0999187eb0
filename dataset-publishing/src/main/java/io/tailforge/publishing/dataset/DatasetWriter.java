package io.tailforge.publishing.dataset;

import io.tailforge.publishing.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * Puts clips into objects that other people's loaders open, one implementation a format. A stateless service, found by
 * {@link java.util.ServiceLoader}. Passes {@code DatasetWriterContract}.
 */
public interface DatasetWriter {
    String id();

    String describe();

    /**
     * Writes clips as they come; memory does not grow with their size. The same clips give the same objects, byte for byte.
     *
     * @param clips by rising ordinal, each id once
     * @param clipsPerShard ordinals that share a shard, 1..1024
     * @param scratch folder for shards under way; nothing is left there
     */
    WrittenClips write(
            Iterator<ClipBundle> clips, SplitPolicy splits, int clipsPerShard, Path scratch, ObjectStore store)
            throws IOException;
}

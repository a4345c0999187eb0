package io.tailforge.acceptance;

import io.tailforge.publishing.dataset.DatasetManifest;
import io.tailforge.publishing.dataset.ShardEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Published clips, taken out of their shards as any user would: by tar. */
public final class Shards {
    private Shards() {}

    /** Unpacks every shard of a version. @return a folder a clip, named by its id, holding its members without the id */
    public static List<Path> unpack(Path dataset, DatasetManifest manifest, Path into) throws IOException {
        for (ShardEntry shard : manifest.shards()) {
            try (InputStream content =
                            Files.newInputStream(dataset.resolve(shard.tar().key()));
                    TarArchiveInputStream tar = new TarArchiveInputStream(content)) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    int dot = entry.getName().indexOf('.');
                    Path clip =
                            Files.createDirectories(into.resolve(entry.getName().substring(0, dot)));
                    Files.copy(tar, clip.resolve(entry.getName().substring(dot + 1)));
                }
            }
        }
        List<Path> clips = new ArrayList<>();
        try (var folders = Files.list(into)) {
            folders.sorted().forEach(clips::add);
        }
        return clips;
    }
}

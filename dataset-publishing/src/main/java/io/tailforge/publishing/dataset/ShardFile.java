package io.tailforge.publishing.dataset;

import io.tailforge.publishing.MediaTypes;
import io.tailforge.publishing.ObjectStore;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A shard under way: a tar on disk with nothing in its headers that varies, and the index of its members. */
final class ShardFile implements AutoCloseable {
    private final Path file;
    private final Path indexFile;
    private final TarArchiveOutputStream tar;
    private final List<String> index = new ArrayList<>();

    ShardFile(Path scratch) throws IOException {
        Files.createDirectories(scratch);
        file = Files.createTempFile(scratch, "shard-", ".tar");
        indexFile = Files.createTempFile(scratch, "shard-", ".jsonl");
        tar = new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 18), "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    void add(ClipBundle clip) throws IOException {
        List<Json> members = new ArrayList<>();
        for (ClipFile member : clip.files()) {
            members.add(add(clip.id() + "." + member.name(), member).write());
        }
        index.add(JsonWriter.compact(Json.object()
                .put("id", clip.id().toString())
                .put("files", Json.array(members))
                .build()));
    }

    private MemberEntry add(String name, ClipFile member) throws IOException {
        long size = Files.size(member.file());
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setModTime(0);
        entry.setMode(0100644);
        entry.setIds(0, 0);
        entry.setNames("", "");
        tar.putArchiveEntry(entry);
        long offset = tar.getBytesWritten();
        String sha256 = copy(member.file());
        tar.closeArchiveEntry();
        return new MemberEntry(member.name(), offset, size, sha256, member.mediaType());
    }

    private String copy(Path from) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(from)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                tar.write(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    ShardEntry put(Split split, ObjectStore store) throws IOException {
        tar.finish();
        tar.close();
        Files.writeString(indexFile, String.join("\n", index) + "\n", StandardCharsets.UTF_8);
        String name = "shards/" + split.text() + "/" + Sha256.hex(file);
        ArtifactRef tarRef = store.put(name + ".tar", file, MediaTypes.of("x.tar"));
        ArtifactRef indexRef = store.put(name + ".jsonl", indexFile, MediaTypes.of("x.jsonl"));
        return new ShardEntry(split, tarRef, indexRef, index.size());
    }

    @Override
    public void close() throws IOException {
        try {
            tar.close();
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(indexFile);
        }
    }
}

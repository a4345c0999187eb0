package io.tailforge.publishing.store;

import io.tailforge.publishing.MediaTypes;
import io.tailforge.publishing.ObjectConflictException;
import io.tailforge.publishing.ObjectKeys;
import io.tailforge.publishing.ObjectStore;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Objects as plain files, so that any loader opens them. A put writes a hidden temporary file, forces it to disk, links it
 * to its name if that is free and forces the folder; whoever lists never sees half a file. The media type of a file that
 * is found again follows from its name's ending.
 */
public final class DirectoryObjectStore implements ObjectStore {
    static final String TEMPORARY = ".tmp-";
    private static final int BUFFER = 1 << 18;

    private final Path root;
    private final HashCache hashes = new HashCache();
    private final Set<Path> swept = ConcurrentHashMap.newKeySet();

    /** @param root made by the first put where it is missing */
    public DirectoryObjectStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public String location() {
        return root.toUri().toString();
    }

    @Override
    public ArtifactRef put(String key, Path file, String mediaType) throws IOException {
        Path target = path(key);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return present(new ArtifactRef(key, Sha256.hex(file), Files.size(file), mediaType));
        }
        Files.createDirectories(target.resolveSibling(""));
        sweep(target.resolveSibling(""));
        Path temporary = target.resolveSibling(TEMPORARY + UUID.randomUUID());
        try {
            ArtifactRef made = copy(key, file, temporary, mediaType);
            return link(temporary, target) ? forced(made, target) : present(made);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public Optional<ArtifactRef> find(String key) throws IOException {
        Path path = path(key);
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        return Optional.of(new ArtifactRef(key, hashes.hash(path), Files.size(path), MediaTypes.of(key)));
    }

    @Override
    public InputStream open(String key) throws IOException {
        return Channels.newInputStream(channel(key));
    }

    @Override
    public InputStream open(String key, long offset, long length) throws IOException {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("no such part: " + length + " bytes from " + offset);
        }
        return new BoundedInputStream(Channels.newInputStream(channel(key).position(offset)), length);
    }

    @Override
    public List<String> list(String prefix, String startAfter, int limit) throws IOException {
        return new DirectoryListing(root, ObjectKeys.requirePrefix(prefix), startAfter, limit).keys();
    }

    @Override
    public void delete(String key) throws IOException {
        Path path = path(key);
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(path);
        }
    }

    @Override
    public void close() {}

    private SeekableByteChannel channel(String key) throws IOException {
        Path path = path(key);
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoSuchFileException(key);
        }
        return Files.newByteChannel(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    private Path path(String key) {
        return root.resolve(ObjectKeys.require(key));
    }

    private static ArtifactRef copy(String key, Path from, Path to, String mediaType) throws IOException {
        MessageDigest digest = Sha256.digest();
        long bytes = 0;
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (in.read(buffer) >= 0) {
                digest.update(buffer.flip().duplicate());
                bytes += buffer.remaining();
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
                buffer.clear();
            }
            out.force(true);
        }
        return new ArtifactRef(key, HexFormat.of().formatHex(digest.digest()), bytes, mediaType);
    }

    /** Removes what killed writers left a day ago or longer, once a folder. */
    private void sweep(Path folder) throws IOException {
        if (!swept.add(folder)) {
            return;
        }
        Instant limit = Instant.now().minus(Duration.ofDays(1));
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, TEMPORARY + "*")) {
            for (Path file : left) {
                if (Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** False where the name is taken. */
    private static boolean link(Path temporary, Path target) throws IOException {
        try {
            Files.createLink(target, temporary);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException e) {
            throw new IOException("the file system of " + target.getParent() + " has no hard links; choose another", e);
        }
    }

    private ArtifactRef forced(ArtifactRef made, Path target) throws IOException {
        Path folder = root;
        force(folder);
        Path below = root.relativize(target);
        for (int i = 0; i < below.getNameCount() - 1; i++) {
            folder = folder.resolve(below.getName(i));
            force(folder);
        }
        return made;
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private ArtifactRef present(ArtifactRef wanted) throws IOException {
        ArtifactRef there = find(wanted.key()).orElseThrow(() -> new ObjectConflictException(wanted.key()));
        if (there.bytes() != wanted.bytes() || !there.sha256().equals(wanted.sha256())) {
            throw new ObjectConflictException(wanted.key());
        }
        return there;
    }
}

package io.tailforge.generation.triton;

import com.google.protobuf.ByteString;
import io.tailforge.generation.contract.ErrorFamily;
import io.tailforge.generation.contract.Event;
import io.tailforge.generation.contract.Event.ObjectSummary;
import io.tailforge.generation.contract.ObjectId;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The objects of one answer while they come in: pieces go to a folder beside the clip's files, whole answers move over. */
final class IncomingObjects implements AutoCloseable {
    private static final ErrorFamily PROTOCOL = ErrorFamily.PROTOCOL;

    private final Path clipFolder;
    private final Path incoming;
    private final Set<ObjectId> wanted;
    private final Map<ObjectId, Arriving> arriving = new LinkedHashMap<>();
    private final Map<ObjectId, ArtifactRef> whole = new LinkedHashMap<>();

    IncomingObjects(Path clipFolder, Collection<ObjectId> wanted) throws IOException {
        this.clipFolder = clipFolder;
        this.wanted = new LinkedHashSet<>(wanted);
        this.incoming = Files.createTempDirectory(Files.createDirectories(clipFolder), ".incoming-");
    }

    void piece(Event.Chunk chunk, ByteString data) throws IOException {
        ObjectId id = chunk.object();
        if (!wanted.contains(id) || whole.containsKey(id)) {
            throw PROTOCOL.error("OBJECT", "the server sent " + id + ", which is not wanted or was whole before");
        }
        Arriving object = arriving.get(id);
        if (object == null) {
            object = new Arriving(chunk, incoming.resolve(id.key()));
            arriving.put(id, object);
        }
        object.append(chunk, data);
    }

    void finished(ObjectSummary summary) throws IOException {
        Arriving object = arriving.remove(summary.object());
        if (object == null) {
            throw PROTOCOL.error("OBJECT", summary.object() + " is said to be whole, but no piece of it came");
        }
        whole.put(summary.object(), object.finish(summary));
    }

    /** Checks the closing list against what came and moves every file to its place. */
    Map<ObjectId, ArtifactRef> accept(List<ObjectSummary> announced) throws IOException {
        requireAllThere(announced);
        for (ArtifactRef file : whole.values()) {
            Path target = clipFolder.resolve(file.key());
            Files.createDirectories(target.resolveSibling("."));
            Files.move(incoming.resolve(file.key()), target, StandardCopyOption.REPLACE_EXISTING);
        }
        return Map.copyOf(whole);
    }

    private void requireAllThere(List<ObjectSummary> announced) {
        for (ObjectId id : wanted) {
            if (!whole.containsKey(id)) {
                throw PROTOCOL.error("MISSING", "the server is done but " + id + " never became whole");
            }
        }
        if (announced.size() != whole.size()) {
            throw PROTOCOL.error("DONE", "done lists %d objects, %d came".formatted(announced.size(), whole.size()));
        }
        for (ObjectSummary summary : announced) {
            ArtifactRef file = whole.get(summary.object());
            if (file == null || !file.sha256().equals(summary.sha256()) || file.bytes() != summary.bytes()) {
                throw PROTOCOL.error("DONE", "done describes another " + summary.object() + " than the one that came");
            }
        }
    }

    /** Removes what did not move over. */
    @Override
    public void close() throws IOException {
        for (Arriving object : arriving.values()) {
            object.close();
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(incoming)) {
            paths = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.deleteIfExists(path);
        }
    }

    /** One object, half here. */
    private static final class Arriving implements AutoCloseable {
        private final ObjectId id;
        private final String mediaType;
        private final long total;
        private final FileChannel file;
        private final MessageDigest digest = Sha256.digest();
        private long received;

        Arriving(Event.Chunk first, Path path) throws IOException {
            id = first.object();
            mediaType = first.mediaType();
            total = first.total();
            Files.createDirectories(path.resolveSibling("."));
            file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        void append(Event.Chunk chunk, ByteString data) throws IOException {
            if (chunk.offset() != received
                    || chunk.total() != total
                    || !chunk.mediaType().equals(mediaType)) {
                throw PROTOCOL.error(
                        "OFFSET",
                        "%s: piece at %d of %d, expected %d of %d"
                                .formatted(id, chunk.offset(), chunk.total(), received, total));
            }
            if (received + data.size() > total) {
                throw PROTOCOL.error("OVERRUN", id + " has more bytes than the " + total + " it announced");
            }
            List<ByteBuffer> parts = data.asReadOnlyByteBufferList();
            parts.forEach(part -> digest.update(part.duplicate()));
            ByteBuffer[] all = parts.toArray(ByteBuffer[]::new);
            for (long left = data.size(); left > 0; left -= file.write(all)) {}
            received += data.size();
        }

        ArtifactRef finish(ObjectSummary summary) throws IOException {
            file.close();
            String sha256 = HexFormat.of().formatHex(digest.digest());
            if (received != total || summary.bytes() != total) {
                throw PROTOCOL.error(
                        "LENGTH", "%s has %d bytes, announced were %d".formatted(id, received, summary.bytes()));
            }
            if (!sha256.equals(summary.sha256())) {
                throw PROTOCOL.error("SHA256", id + " came with sha-256 " + sha256 + ", not " + summary.sha256());
            }
            return new ArtifactRef(id.key(), sha256, received, mediaType);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}

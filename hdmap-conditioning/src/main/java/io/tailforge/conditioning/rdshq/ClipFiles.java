package io.tailforge.conditioning.rdshq;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** The members of a clip that is being written, layer by layer; on disk only when all of them are known. */
final class ClipFiles {
    private static final int PLAIN_FILE = 0100644;

    private final String clipId;
    private final Map<String, Map<String, byte[]>> layers = new LinkedHashMap<>();

    ClipFiles(String clipId) {
        this.clipId = clipId;
    }

    /** @throws BadInputException {@code RDSHQ-TOO-LARGE} where {@link LayerTar} would not read it back */
    void add(String layer, String key, byte[] bytes) {
        if (bytes.length > LayerTar.MAX_MEMBER_BYTES) {
            throw new BadInputException(Problem.of(
                    "RDSHQ-TOO-LARGE",
                    layer,
                    "takes " + (bytes.length >> 20) + " MiB, a clip's layer at most "
                            + (LayerTar.MAX_MEMBER_BYTES >> 20) + "; cut the map into tiles"));
        }
        layers.computeIfAbsent(layer, any -> new LinkedHashMap<>()).put(key, bytes);
    }

    /** The same members give the same bytes: no times, no owners. */
    void write(Path folder) {
        layers.forEach((layer, members) -> {
            try {
                Path file = Files.createDirectories(folder.resolve(layer)).resolve(clipId + ".tar");
                writeTar(file, members);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void writeTar(Path file, Map<String, byte[]> members) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(clipId + "." + member.getKey());
                entry.setSize(member.getValue().length);
                entry.setModTime(0L);
                entry.setIds(0, 0);
                entry.setMode(PLAIN_FILE);
                tar.putArchiveEntry(entry);
                tar.write(member.getValue());
                tar.closeArchiveEntry();
            }
        }
    }
}

package io.tailforge.conditioning.rdshq;

import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * One layer of one clip: a WebDataset tar. A member is {@code {clip id}.{key}}, split at the first dot. Archives are
 * hostile until proved otherwise: counts and sizes are bounded and only plain files with plain names pass.
 */
final class LayerTar {
    static final long MAX_TAR_BYTES = 64L << 20;
    static final int MAX_MEMBERS = 20_000;
    static final int MAX_MEMBER_BYTES = 8 << 20;
    static final long MAX_KEPT_BYTES = 64L << 20;

    private final String source;
    private final Set<String> keys = new HashSet<>();
    private final Map<String, byte[]> members = new LinkedHashMap<>();
    private long kept;

    private LayerTar(String source) {
        this.source = source;
    }

    /**
     * The wanted members by key, in the order of the archive.
     *
     * @param source what to call the archive in errors
     */
    static Map<String, byte[]> read(String source, Path tar, Predicate<String> wanted) {
        LayerTar layer = new LayerTar(source);
        try {
            if (Files.size(tar) > MAX_TAR_BYTES) {
                throw layer.bad("TAR-TOO-LARGE", "", "is larger than " + (MAX_TAR_BYTES >> 20) + " MiB");
            }
            try (InputStream file = new BufferedInputStream(Files.newInputStream(tar), 1 << 16);
                    TarArchiveInputStream archive = new TarArchiveInputStream(file)) {
                layer.readAll(archive, wanted);
            }
        } catch (BadInputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw layer.bad("TAR-SYNTAX", "", "is not a whole tar archive: " + e.getMessage());
        }
        return layer.members;
    }

    private void readAll(TarArchiveInputStream archive, Predicate<String> wanted) throws IOException {
        int count = 0;
        for (TarArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
            if (++count > MAX_MEMBERS) {
                throw bad("TAR-TOO-MANY-MEMBERS", "", "has more than " + MAX_MEMBERS + " members");
            }
            requirePlain(entry);
            String key = key(entry.getName());
            if (!keys.add(key)) {
                throw bad("TAR-DUPLICATE-MEMBER", entry.getName(), "is there twice");
            }
            if (wanted.test(key)) {
                members.put(key, bytes(archive, entry));
            }
        }
    }

    private void requirePlain(TarArchiveEntry entry) {
        String name = entry.getName();
        byte kind = entry.getLinkFlag();
        boolean file = kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM;
        if (!file || entry.isDirectory() || entry.isSparse()) {
            throw bad(
                    "TAR-MEMBER-KIND", name, "is a link, folder, device or sparse file; only plain files may be here");
        }
        if (name.contains("/")
                || name.contains("\\")
                || name.startsWith(".")
                || name.chars().anyMatch(c -> c < 0x20)) {
            throw bad("TAR-MEMBER-NAME", name, "must be a plain file name of the form {clip id}.{key}");
        }
        if (entry.getSize() < 0 || entry.getSize() > MAX_MEMBER_BYTES) {
            throw bad("TAR-MEMBER-TOO-LARGE", name, "is larger than " + (MAX_MEMBER_BYTES >> 20) + " MiB");
        }
    }

    private String key(String name) {
        int dot = name.indexOf('.');
        if (dot < 0 || dot == name.length() - 1) {
            throw bad("TAR-MEMBER-NAME", name, "must be of the form {clip id}.{key}");
        }
        return name.substring(dot + 1);
    }

    private byte[] bytes(TarArchiveInputStream archive, TarArchiveEntry entry) throws IOException {
        kept += entry.getSize();
        if (kept > MAX_KEPT_BYTES) {
            throw bad("TAR-TOO-LARGE", entry.getName(), "takes the layer over " + (MAX_KEPT_BYTES >> 20) + " MiB");
        }
        byte[] bytes = archive.readNBytes((int) entry.getSize());
        if (bytes.length != entry.getSize()) {
            throw bad("TAR-SYNTAX", entry.getName(), "ends early");
        }
        return bytes;
    }

    private BadInputException bad(String code, String member, String detail) {
        String shown = member.length() > 120 ? member.substring(0, 120) + "..." : member;
        return new BadInputException(new Problem(code, source, shown.replaceAll("\\p{Cntrl}", "?"), 0, detail));
    }
}

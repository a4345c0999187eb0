package io.tailforge.publishing.dataset;

import io.tailforge.publishing.ObjectStore;
import io.tailforge.scene.artifact.ArtifactRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions in a store. One whose manifest is not there yet does not exist. */
public final class DatasetVersions {
    private static final Pattern MANIFEST = Pattern.compile("v([0-9]{6})/manifest\\.json");
    private static final Pattern CONTENT = Pattern.compile("\"content_sha256\": \"([0-9a-f]{64})\"");
    private static final int HEAD = 4096;
    private static final int PAGE = 1000;

    private final ObjectStore store;

    public DatasetVersions(ObjectStore store) {
        this.store = store;
    }

    /** {@code v000001/}: what a version's own files begin with. */
    public static String folder(int version) {
        return String.format(Locale.ROOT, "v%06d/", version);
    }

    static String manifestKey(int version) {
        return folder(version) + "manifest.json";
    }

    /** Rising. */
    public List<Integer> listVersions() throws IOException {
        List<Integer> versions = new ArrayList<>();
        String after = "";
        for (List<String> keys = store.list("v", after, PAGE); !keys.isEmpty(); keys = store.list("v", after, PAGE)) {
            for (String key : keys) {
                Matcher manifest = MANIFEST.matcher(key);
                if (manifest.matches()) {
                    versions.add(Integer.parseInt(manifest.group(1)));
                }
            }
            after = keys.getLast();
        }
        return versions;
    }

    /** @throws NoSuchFileException where there is no such version */
    public DatasetManifest getManifest(int version) throws IOException {
        try (InputStream in = store.open(manifestKey(version))) {
            return ManifestDocument.read(manifestKey(version), in.readAllBytes());
        }
    }

    /** @throws NoSuchFileException where there is no such version */
    public ArtifactRef getManifestRef(int version) throws IOException {
        return store.find(manifestKey(version)).orElseThrow(() -> new NoSuchFileException(manifestKey(version)));
    }

    /** The version that holds this content already. */
    Optional<Integer> findContent(String contentSha256) throws IOException {
        for (int version : listVersions().reversed()) {
            if (contentOf(version).equals(Optional.of(contentSha256))) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    private Optional<String> contentOf(int version) throws IOException {
        try (InputStream in = store.open(manifestKey(version), 0, HEAD)) {
            Matcher content = CONTENT.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return content.find() ? Optional.of(content.group(1)) : Optional.empty();
        }
    }
}

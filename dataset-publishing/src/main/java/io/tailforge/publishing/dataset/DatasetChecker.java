package io.tailforge.publishing.dataset;

import io.tailforge.publishing.ObjectStore;
import io.tailforge.publishing.store.DirectoryObjectStore;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says whether a dataset is whole: every object of every version is there with its size and hash, the shards hold the
 * members that their indices and the manifest state, counts add up, splits do not straddle, videos have their frames, and
 * nothing else lies in a version's folder. Reads everything once; memory does not grow with the size of shards.
 */
public final class DatasetChecker {
    private final ObjectStore store;
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> sound = new HashSet<>();

    private DatasetChecker(ObjectStore store) {
        this.store = store;
    }

    /** @return what is wrong, nothing where all is well */
    public static List<Problem> check(ObjectStore store) throws IOException {
        DatasetChecker checker = new DatasetChecker(store);
        checker.checkAll();
        return List.copyOf(checker.problems);
    }

    /** @param folder a dataset published to a directory */
    public static List<Problem> check(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of(Problem.of("DATASET-MISSING", folder.toString(), "is not a folder"));
        }
        try (ObjectStore store = new DirectoryObjectStore(folder)) {
            return check(store);
        }
    }

    private void checkAll() throws IOException {
        DatasetVersions versions = new DatasetVersions(store);
        List<Integer> numbers = versions.listVersions();
        if (numbers.isEmpty()) {
            report("DATASET-MISSING", store.location(), "holds no published version (no v000001/manifest.json)");
        }
        for (int number : numbers) {
            try {
                checkVersion(number, versions.getManifest(number));
            } catch (BadInputException e) {
                problems.addAll(e.problems());
            }
        }
    }

    private void checkVersion(int number, DatasetManifest manifest) throws IOException {
        String key = DatasetVersions.manifestKey(number);
        if (manifest.version() != number) {
            report("DATASET-VERSION", key, "calls itself version " + manifest.version());
        }
        manifest.documents().forEach(this::checkObject);
        checkContentHash(key, manifest);
        checkStrays(number, manifest);
        checkSplits(key, manifest);
        Map<String, Set<String>> clipsByShard = clipsByShard(key, manifest);
        for (ShardEntry shard : manifest.shards()) {
            checkObject(shard.index());
            checkObject(shard.tar());
            if (sound.contains(shard.tar().key())
                    && sound.contains(shard.index().key())) {
                new ShardCheck(store, shard, manifest, problems)
                        .check(clipsByShard.getOrDefault(shard.tar().key(), Set.of()));
            }
        }
    }

    private void checkObject(ArtifactRef ref) {
        if (sound.contains(ref.key())) {
            return;
        }
        try (InputStream in = store.open(ref.key())) {
            MessageDigest digest = Sha256.digest();
            byte[] buffer = new byte[1 << 17];
            long bytes = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                bytes += n;
            }
            compare(ref, bytes, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchFileException e) {
            report("OBJECT-MISSING", ref.key(), "is stated by the manifest but is not there");
        } catch (IOException | IllegalArgumentException e) {
            report("OBJECT-UNREADABLE", ref.key(), "cannot be read: " + e.getMessage());
        }
    }

    private void compare(ArtifactRef ref, long bytes, String sha256) {
        if (bytes != ref.bytes()) {
            report("OBJECT-SIZE", ref.key(), "has " + bytes + " bytes, the manifest states " + ref.bytes());
        } else if (!sha256.equals(ref.sha256())) {
            report("OBJECT-HASH", ref.key(), "has the hash " + sha256 + ", the manifest states " + ref.sha256());
        } else {
            sound.add(ref.key());
        }
    }

    private void checkContentHash(String key, DatasetManifest manifest) {
        String rejected = manifest.documents().stream()
                .filter(ref -> ref.key().endsWith("/rejected.jsonl"))
                .map(ArtifactRef::sha256)
                .findFirst()
                .orElse("");
        if (!Sha256.hex(ManifestDocument.contentToHash(manifest, rejected)).equals(manifest.contentSha256())) {
            report("DATASET-CONTENT-HASH", key, "was changed: its content_sha256 is not that of its content");
        }
    }

    private void checkStrays(int number, DatasetManifest manifest) throws IOException {
        Set<String> known = new TreeSet<>();
        known.add(DatasetVersions.manifestKey(number));
        manifest.documents().forEach(ref -> known.add(ref.key()));
        String folder = DatasetVersions.folder(number);
        for (List<String> keys = store.list(folder, "", 1000);
                !keys.isEmpty();
                keys = store.list(folder, keys.getLast(), 1000)) {
            keys.stream()
                    .filter(key -> !known.contains(key))
                    .forEach(key -> report("OBJECT-STRAY", key, "lies in the version but is not in its manifest"));
        }
    }

    private void checkSplits(String key, DatasetManifest manifest) {
        Map<String, Split> splits = new HashMap<>();
        for (ClipEntry clip : manifest.clips()) {
            Split first = splits.putIfAbsent(clip.layoutSha256() + "/" + clip.scene(), clip.split());
            if (first != null && first != clip.split()) {
                report(
                        "SPLIT-STRADDLES",
                        key,
                        "the scene " + clip.scene() + " is in " + first.text() + " and in "
                                + clip.split().text());
            }
        }
    }

    private Map<String, Set<String>> clipsByShard(String key, DatasetManifest manifest) {
        Map<String, Split> shards = new HashMap<>();
        manifest.shards().forEach(shard -> shards.put(shard.tar().key(), shard.split()));
        Map<String, Set<String>> byShard = new HashMap<>();
        Set<String> ids = new HashSet<>();
        for (ClipEntry clip : manifest.clips()) {
            if (!ids.add(clip.id().toString())) {
                report("CLIP-TWICE", key, "lists the clip " + clip.id() + " twice");
            }
            if (shards.get(clip.shard()) != clip.split()) {
                report("CLIP-SHARD", key, "puts the clip " + clip.id() + " into a shard that is not of its split");
            }
            byShard.computeIfAbsent(clip.shard(), shard -> new TreeSet<>())
                    .add(clip.id().toString());
        }
        return byShard;
    }

    private void report(String code, String source, String detail) {
        problems.add(Problem.of(code, source, detail));
    }
}

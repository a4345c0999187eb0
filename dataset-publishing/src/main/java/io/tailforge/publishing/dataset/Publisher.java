package io.tailforge.publishing.dataset;

import io.tailforge.publishing.MediaTypes;
import io.tailforge.publishing.ObjectConflictException;
import io.tailforge.publishing.ObjectStore;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ArtifactRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Publishes a version: shards under the keys of their content, then the version's documents, the manifest last. Before the
 * manifest is there nobody sees a version; after it nothing of the version changes. The same content is the same version,
 * however often it is published; a publish that broke off is completed by repeating it.
 */
public final class Publisher {
    private static final int MOST_VERSIONS = 999_999;
    private static final int ATTEMPTS = 100;

    private final DatasetWriter writer;
    private final ObjectStore store;
    private final Path scratch;

    /** @param scratch folder for files under way */
    public Publisher(DatasetWriter writer, ObjectStore store, Path scratch) {
        this.writer = writer;
        this.store = store;
        this.scratch = scratch;
    }

    /** @param accepted and {@code rejected} by rising ordinal */
    public PublishedDataset publish(
            PublishRequest request, Iterator<ClipBundle> accepted, Iterator<RejectedClip> rejected) throws IOException {
        return publish(request, accepted, rejected, Map.of());
    }

    /** @param documents that the version holds besides, by name; no part of what makes a version another one */
    public PublishedDataset publish(
            PublishRequest request,
            Iterator<ClipBundle> accepted,
            Iterator<RejectedClip> rejected,
            Map<String, byte[]> documents)
            throws IOException {
        Files.createDirectories(scratch);
        Path rejectedFile = Files.createTempFile(scratch, "rejected-", ".jsonl");
        try {
            WrittenClips clips = writer.write(accepted, request.splits(), request.clipsPerShard(), scratch, store);
            Map<String, Integer> byCode = RejectedDocument.write(rejected, rejectedFile);
            return publish(draft(request, clips, byCode, Sha256.hex(rejectedFile)), rejectedFile, documents);
        } finally {
            Files.deleteIfExists(rejectedFile);
        }
    }

    private PublishedDataset publish(DatasetManifest draft, Path rejectedFile, Map<String, byte[]> documents)
            throws IOException {
        DatasetVersions versions = new DatasetVersions(store);
        int next = 1;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Integer> same = versions.findContent(draft.contentSha256());
            if (same.isPresent()) {
                return present(versions, same.get());
            }
            List<Integer> taken = versions.listVersions();
            next = Math.max(next, taken.isEmpty() ? 1 : taken.getLast() + 1);
            Optional<PublishedDataset> published = tryPublishAs(next++, draft, rejectedFile, documents);
            if (published.isPresent()) {
                return published.get();
            }
        }
        throw new IOException("a hundred version numbers in a row are held by publishes that broke off");
    }

    private static PublishedDataset present(DatasetVersions versions, int version) throws IOException {
        return new PublishedDataset(versions.getManifest(version), versions.getManifestRef(version), false);
    }

    /** Empty where another publish, finished or broken off, holds the number with other content. */
    private Optional<PublishedDataset> tryPublishAs(
            int version, DatasetManifest draft, Path rejectedFile, Map<String, byte[]> documents) throws IOException {
        try {
            return Optional.of(publishAs(version, draft, rejectedFile, documents));
        } catch (ObjectConflictException e) {
            return Optional.empty();
        }
    }

    private PublishedDataset publishAs(
            int version, DatasetManifest draft, Path rejectedFile, Map<String, byte[]> documents) throws IOException {
        if (version > MOST_VERSIONS) {
            throw new IOException("there are no version numbers left");
        }
        String folder = DatasetVersions.folder(version);
        DatasetManifest numbered = numbered(draft, version, List.of());
        ArtifactRef rejected = store.put(folder + "rejected.jsonl", rejectedFile, MediaTypes.of("rejected.jsonl"));
        ArtifactRef table = put(folder + "clips.csv", ClipsTable.write(numbered.clips()));
        ArtifactRef card = put(folder + "readme.md", DatasetCard.write(numbered));
        ArtifactRef croissant = put(folder + "croissant.json", CroissantDocument.write(numbered, table));
        List<ArtifactRef> refs = new ArrayList<>(List.of(table, croissant, card, rejected));
        for (Map.Entry<String, byte[]> document : new TreeMap<>(documents).entrySet()) {
            refs.add(put(folder + document.getKey(), document.getValue()));
        }
        refs.sort(Comparator.comparing(ArtifactRef::key));
        DatasetManifest manifest = numbered(draft, version, refs);
        ArtifactRef ref = put(folder + "manifest.json", ManifestDocument.write(manifest));
        return new PublishedDataset(manifest, ref, true);
    }

    private ArtifactRef put(String key, byte[] bytes) throws IOException {
        Path file = Files.createTempFile(scratch, "document-", "");
        try {
            Files.write(file, bytes);
            return store.put(key, file, MediaTypes.of(key));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static DatasetManifest draft(
            PublishRequest request, WrittenClips clips, Map<String, Integer> byCode, String rejectedSha256) {
        DatasetManifest unhashed = manifest(request, clips, byCode, "");
        return manifest(request, clips, byCode, Sha256.hex(ManifestDocument.contentToHash(unhashed, rejectedSha256)));
    }

    private static DatasetManifest manifest(
            PublishRequest request, WrittenClips clips, Map<String, Integer> byCode, String contentSha256) {
        return new DatasetManifest(
                request.name(),
                1,
                contentSha256,
                request.date().toString(),
                request.description(),
                request.license(),
                request.creator(),
                request.requestId(),
                request.generator(),
                byCode,
                List.of(),
                clips.shards(),
                clips.clips());
    }

    private static DatasetManifest numbered(DatasetManifest draft, int version, List<ArtifactRef> documents) {
        return new DatasetManifest(
                draft.name(),
                version,
                draft.contentSha256(),
                draft.date(),
                draft.description(),
                draft.license(),
                draft.creator(),
                draft.requestId(),
                draft.generator(),
                draft.rejectedByCode(),
                documents,
                draft.shards(),
                draft.clips());
    }
}

package io.tailforge.publishing.dataset;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The manifest as JSON; the keys up to {@code content_sha256} come first, so that a look at its head tells it. */
public final class ManifestDocument {
    private ManifestDocument() {}

    public static byte[] write(DatasetManifest manifest) {
        Json.ObjectBuilder document = Json.object()
                .put("schema", DatasetManifest.SCHEMA)
                .put("name", manifest.name())
                .put("version", manifest.version())
                .put("content_sha256", manifest.contentSha256())
                .put("date", manifest.date());
        content(document, manifest);
        document.put(
                "documents",
                Json.array(manifest.documents().stream().map(Refs::write).toList()));
        document.put("counts", counts(manifest));
        document.put(
                "shards",
                Json.array(manifest.shards().stream().map(ShardEntry::write).toList()));
        document.put(
                "clips",
                Json.array(manifest.clips().stream().map(ClipEntry::write).toList()));
        return JsonWriter.pretty(document.build()).getBytes(StandardCharsets.UTF_8);
    }

    private static void content(Json.ObjectBuilder document, DatasetManifest manifest) {
        document.put("description", manifest.description())
                .put("license", manifest.license())
                .put("creator", manifest.creator())
                .put("request_id", manifest.requestId())
                .put("generator", manifest.generator());
    }

    /** What two versions never share: everything but number, date and what follows from them. */
    static byte[] contentToHash(DatasetManifest manifest, String rejectedSha256) {
        Json.ObjectBuilder document =
                Json.object().put("schema", DatasetManifest.SCHEMA).put("name", manifest.name());
        content(document, manifest);
        return JsonWriter.canonical(document.put("rejected_sha256", rejectedSha256)
                .put(
                        "shards",
                        Json.array(manifest.shards().stream()
                                .map(ShardEntry::write)
                                .toList()))
                .put(
                        "clips",
                        Json.array(
                                manifest.clips().stream().map(ClipEntry::write).toList()))
                .build());
    }

    private static Json counts(DatasetManifest manifest) {
        Json.ObjectBuilder rejected = Json.object();
        manifest.rejectedByCode().forEach((code, count) -> rejected.put(code, count));
        return Json.object()
                .put("clips", manifest.clips().size())
                .put("train", manifest.clips(Split.TRAIN))
                .put("val", manifest.clips(Split.VAL))
                .put("test", manifest.clips(Split.TEST))
                .put("shards", manifest.shards().size())
                .put("bytes", manifest.bytes())
                .put("rejected", manifest.rejected())
                .put("rejected_by_code", rejected.build())
                .build();
    }

    /** @throws io.tailforge.scene.problem.BadInputException naming pointer and line, also where counts do not add up */
    public static DatasetManifest read(String source, byte[] document) {
        JsonView view = JsonView.parse(source, document)
                .onlyKeys(
                        "schema",
                        "name",
                        "version",
                        "content_sha256",
                        "date",
                        "description",
                        "license",
                        "creator",
                        "request_id",
                        "generator",
                        "documents",
                        "counts",
                        "shards",
                        "clips");
        JsonView schema = view.field("schema");
        if (!schema.asString().equals(DatasetManifest.SCHEMA)) {
            throw schema.bad("UNKNOWN-SCHEMA", "this version reads " + DatasetManifest.SCHEMA);
        }
        Map<String, Integer> rejected = new TreeMap<>();
        view.field("counts")
                .field("rejected_by_code")
                .fields()
                .forEach((code, count) -> rejected.put(code, count.asInt(0, Integer.MAX_VALUE)));
        DatasetManifest manifest = new DatasetManifest(
                view.field("name").asString(),
                view.field("version").asInt(1, 999_999),
                view.field("content_sha256").asString(),
                view.field("date").asString(),
                view.field("description").asString(),
                view.field("license").asString(),
                view.field("creator").asString(),
                view.field("request_id").asString(),
                view.field("generator").asString(),
                rejected,
                view.field("documents").items().stream().map(Refs::read).toList(),
                view.field("shards").items().stream().map(ShardEntry::read).toList(),
                view.field("clips").items().stream().map(ClipEntry::read).toList());
        requireCounts(view.field("counts"), manifest);
        return manifest;
    }

    private static void requireCounts(JsonView counts, DatasetManifest manifest) {
        String stated = JsonWriter.compact(counts.json());
        if (!stated.equals(JsonWriter.compact(counts(manifest)))) {
            throw counts.bad(
                    "DATASET-COUNTS",
                    "does not add up: states " + stated + ", holds " + JsonWriter.compact(counts(manifest)));
        }
    }
}

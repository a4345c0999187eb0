package io.tailforge.publishing.dataset;

import io.tailforge.scene.artifact.ArtifactRef;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code croissant.json}: Croissant 1.0 metadata (MLCommons), URLs relative to itself, read by {@code mlcroissant}. */
final class CroissantDocument {
    private static final String CLIPS = "clips.csv";

    private CroissantDocument() {}

    static byte[] write(DatasetManifest manifest, ArtifactRef clipsTable) {
        Json document = Json.object()
                .put("@context", context())
                .put("@type", "sc:Dataset")
                .put("conformsTo", "http://mlcommons.org/croissant/1.0")
                .put("name", manifest.name())
                .put("description", manifest.description())
                .put("version", manifest.version() + ".0.0")
                .put("license", manifest.license())
                .put("url", "urn:tailforge:dataset:" + manifest.contentSha256())
                .put("datePublished", manifest.date())
                .put(
                        "creator",
                        Json.object()
                                .put("@type", "sc:Organization")
                                .put("name", manifest.creator())
                                .build())
                .put("citeAs", citation(manifest))
                .put("keywords", Json.ofStrings(List.of("synthetic", "autonomous driving", "video", "lidar")))
                .put("distribution", Json.array(distribution(manifest, clipsTable)))
                .put("recordSet", Json.array(recordSets(manifest)))
                .build();
        return JsonWriter.pretty(document).getBytes(StandardCharsets.UTF_8);
    }

    private static String citation(DatasetManifest manifest) {
        return "@misc{" + manifest.name() + "-v" + manifest.version() + ", title={" + manifest.name() + ", version "
                + manifest.version() + "}, author={" + manifest.creator() + "}, note={synthetic data made with "
                + manifest.generator() + "}, year={" + manifest.date().substring(0, 4) + "}}";
    }

    private static List<Json> distribution(DatasetManifest manifest, ArtifactRef clipsTable) {
        List<Json> files = new ArrayList<>();
        files.add(file(CLIPS, "one row a clip", CLIPS, clipsTable));
        for (ShardEntry shard : manifest.shards()) {
            files.add(file(
                    shardId(shard),
                    shard.split().text() + " shard",
                    "../" + shard.tar().key(),
                    shard.tar()));
        }
        if (!manifest.shards().isEmpty()) {
            files.add(promptFiles(manifest));
        }
        return files;
    }

    private static String shardId(ShardEntry shard) {
        return shard.split().text() + "-" + shard.tar().sha256().substring(0, 16) + ".tar";
    }

    private static Json file(String id, String description, String url, ArtifactRef ref) {
        return Json.object()
                .put("@type", "cr:FileObject")
                .put("@id", id)
                .put("name", id)
                .put("description", description)
                .put("contentUrl", url)
                .put("contentSize", ref.bytes() + " B")
                .put("encodingFormat", ref.mediaType())
                .put("sha256", ref.sha256())
                .build();
    }

    private static Json promptFiles(DatasetManifest manifest) {
        return Json.object()
                .put("@type", "cr:FileSet")
                .put("@id", "prompt-files")
                .put("name", "prompt-files")
                .put("description", "what each clip should show, in words")
                .put(
                        "containedIn",
                        Json.array(manifest.shards().stream()
                                .map(shard -> id(shardId(shard)))
                                .toList()))
                .put("encodingFormat", "application/json")
                .put("includes", "*.prompt.json")
                .build();
    }

    private static List<Json> recordSets(DatasetManifest manifest) {
        List<Json> sets = new ArrayList<>();
        sets.add(clips());
        if (!manifest.shards().isEmpty()) {
            sets.add(prompts());
        }
        return sets;
    }

    private static Json clips() {
        List<Json> fields = ClipsTable.COLUMNS.stream()
                .map(column -> field(
                        "clips/" + column.name(),
                        column.description(),
                        column.dataType(),
                        "fileObject",
                        CLIPS,
                        Json.object().put("column", column.name()).build()))
                .toList();
        return recordSet("clips", "the accepted clips", fields);
    }

    private static Json prompts() {
        return recordSet(
                "prompts",
                "the prompt of each clip, and the file it is in",
                List.of(
                        field(
                                "prompts/file",
                                "clip id and name of the member",
                                "sc:Text",
                                "fileSet",
                                "prompt-files",
                                Json.object().put("fileProperty", "filename").build()),
                        field(
                                "prompts/document",
                                "text, by_camera, negative and writer",
                                "sc:Text",
                                "fileSet",
                                "prompt-files",
                                Json.object().put("fileProperty", "content").build())));
    }

    private static Json recordSet(String id, String description, List<Json> fields) {
        return Json.object()
                .put("@type", "cr:RecordSet")
                .put("@id", id)
                .put("name", id)
                .put("description", description)
                .put("field", Json.array(fields))
                .build();
    }

    private static Json field(String id, String description, String type, String kind, String source, Json extract) {
        return Json.object()
                .put("@type", "cr:Field")
                .put("@id", id)
                .put("name", id)
                .put("description", description)
                .put("dataType", type)
                .put(
                        "source",
                        Json.object()
                                .put(kind, id(source))
                                .put("extract", extract)
                                .build())
                .build();
    }

    private static Json id(String id) {
        return Json.object().put("@id", id).build();
    }

    /** The context that the Croissant 1.0 specification gives. */
    private static Json context() {
        Json.ObjectBuilder context = Json.object()
                .put("@language", "en")
                .put("@vocab", "https://schema.org/")
                .put("cr", "http://mlcommons.org/croissant/")
                .put("rai", "http://mlcommons.org/croissant/RAI/")
                .put("dct", "http://purl.org/dc/terms/")
                .put("sc", "https://schema.org/")
                .put("conformsTo", "dct:conformsTo")
                .put(
                        "data",
                        Json.object()
                                .put("@id", "cr:data")
                                .put("@type", "@json")
                                .build())
                .put(
                        "dataType",
                        Json.object()
                                .put("@id", "cr:dataType")
                                .put("@type", "@vocab")
                                .build())
                .put(
                        "examples",
                        Json.object()
                                .put("@id", "cr:examples")
                                .put("@type", "@json")
                                .build());
        for (String term : List.of(
                "citeAs",
                "column",
                "equivalentProperty",
                "extract",
                "field",
                "fileProperty",
                "fileObject",
                "fileSet",
                "format",
                "includes",
                "isLiveDataset",
                "jsonPath",
                "key",
                "md5",
                "parentField",
                "path",
                "recordSet",
                "references",
                "regex",
                "repeated",
                "replace",
                "samplingRate",
                "separator",
                "source",
                "subField",
                "transform")) {
            context.put(term, "cr:" + term);
        }
        return context.build();
    }
}

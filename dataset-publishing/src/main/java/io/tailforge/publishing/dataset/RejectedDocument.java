package io.tailforge.publishing.dataset;

import io.tailforge.scene.artifact.VerdictDocument;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** {@code rejected.jsonl}: one line a clip that is not in the dataset, with every score; and the counts by code. */
final class RejectedDocument {
    private RejectedDocument() {}

    /** @return how many by code */
    static Map<String, Integer> write(Iterator<RejectedClip> rejected, Path file) throws IOException {
        Map<String, Integer> byCode = new TreeMap<>();
        long last = -1;
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            while (rejected.hasNext()) {
                RejectedClip clip = rejected.next();
                if (clip.ordinal() <= last) {
                    throw new IllegalArgumentException(
                            "rejected clips come by rising ordinal; " + clip.id() + " does not");
                }
                last = clip.ordinal();
                byCode.merge(clip.code(), 1, Integer::sum);
                out.write(JsonWriter.compact(line(clip)));
                out.write('\n');
            }
        }
        return byCode;
    }

    private static Json line(RejectedClip clip) {
        Json.ObjectBuilder line = Json.object()
                .put("id", clip.id().toString())
                .put("ordinal", clip.ordinal())
                .put("scene", clip.scene())
                .put("variation", clip.variation())
                .put("seed", Long.toUnsignedString(clip.seed()))
                .put("code", clip.code())
                .put("detail", clip.detail());
        clip.verdict().ifPresent(verdict -> line.put("verdict", VerdictDocument.write(verdict)));
        return line.build();
    }
}

package io.tailforge.quality.dataset;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What a clip looks like, for finding others that look the same: a hash of {@link #KEY_FRAMES} frames of each camera, spread
 * over the clip. Document: {@code print.json}, see {@code docs/filter-explanations.md}.
 *
 * @param hashes by camera, in order of time
 */
public record ClipPrint(Map<String, List<Long>> hashes) {
    public static final int KEY_FRAMES = 4;
    public static final String FILE = "print.json";

    public ClipPrint {
        TreeMap<String, List<Long>> copy = new TreeMap<>();
        hashes.forEach((camera, own) -> copy.put(camera, List.copyOf(own)));
        hashes = Collections.unmodifiableMap(copy);
    }

    /** The frames that are hashed, from the first to the last. */
    static int keyFrame(int key, int frames) {
        return (int) Math.round(key * (frames - 1.0) / (KEY_FRAMES - 1));
    }

    /**
     * How much two clips differ: bits of 63, the mean over all frames and cameras that both have.
     *
     * @return empty where they have no camera in common
     */
    public OptionalDouble distanceTo(ClipPrint other) {
        int bits = 0;
        int compared = 0;
        for (Map.Entry<String, List<Long>> camera : hashes.entrySet()) {
            List<Long> theirs = other.hashes.getOrDefault(camera.getKey(), List.of());
            for (int i = 0; i < Math.min(camera.getValue().size(), theirs.size()); i++) {
                bits += Long.bitCount(camera.getValue().get(i) ^ theirs.get(i));
                compared++;
            }
        }
        return compared == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) bits / compared);
    }

    public byte[] write() {
        Json.ObjectBuilder cameras = Json.object();
        hashes.forEach((camera, own) -> cameras.put(
                camera, Json.ofStrings(own.stream().map("%016x"::formatted).toList())));
        return JsonWriter.pretty(Json.object()
                        .put("schema", "tailforge.print/1")
                        .put("hash", "dct-63")
                        .put("cameras", cameras.build())
                        .build())
                .getBytes(StandardCharsets.UTF_8);
    }

    public static ClipPrint read(String source, byte[] document) {
        Map<String, List<Long>> hashes = new TreeMap<>();
        JsonView.parse(source, document).field("cameras").fields().forEach((camera, own) -> {
            List<Long> numbers = new ArrayList<>();
            for (JsonView item : own.items()) {
                numbers.add(number(item));
            }
            hashes.put(camera, numbers);
        });
        return new ClipPrint(hashes);
    }

    private static long number(JsonView item) {
        try {
            return Long.parseUnsignedLong(item.asString(), 16);
        } catch (NumberFormatException e) {
            throw item.bad("NOT-A-HASH", "must be 16 hexadecimal digits");
        }
    }
}

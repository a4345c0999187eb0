package io.tailforge.scene.artifact;

import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.problem.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a generated file says of where it belongs, so that another clip's file is not taken for it. Videos carry it as the
 * comment of their container, sweeps as the array {@code origin}; {@code docs/contract-v1.md} has the text. A file of an
 * engine that writes none is as good.
 *
 * @param sceneSha256 hash of the scene document that the engine was sent
 * @param seed effective seed, 64 bits unsigned
 * @param sensor camera or LiDAR
 * @param first the clip's frame that a video begins with; a sweep's number
 */
public record FileOrigin(String sceneSha256, long seed, ObjectKind kind, String sensor, int first) {
    private static final String SCHEMA = "tailforge.origin/1";
    private static final int MOST_CHARACTERS = 1024;

    public FileOrigin {
        if (!sceneSha256.matches("[0-9a-f]{64}") || sensor.isEmpty() || first < 0) {
            throw new IllegalArgumentException("no origin: " + sceneSha256 + " " + sensor + " " + first);
        }
    }

    /** Of a scene whose canonical document is what the engine was sent. */
    public static FileOrigin of(Scene scene, long seed, ObjectKind kind, String sensor, int first) {
        return new FileOrigin(Sha256.hex(SceneDocument.write(scene)), seed, kind, sensor, first);
    }

    /** One line of at most {@value #MOST_CHARACTERS} characters. */
    public String text() {
        return new String(
                JsonWriter.canonical(Json.object()
                        .put("schema", SCHEMA)
                        .put("scene_sha256", sceneSha256)
                        .put("seed", Long.toUnsignedString(seed))
                        .put("kind", JsonView.enumText(kind))
                        .put("sensor", sensor)
                        .put("first", first)
                        .build()),
                StandardCharsets.UTF_8);
    }

    /** Empty for any text that is none of ours: a comment may say whatever its writer likes. */
    public static Optional<FileOrigin> find(String text) {
        if (text.length() > MOST_CHARACTERS || !text.contains(SCHEMA)) {
            return Optional.empty();
        }
        try {
            return Optional.of(read(JsonView.parse("origin", text.getBytes(StandardCharsets.UTF_8))));
        } catch (BadInputException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static FileOrigin read(JsonView view) {
        return new FileOrigin(
                view.field("scene_sha256").asString(),
                Long.parseUnsignedLong(view.field("seed").asString()),
                view.field("kind").asEnum(ObjectKind.class),
                view.field("sensor").asString(),
                view.field("first").asInt(0, Integer.MAX_VALUE));
    }

    /** Of what comes so many frames later. */
    public FileOrigin later(int frames) {
        return new FileOrigin(sceneSha256, seed, kind, sensor, first + frames);
    }
}

package io.tailforge.publishing.dataset;

import io.tailforge.scene.ClipId;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.VariationDocument;
import java.util.Objects;
import java.util.UUID;

/**
 * A clip of a version.
 *
 * @param shard key of the tar it is in
 * @param attempt the attempt that the filter accepted
 */
public record ClipEntry(
        ClipId id,
        long ordinal,
        Split split,
        String shard,
        String layoutSha256,
        String scene,
        Variation variation,
        long seed,
        FrameGrid grid,
        EngineIdentity engine,
        int attempt) {
    public ClipEntry {
        Objects.requireNonNull(id);
        Objects.requireNonNull(split);
        Objects.requireNonNull(shard);
        Objects.requireNonNull(layoutSha256);
        Objects.requireNonNull(scene);
        Objects.requireNonNull(variation);
        Objects.requireNonNull(grid);
        Objects.requireNonNull(engine);
    }

    static ClipEntry of(ClipBundle bundle, Split split, String shard) {
        return new ClipEntry(
                bundle.id(),
                bundle.ordinal(),
                split,
                shard,
                bundle.layoutSha256(),
                bundle.scene(),
                bundle.variation(),
                bundle.seed(),
                bundle.grid(),
                bundle.engine(),
                bundle.verdict().attempt());
    }

    Json write() {
        return Json.object()
                .put("id", id.toString())
                .put("ordinal", ordinal)
                .put("split", split.text())
                .put("shard", shard)
                .put("layout_sha256", layoutSha256)
                .put("scene", scene)
                .put("variation", VariationDocument.write(variation))
                .put("seed", Long.toUnsignedString(seed))
                .put("frames", grid.frames())
                .put("fps", grid.fps())
                .put("width", grid.width())
                .put("height", grid.height())
                .put("engine", Engines.write(engine))
                .put(
                        "verdict",
                        Json.object()
                                .put("decision", "accept")
                                .put("attempt", attempt)
                                .build())
                .build();
    }

    static ClipEntry read(JsonView view) {
        view.onlyKeys(
                "id",
                "ordinal",
                "split",
                "shard",
                "layout_sha256",
                "scene",
                "variation",
                "seed",
                "frames",
                "fps",
                "width",
                "height",
                "engine",
                "verdict");
        JsonView verdict = view.field("verdict").onlyKeys("decision", "attempt");
        if (!verdict.field("decision").asString().equals("accept")) {
            throw verdict.bad("NOT-ACCEPTED", "a published clip is an accepted clip");
        }
        try {
            return new ClipEntry(
                    new ClipId(UUID.fromString(view.field("id").asString())),
                    view.field("ordinal").asLong(0, Long.MAX_VALUE),
                    view.field("split").asEnum(Split.class),
                    view.field("shard").asString(),
                    view.field("layout_sha256").asString(),
                    view.field("scene").asString(),
                    VariationDocument.read(view.field("variation")),
                    Long.parseUnsignedLong(view.field("seed").asString()),
                    new FrameGrid(
                            view.field("frames").asInt(1, 100_000),
                            view.field("fps").asInt(1, 60),
                            view.field("width").asInt(16, 8192),
                            view.field("height").asInt(16, 8192)),
                    Engines.read(view.field("engine")),
                    verdict.field("attempt").asInt(1, 1000));
        } catch (IllegalArgumentException e) {
            throw view.bad("IMPOSSIBLE-VALUE", String.valueOf(e.getMessage()));
        }
    }
}

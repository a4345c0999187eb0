package io.tailforge.service.pipeline;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.artifact.Prompt;
import io.tailforge.scene.artifact.Verdict;
import io.tailforge.scene.artifact.VerdictDocument;
import io.tailforge.scene.json.GeometryJson;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.RigDocument;
import io.tailforge.service.catalog.CurationCatalog.Decision;
import io.tailforge.service.catalog.LayoutRow;
import io.tailforge.service.catalog.RequestRow;
import io.tailforge.variation.GenerationSettings;
import io.tailforge.variation.VariationSpec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The small JSON files of a clip; their layout is {@code docs/dataset-layout.md}. They hold no clock time, so that equal clips are equal files. */
final class ClipDocuments {
    private ClipDocuments() {}

    static byte[] prompt(Prompt prompt) {
        Json.ObjectBuilder byCamera = Json.object();
        prompt.byCamera().forEach(byCamera::put);
        Json.ObjectBuilder out = Json.object()
                .put("schema", 1)
                .put("text", prompt.text())
                .put("negative", prompt.negative())
                .put("writer", prompt.writer())
                .put("by_camera", byCamera.build());
        prompt.warning().ifPresent(warning -> out.put("warning", warning));
        return bytes(out.build());
    }

    /** Ego poses at every frame. */
    static byte[] poses(Scene scene) {
        Json.ObjectBuilder out = Json.object().put("schema", 1);
        List<Json> poses = new ArrayList<>();
        for (int frame = 0; frame < scene.grid().frames(); frame++) {
            long time = scene.grid().timestampMicros(frame);
            TimedPose sample = new TimedPose(time, scene.ego().at(time));
            poses.add(GeometryJson.put(Json.object().put("timestamp_us", time), sample.pose())
                    .build());
        }
        return bytes(out.put("world_from_rig", Json.array(poses)).build());
    }

    static byte[] calibration(Scene scene) {
        Json.ObjectBuilder cameras = Json.object();
        for (Camera camera : scene.rig().cameras()) {
            Json.ObjectBuilder own = Json.object()
                    .put("model", RigDocument.write(camera.model()))
                    .put("rig_from_camera", GeometryJson.write(camera.rigFromCamera()));
            cameras.put(
                    camera.name(),
                    RigDocument.put(RigDocument.put(own, camera.times()), camera.shutter())
                            .build());
        }
        Json.ObjectBuilder lidars = Json.object();
        for (Lidar lidar : scene.rig().lidars()) {
            lidars.put(
                    lidar.name(),
                    Json.object()
                            .put("sensor", RigDocument.sensor(lidar))
                            .put("rate_hz", lidar.rateHz())
                            .put("rig_from_lidar", GeometryJson.write(lidar.rigFromLidar()))
                            .build());
        }
        return bytes(Json.object()
                .put("schema", 1)
                .put("cameras", cameras.build())
                .put("lidars", lidars.build())
                .build());
    }

    static byte[] verdict(List<Verdict> attempts) {
        return bytes(Json.object()
                .put("schema", 1)
                .put("verdict", VerdictDocument.write(attempts.getLast()))
                .put(
                        "attempts",
                        Json.array(attempts.stream().map(VerdictDocument::write).toList()))
                .build());
    }

    /** Where a published clip comes from. */
    static byte[] provenance(
            RequestRow request,
            LayoutRow layout,
            long ordinal,
            Scene scene,
            ClipResult result,
            VariationSpec spec,
            Optional<Decision> decision) {
        Json.ObjectBuilder curation = Json.object();
        decision.ifPresent(d -> curation.put("decision", d.choice().name().toLowerCase(Locale.ROOT))
                .put("by", d.by())
                .put("reason", d.reason()));
        EngineIdentity engine = result.generation().engine();
        int attempt = result.verdict().attempt();
        GenerationSettings settings = spec.settings(attempt);
        return bytes(Json.object()
                .put("schema", 1)
                .put("synthetic", true)
                .put("clip_id", result.clipId())
                .put("request_id", request.id())
                .put("request_sha256", request.bodySha256())
                .put("ordinal", ordinal)
                .put("generation_key", result.key().value())
                .put(
                        "layout",
                        Json.object()
                                .put("id", layout.id())
                                .put("name", scene.layout().name())
                                .put("format", scene.layout().format())
                                .put("map_sha256", scene.layout().sha256())
                                .build())
                .put("seed", Long.toUnsignedString(scene.seed()))
                .put("seed_used", Long.toUnsignedString(result.generation().seedUsed()))
                .put("attempt", attempt)
                .put("guidance", settings.guidance())
                .put("steps", settings.steps())
                .put("engine", ClipResultDocument.write(engine))
                .put("warnings", Json.ofStrings(result.generation().warnings()))
                .put("prompt_influences_engine", !engine.name().equals("procedural"))
                .put("conditioning_style", spec.style())
                .put("conditioning_styles", Json.ofStrings(spec.styles()))
                .put("curation", curation.build())
                .put("tailforge_version", ProductVersion.current())
                .build());
    }

    private static byte[] bytes(Json json) {
        return JsonWriter.pretty(json).getBytes(StandardCharsets.UTF_8);
    }
}

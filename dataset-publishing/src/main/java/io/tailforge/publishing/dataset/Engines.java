package io.tailforge.publishing.dataset;

import io.tailforge.scene.artifact.EngineIdentity;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonView;

/** Engines in the manifest. */
final class Engines {
    private Engines() {}

    static Json write(EngineIdentity engine) {
        return Json.object()
                .put("name", engine.name())
                .put("version", engine.version())
                .put("weights_sha256", engine.weightsSha256())
                .put("device", engine.device())
                .build();
    }

    static EngineIdentity read(JsonView view) {
        view.onlyKeys("name", "version", "weights_sha256", "device");
        return new EngineIdentity(
                view.field("name").asString(),
                view.field("version").asString(),
                view.field("weights_sha256").asString(),
                view.field("device").asString());
    }
}

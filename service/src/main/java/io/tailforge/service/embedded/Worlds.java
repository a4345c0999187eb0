package io.tailforge.service.embedded;

import io.tailforge.scene.Scene;
import io.tailforge.scene.SceneDocument;
import io.tailforge.scene.Sha256;
import io.tailforge.scene.artifact.ActorVisibility;
import io.tailforge.scene.map.HdMap;
import io.tailforge.service.config.TailforgeProperties;
import io.tailforge.videogen.VisibilityProbe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Builds worlds and keeps the last few, since controls, prompt, video, LiDAR and labels of a clip all look at the same one. */
@Component
public class Worlds {
    private final int capacity;
    private final Map<String, BuiltWorld> recent = new LinkedHashMap<>(8, 0.75f, true);

    public Worlds(TailforgeProperties properties) {
        capacity = properties.pipeline().clipsInFlight() + 1;
    }

    /** The world of a scene; built once while several ask for it. */
    public synchronized BuiltWorld of(Scene scene, HdMap map) {
        return recent(Sha256.hex(SceneDocument.write(scene)), scene, map);
    }

    private BuiltWorld recent(String key, Scene scene, HdMap map) {
        BuiltWorld known = recent.get(key);
        if (known != null) {
            return known;
        }
        BuiltWorld built = BuiltWorld.of(scene, map);
        recent.put(key, built);
        if (recent.size() > capacity) {
            recent.remove(recent.keySet().iterator().next());
        }
        return built;
    }

    /** Which actors the cameras really see, by ray casting. */
    public List<ActorVisibility> visibleActors(Scene scene, HdMap map) {
        BuiltWorld world = of(scene, map);
        return VisibilityProbe.probe(scene, world.mesh(), world.bvh());
    }
}

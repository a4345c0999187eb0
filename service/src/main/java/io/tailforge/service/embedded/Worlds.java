package io.tailforge.service.embedded;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ActorVisibility;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.service.config.TailforgeProperties;
import io.tailforge.videogen.VisibilityProbe;
import io.tailforge.world.build.Street;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Builds worlds and keeps the last few, since controls, prompt, video, LiDAR and labels of a clip all look at the same one. A
 * world knows no weather, sun or sensors: variations of a scene share it, and scenes that differ in actors share its street.
 */
@Component
public class Worlds {
    private record Key(Street.Key street, List<ActorTrack> actors, EgoTrajectory ego) {
        static Key of(Scene scene) {
            return new Key(Street.Key.of(scene), scene.actors(), scene.ego());
        }
    }

    private final int capacity;
    private final Map<Key, BuiltWorld> recent = new LinkedHashMap<>(8, 0.75f, true);

    @Autowired
    public Worlds(TailforgeProperties properties) {
        this(properties.pipeline().engineClips());
    }

    /** @param clipsInFlight clips worked on at once */
    public Worlds(int clipsInFlight) {
        capacity = clipsInFlight + 1;
    }

    /** The world of a scene; built once while several ask for it. */
    public synchronized BuiltWorld of(Scene scene, HdMap map) {
        Key key = Key.of(scene);
        BuiltWorld known = recent.get(key);
        if (known != null) {
            return known;
        }
        BuiltWorld built =
                findStreet(key.street()).map(world -> world.with(scene)).orElseGet(() -> BuiltWorld.of(scene, map));
        recent.put(key, built);
        if (recent.size() > capacity) {
            recent.remove(recent.keySet().iterator().next());
        }
        return built;
    }

    private Optional<BuiltWorld> findStreet(Street.Key key) {
        return recent.entrySet().stream()
                .filter(entry -> entry.getKey().street().equals(key))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Which actors the cameras really see, by ray casting. */
    public List<ActorVisibility> visibleActors(Scene scene, HdMap map) {
        BuiltWorld world = of(scene, map);
        return VisibilityProbe.probe(scene, world.mesh(), world.bvh());
    }
}

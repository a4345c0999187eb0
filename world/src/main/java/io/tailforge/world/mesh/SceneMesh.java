package io.tailforge.world.mesh;

import java.util.List;
import java.util.Objects;

/**
 * A scene as things to see. The frame is the layout's, moved by {@code origin} so that floats keep a tenth of a millimetre
 * near the ego path: mesh = layout - origin.
 *
 * @param ground everything that stands still and is not shared: road, paint, kerbs, walks, terrain, buildings
 * @param instances trees, furniture, signs, actors; the index is stable over the clip
 * @param egoVehicle index of the ego's own body among the instances, or -1; cameras and LiDARs do not see it
 */
public record SceneMesh(
        io.tailforge.scene.geometry.Vec3 origin,
        TriangleMesh ground,
        List<Instance> instances,
        List<Light> lights,
        int egoVehicle) {
    public SceneMesh {
        Objects.requireNonNull(origin);
        Objects.requireNonNull(ground);
        instances = List.copyOf(instances);
        lights = List.copyOf(lights);
    }
}

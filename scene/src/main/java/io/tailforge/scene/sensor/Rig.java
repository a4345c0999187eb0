package io.tailforge.scene.sensor;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The ego vehicle's sensors; names unique over cameras and LiDARs. */
public record Rig(String name, List<Camera> cameras, List<Lidar> lidars) {
    public Rig {
        Objects.requireNonNull(name);
        cameras = List.copyOf(cameras);
        lidars = List.copyOf(lidars);
        Set<String> names = new HashSet<>();
        cameras.forEach(camera -> requireNew(names, camera.name()));
        lidars.forEach(lidar -> requireNew(names, lidar.name()));
    }

    private static void requireNew(Set<String> names, String name) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("two sensors are called " + name);
        }
    }

    public Camera getCamera(String cameraName) {
        return cameras.stream()
                .filter(camera -> camera.name().equals(cameraName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the rig has no camera " + cameraName));
    }

    public Lidar getLidar(String lidarName) {
        return lidars.stream()
                .filter(lidar -> lidar.name().equals(lidarName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the rig has no LiDAR " + lidarName));
    }

    /** The same rig with every camera at one size. */
    public Rig resized(int width, int height) {
        return fitted(Fit.STRETCH, width, height);
    }

    /** The same rig with every camera brought to one size. */
    public Rig fitted(Fit fit, int width, int height) {
        return new Rig(
                name,
                cameras.stream()
                        .map(camera -> camera.fitted(fit, width, height))
                        .toList(),
                lidars);
    }
}

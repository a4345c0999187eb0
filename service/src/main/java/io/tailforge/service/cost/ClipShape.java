package io.tailforge.service.cost;

import io.tailforge.lidargen.SensorModels;
import io.tailforge.scene.Scene;
import io.tailforge.scene.sensor.Lidar;

/**
 * What the cost of a clip depends on. Two clips of one shape differ in what they show, hardly in what they cost.
 *
 * @param frames of each view
 * @param sweeps of all LiDARs together
 * @param shots of all those sweeps
 * @param controls conditioning styles
 * @param steps denoising steps, 0 for an engine that has none
 */
public record ClipShape(int views, int frames, int width, int height, int sweeps, long shots, int controls, int steps) {
    public static ClipShape of(Scene scene, int controls, int steps) {
        long duration = scene.grid().durationMicros();
        int sweeps = 0;
        long shots = 0;
        for (Lidar lidar : scene.rig().lidars()) {
            int count = lidar.sweepCount(duration);
            sweeps += count;
            shots += (long) count * shotsOf(lidar);
        }
        return new ClipShape(
                scene.rig().cameras().size(),
                scene.grid().frames(),
                scene.grid().width(),
                scene.grid().height(),
                sweeps,
                shots,
                controls,
                steps);
    }

    private static int shotsOf(Lidar lidar) {
        var model = SensorModels.of(lidar);
        return model.beams().size() * model.columns(lidar.rateHz());
    }

    public ClipShape withSteps(int other) {
        return new ClipShape(views, frames, width, height, sweeps, shots, controls, other);
    }

    ClipShape withoutLidar() {
        return new ClipShape(views, frames, width, height, 0, 0, controls, steps);
    }

    /** Camera frames of all views. */
    public long cameraFrames() {
        return (long) views * frames;
    }

    /** Millions of pixels of all camera frames. */
    public double megapixels() {
        return cameraFrames() * (width * 1e-6 * height);
    }

    public double megashots() {
        return shots * 1e-6;
    }
}

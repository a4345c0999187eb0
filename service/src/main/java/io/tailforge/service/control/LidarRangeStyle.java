package io.tailforge.service.control;

import io.tailforge.conditioning.ControlFrames;
import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.lidargen.LidarEngine;
import io.tailforge.lidargen.SensorModels;
import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.problem.BadInputException;
import io.tailforge.scene.problem.Problem;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.LidarModel;
import io.tailforge.service.embedded.BuiltWorld;
import java.util.List;

/**
 * Range images of the reference LiDAR, 128 x 3600 at 10 Hz, from where the rig's LiDARs are: one sequence a LiDAR, one frame
 * a sweep. Grey is linear in range; the ranges themselves are kept beside. Specified in {@code docs/style-lidar-range.md}.
 */
public final class LidarRangeStyle implements WorldStyle {
    public static final String ID = "lidar-range";
    public static final double RATE_HZ = 10;

    /** Range in metres that is white; what is farther is white too. */
    public static final float WHITE_METRES = 100;

    private static final String SENSOR = "reference-128x3600";

    /** Where a rig without LiDARs gets one: the roof of the nominal rig. */
    private static final Lidar ROOF =
            new Lidar("lidar_top", SENSOR, new Pose(new Vec3(0.95, 0, 1.95), Quaternion.IDENTITY), RATE_HZ);

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String describe() {
        return "range images of the reference LiDAR, 128 x 3600 at 10 Hz, with the exact ranges beside (LiDAR generators)";
    }

    @Override
    public ControlFrames open(Scene scene, BuiltWorld world, DrawingOptions options) {
        LidarModel model = SensorModels.get(SENSOR);
        List<LidarEngine> engines = listLidars(scene).stream()
                .map(lidar -> new LidarEngine(world.bvh(), scene, lidar, model, 0))
                .toList();
        if (engines.getFirst().sweepCount() == 0) {
            throw new BadInputException(Problem.of(
                    "CLIP-TOO-SHORT",
                    "scene " + scene.name(),
                    "style " + ID + " needs a clip of at least 0.1 s: no sweep ends within this one"));
        }
        return new RangeFrames(listLidars(scene), engines, model, options);
    }

    /** The rig's LiDARs as reference sensors. */
    private static List<Lidar> listLidars(Scene scene) {
        List<Lidar> own = scene.rig().lidars();
        return own.isEmpty()
                ? List.of(ROOF)
                : own.stream()
                        .map(lidar -> new Lidar(lidar.name(), SENSOR, lidar.rigFromLidar(), RATE_HZ))
                        .toList();
    }

    /** Grey of a range, 0..255; 0 where nothing is met. */
    public static int grey(float metres) {
        return (int) (Math.min(metres, WHITE_METRES) * (255 / WHITE_METRES) + 0.5f);
    }
}

package io.tailforge.quality;

import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.LidarModel;
import java.util.Optional;

/**
 * What a LiDAR's beams ought to meet, cast from the scene and the map alone. Asked by one thread.
 */
@FunctionalInterface
public interface ExpectedSweeps {
    /**
     * The nearest surfaces at a time of the clip.
     *
     * @param origins x, y, z of each ray, world, metres
     * @param directions unit vectors, x, y, z of each ray, world
     */
    Hits cast(long timestampMicros, double[] origins, float[] directions);

    /** What is known of a sensor. */
    default Optional<LidarModel> findModel(Lidar lidar) {
        return lidar.own();
    }

    /**
     * One entry a ray.
     *
     * @param range metres; infinite where there is nothing
     * @param normals x, y, z of each, unit, against the ray, world; 0 where there is nothing
     * @param instance index in the scene's actors + 1; 0: no actor
     * @param reflectance of the dry surface as of a matt one at the laser's wavelength, 0..1; 0 where it is not matt
     */
    record Hits(float[] range, float[] normals, char[] instance, float[] reflectance) {
        public Hits {
            if (normals.length != 3 * range.length
                    || instance.length != range.length
                    || reflectance.length != range.length) {
                throw new IllegalArgumentException("not one of each a ray");
            }
        }
    }
}

package io.tailforge.lidargen;

import io.tailforge.scene.geometry.Pose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One revolution as a picture of ranges: what each beam's axis meets, without noise, weather or lost shots. Row 0 is the
 * highest beam, column 0 looks backwards (azimuth pi) and azimuth falls from there to -pi. The array is shared, by agreement
 * nobody writes to it.
 *
 * @param startMicros start of the sweep since the start of the clip
 * @param worldFromLidarAtStart sensor pose at the start of the sweep, layout frame
 * @param range row by row, metres from where the sensor was when the shot was fired; 0 where nothing is met that the sensor
 *     could report
 * @param actor row by row, actor index + 1; 0 for no actor
 */
public record RangeImage(
        long startMicros, Pose worldFromLidarAtStart, int rows, int columns, float[] range, short[] actor) {
    public RangeImage {
        if (range.length != rows * columns || actor.length != range.length) {
            throw new IllegalArgumentException("not an image of " + rows + "x" + columns);
        }
    }

    /** Without what belongs to no actor, or without the actors: 0 there, as if nothing were met. */
    public RangeImage masked(boolean keepStill, boolean keepActors) {
        if (keepStill && keepActors) {
            return this;
        }
        float[] kept = range.clone();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = (actor[i] == 0 ? keepStill : keepActors) ? kept[i] : 0;
        }
        return new RangeImage(startMicros, worldFromLidarAtStart, rows, columns, kept, actor);
    }

    /** @param row 0 the highest beam */
    public float range(int row, int column) {
        return range[row * columns + column];
    }

    /**
     * Writes a numpy archive: range float32 (rows, columns), elevation float32 (rows) in radians, lidar_to_world float64
     * (4,4), start_us int64 (). The same image gives the same bytes.
     */
    public void writeNpz(float[] elevations, Path file) throws IOException {
        byte[] bytes = new Npz(4 * range.length + 4096)
                .put("range", "(" + rows + ", " + columns + ")", range)
                .put("elevation", "(" + rows + ",)", elevations)
                .put("lidar_to_world", "(4, 4)", worldFromLidarAtStart.toMatrix())
                .put("start_us", startMicros)
                .finish();
        Files.write(file, bytes);
    }
}

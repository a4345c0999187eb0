package io.tailforge.videogen;

import io.tailforge.scene.Scene;
import io.tailforge.scene.sensor.Camera;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * One frame of one camera: the strips that it is shot in.
 *
 * @param middle the camera and the world at the frame's own time
 * @param strips from top to bottom; all of them {@code middle} for a global shutter
 */
record Take(Shot middle, List<Shot> strips) {
    Shot strip(int tileRow) {
        return strips.get(tileRow);
    }

    boolean isRolling() {
        return strips.getFirst() != middle;
    }

    /**
     * When a row of a picture is taken. Nothing is known of the time before the clip's first frame and after its last: rows
     * taken then hold on to those.
     *
     * @param row may lie between two rows
     */
    static long timestampMicros(Scene scene, Camera camera, int frame, double row, int height) {
        long time = scene.timestampMicros(camera, frame);
        long first = Math.min(time, scene.timestampMicros(camera, 0));
        long last = Math.max(time, scene.timestampMicros(camera, scene.grid().frames() - 1));
        return Math.clamp(time + camera.shutter().delayMicros(row, height), first, last);
    }

    /** Shoots with the engine's world. */
    record Setting(World world, Stage stage, Crew crew) {
        Take take(int index, int frame, Camera camera, CameraRays rays, BooleanSupplier cancelled) {
            long time = world.scene().timestampMicros(camera, frame);
            Moment moment = stage.moment(camera, time);
            Shot middle = shot(0, List.of(moment), moment, index, frame, rays);
            int count = (rays.height + TileOrder.SIDE - 1) / TileOrder.SIDE;
            Shot[] strips = new Shot[count];
            java.util.Arrays.fill(strips, middle);
            if (camera.shutter().isRolling()) {
                crew.work(count, () -> row -> strips[row] = strip(row, index, frame, camera, rays), cancelled);
            }
            return new Take(middle, List.of(strips));
        }

        private Shot strip(int tileRow, int index, int frame, Camera camera, CameraRays rays) {
            int first = tileRow * TileOrder.SIDE;
            int end = Math.min(first + TileOrder.SIDE, rays.height);
            List<Moment> moments = new ArrayList<>();
            for (int row = first; row < end; row += Moment.ROWS) {
                moments.add(stage.moment(camera, time(camera, frame, 0.5 * (row + row + Moment.ROWS - 1), rays)));
            }
            Moment middle = moments.get(moments.size() / 2);
            return shot(first, List.copyOf(moments), middle, index, frame, rays);
        }

        private long time(Camera camera, int frame, double row, CameraRays rays) {
            return timestampMicros(world.scene(), camera, frame, row, rays.height);
        }

        private Shot shot(int firstRow, List<Moment> moments, Moment middle, int index, int frame, CameraRays rays) {
            long time = middle.timestampMicros();
            return new Shot(
                    stage.mesh(),
                    firstRow,
                    moments,
                    middle,
                    stage.around(time),
                    Lamps.at(world, middle.placed(), stage.sceneFromRig(time), middle.seconds()),
                    rays,
                    frame,
                    index);
        }
    }
}

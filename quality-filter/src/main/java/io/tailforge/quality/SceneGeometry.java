package io.tailforge.quality;

import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.Projection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where things are in a camera's pictures, by the scene's own calibration, ego motion and tracks. Pixels are those of the
 * working size. Used by one thread.
 */
public final class SceneGeometry {
    /** A rolling shutter's row and the place it sees settle in so many steps. */
    private static final int ROW_STEPS = 3;

    /** Where the camera stood at the times asked for last; a power of two. */
    private static final int STANDS = 64;

    private final Scene scene;
    private final Camera camera;
    private final Projection projection;
    private final @Nullable Stand[] stands = new Stand[STANDS];
    private final double[] @Nullable [] cellRays = new double[FrameLuma.COLUMNS * FrameLuma.ROWS][];
    private final double[] uv = new double[2];
    private final double[] xyz = new double[3];

    private SceneGeometry(Scene scene, Camera camera) {
        this.scene = scene;
        this.camera = camera;
        this.projection = camera.model().prepared();
    }

    /** Of a camera whose pictures have the given size. */
    public static SceneGeometry of(Scene scene, String camera, WorkingSize size) {
        return new SceneGeometry(scene, scene.rig().getCamera(camera).resized(size.width(), size.height()));
    }

    public int width() {
        return camera.model().width();
    }

    public int height() {
        return camera.model().height();
    }

    /** Where a point is seen, inside the picture; empty where it is not. Nothing is said of what stands before it. */
    public Optional<Pixel> project(int frame, Vec3 world) {
        double row = height() / 2.0;
        for (int step = 0; step < (camera.shutter().isRolling() ? ROW_STEPS : 1); step++) {
            Vec3 seen = stand(frame, row).cameraFromWorld().transform(world);
            if (!projection.project(seen.x(), seen.y(), seen.z(), uv)) {
                return Optional.empty();
            }
            row = Math.clamp(uv[1], 0, height() - 1.0);
        }
        return camera.model().shows(uv) ? Optional.of(new Pixel(uv[0], uv[1])) : Optional.empty();
    }

    /** Distance of a point along the optical axis, metres; negative behind the camera. */
    public double depth(int frame, Vec3 world) {
        return stand(frame, height() / 2.0).cameraFromWorld().transform(world).z();
    }

    /** The point seen at a pixel, at a distance along the optical axis. */
    public Vec3 pointAt(int frame, double u, double v, double depth) {
        projection.ray(u, v, xyz);
        double scale = depth / xyz[2];
        return worldFromCamera(frame, v).transform(new Vec3(xyz[0] * scale, xyz[1] * scale, depth));
    }

    /**
     * The point seen in the middle of a cell of {@link FrameLuma}'s grid.
     *
     * @param cell row by row from the top
     * @param depth along the optical axis, metres
     */
    public Vec3 pointAtCell(int frame, int cell, double depth) {
        double[] ray = cellRays[cell];
        if (ray == null) {
            ray = new double[3];
            projection.ray(cellU(cell % FrameLuma.COLUMNS), cellV(cell / FrameLuma.COLUMNS), ray);
            cellRays[cell] = ray;
        }
        double scale = depth / ray[2];
        return worldFromCamera(frame, cellV(cell / FrameLuma.COLUMNS))
                .transform(new Vec3(ray[0] * scale, ray[1] * scale, depth));
    }

    /** Where the middle of a column of {@link FrameLuma}'s grid lies, pixels. */
    public double cellU(int column) {
        return (column + 0.5) * width() / FrameLuma.COLUMNS - 0.5;
    }

    /** Where the middle of a row of {@link FrameLuma}'s grid lies, pixels. */
    public double cellV(int row) {
        return (row + 0.5) * height() / FrameLuma.ROWS - 0.5;
    }

    /** The unit direction seen at a pixel, in the world. */
    public Vec3 ray(int frame, double u, double v) {
        projection.ray(u, v, xyz);
        return worldFromCamera(frame, v).rotate(new Vec3(xyz[0], xyz[1], xyz[2]));
    }

    /** Where the camera stands when it takes a row of a frame. */
    public Pose worldFromCamera(int frame, double row) {
        return stand(frame, row).worldFromCamera();
    }

    private Stand stand(int frame, double row) {
        long time = scene.timestampMicros(camera, frame) + camera.shutter().delayMicros(row, height());
        int slot = Long.hashCode(time * 0x9E3779B97F4A7C15L) & STANDS - 1;
        Stand known = stands[slot];
        if (known == null || known.timestampMicros() != time) {
            Pose pose = scene.ego().at(time).times(camera.rigFromCamera());
            known = new Stand(time, pose, pose.inverse());
            stands[slot] = known;
        }
        return known;
    }

    private record Stand(long timestampMicros, Pose worldFromCamera, Pose cameraFromWorld) {}

    public long timestampMicros(int frame) {
        return scene.timestampMicros(camera, frame);
    }

    /**
     * Where a point is at another frame's time.
     *
     * @param instance as in {@link ExpectedView#instance}: 0 stays where it is, k goes with actor k - 1
     * @return empty where the actor is absent at one of both times
     */
    public Optional<Vec3> carried(int instance, int fromFrame, int toFrame, Vec3 world) {
        if (instance == 0) {
            return Optional.of(world);
        }
        var actor = scene.actors().get(instance - 1);
        var before = actor.findAt(timestampMicros(fromFrame));
        var after = actor.findAt(timestampMicros(toFrame));
        if (before.isEmpty() || after.isEmpty()) {
            return Optional.empty();
        }
        Vec3 within = before.get().worldFromActor().inverse().transform(world);
        return Optional.of(after.get().worldFromActor().transform(within));
    }
}

package io.tailforge.videogen;

import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.world.mesh.Motion;
import io.tailforge.world.mesh.SceneMesh;
import java.util.Optional;

/**
 * How far things move past a camera while a frame is exposed, in the camera's axes: the camera's own motion and that of
 * rigid instances, each as one affine map of the point that is seen. Immutable.
 */
final class Smear {
    private final float[] eye;
    private final float[] still;
    private final float[][] moving;

    private Smear(float[] eye, float[] still, float[][] moving) {
        this.eye = eye;
        this.still = still;
        this.moving = moving;
    }

    /** @param seconds of exposure, half of them before the moment */
    static Smear of(Stage stage, Camera camera, Moment moment, float seconds) {
        long half = Math.round(0.5e6 * seconds);
        long time = moment.timestampMicros();
        Pose before = cameraFromScene(stage, camera, time - half);
        Pose after = cameraFromScene(stage, camera, time + half);
        float[] eye = moment.eye();
        float[] still = between(before, after, eye);
        SceneMesh mesh = stage.mesh();
        float[][] moving = new float[mesh.instances().size()][];
        for (int i = 0; i < moving.length; i++) {
            Motion motion = mesh.instances().get(i).motion();
            moving[i] = motion.isStill()
                    ? still
                    : moved(motion, time, half, before, after, eye).orElse(still);
        }
        return new Smear(eye, still, moving);
    }

    private static Pose cameraFromScene(Stage stage, Camera camera, long time) {
        return stage.sceneFromRig(time).times(camera.rigFromCamera()).inverse();
    }

    private static Optional<float[]> moved(Motion motion, long time, long half, Pose before, Pose after, float[] eye) {
        Optional<Pose> first = motion.findAt(time - half);
        Optional<Pose> last = motion.findAt(time + half);
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.empty();
        }
        return motion.findAt(time)
                .map(Pose::inverse)
                .map(meshFromScene -> between(
                        before.times(first.get()).times(meshFromScene),
                        after.times(last.get()).times(meshFromScene),
                        eye));
    }

    /** The difference of two maps, for points relative to the eye. */
    private static float[] between(Pose before, Pose after, float[] eye) {
        double[] a = before.toMatrix();
        double[] b = after.toMatrix();
        Vec3 origin = new Vec3(eye[0], eye[1], eye[2]);
        Vec3 shift = after.transform(origin).minus(before.transform(origin));
        float[] rows = new float[12];
        for (int i = 0; i < 12; i++) {
            rows[i] = (float) (b[i] - a[i]);
        }
        rows[3] = (float) shift.x();
        rows[7] = (float) shift.y();
        rows[11] = (float) shift.z();
        return rows;
    }

    /** The map of what an instance number of {@link io.tailforge.world.trace.Hits} stands for. */
    float[] of(int instance) {
        return instance < 0 ? still : moving[instance];
    }

    float[] eye() {
        return eye;
    }

    /** Displacement of a point that is given from the eye in the scene's axes. */
    static void move(float[] rows, float x, float y, float z, float[] out) {
        for (int k = 0; k < 3; k++) {
            out[k] = rows[4 * k] * x + rows[4 * k + 1] * y + rows[4 * k + 2] * z + rows[4 * k + 3];
        }
    }

    /** Change of direction alone: of what is infinitely far. */
    static void turn(float[] rows, float x, float y, float z, float[] out) {
        for (int k = 0; k < 3; k++) {
            out[k] = rows[4 * k] * x + rows[4 * k + 1] * y + rows[4 * k + 2] * z;
        }
    }
}

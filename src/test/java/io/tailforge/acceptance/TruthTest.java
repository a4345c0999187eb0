package io.tailforge.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.lidargen.LidarEngine;
import io.tailforge.lidargen.SensorModels;
import io.tailforge.lidargen.SweepPoints;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.service.embedded.BuiltWorld;
import io.tailforge.videogen.GeometryFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One street, seen by camera truth, triangles one by one, LiDAR and labels: all of them must show the same world. */
class TruthTest {
    private static final int FRAME = SeenStreet.FRAME;

    private final SeenStreet seenStreet = SeenStreet.built();
    private final Scene street = seenStreet.scene();
    private final BuiltWorld world = seenStreet.world();

    @Test
    void instancesAndDepthsAreThoseOfTheTrianglesDrawnOneByOneThroughEveryLens() {
        Scene scene = seenStreet.sized(320, 176);
        for (Camera camera : SeenStreet.lenses(scene)) {
            GeometryFrame seen = seenStreet.look(scene, camera);
            PlainRasterizer drawn = new PlainRasterizer(camera.model());
            Pose worldFromCamera = scene.worldFromCamera(camera, FRAME);
            Pose sceneFromCamera =
                    new Pose(worldFromCamera.translation().minus(world.mesh().origin()), worldFromCamera.rotation());
            drawn.draw(world.mesh(), sceneFromCamera, scene.timestampMicros(camera, FRAME));
            int pixels = 320 * 176;
            int same = 0;
            int near = 0;
            int ofActors = 0;
            for (int p = 0; p < pixels; p++) {
                same += seen.instance()[p] == drawn.actor(p) ? 1 : 0;
                near += isNear(seen.depth()[p], drawn.depth(p)) ? 1 : 0;
                ofActors += drawn.actor(p) > 0 ? 1 : 0;
            }
            assertThat(ofActors).isGreaterThan(pixels / 100);
            assertThat(same).as(camera.model() + ": pixels of the same actor").isGreaterThanOrEqualTo((int)
                    (0.9999 * pixels));
            assertThat(near).as(camera.model() + ": pixels of the same depth").isGreaterThanOrEqualTo((int)
                    (0.9999 * pixels));
        }
    }

    private static boolean isNear(double a, double b) {
        return a == b || Math.abs(a - b) <= 1e-4 * Math.abs(b) + 1e-3;
    }

    private SweepPoints sweep() {
        Lidar lidar = street.rig().lidars().getFirst();
        return new LidarEngine(world.bvh(), street, lidar, SensorModels.get(lidar.sensorId()), 5).sweep(0);
    }

    /** Where a point was when it was measured. */
    private static Vec3 place(SweepPoints sweep, int i) {
        return sweep.worldFromLidarAtStart()
                .transform(new Vec3(sweep.xyz()[3 * i], sweep.xyz()[3 * i + 1], sweep.xyz()[3 * i + 2]));
    }

    /** HDL-32E: 2 cm; four of them. */
    private static final double NOISE = 0.08;

    @Test
    void aSweepsPointsOfAnActorAreThoseInsideItsBoxAtTheirTimes() {
        SweepPoints sweep = sweep();
        int ofActors = 0;
        int outside = 0;
        int strangers = 0;
        for (int i = 0; i < sweep.size(); i++) {
            Vec3 place = place(sweep, i);
            long time = sweep.startMicros() + sweep.timeMicros()[i];
            int owner = sweep.instance()[i] & 0xffff;
            for (int actor = 1; actor <= street.actors().size(); actor++) {
                ActorTrack track = street.actors().get(actor - 1);
                if (owner == actor) {
                    ofActors++;
                    outside += track.findAt(time)
                                    .filter(state -> state.box().contains(place, NOISE))
                                    .isEmpty()
                            ? 1
                            : 0;
                } else {
                    strangers += track.findAt(time)
                                    .filter(state -> state.box().contains(place, -NOISE))
                                    .isPresent()
                            ? 1
                            : 0;
                }
            }
        }
        assertThat(ofActors).isGreaterThan(200);
        assertThat(outside).isLessThanOrEqualTo(ofActors / 500);
        assertThat(strangers).isLessThanOrEqualTo(ofActors / 500);
    }

    @Test
    void aSweepsPointsLieOnTheDepthsThatTheCameraSeesOrBehindThem() {
        Scene scene = seenStreet.sized(640, 352);
        SweepPoints sweep = sweep();
        for (Camera camera : SeenStreet.lenses(scene)) {
            GeometryFrame seen = seenStreet.look(scene, camera);
            Pose cameraFromWorld = scene.worldFromCamera(camera, FRAME).inverse();
            double[] uv = new double[2];
            int on = 0;
            int before = 0;
            List<Double> distances = new ArrayList<>();
            int ofActors = 0;
            for (int i = 0; i < sweep.size(); i++) {
                Vec3 p = cameraFromWorld.transform(atFrame(scene, camera, sweep, i));
                boolean shown = p.z() > 0.5
                        && camera.model().project(p.x(), p.y(), p.z(), uv)
                        && camera.model().shows(uv);
                boolean leaf = sweep.semantic()[i] == SemanticClass.VEGETATION.id();
                if (shown && !leaf && isFlat(seen, uv)) {
                    int pixel = (int) Math.rint(uv[1]) * 640 + (int) Math.rint(uv[0]);
                    double apart = p.z() - interpolated(seen, uv);
                    double tolerance = NOISE + 0.002 * p.z();
                    distances.add(Math.abs(apart));
                    on += Math.abs(apart) <= tolerance ? 1 : 0;
                    before += apart < -tolerance ? 1 : 0;
                    ofActors += seen.instance()[pixel] > 0 ? 1 : 0;
                }
            }
            int compared = distances.size();
            assertThat(compared).isGreaterThan(2000);
            assertThat(ofActors).isGreaterThan(50);
            assertThat(before).as("in front of what the camera sees").isLessThanOrEqualTo(compared * 3 / 1000);
            assertThat(on)
                    .as("on it; the others are hidden from the camera or lie behind a pane, which beams pass")
                    .isGreaterThan(compared * 4 / 5);
            assertThat(median(distances)).as("metres").isLessThan(0.025);
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** Where the surface that a point was measured on is at the camera's time. */
    private Vec3 atFrame(Scene scene, Camera camera, SweepPoints sweep, int i) {
        int owner = sweep.instance()[i] & 0xffff;
        Vec3 place = place(sweep, i);
        if (owner == 0) {
            return place;
        }
        ActorTrack track = street.actors().get(owner - 1);
        ActorState then =
                track.findAt(sweep.startMicros() + sweep.timeMicros()[i]).orElseThrow();
        ActorState now = track.findAt(scene.timestampMicros(camera, FRAME)).orElseThrow();
        return now.worldFromActor().transform(then.worldFromActor().inverse().transform(place));
    }

    /** Whether the pixels around a place show one plane. Leaves are finer than pixels. */
    private static boolean isFlat(GeometryFrame seen, double[] uv) {
        int u = (int) Math.floor(uv[0]);
        int v = (int) Math.floor(uv[1]);
        if (u < 1 || v < 1 || u > seen.width() - 3 || v > seen.height() - 3) {
            return false;
        }
        boolean flat = true;
        for (int i = -1; i <= 2; i++) {
            flat &= isStraight(seen, (v + i) * seen.width() + u, 1)
                    && isStraight(seen, v * seen.width() + u + i, seen.width());
        }
        return flat;
    }

    /** Whether four pixels in a line, the second of them given, show one plane. */
    private static boolean isStraight(GeometryFrame seen, int second, int step) {
        double[] inverse = new double[4];
        for (int i = 0; i < 4; i++) {
            inverse[i] = 1 / seen.depth()[second + (i - 1) * step];
        }
        double bend = Math.max(
                Math.abs(inverse[0] - 2 * inverse[1] + inverse[2]), Math.abs(inverse[1] - 2 * inverse[2] + inverse[3]));
        return inverse[1] > 0 && bend < 1e-3 * inverse[1];
    }

    /** Inverse depth is linear over a plane's picture. */
    private static double interpolated(GeometryFrame seen, double[] uv) {
        int u = (int) Math.floor(uv[0]);
        int v = (int) Math.floor(uv[1]);
        double s = uv[0] - u;
        double t = uv[1] - v;
        int at = v * seen.width() + u;
        double above = (1 - s) / seen.depth()[at] + s / seen.depth()[at + 1];
        double below = (1 - s) / seen.depth()[at + seen.width()] + s / seen.depth()[at + seen.width() + 1];
        return 1 / ((1 - t) * above + t * below);
    }
}

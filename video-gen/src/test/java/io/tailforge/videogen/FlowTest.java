package io.tailforge.videogen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FThetaCamera;
import io.tailforge.scene.sensor.FisheyeCamera;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.RationalCamera;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.sensor.Shutter;
import io.tailforge.scene.variation.Weather;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Motion;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.ShapeCycle;
import io.tailforge.world.mesh.TriangleMesh;
import io.tailforge.world.trace.WorldBvh;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Flow against the places of points that this test moves and projects by itself. */
class FlowTest {
    private static final int WIDTH = 120;
    private static final int HEIGHT = 68;
    private static final CameraModel PINHOLE = PinholeCamera.ofHorizontalFov(WIDTH, HEIGHT, Math.toRadians(75));
    private static final List<CameraModel> LENSES = List.of(
            PINHOLE,
            new FThetaCamera(
                    WIDTH,
                    HEIGHT,
                    60,
                    34,
                    List.of(0.0, 0.019, 2e-5, -1e-6, 0.0, 0.0),
                    FThetaCamera.Direction.PIXEL_DISTANCE_TO_ANGLE,
                    1,
                    1e-3,
                    0,
                    0.97),
            new FisheyeCamera(WIDTH, HEIGHT, 45, 45, 59.5, 33.5, List.of(-0.02, 0.003, 0.0, 0.0)),
            new RationalCamera(WIDTH, HEIGHT, 80, 80, 59.5, 33.5, List.of(0.2, 0.05, 0.0, 0.0, 0.0, 0.4, 0.1, 0.0)));

    /** 15 m/s in a left bend of 0.3 rad/s. */
    private static final EgoTrajectory BEND = new EgoTrajectory(List.of(
            new TimedPose(0, Pose.IDENTITY),
            new TimedPose(1_000_000, new Pose(new Vec3(15, 2, 0), Quaternion.ofYaw(0.3)))));

    private static final Vec3 CAR_VELOCITY = new Vec3(8, 3, 0);

    /** The street with its car driving, and a box beside it that leans over as it goes. */
    private static SceneMesh street() {
        SceneMesh street = TestStreet.mesh();
        Instance parked = street.instances().getFirst();
        Motion driving = time -> Optional.of(
                new Pose(TestStreet.CAR_CENTRE.plus(CAR_VELOCITY.times(time * 1e-6)), Quaternion.ofYaw(0.4e-6 * time)));
        Instance car = new Instance(parked.parts(), driving, 1, SemanticClass.CAR, 0xC02020);
        Instance walker = new Instance(
                new ShapeCycle(List.of(TestStreet.box(new Vec3(0.6, 0.6, 1.8)), wideBox()), 2),
                new Walk(),
                2,
                SemanticClass.PERSON,
                TestStreet.WHITE);
        List<Instance> instances = new ArrayList<>(List.of(car, walker));
        return new SceneMesh(street.origin(), street.ground(), instances, street.lights(), -1);
    }

    private static TriangleMesh wideBox() {
        return TestStreet.box(new Vec3(0.9, 0.6, 1.8));
    }

    private record Walk() implements Motion {
        @Override
        public Optional<Pose> findAt(long timestampMicros) {
            return Optional.of(new Pose(new Vec3(9, 1.5, 0.9), Quaternion.IDENTITY));
        }

        @Override
        public double walkedAt(long timestampMicros) {
            return timestampMicros * 31e-6;
        }
    }

    private static Scene scene(CameraModel model, EgoTrajectory ego) {
        Scene s = TestStreet.scene(Weather.CLEAR, TestStreet.NOON, model, 4);
        return new Scene(s.name(), s.layout(), s.rig(), ego, s.actors(), s.lights(), s.variation(), s.grid(), s.seed());
    }

    private static final SceneMesh STREET = street();
    private static final WorldBvh BVH = WorldBvh.of(STREET);

    private record Seen(Scene scene, ViewFrame view, float[] flow) {}

    private static Seen follow(CameraModel model, EgoTrajectory ego, int frame, int to) {
        return follow(scene(model, ego), frame, to);
    }

    private static Seen follow(Scene scene, int frame, int to) {
        CameraEngine engine = new CameraEngine(scene, STREET, BVH, 1, RenderSettings.ofPreset(RenderPreset.DRAFT));
        ViewFrame view = engine.newFrame();
        engine.shoot(0, frame, view);
        float[] flow = new float[2 * WIDTH * HEIGHT];
        engine.flow(0, frame, to, view, flow);
        return new Seen(scene, view, flow);
    }

    @Test
    void whatStandsStillBeforeAStandingCameraDoesNotMoveAndNeitherDoesTheSky() {
        EgoTrajectory standing = new EgoTrajectory(List.of(new TimedPose(0, Pose.IDENTITY)));
        for (CameraModel lens : LENSES) {
            Seen seen = follow(lens, standing, 0, 1);
            for (int p = 0; p < WIDTH * HEIGHT; p++) {
                if (seen.view().instance()[p] == 0) {
                    assertThat(Math.abs(seen.flow()[2 * p]) + Math.abs(seen.flow()[2 * p + 1]))
                            .isLessThan(2e-3f);
                }
            }
        }
    }

    @Test
    void everyPointIsFoundWhereItsOwnMotionAndTheCamerasLeadIt() {
        for (CameraModel lens : LENSES) {
            for (int to = 0; to <= 2; to += 2) {
                Seen seen = follow(lens, BEND, 1, to);
                int checked = 0;
                for (int p = 0; p < WIDTH * HEIGHT; p++) {
                    int actor = seen.view().instance()[p];
                    if (actor != 2 && seen.view().depth()[p] < 200) {
                        requireFlow(seen, p, to, moved(actor, point(seen, p), seen.scene(), to));
                        checked++;
                    }
                }
                assertThat(checked).isGreaterThan(WIDTH * HEIGHT / 2);
            }
        }
    }

    /** Where a point of the layout, seen at frame 1, is at another frame. */
    private static Vec3 moved(int actor, Vec3 at, Scene scene, int to) {
        if (actor == 0) {
            return at;
        }
        Pose before = STREET.instances()
                .get(actor - 1)
                .motion()
                .findAt(scene.grid().timestampMicros(1))
                .orElseThrow();
        Pose after = STREET.instances()
                .get(actor - 1)
                .motion()
                .findAt(scene.grid().timestampMicros(to))
                .orElseThrow();
        return after.transform(before.inverse().transform(at));
    }

    /** What a pixel sees, by its depth. */
    private static Vec3 point(Seen seen, int p) {
        Camera camera = seen.scene().rig().cameras().getFirst();
        double[] ray = new double[3];
        camera.model().ray(p % WIDTH, p / WIDTH, ray);
        double range = seen.view().depth()[p] / ray[2];
        return seen.scene()
                .worldFromCamera(camera, 1)
                .transform(new Vec3(range * ray[0], range * ray[1], range * ray[2]));
    }

    /** The ray through the flow's end points at the place, to 1e-4 of its distance; a pixel is 1e-2. */
    private static void requireFlow(Seen seen, int p, int to, Vec3 place) {
        Camera camera = seen.scene().rig().cameras().getFirst();
        Vec3 expected = seen.scene().worldFromCamera(camera, to).inverse().transform(place);
        if (Float.isNaN(seen.flow()[2 * p])) {
            assertThat(isShown(camera.model(), expected)).isFalse();
            return;
        }
        double[] ray = new double[3];
        camera.model().ray(p % WIDTH + seen.flow()[2 * p], p / WIDTH + seen.flow()[2 * p + 1], ray);
        double range = expected.norm();
        assertThat(new Vec3(range * ray[0], range * ray[1], range * ray[2])
                                .minus(expected)
                                .norm()
                        / range)
                .as(camera.model() + " pixel " + p)
                .isLessThan(1e-4);
    }

    private static boolean isShown(CameraModel model, Vec3 point) {
        double[] uv = new double[2];
        return model.project(point.x(), point.y(), point.z(), uv) && model.shows(uv);
    }

    @Test
    void whatWalksIsFollowedIntoItsNextShape() {
        Seen seen = follow(PINHOLE, BEND, 1, 0);
        int stretched = 0;
        for (int p = 0; p < WIDTH * HEIGHT; p++) {
            if (seen.view().instance()[p] == 2) {
                Vec3 at = point(seen, p);
                Vec3 before = new Vec3(9 + (at.x() - 9) * 0.6 / 0.9, at.y(), at.z());
                requireFlow(seen, p, 0, before);
                stretched++;
            }
        }
        assertThat(stretched).isGreaterThan(20);
    }

    @Test
    void thePictureWarpedByItsFlowIsTheNextOneWhereNothingComesBetween() {
        Seen now = follow(PINHOLE, BEND, 1, 2);
        Seen next = follow(PINHOLE, BEND, 2, 1);
        double moved = 0;
        double unmoved = 0;
        int visible = 0;
        for (int p = 0; p < WIDTH * HEIGHT; p++) {
            float u = p % WIDTH + now.flow()[2 * p];
            float v = p / WIDTH + now.flow()[2 * p + 1];
            if (!(u >= 0 && v >= 0 && u <= WIDTH - 1 && v <= HEIGHT - 1)) {
                continue;
            }
            int q = Math.round(v) * WIDTH + Math.round(u);
            boolean returns = Math.hypot(
                            u - Math.round(u) - (u - p % WIDTH) - next.flow()[2 * q],
                            v - Math.round(v) - (v - p / WIDTH) - next.flow()[2 * q + 1])
                    < 0.6;
            if (returns && now.view().instance()[p] == next.view().instance()[q]) {
                moved += difference(now.view(), p, next.view(), q);
                unmoved += difference(now.view(), p, next.view(), p);
                visible++;
            }
        }
        assertThat(visible).isGreaterThan(WIDTH * HEIGHT / 2);
        assertThat(moved / visible)
                .as("levels of 255, against %s unmoved", unmoved / visible)
                .isLessThan(6);
        assertThat(moved).isLessThan(0.5 * unmoved);
    }

    private static double difference(ViewFrame a, int p, ViewFrame b, int q) {
        double sum = 0;
        for (int c = 0; c < 3; c++) {
            sum += Math.abs((a.rgb()[3 * p + c] & 255) - (b.rgb()[3 * q + c] & 255));
        }
        return sum / 3;
    }

    /** Rows of four are taken together. */
    private static long time(Scene scene, Camera camera, int frame, double row) {
        double middle = 4 * Math.floor((row + 0.5) / 4) + 1.5;
        return scene.timestampMicros(camera, frame) + camera.shutter().delayMicros(middle, HEIGHT);
    }

    @Test
    void aRollingShutterSeesAPointWhenItTakesTheRowThatThePointIsThenIn() {
        Scene plain = scene(PINHOLE, BEND);
        Camera rolling = plain.rig().cameras().getFirst().withShutter(new Shutter(25_000, OptionalLong.empty()));
        Scene scene = new Scene(
                plain.name(),
                plain.layout(),
                new Rig("rolling", List.of(rolling), List.of()),
                plain.ego(),
                plain.actors(),
                plain.lights(),
                plain.variation(),
                plain.grid(),
                plain.seed());
        Seen seen = follow(scene, 1, 2);
        int checked = 0;
        for (int p = 0; p < WIDTH * HEIGHT; p++) {
            double u = p % WIDTH + seen.flow()[2 * p];
            double v = p / WIDTH + seen.flow()[2 * p + 1];
            int actor = seen.view().instance()[p];
            boolean inside = u > 0 && v > 1 && u < WIDTH - 1 && v < HEIGHT - 1;
            // Beside the edge between two groups of rows a point may be taken by both or by neither.
            boolean amidGroup = Math.abs((v + 0.5) % 4 - 2) < 1.2;
            if (inside && amidGroup && actor < 2 && seen.view().depth()[p] < 200) {
                long then = time(scene, rolling, 1, p / WIDTH);
                long now = time(scene, rolling, 2, v);
                double[] ray = new double[3];
                PINHOLE.ray(p % WIDTH, p / WIDTH, ray);
                Vec3 place = pose(scene, rolling, then)
                        .transform(new Vec3(ray[0], ray[1], ray[2])
                                .times(seen.view().depth()[p] / ray[2]));
                Vec3 arrived = actor == 0
                        ? place
                        : car(now).transform(car(then).inverse().transform(place));
                Vec3 expected = pose(scene, rolling, now).inverse().transform(arrived);
                double[] uv = new double[2];
                assertThat(PINHOLE.project(expected.x(), expected.y(), expected.z(), uv))
                        .isTrue();
                assertThat(Math.hypot(uv[0] - u, uv[1] - v)).as("pixel " + p).isLessThan(0.005);
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(WIDTH * HEIGHT / 5);
    }

    private static Pose pose(Scene scene, Camera camera, long time) {
        return scene.ego().at(time).times(camera.rigFromCamera());
    }

    private static Pose car(long time) {
        return STREET.instances().getFirst().motion().findAt(time).orElseThrow();
    }
}

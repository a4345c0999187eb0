package io.tailforge.lidargen;

import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.motion.ActorClass;
import io.tailforge.scene.motion.ActorState;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Lidar;
import io.tailforge.scene.sensor.LidarModel;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.Region;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.Motion;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.ShapeCycle;
import io.tailforge.world.mesh.TriangleMesh;
import io.tailforge.world.trace.WorldBvh;
import java.util.ArrayList;
import java.util.List;

/** A straight street with house fronts, drawn for the tests, an ego vehicle at constant velocity and a few cars. */
final class Street {
    static final Vec3 CAR = new Vec3(4.4, 1.8, 1.5);
    static final Vec3 ORIGIN = new Vec3(1000, -500, 20);
    static final double LIDAR_HEIGHT = 1.84;

    private final MeshBuilder ground = new MeshBuilder();
    private final List<ActorTrack> actors = new ArrayList<>();
    private final List<Instance> instances = new ArrayList<>();
    private Weather weather = Weather.CLEAR;
    private double speed;
    private double yawRate;
    private String sensor = "hdl-32e";
    private double rateHz = 20;
    private int returns = 1;
    private long seed = 42;

    static Street usual() {
        return new Street()
                .road()
                .wall(-80, 12, 80, 12, Material.FACADE)
                .wall(80, -13, -80, -13, Material.BRICK)
                .car(14, -3.2, 0, 0)
                .car(-9, 3, -12, 0)
                .car(25, 3.1, 6, Math.PI);
    }

    Street road() {
        ground.quad(at(-120, -13, 0), at(120, -13, 0), at(120, 13, 0), at(-120, 13, 0), Material.ASPHALT, 0xFFFFFF);
        return this;
    }

    /** Upright wall, 9 m high, seen from its left side. */
    Street wall(double x0, double y0, double x1, double y1, Material material) {
        ground.quad(at(x0, y0, 0), at(x1, y1, 0), at(x1, y1, 9), at(x0, y0, 9), material, 0xFFFFFF);
        return this;
    }

    Street pole(double x, double y) {
        double r = 0.06;
        double[][] c = {{x - r, y - r}, {x + r, y - r}, {x + r, y + r}, {x - r, y + r}};
        for (int i = 0; i < 4; i++) {
            double[] a = c[i];
            double[] b = c[(i + 1) % 4];
            ground.quad(
                    at(a[0], a[1], 0),
                    at(b[0], b[1], 0),
                    at(b[0], b[1], 6),
                    at(a[0], a[1], 6),
                    Material.POLE_METAL,
                    0xFFFFFF);
        }
        return this;
    }

    /** A box of a car at (x, y) at time 0, driving along its heading. */
    Street car(double x, double y, double metresPerSecond, double heading) {
        List<ActorState> states = new ArrayList<>();
        for (int i = 0; i <= 10; i++) {
            double way = metresPerSecond * i * 0.1;
            Pose pose = new Pose(
                    ORIGIN.plus(new Vec3(x + way * Math.cos(heading), y + way * Math.sin(heading), CAR.z() / 2)),
                    Quaternion.ofYaw(heading));
            states.add(new ActorState(i * 100_000L, new Cuboid(pose, CAR)));
        }
        ActorTrack track = new ActorTrack("car-" + actors.size(), ActorClass.CAR, "", metresPerSecond != 0, states);
        actors.add(track);
        Motion motion = t -> track.findAt(t)
                .map(state -> new Pose(
                        state.worldFromActor().translation().minus(ORIGIN),
                        state.worldFromActor().rotation()));
        instances.add(new Instance(ShapeCycle.rigid(box()), motion, actors.size(), SemanticClass.CAR, 0xC0C0C0));
        return this;
    }

    Street weather(Weather value) {
        weather = value;
        return this;
    }

    Street driving(double metresPerSecond, double radiansPerSecond) {
        speed = metresPerSecond;
        yawRate = radiansPerSecond;
        return this;
    }

    Street sensor(String id, double hertz) {
        sensor = id;
        rateHz = hertz;
        return this;
    }

    Street seed(long value) {
        seed = value;
        return this;
    }

    Street returns(int count) {
        returns = count;
        return this;
    }

    Lidar lidar() {
        return new Lidar("top", sensor, new Pose(new Vec3(0.9, 0, LIDAR_HEIGHT), Quaternion.IDENTITY), rateHz);
    }

    Scene scene() {
        List<TimedPose> path = new ArrayList<>();
        for (int i = 0; i <= 100; i++) {
            double t = i * 0.01;
            path.add(new TimedPose(
                    i * 10_000L, new Pose(ORIGIN.plus(new Vec3(speed * t, 0, 0)), Quaternion.ofYaw(yawRate * t))));
        }
        Region region = new Region("eu", DrivingSide.RIGHT, LineColour.WHITE, LineColour.WHITE, "vienna", "a city");
        return new Scene(
                "street",
                new LayoutRef("street", "test", "0".repeat(64)),
                new Rig("roof", List.of(), List.of(lidar())),
                new EgoTrajectory(path),
                actors,
                List.of(),
                new Variation("plain", weather, new SunPosition(0.6, 1), region),
                new FrameGrid(10, 10, 64, 32),
                7);
    }

    WorldBvh world() {
        return WorldBvh.of(new SceneMesh(ORIGIN, ground.build(), instances, List.of(), -1));
    }

    LidarEngine engine() {
        return engine(SensorModels.get(sensor));
    }

    LidarEngine engine(LidarModel model) {
        return new LidarEngine(world(), scene(), lidar(), model, seed, SweepSettings.STRONGEST.withReturns(returns));
    }

    private int at(double x, double y, double z) {
        return ground.vertex(x, y, z);
    }

    private static TriangleMesh box() {
        MeshBuilder mesh = new MeshBuilder();
        int[] v = new int[8];
        for (int i = 0; i < 8; i++) {
            v[i] = mesh.vertex(CAR.x() * ((i & 1) - 0.5), CAR.y() * ((i >> 1 & 1) - 0.5), CAR.z() * ((i >> 2) - 0.5));
        }
        int[][] faces = {{0, 2, 3, 1}, {4, 5, 7, 6}, {0, 1, 5, 4}, {2, 6, 7, 3}, {0, 4, 6, 2}, {1, 3, 7, 5}};
        for (int[] f : faces) {
            mesh.quad(v[f[0]], v[f[1]], v[f[2]], v[f[3]], Material.CAR_PAINT, 0xFFFFFF);
        }
        return mesh.build();
    }
}

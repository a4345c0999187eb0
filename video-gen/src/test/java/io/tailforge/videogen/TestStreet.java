package io.tailforge.videogen;

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
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.Region;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Light;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.Motion;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.ShapeCycle;
import io.tailforge.world.mesh.TriangleMesh;
import java.util.ArrayList;
import java.util.List;

/** A small street along x, made by hand: road, kerbs, walks, houses, a parked car as a box, lamps. */
final class TestStreet {
    static final int WHITE = 0xFFFFFF;
    static final Vec3 CAR_CENTRE = new Vec3(16, -3.2, 0.75);
    static final Vec3 CAR_SIZE = new Vec3(4.4, 1.8, 1.5);
    static final SunPosition NOON = new SunPosition(Math.toRadians(50), Math.toRadians(60));
    static final SunPosition NIGHT = new SunPosition(Math.toRadians(-20), 0);

    private TestStreet() {}

    static Scene scene(Weather weather, SunPosition sun, int width, int height) {
        return scene(weather, sun, PinholeCamera.ofHorizontalFov(width, height, Math.toRadians(75)), 3);
    }

    static Scene scene(Weather weather, SunPosition sun, CameraModel model, int frames) {
        Region region =
                new Region("eu", DrivingSide.RIGHT, LineColour.WHITE, LineColour.WHITE, "vienna", "a European city");
        Quaternion forward = Quaternion.ofMatrix(new double[] {0, 0, 1, -1, 0, 0, 0, -1, 0});
        Camera camera = new Camera("camera_front", model, new Pose(new Vec3(1.5, 0, 1.5), forward));
        Pose box = new Pose(CAR_CENTRE, Quaternion.IDENTITY);
        ActorTrack car = new ActorTrack(
                "car-1", ActorClass.CAR, "", false, List.of(new ActorState(0, new Cuboid(box, CAR_SIZE))));
        return new Scene(
                "street",
                new LayoutRef("street.json", "test", "0".repeat(64)),
                new Rig("test", List.of(camera), List.of()),
                new EgoTrajectory(List.of(new TimedPose(0, Pose.IDENTITY))),
                List.of(car),
                List.of(),
                new Variation("test", weather, sun, region),
                new FrameGrid(frames, 30, model.width(), model.height()),
                7);
    }

    static SceneMesh mesh() {
        MeshBuilder ground = new MeshBuilder();
        flat(ground, -30, 200, -7, 7, 0, Material.ASPHALT);
        for (int k = 0; k < 20; k++) {
            flat(ground, 4 + 9 * k, 7 + 9 * k, -0.07, 0.07, 0.008, Material.PAINT_WHITE);
        }
        for (int side = -1; side <= 1; side += 2) {
            walk(ground, side);
            for (int house = 0; house < 9; house++) {
                house(ground, -20 + 20 * house, side, 9 + 3 * ((house * 7 + side) & 3), house);
            }
        }
        List<Instance> instances = List.of(new Instance(
                ShapeCycle.rigid(box(CAR_SIZE)),
                Motion.still(new Pose(CAR_CENTRE, Quaternion.IDENTITY)),
                1,
                SemanticClass.CAR,
                0xC02020));
        List<Light> lamps = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            Vec3 position = new Vec3(10 + 25 * k, k % 2 == 0 ? -6.5 : 6.5, 7.5);
            lamps.add(new Light(-1, position, new Vec3(0, 0, -1), 0.2, 1, 0.85f, 0.6f, Light.Kind.STREET_LAMP, ""));
        }
        return new SceneMesh(Vec3.ZERO, ground.build(), instances, lamps, -1);
    }

    /** An endless-looking plane of one material and nothing else. */
    static SceneMesh plane(Material material) {
        MeshBuilder ground = new MeshBuilder();
        flat(ground, -1000, 1000, -1000, 1000, 0, material);
        return new SceneMesh(Vec3.ZERO, ground.build(), List.of(), List.of(), -1);
    }

    private static void walk(MeshBuilder m, int side) {
        double inner = side < 0 ? -10 : 7;
        flat(m, -30, 200, inner, inner + 3, 0.12, Material.PAVING);
        double edge = 7.0 * side;
        int a = m.vertex(-30, edge, 0);
        int b = m.vertex(200, edge, 0);
        int c = m.vertex(200, edge, 0.12);
        int d = m.vertex(-30, edge, 0.12);
        m.quad(a, b, c, d, Material.KERB_STONE, WHITE);
    }

    private static void house(MeshBuilder m, double x, int side, double height, int number) {
        double y = 10.0 * side;
        Material wall = number % 3 == 0 ? Material.BRICK : Material.FACADE;
        upright(m, x, x + 20, y, 0.1, height, wall);
        for (double z = 1.2; z + 1.6 < height; z += 3.1) {
            for (double w = x + 1.2; w + 1.4 < x + 20; w += 2.9) {
                upright(m, w, w + 1.4, y - 0.03 * side, z, z + 1.6, Material.WINDOW);
            }
        }
    }

    private static void upright(
            MeshBuilder m, double x0, double x1, double y, double z0, double z1, Material material) {
        int a = m.vertex(x0, y, z0);
        int b = m.vertex(x1, y, z0);
        int c = m.vertex(x1, y, z1);
        int d = m.vertex(x0, y, z1);
        m.quad(a, b, c, d, material, WHITE);
    }

    static void flat(MeshBuilder m, double x0, double x1, double y0, double y1, double z, Material material) {
        int a = m.vertex(x0, y0, z, 0, 0, 1, x0, 0);
        int b = m.vertex(x1, y0, z, 0, 0, 1, x1, 0);
        int c = m.vertex(x1, y1, z, 0, 0, 1, x1, y1 - y0);
        int d = m.vertex(x0, y1, z, 0, 0, 1, x0, y1 - y0);
        m.quad(a, b, c, d, material, WHITE);
    }

    static TriangleMesh box(Vec3 size) {
        MeshBuilder m = new MeshBuilder();
        int[] v = new int[8];
        for (int k = 0; k < 8; k++) {
            v[k] = m.vertex(((k & 1) - 0.5) * size.x(), ((k >> 1 & 1) - 0.5) * size.y(), ((k >> 2) - 0.5) * size.z());
        }
        int[][] faces = {{0, 2, 3, 1}, {4, 5, 7, 6}, {0, 1, 5, 4}, {2, 6, 7, 3}, {0, 4, 6, 2}, {1, 3, 7, 5}};
        for (int[] face : faces) {
            m.quad(v[face[0]], v[face[1]], v[face[2]], v[face[3]], Material.CAR_PAINT, WHITE);
        }
        return m.build();
    }
}

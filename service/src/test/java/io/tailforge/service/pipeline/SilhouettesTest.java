package io.tailforge.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tailforge.scene.artifact.SemanticClass;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FisheyeCamera;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.world.mesh.Instance;
import io.tailforge.world.mesh.Material;
import io.tailforge.world.mesh.MeshBuilder;
import io.tailforge.world.mesh.Motion;
import io.tailforge.world.mesh.SceneMesh;
import io.tailforge.world.mesh.ShapeCycle;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilhouettesTest {
    /** Its edge is 45 degrees to the side. */
    private static final CameraModel PINHOLE = PinholeCamera.ofHorizontalFov(200, 100, Math.toRadians(90));

    private static final CameraModel FISHEYE =
            new FisheyeCamera(200, 100, 100 / Math.toRadians(45), 127, 99.5, 49.5, List.of(0.0, 0.0, 0.0, 0.0));

    /** A square of 2 m that faces a camera at the origin, some degrees to the right of its axis, 20 m away. */
    private static double truncated(CameraModel model, double degrees) {
        double angle = Math.toRadians(degrees);
        Vec3 axis = new Vec3(Math.sin(angle), 0, Math.cos(angle));
        Vec3 right = new Vec3(Math.cos(angle), 0, -Math.sin(angle));
        Pose pose = new Pose(axis.times(20), Quaternion.ofMatrix(new double[] {
            axis.x(), right.x(), 0, axis.y(), right.y(), -1, axis.z(), right.z(), 0
        }));
        MeshBuilder square = new MeshBuilder();
        square.quad(
                square.vertex(0, -1, -1),
                square.vertex(0, 1, -1),
                square.vertex(0, 1, 1),
                square.vertex(0, -1, 1),
                Material.CAR_PAINT,
                0xFFFFFF);
        Instance instance =
                new Instance(ShapeCycle.rigid(square.build()), Motion.still(pose), 1, SemanticClass.CAR, 0xFFFFFF);
        SceneMesh mesh = new SceneMesh(Vec3.ZERO, new MeshBuilder().build(), List.of(instance), List.of(), -1);
        Cuboid box = new Cuboid(pose, new Vec3(0.1, 2, 2));
        return new Silhouettes(mesh).truncated(1, 0, new Camera("camera", model, Pose.IDENTITY), Pose.IDENTITY, box);
    }

    @Test
    void whatLiesBesideThePictureIsTruncatedThroughAnyLens() {
        for (CameraModel model : List.of(PINHOLE, FISHEYE)) {
            double halfWidth = Math.toDegrees(Math.atan(1 / 20.0));
            assertThat(truncated(model, 0)).isZero();
            assertThat(truncated(model, 40)).isZero();
            assertThat(truncated(model, 45)).isCloseTo(0.5, within(0.06));
            assertThat(truncated(model, 45 - halfWidth / 2)).isCloseTo(0.25, within(0.06));
            assertThat(truncated(model, 45 + halfWidth / 2)).isCloseTo(0.75, within(0.06));
            assertThat(truncated(model, 50)).isEqualTo(1);
        }
    }
}

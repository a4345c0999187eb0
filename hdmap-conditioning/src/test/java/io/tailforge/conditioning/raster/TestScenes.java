package io.tailforge.conditioning.raster;

import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.scene.LayoutRef;
import io.tailforge.scene.Scene;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Quaternion;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.motion.ActorTrack;
import io.tailforge.scene.motion.EgoTrajectory;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.PinholeCamera;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.Region;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import io.tailforge.video.Frame;
import java.util.List;
import java.util.Optional;

/** Scenes to draw. */
final class TestScenes {
    static final EgoTrajectory DRIVING_AT_10_METRES_A_SECOND = new EgoTrajectory(
            List.of(new TimedPose(0, Pose.IDENTITY), new TimedPose(1_000_000, Pose.ofYaw(10, 0, 0, 0))));

    private TestScenes() {}

    static Scene scene(Rig rig, EgoTrajectory ego, List<ActorTrack> actors, FrameGrid grid) {
        Region region =
                new Region("us", DrivingSide.RIGHT, LineColour.YELLOW, LineColour.WHITE, "mutcd", "an American suburb");
        Variation variation = new Variation("clear", Weather.CLEAR, new SunPosition(0.6, 0), region);
        LayoutRef layout = new LayoutRef("test", "test", "0".repeat(64));
        return new Scene("test", layout, rig, ego, actors, List.of(), variation, grid, 7);
    }

    /** Two pinhole cameras 1.5 m above the ground, one looking ahead, one to the left, 90 degrees wide. */
    static Rig rig(int width, int height) {
        return new Rig(
                "two",
                List.of(
                        new Camera("ahead", PinholeCamera.ofHorizontalFov(width, height, Math.PI / 2), looking(0)),
                        new Camera(
                                "left",
                                PinholeCamera.ofHorizontalFov(width, height, Math.PI / 2),
                                looking(Math.PI / 2))),
                List.of());
    }

    private static Pose looking(double yaw) {
        Quaternion rigFromOptical = Quaternion.ofMatrix(new double[] {0, 0, 1, -1, 0, 0, 0, -1, 0});
        return new Pose(new Vec3(0, 0, 1.5), Quaternion.ofYaw(yaw).times(rigFromOptical));
    }

    static HdMap map(MapElement... elements) {
        return new HdMap("test", "test", DrivingSide.RIGHT, Optional.empty(), List.of(elements));
    }

    /** One raw frame in hdmap-v1. */
    static void draw(Scene scene, HdMap map, String camera, int frame, Frame out) {
        new HdMapV1Renderer()
                .open(scene, map, DrawingOptions.EXACT)
                .painter(scene.rig().getCamera(camera))
                .draw(frame, out);
    }
}

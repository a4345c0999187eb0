package io.tailforge.conditioning.worldscenario;

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
import io.tailforge.scene.motion.LightTimeline;
import io.tailforge.scene.motion.TimedPose;
import io.tailforge.scene.sensor.Camera;
import io.tailforge.scene.sensor.CameraModel;
import io.tailforge.scene.sensor.FrameGrid;
import io.tailforge.scene.sensor.Rig;
import io.tailforge.scene.variation.Region;
import io.tailforge.scene.variation.SunPosition;
import io.tailforge.scene.variation.Variation;
import io.tailforge.scene.variation.Weather;
import java.util.List;
import java.util.Optional;

/** Scenes to draw. */
final class Scenes {
    static final EgoTrajectory STANDING = new EgoTrajectory(List.of(new TimedPose(0, Pose.IDENTITY)));

    private Scenes() {}

    static Scene of(Rig rig, EgoTrajectory ego, List<ActorTrack> actors, List<LightTimeline> lights, FrameGrid grid) {
        Region region =
                new Region("us", DrivingSide.RIGHT, LineColour.YELLOW, LineColour.WHITE, "mutcd", "an American suburb");
        Variation variation = new Variation("clear", Weather.CLEAR, new SunPosition(0.6, 0), region);
        LayoutRef layout = new LayoutRef("test", "test", "0".repeat(64));
        return new Scene("test", layout, rig, ego, actors, lights, variation, grid, 7);
    }

    /** One camera 1.5 m above the ground that looks along x. */
    static Rig rig(CameraModel model) {
        Quaternion rigFromOptical = Quaternion.ofMatrix(new double[] {0, 0, 1, -1, 0, 0, 0, -1, 0});
        return new Rig(
                "one", List.of(new Camera("ahead", model, new Pose(new Vec3(0, 0, 1.5), rigFromOptical))), List.of());
    }

    static HdMap map(MapElement... elements) {
        return new HdMap("test", "test", DrivingSide.RIGHT, Optional.empty(), List.of(elements));
    }
}

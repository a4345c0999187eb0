package io.tailforge.quality.check.view;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.ExpectedViews;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.quality.WorkingSize;
import io.tailforge.quality.check.LaneHeights;
import io.tailforge.quality.check.LaneHeights.NearLane;
import io.tailforge.scene.Scene;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.motion.ActorState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of what stands still in a clip: the world it was asked of where the generator says, by giving depth, that it
 * has rendered that one; else the map's lanes.
 */
final class SurfaceFinder {
    /** The lanes are gathered anew when the ego has come so far. */
    private static final double STRIDE_METRES = 10;

    private static final int LEAST_WIDTH = 300;

    private final Scene scene;
    private final Optional<ExpectedViews> world;
    private final List<NearLane> lanes;
    private final Map<String, SceneGeometry> geometries = new HashMap<>();
    private Optional<Gathered> gathered = Optional.empty();

    private SurfaceFinder(ClipEvidence clip) {
        this.scene = clip.scene();
        this.world = clip.expected().filter(views -> claimsOurWorld(clip));
        this.lanes = LaneHeights.lanesOf(clip.map());
    }

    static SurfaceFinder of(ClipEvidence clip) {
        return new SurfaceFinder(clip);
    }

    /** Whether a picture has the detail that these checks were set by. */
    static boolean isFine(CameraFrame frame) {
        return frame.grey().width() >= LEAST_WIDTH;
    }

    static boolean claimsOurWorld(ClipEvidence clip) {
        return clip.result().views().stream().anyMatch(view -> view.objects().containsKey(ObjectKind.DEPTH));
    }

    /** @param size of the camera's pictures */
    KnownSurfaces look(String camera, int frame, WorkingSize size) {
        SceneGeometry geometry = geometries.computeIfAbsent(camera, name -> SceneGeometry.of(scene, name, size));
        return world.<KnownSurfaces>map(views -> new WorldSurfaces(geometry, frame, views.look(camera, frame)))
                .orElseGet(() -> ground(geometry, frame));
    }

    private KnownSurfaces ground(SceneGeometry geometry, int frame) {
        long time = geometry.timestampMicros(frame);
        Vec3 ego = scene.ego().at(time).translation();
        Gathered near = gathered.filter(one -> one.centre().horizontalDistanceTo(ego) < STRIDE_METRES)
                .orElseGet(() -> new Gathered(ego, LaneHeights.around(lanes, ego)));
        gathered = Optional.of(near);
        List<Cuboid> boxes = scene.actors().stream()
                .flatMap(actor -> actor.findAt(time).stream())
                .map(ActorState::box)
                .filter(box -> box.worldFromCuboid().translation().distanceTo(ego) < 60)
                .toList();
        return new GroundSurfaces(geometry, frame, near.lanes(), scene.ego().at(time), boxes);
    }

    private record Gathered(Vec3 centre, LaneHeights lanes) {}
}

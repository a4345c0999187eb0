package io.tailforge.quality.check.view;

import io.tailforge.quality.CameraFrame;
import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.ExpectedViews;
import io.tailforge.quality.SceneGeometry;
import io.tailforge.quality.WorkingSize;
import io.tailforge.quality.check.LanesNearby;
import io.tailforge.scene.Scene;
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
    private static final int LEAST_WIDTH = 300;

    private final Scene scene;
    private final Optional<ExpectedViews> world;
    private final LanesNearby lanes;
    private final Map<String, SceneGeometry> geometries = new HashMap<>();

    private SurfaceFinder(ClipEvidence clip) {
        this.scene = clip.scene();
        this.world = clip.expected().filter(views -> clip.claimsOurWorld());
        this.lanes = new LanesNearby(clip.map());
    }

    static SurfaceFinder of(ClipEvidence clip) {
        return new SurfaceFinder(clip);
    }

    /** Whether a picture has the detail that these checks were set by. */
    static boolean isFine(CameraFrame frame) {
        return frame.grey().width() >= LEAST_WIDTH;
    }

    /** @param size of the camera's pictures */
    StillSurfaces look(String camera, int frame, WorkingSize size) {
        SceneGeometry geometry = geometries.computeIfAbsent(camera, name -> SceneGeometry.of(scene, name, size));
        return world.<StillSurfaces>map(views -> new WorldSurfaces(geometry, frame, views.look(camera, frame)))
                .orElseGet(() -> ground(geometry, frame));
    }

    private StillSurfaces ground(SceneGeometry geometry, int frame) {
        long time = geometry.timestampMicros(frame);
        Vec3 ego = scene.ego().at(time).translation();
        List<Cuboid> boxes = scene.actors().stream()
                .flatMap(actor -> actor.findAt(time).stream())
                .map(ActorState::box)
                .filter(box -> box.worldFromCuboid().translation().distanceTo(ego) < 60)
                .toList();
        return new GroundSurfaces(
                geometry, frame, lanes.around(ego), scene.ego().at(time), boxes);
    }
}

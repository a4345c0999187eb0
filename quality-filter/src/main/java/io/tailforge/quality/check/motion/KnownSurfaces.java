package io.tailforge.quality.check.motion;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.ExpectedViews;
import io.tailforge.quality.check.LaneHeights;
import io.tailforge.scene.artifact.ObjectKind;
import io.tailforge.scene.geometry.Vec3;
import java.util.List;

/**
 * Which surfaces of the expected world stand for what a generator had to show. One that gives depth claims to have rendered
 * that world, and all of it counts; from any other one only the lanes and the actors' boxes do, for the buildings between them
 * it may have made up.
 */
final class KnownSurfaces {
    /** A place this near a lane's surface lies on it, metres. */
    private static final double ON_LANE = 0.15;

    /** The lane surface is laid out anew when the ego has come so far, metres. */
    private static final double MOVED = 10;

    private final ClipEvidence clip;
    private final ExpectedViews views;
    private final boolean all;
    private final List<LaneHeights.NearLane> lanes;
    private Vec3 around;
    private LaneHeights heights;

    private KnownSurfaces(ClipEvidence clip, ExpectedViews views, boolean all) {
        this.clip = clip;
        this.views = views;
        this.all = all;
        this.lanes = all ? List.of() : LaneHeights.lanesOf(clip.map());
        this.around = clip.scene().ego().at(0).translation();
        this.heights = LaneHeights.around(lanes, around);
    }

    static KnownSurfaces of(ClipEvidence clip) {
        boolean rendered =
                clip.result().views().stream().anyMatch(view -> view.objects().containsKey(ObjectKind.DEPTH));
        return clip.expected()
                .map(views -> new KnownSurfaces(clip, views, rendered))
                .orElseGet(() -> new KnownSurfaces(clip, LanesAndBoxes.of(clip), true));
    }

    ExpectedViews views() {
        return views;
    }

    /** Whether a point of the expected world is to be believed. @param timestampMicros when it is seen */
    boolean counts(int instance, Vec3 world, long timestampMicros) {
        if (all || instance > 0) {
            return true;
        }
        Vec3 ego = clip.scene().ego().at(timestampMicros).translation();
        if (ego.distanceTo(around) > MOVED) {
            around = ego;
            heights = LaneHeights.around(lanes, ego);
        }
        return Math.abs(heights.at(world.x(), world.y()) - world.z()) < ON_LANE;
    }
}

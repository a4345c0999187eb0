package io.tailforge.quality.check.motion;

import io.tailforge.quality.ClipEvidence;
import io.tailforge.quality.ExpectedViews;
import io.tailforge.quality.check.LanesNearby;
import io.tailforge.scene.geometry.Vec3;

/**
 * Which surfaces of the expected world stand for what a generator had to show. One that gives depth claims to have rendered
 * that world, and all of it counts; from any other one only the lanes and the actors' boxes do, for the buildings between them
 * it may have made up.
 */
final class KnownSurfaces {
    /** A place this near a lane's surface lies on it, metres. */
    private static final double ON_LANE = 0.15;

    private final ClipEvidence clip;
    private final ExpectedViews views;
    private final boolean all;
    private final boolean whole;
    private final LanesNearby lanes;

    private KnownSurfaces(ClipEvidence clip, ExpectedViews views, boolean all, boolean whole) {
        this.clip = clip;
        this.views = views;
        this.all = all;
        this.whole = whole;
        this.lanes = new LanesNearby(clip.map());
    }

    static KnownSurfaces of(ClipEvidence clip) {
        return clip.expected()
                .map(views -> new KnownSurfaces(clip, views, clip.claimsOurWorld(), clip.claimsOurWorld()))
                .orElseGet(() -> new KnownSurfaces(clip, LanesAndBoxes.of(clip), true, false));
    }

    ExpectedViews views() {
        return views;
    }

    /** Whether all of the expected world is to be believed, bodies of actors included. */
    boolean areWhole() {
        return whole;
    }

    /** Whether a point of the expected world is to be believed. @param timestampMicros when it is seen */
    boolean counts(int instance, Vec3 world, long timestampMicros) {
        return all || instance > 0 || isLane(world, timestampMicros);
    }

    /** Whether a point near the ego lies on a lane. @param timestampMicros when it is seen */
    boolean isLane(Vec3 world, long timestampMicros) {
        Vec3 ego = clip.scene().ego().at(timestampMicros).translation();
        return Math.abs(lanes.around(ego).at(world.x(), world.y()) - world.z()) < ON_LANE;
    }

    /** Takes out of the wanted cells those whose places are not to be believed. @param places x, y, z of each cell */
    void takeOutOthers(long timestampMicros, double[] places, boolean[] wanted) {
        for (int cell = 0; cell < wanted.length && !all; cell++) {
            wanted[cell] = wanted[cell]
                    && counts(
                            0, new Vec3(places[3 * cell], places[3 * cell + 1], places[3 * cell + 2]), timestampMicros);
        }
    }
}

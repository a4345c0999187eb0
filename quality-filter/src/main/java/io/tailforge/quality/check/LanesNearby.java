package io.tailforge.quality.check;

import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.HdMap;
import java.util.Optional;

/** The lanes' surface about the ego, laid out anew when it has come some way. Used by one thread. */
public final class LanesNearby {
    private static final double STRIDE_METRES = 10;

    private final MapLanes lanes;
    private Optional<LaidOut> last = Optional.empty();

    public LanesNearby(HdMap map) {
        this.lanes = MapLanes.of(map);
    }

    public LaneHeights around(Vec3 ego) {
        LaidOut near = last.filter(one -> one.centre().horizontalDistanceTo(ego) < STRIDE_METRES)
                .orElseGet(() -> new LaidOut(ego, LaneHeights.around(lanes, ego)));
        last = Optional.of(near);
        return near.heights();
    }

    private record LaidOut(Vec3 centre, LaneHeights heights) {}
}

package io.tailforge.conditioning.roadside;

import io.tailforge.conditioning.topology.LaneIndex;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.map.MapElement.Pole;
import io.tailforge.scene.map.MapElement.PoleKind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The poles of plates. What hangs over a lane has none; plates at one place share one. */
public final class Posts {
    private static final double SPACING = 0.3;
    private static final double LIGHT_RADIUS = 0.08;
    private static final double SIGN_RADIUS = 0.04;

    private final LaneIndex index;
    private final Set<String> taken = new HashSet<>();

    public Posts(LaneIndex index) {
        this.index = index;
    }

    public Optional<Pole> under(Plate plate, String id, boolean light) {
        String spot = Math.round(plate.foot().x() / SPACING) + " "
                + Math.round(plate.foot().y() / SPACING);
        if (index.exhausted() || index.findLaneAt(plate.foot()).isPresent() || !taken.add(spot)) {
            return Optional.empty();
        }
        return Optional.of(new Pole(
                id,
                Polyline3.of(List.of(plate.foot(), plate.top())),
                light ? PoleKind.LIGHT : PoleKind.SIGN,
                light ? LIGHT_RADIUS : SIGN_RADIUS));
    }
}

package io.tailforge.quality.check;

import io.tailforge.quality.check.LaneHeights.NearLane;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.DrivableArea;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import java.util.List;

/** What a map says of the road's height, for {@link LaneHeights}. @param areas may lie over lanes */
public record MapLanes(List<NearLane> lanes, List<PavedArea> areas) {
    public static MapLanes of(HdMap map) {
        return new MapLanes(
                map.listElements(Lane.class).stream().map(NearLane::of).toList(),
                map.listElements(DrivableArea.class).stream()
                        .map(area -> PavedArea.of(area.area().points()))
                        .toList());
    }

    /** Without shoulders and parking. */
    public MapLanes driven() {
        return new MapLanes(
                lanes.stream()
                        .filter(near -> near.lane().kind() == LaneKind.DRIVING)
                        .toList(),
                areas);
    }
}

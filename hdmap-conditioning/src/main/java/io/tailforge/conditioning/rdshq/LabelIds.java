package io.tailforge.conditioning.rdshq;

import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.DrivableArea;
import io.tailforge.scene.map.MapElement.Junction;
import io.tailforge.scene.map.MapElement.Kerb;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.Pole;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.map.MapElement.RoadMarking;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.map.MapElement.TrafficSign;
import io.tailforge.scene.map.MapElement.WaitLine;
import io.tailforge.scene.map.MapElement.Walkway;

/**
 * How labels and elements are called: an element is {@code prefix:feature_id}. A map that came from a clip gets back the
 * feature ids it had.
 *
 * @param prefixed true where ids carry the prefixes of {@link MapLayers}
 */
record LabelIds(boolean prefixed) {
    static final String LANE = "lane:";

    String featureId(MapElement element) {
        return featureId(prefix(element), element.id());
    }

    String laneFeatureId(String id) {
        return featureId(LANE, id);
    }

    private String featureId(String prefix, String id) {
        return prefixed && id.startsWith(prefix) ? id.substring(prefix.length()) : id;
    }

    /** What {@link RdsHqReader} puts before the feature id. */
    static String prefix(MapElement element) {
        return switch (element) {
            case LaneLine e -> "laneline:";
            case RoadBoundary e -> "boundary:";
            case WaitLine e -> "waitline:";
            case Crosswalk e -> "crosswalk:";
            case RoadMarking e -> "marking:";
            case Pole e -> "pole:";
            case TrafficLight e -> "light:";
            case TrafficSign e -> "sign:";
            case Lane e -> LANE;
            case Junction e -> "";
            case Kerb e -> "";
            case Walkway e -> "";
            case DrivableArea e -> "";
        };
    }
}

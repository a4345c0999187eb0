package io.tailforge.conditioning.lanelet2;

import io.tailforge.conditioning.lanelet2.OsmDocument.Relation;
import io.tailforge.scene.map.MapElement.LaneKind;
import java.util.List;

/**
 * Who may use a lanelet: by its {@code participant:} tags where it has any, else by its subtype, as Lanelet2's rules for
 * Germany say.
 */
enum LaneletUse {
    DRIVING,
    BUS,
    BICYCLE,
    PARKING,
    SHOULDER,
    WALKWAY,
    CROSSWALK,
    OTHER;

    private static final String PARTICIPANT = "participant:";

    static LaneletUse of(Relation lanelet) {
        LaneletUse usual = bySubtype(lanelet.tag("subtype", ""));
        List<String> overrides = lanelet.tagKeys().stream()
                .filter(key -> key.startsWith(PARTICIPANT))
                .toList();
        if (overrides.isEmpty()) {
            return usual;
        }
        if (may(lanelet, "vehicle")) {
            return usual.isForVehicles() ? usual : DRIVING;
        }
        if (may(lanelet, "vehicle:bus")) {
            return BUS;
        }
        if (may(lanelet, "pedestrian")) {
            return usual == CROSSWALK ? CROSSWALK : WALKWAY;
        }
        return may(lanelet, "bicycle") ? BICYCLE : OTHER;
    }

    private static boolean may(Relation lanelet, String participant) {
        return lanelet.tag(PARTICIPANT + participant, "no").equals("yes");
    }

    private static LaneletUse bySubtype(String subtype) {
        return switch (subtype) {
            case "", "road", "highway", "play_street", "exit" -> DRIVING;
            case "bus_lane" -> BUS;
            case "bicycle_lane" -> BICYCLE;
            case "parking" -> PARKING;
            case "emergency_lane", "road_shoulder" -> SHOULDER;
            case "walkway", "shared_walkway", "pedestrian_lane", "stairs" -> WALKWAY;
            case "crosswalk" -> CROSSWALK;
            default -> OTHER;
        };
    }

    boolean isForVehicles() {
        return this == DRIVING || this == BUS;
    }

    boolean isLane() {
        return this != WALKWAY && this != CROSSWALK;
    }

    LaneKind laneKind() {
        return switch (this) {
            case DRIVING -> LaneKind.DRIVING;
            case BUS -> LaneKind.BUS;
            case BICYCLE -> LaneKind.BICYCLE;
            case PARKING -> LaneKind.PARKING;
            case SHOULDER -> LaneKind.SHOULDER;
            case WALKWAY, CROSSWALK, OTHER -> LaneKind.OTHER;
        };
    }
}

package io.tailforge.conditioning.opendrive;

import io.tailforge.scene.map.MapElement.LaneKind;
import java.util.Optional;

/** What the lane types of OpenDRIVE 1.4 to 1.8 mean here. */
enum LaneType {
    DRIVING(true),
    BUS(true),
    BICYCLE(true),
    PARKING(true),
    SHOULDER(true),
    /** Paved but not for driving, such as a painted island. */
    RESTRICTED(true),
    WALKWAY(false),
    KERB(false),
    /** The strip beside the carriageway; a narrow one between carriageway and walkway is its gutter. */
    BORDER(false),
    OTHER(false),
    /** Only a shape in the file. */
    NONE(false);

    private final boolean carriageway;

    LaneType(boolean carriageway) {
        this.carriageway = carriageway;
    }

    static LaneType of(String name) {
        return switch (name) {
            case "driving",
                    "entry",
                    "exit",
                    "onRamp",
                    "offRamp",
                    "connectingRamp",
                    "mwyEntry",
                    "mwyExit",
                    "slipLane",
                    "bidirectional",
                    "HOV" -> DRIVING;
            case "bus", "taxi" -> BUS;
            case "biking" -> BICYCLE;
            case "parking" -> PARKING;
            case "shoulder", "stop" -> SHOULDER;
            case "restricted", "roadWorks" -> RESTRICTED;
            case "sidewalk", "walking" -> WALKWAY;
            case "curb" -> KERB;
            case "border" -> BORDER;
            case "none" -> NONE;
            default -> OTHER;
        };
    }

    /** Part of the paved carriageway. */
    boolean isCarriageway() {
        return carriageway;
    }

    boolean isForTraffic() {
        return this == DRIVING || this == BUS;
    }

    /** The kind of lane it becomes; empty where it becomes none. */
    Optional<LaneKind> laneKind() {
        return switch (this) {
            case DRIVING -> Optional.of(LaneKind.DRIVING);
            case BUS -> Optional.of(LaneKind.BUS);
            case BICYCLE -> Optional.of(LaneKind.BICYCLE);
            case PARKING -> Optional.of(LaneKind.PARKING);
            case SHOULDER -> Optional.of(LaneKind.SHOULDER);
            case RESTRICTED, BORDER, KERB, OTHER -> Optional.of(LaneKind.OTHER);
            case WALKWAY, NONE -> Optional.empty();
        };
    }
}

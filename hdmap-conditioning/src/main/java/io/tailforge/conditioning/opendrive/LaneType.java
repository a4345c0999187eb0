package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.map.MapElement.LaneKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** By its type, and by an access that lets only some in. */
    static LaneType of(XmlElement lane) {
        LaneType type = of(lane.attribute("type"));
        return type == DRIVING ? onlyFor(lane).orElse(type) : type;
    }

    private static Optional<LaneType> onlyFor(XmlElement lane) {
        List<XmlElement> records = lane.children("access");
        double first = records.stream()
                .mapToDouble(access -> access.number("sOffset", 0))
                .min()
                .orElse(0);
        Set<String> allowed = records.stream()
                .filter(access -> access.number("sOffset", 0) == first)
                .filter(access -> access.attribute("rule", "allow").equals("allow"))
                .flatMap(access -> restrictions(access).stream())
                .collect(Collectors.toSet());
        if (allowed.isEmpty()) {
            return Optional.empty();
        }
        if (Set.of("bus", "taxi").containsAll(allowed)) {
            return Optional.of(BUS);
        }
        return allowed.equals(Set.of("bicycle")) ? Optional.of(BICYCLE) : Optional.empty();
    }

    /** One as an attribute until 1.7, several as children since. */
    private static List<String> restrictions(XmlElement access) {
        List<String> found = new ArrayList<>();
        access.findAttribute("restriction").ifPresent(found::add);
        access.children("restriction").forEach(child -> found.add(child.attribute("type", "")));
        return found;
    }

    private static LaneType of(String name) {
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

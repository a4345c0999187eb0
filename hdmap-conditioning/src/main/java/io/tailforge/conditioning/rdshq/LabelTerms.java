package io.tailforge.conditioning.rdshq;

import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.map.MapElement.MarkingKind;
import io.tailforge.scene.map.MapElement.PoleKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** NVIDIA's words for what its map labels hold, in RDS-HQ clips and in ClipGT. */
public final class LabelTerms {
    private LabelTerms() {}

    public static LineColour colour(String name) {
        return Arrays.stream(LineColour.values())
                .filter(colour -> colour.name().equals(name))
                .findFirst()
                .orElse(LineColour.OTHER);
    }

    /** The style of that name; VIRTUAL lines are not painted, unknown names are OTHER. */
    public static LineStyle style(String name) {
        if (name.equals("VIRTUAL")) {
            return LineStyle.NONE;
        }
        return Arrays.stream(LineStyle.values())
                .filter(style -> style.name().equals(name))
                .findFirst()
                .orElse(LineStyle.OTHER);
    }

    public static BoundaryKind boundary(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "curb", "low_curb" -> BoundaryKind.KERB;
            case "tall_curb" -> BoundaryKind.TALL_KERB;
            case "barrier" -> BoundaryKind.BARRIER;
            case "road_boundary", "road_edge" -> BoundaryKind.ROAD_EDGE;
            default -> BoundaryKind.OTHER;
        };
    }

    public static MarkingKind marking(String text) {
        MarkingKind kind = MarkingKind.OTHER;
        if (text.contains("ARROW") || text.contains("TURN")) {
            kind = MarkingKind.ARROW;
        } else if (text.endsWith("_STOP") || text.contains("TEXT") || text.contains("ONLY")) {
            kind = MarkingKind.TEXT;
        } else if (text.contains("BAR")) {
            kind = MarkingKind.BAR;
        } else if (text.contains("HATCH")) {
            kind = MarkingKind.HATCHING;
        }
        return kind;
    }

    public static PoleKind pole(String name) {
        return switch (name) {
            case "SIGN" -> PoleKind.SIGN;
            case "TRAFFIC_LIGHT" -> PoleKind.LIGHT;
            case "TREE" -> PoleKind.TREE;
            case "LIGHT", "STREET_LIGHT", "LAMP" -> PoleKind.STREET_LAMP;
            case "TEL", "TELEGRAPH" -> PoleKind.TELEGRAPH;
            case "BOLLARD" -> PoleKind.BOLLARD;
            default -> PoleKind.OTHER;
        };
    }

    /** Usual ones, metres. */
    public static double poleRadius(PoleKind kind) {
        return switch (kind) {
            case TREE -> 0.2;
            case TELEGRAPH -> 0.15;
            case SIGN, BOLLARD -> 0.05;
            case LIGHT, STREET_LAMP, OTHER -> 0.1;
        };
    }

    public static LaneKind lane(List<String> useTypes, List<String> vehicles) {
        String uses = String.join(" ", useTypes);
        if (uses.contains("SHOULDER")) {
            return LaneKind.SHOULDER;
        }
        if (uses.contains("BUS")) {
            return LaneKind.BUS;
        }
        if (uses.contains("BIKE") || uses.contains("BICYCLE")) {
            return LaneKind.BICYCLE;
        }
        if (uses.contains("PARKING")) {
            return LaneKind.PARKING;
        }
        return vehicles.isEmpty() || vehicles.contains("CAR") ? LaneKind.DRIVING : LaneKind.OTHER;
    }
}

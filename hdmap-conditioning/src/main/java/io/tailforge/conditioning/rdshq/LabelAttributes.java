package io.tailforge.conditioning.rdshq;

import io.tailforge.scene.json.Json;
import io.tailforge.scene.map.DrivingSide;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.LaneKind;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.map.MapElement.Pole;
import io.tailforge.scene.map.MapElement.PoleKind;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.map.MapElement.RoadMarking;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.map.MapElement.TrafficSign;
import io.tailforge.scene.map.MapElement.WaitLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The attributes of a label, in the words of the published clips; {@code radius} and {@code driving_side} are ours. */
final class LabelAttributes {
    private static final String NO_LANE = "-1";

    private final LabelIds ids;
    private final DrivingSide side;

    LabelAttributes(LabelIds ids, DrivingSide side) {
        this.ids = ids;
        this.side = side;
    }

    Json of(MapElement element, String startMicros) {
        List<Json> all = new ArrayList<>();
        all.add(text("coordinate_frame", "rig"));
        all.add(text("timestamp", startMicros));
        all.add(text("feature_id", ids.featureId(element)));
        switch (element) {
            case LaneLine e -> laneLine(all, e);
            case RoadBoundary e -> {
                all.add(word("label_name", "road_boundary"));
                all.add(text("boundary_type", boundaryType(e.kind())));
            }
            case WaitLine e -> {
                all.add(word("label_name", "wait_line"));
                all.add(word("type", "UNKNOWN"));
                all.add(flag("is_implicit", false));
            }
            case Crosswalk e -> {
                all.add(word("label_name", "crosswalk"));
                all.add(text("type", "PEDESTRIAN"));
                all.add(flag("is_implicit", false));
            }
            case RoadMarking e -> {
                all.add(word("label_name", "road_marking"));
                all.add(text("road_marking_class", "ROI_POLYGON_ROAD_MARKING_" + e.kind()));
            }
            case Pole e -> {
                all.add(word("label_name", "pole"));
                all.add(text("pole_type", poleType(e.kind())));
                all.add(number("radius", "double", e.radius()));
            }
            case TrafficLight e -> all.add(word("label_name", "traffic_light"));
            case TrafficSign e -> {
                all.add(word("label_name", "traffic_sign"));
                all.add(text("sign_class", e.code()));
            }
            case Lane e -> lane(all, e);
            case MapElement e -> {}
        }
        return Json.array(all);
    }

    private static void laneLine(List<Json> all, LaneLine line) {
        int vertices = line.line().size();
        String style = line.style() == LineStyle.NONE ? "VIRTUAL" : line.style().name();
        all.add(word("label_name", "lane_line"));
        all.add(words("colors", Collections.nCopies(vertices, line.colour().name())));
        all.add(words("styles", Collections.nCopies(vertices, style)));
    }

    private static String boundaryType(BoundaryKind kind) {
        return switch (kind) {
            case KERB -> "curb";
            case TALL_KERB -> "tall_curb";
            case BARRIER -> "barrier";
            case ROAD_EDGE -> "road_boundary";
            case OTHER -> "other";
        };
    }

    private static String poleType(PoleKind kind) {
        return switch (kind) {
            case SIGN -> "SIGN";
            case LIGHT -> "TRAFFIC_LIGHT";
            case TREE -> "TREE";
            case STREET_LAMP -> "STREET_LIGHT";
            case TELEGRAPH -> "TEL";
            case BOLLARD -> "BOLLARD";
            case OTHER -> "UNKNOWN";
        };
    }

    private void lane(List<Json> all, Lane lane) {
        all.add(word("label_name", "lane"));
        all.add(texts("previous_lane_ids", laneIds(lane.predecessors())));
        all.add(texts("next_lane_ids", laneIds(lane.successors())));
        all.add(text("left_lane_id", laneId(lane.leftNeighbour())));
        all.add(text("right_lane_id", laneId(lane.rightNeighbour())));
        boolean left = side == DrivingSide.RIGHT;
        all.add(text("left_opposite_lane_id", left ? laneId(lane.oncomingNeighbour()) : NO_LANE));
        all.add(text("right_opposite_lane_id", left ? NO_LANE : laneId(lane.oncomingNeighbour())));
        all.add(word("driving_side", side.name()));
        lane.speedLimit()
                .ifPresent(limit ->
                        all.add(number("speed_limit", "numerical", limit / LaneLayer.METRES_PER_SECOND_PER_MPH)));
        all.add(words("vehicle_types", List.of(lane.kind() == LaneKind.OTHER ? "OTHER" : "CAR")));
        all.add(words("use_types", useTypes(lane.kind())));
    }

    private static List<String> useTypes(LaneKind kind) {
        return switch (kind) {
            case DRIVING, OTHER -> List.of();
            case SHOULDER -> List.of("SHOULDER_LANE");
            case BUS -> List.of("BUS_LANE");
            case BICYCLE -> List.of("BIKE_LANE");
            case PARKING -> List.of("PARKING_LANE");
        };
    }

    private List<String> laneIds(List<String> lanes) {
        return lanes.stream().map(ids::laneFeatureId).toList();
    }

    private String laneId(Optional<String> lane) {
        return lane.map(ids::laneFeatureId).orElse(NO_LANE);
    }

    private static Json text(String name, String value) {
        return Json.object().put("name", name).put("text", value).build();
    }

    private static Json word(String name, String value) {
        return Json.object().put("name", name).put("enum", value).build();
    }

    private static Json flag(String name, boolean value) {
        return Json.object().put("name", name).put("flag", value).build();
    }

    private static Json number(String name, String type, double value) {
        return Json.object().put("name", name).put(type, value).build();
    }

    private static Json words(String name, List<String> values) {
        return list(name, "enumsList", values);
    }

    private static Json texts(String name, List<String> values) {
        return list(name, "textList", values);
    }

    /** An empty list is an empty object, as in the published clips. */
    private static Json list(String name, String type, List<String> values) {
        Json.ObjectBuilder inner = Json.object();
        if (!values.isEmpty()) {
            inner.put(type, Json.ofStrings(values));
        }
        return Json.object().put("name", name).put(type, inner.build()).build();
    }
}

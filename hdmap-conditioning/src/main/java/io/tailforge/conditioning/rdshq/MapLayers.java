package io.tailforge.conditioning.rdshq;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.LineColour;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.map.MapElement.MarkingKind;
import io.tailforge.scene.map.MapElement.PoleKind;
import io.tailforge.scene.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The map layers that are drawn, as map elements in the order of the files. */
final class MapLayers {
    private final RdsHqClip clip;
    private final List<Problem> warnings;
    private final Set<String> ids = new HashSet<>();
    private final List<MapElement> elements = new ArrayList<>();
    private final List<LabelledLight> lights = new ArrayList<>();

    private MapLayers(RdsHqClip clip, List<Problem> warnings) {
        this.clip = clip;
        this.warnings = warnings;
    }

    /** A light with the place and the feature id that the status layer names it by. */
    record LabelledLight(String elementId, String featureId) {}

    /** @param lights in the order of the light layer */
    record Drawn(List<MapElement> elements, List<LabelledLight> lights) {}

    static Drawn read(RdsHqClip clip, List<Problem> warnings) {
        MapLayers layers = new MapLayers(clip, warnings);
        layers.readLayer("3d_lanelines", "laneline", 2, layers::laneLine);
        layers.readLayer("3d_road_boundaries", "boundary", 2, layers::boundary);
        layers.readLayer("3d_wait_lines", "waitline", 2, (id, label, line) -> new MapElement.WaitLine(id, line));
        layers.readLayer("3d_crosswalks", "crosswalk", 3, (id, label, area) -> new MapElement.Crosswalk(id, area));
        layers.readLayer("3d_road_markings", "marking", 3, layers::marking);
        layers.readLayer("3d_poles", "pole", 2, layers::pole);
        layers.readLayer("3d_traffic_lights", "light", 8, layers::light);
        layers.readLayer("3d_traffic_signs", "sign", 8, layers::sign);
        return new Drawn(layers.elements, layers.lights);
    }

    @FunctionalInterface
    private interface Maker {
        MapElement make(String id, MapLabel label, Polyline3 geometry);
    }

    private void readLayer(String layer, String prefix, int minPoints, Maker maker) {
        Optional<List<MapLabel>> labels = clip.findDocument(layer).map(MapLabel::listIn);
        if (labels.isEmpty()) {
            warnings.add(Problem.of(
                    "RDSHQ-LAYER-ABSENT", clip.sourceOf(layer), "is not there; the layer is taken as empty"));
            return;
        }
        int index = 0;
        for (MapLabel label : labels.get()) {
            String id = uniqueId(prefix, label, index++);
            for (Polyline3 geometry : label.geometries().stream().limit(1).toList()) {
                if (isDegenerate(geometry, minPoints)) {
                    warnings.add(label.view().problem("MAP-DEGENERATE", id + " has no extent and is left out"));
                } else {
                    elements.add(maker.make(id, label, geometry));
                }
            }
            if (label.geometries().isEmpty()) {
                throw label.bad("RDSHQ-LAYER", "has no vertices");
            }
        }
    }

    private String uniqueId(String prefix, MapLabel label, int index) {
        String id = prefix + ":" + (label.featureId().isEmpty() ? "#" + index : label.featureId());
        return ids.add(id) ? id : id + "#" + index;
    }

    private static boolean isDegenerate(Polyline3 geometry, int minPoints) {
        return geometry.size() < minPoints || geometry.length() < 1e-6;
    }

    private MapElement laneLine(String id, MapLabel label, Polyline3 line) {
        return new MapElement.LaneLine(id, line, colour(label.firstUpper("colors")), style(label.firstUpper("styles")));
    }

    static LineColour colour(String name) {
        return Arrays.stream(LineColour.values())
                .filter(colour -> colour.name().equals(name))
                .findFirst()
                .orElse(LineColour.OTHER);
    }

    /** The style of that name; VIRTUAL lines are not painted, unknown names are OTHER. */
    static LineStyle style(String name) {
        if (name.equals("VIRTUAL")) {
            return LineStyle.NONE;
        }
        return Arrays.stream(LineStyle.values())
                .filter(style -> style.name().equals(name))
                .findFirst()
                .orElse(LineStyle.OTHER);
    }

    private MapElement boundary(String id, MapLabel label, Polyline3 line) {
        BoundaryKind kind =
                switch (label.text("boundary_type").toLowerCase(Locale.ROOT)) {
                    case "curb", "low_curb" -> BoundaryKind.KERB;
                    case "tall_curb" -> BoundaryKind.TALL_KERB;
                    case "barrier" -> BoundaryKind.BARRIER;
                    case "road_boundary", "road_edge" -> BoundaryKind.ROAD_EDGE;
                    default -> BoundaryKind.OTHER;
                };
        return new MapElement.RoadBoundary(id, line, kind);
    }

    private MapElement marking(String id, MapLabel label, Polyline3 area) {
        String text = label.upper("road_marking_class");
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
        return new MapElement.RoadMarking(id, area, kind);
    }

    private MapElement pole(String id, MapLabel label, Polyline3 axis) {
        PoleKind kind =
                switch (label.upper("pole_type")) {
                    case "SIGN" -> PoleKind.SIGN;
                    case "TRAFFIC_LIGHT" -> PoleKind.LIGHT;
                    case "TREE" -> PoleKind.TREE;
                    case "LIGHT", "STREET_LIGHT", "LAMP" -> PoleKind.STREET_LAMP;
                    case "TEL", "TELEGRAPH" -> PoleKind.TELEGRAPH;
                    case "BOLLARD" -> PoleKind.BOLLARD;
                    default -> PoleKind.OTHER;
                };
        Polyline3 footToTop = axis.first().z() <= axis.last().z() ? axis : axis.reversed();
        return new MapElement.Pole(id, footToTop, kind, radius(label, kind));
    }

    /** The published clips state no thickness. */
    private static double radius(MapLabel label, PoleKind kind) {
        double stated = label.number("radius").orElse(0);
        return stated > 0 && stated < 10 ? stated : radius(kind);
    }

    /** Usual ones, metres. */
    private static double radius(PoleKind kind) {
        return switch (kind) {
            case TREE -> 0.2;
            case TELEGRAPH -> 0.15;
            case SIGN, BOLLARD -> 0.05;
            case LIGHT, STREET_LAMP, OTHER -> 0.1;
        };
    }

    private MapElement light(String id, MapLabel label, Polyline3 corners) {
        lights.add(new LabelledLight(id, label.featureId()));
        return new MapElement.TrafficLight(id, requireCorners(label, corners), facing(corners));
    }

    private MapElement sign(String id, MapLabel label, Polyline3 corners) {
        return new MapElement.TrafficSign(
                id, requireCorners(label, corners), facing(corners), label.text("sign_class"));
    }

    private static Polyline3 requireCorners(MapLabel label, Polyline3 corners) {
        if (corners.size() != 8) {
            throw label.bad("RDSHQ-CUBOID", "a cuboid has 8 corners, not " + corners.size());
        }
        return corners;
    }

    /** The thin axis of a plate is its length; it points to the traffic that the plate is for. */
    private static double facing(Polyline3 corners) {
        Vec3 axis = corners.point(0).minus(corners.point(3));
        return StrictMath.atan2(axis.y(), axis.x());
    }
}

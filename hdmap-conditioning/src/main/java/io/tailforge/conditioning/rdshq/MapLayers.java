package io.tailforge.conditioning.rdshq;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.JsonView;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.PoleKind;
import io.tailforge.scene.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The map layers that are drawn, as map elements in the order of the files. */
final class MapLayers {
    private final RdsHqClip clip;
    private final Findings findings;
    private final Set<String> ids = new HashSet<>();
    private final List<MapElement> elements = new ArrayList<>();
    private final List<LabelledLight> lights = new ArrayList<>();

    private MapLayers(RdsHqClip clip, Findings findings) {
        this.clip = clip;
        this.findings = findings;
    }

    /** A light with the place and the feature id that the status layer names it by. */
    record LabelledLight(String elementId, String featureId) {}

    /** @param lights in the order of the light layer */
    record Drawn(List<MapElement> elements, List<LabelledLight> lights) {}

    static Drawn read(RdsHqClip clip, Findings findings) {
        MapLayers layers = new MapLayers(clip, findings);
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
        if (!clip.has(layer)) {
            findings.warn(Problem.of(
                    "RDSHQ-LAYER-ABSENT", clip.sourceOf(layer), "is not there; the layer is taken as empty"));
            return;
        }
        List<JsonView> labels = findings.attempt(() -> labels(layer)).orElse(List.of());
        for (int i = 0; i < labels.size(); i++) {
            int index = i;
            findings.attempt(() -> make(MapLabel.of(labels.get(index)), prefix, index, minPoints, maker))
                    .flatMap(made -> made)
                    .ifPresent(elements::add);
        }
    }

    private List<JsonView> labels(String layer) {
        return clip.findDocument(layer).map(MapLabel::listIn).orElse(List.of());
    }

    /** Empty, with a warning, for a label without extent. */
    private Optional<MapElement> make(MapLabel label, String prefix, int index, int minPoints, Maker maker) {
        String id = uniqueId(prefix, label, index);
        if (label.geometries().isEmpty()) {
            throw label.bad("RDSHQ-LAYER", "has no vertices");
        }
        Polyline3 geometry = label.geometries().getFirst();
        if (isDegenerate(geometry, minPoints)) {
            findings.warn(label.view().problem("MAP-DEGENERATE", id + " has no extent and is left out"));
            return Optional.empty();
        }
        return Optional.of(maker.make(id, label, geometry));
    }

    private String uniqueId(String prefix, MapLabel label, int index) {
        String id = prefix + ":" + (label.featureId().isEmpty() ? "#" + index : label.featureId());
        return ids.add(id) ? id : id + "#" + index;
    }

    private static boolean isDegenerate(Polyline3 geometry, int minPoints) {
        return geometry.size() < minPoints || geometry.length() < 1e-6;
    }

    private MapElement laneLine(String id, MapLabel label, Polyline3 line) {
        return new MapElement.LaneLine(
                id, line, LabelTerms.colour(label.firstUpper("colors")), LabelTerms.style(label.firstUpper("styles")));
    }

    private MapElement boundary(String id, MapLabel label, Polyline3 line) {
        return new MapElement.RoadBoundary(id, line, LabelTerms.boundary(label.text("boundary_type")));
    }

    private MapElement marking(String id, MapLabel label, Polyline3 area) {
        return new MapElement.RoadMarking(id, area, LabelTerms.marking(label.upper("road_marking_class")));
    }

    private MapElement pole(String id, MapLabel label, Polyline3 axis) {
        PoleKind kind = LabelTerms.pole(label.upper("pole_type"));
        Polyline3 footToTop = axis.first().z() <= axis.last().z() ? axis : axis.reversed();
        return new MapElement.Pole(id, footToTop, kind, radius(label, kind));
    }

    /** The published clips state no thickness. */
    private static double radius(MapLabel label, PoleKind kind) {
        double stated = label.number("radius").orElse(0);
        return stated > 0 && stated < 10 ? stated : LabelTerms.poleRadius(kind);
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

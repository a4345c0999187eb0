package io.tailforge.conditioning.rdshq;

import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.json.Json;
import io.tailforge.scene.json.JsonWriter;
import io.tailforge.scene.map.HdMap;
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
import io.tailforge.scene.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The map layers: one document of labels each, an empty one with the label that says so. */
final class LabelWriter {
    private final HdMap map;
    private final LabelIds ids;
    private final LabelAttributes attributes;
    private final String session;
    private final String startMicros;

    LabelWriter(String clipId, HdMap map) {
        this.map = map;
        this.ids = new LabelIds(map.format().equals("rds-hq"));
        this.attributes = new LabelAttributes(ids, map.drivingSide());
        String[] parts = clipId.split("_", -1);
        this.session = parts[0];
        this.startMicros = parts[1];
    }

    LabelIds ids() {
        return ids;
    }

    /** @param leftOut is told of what the format has no place for */
    void writeTo(ClipFiles files, List<Problem> leftOut) {
        write(files, "3d_lanelines", "lanelines", LaneLine.class);
        write(files, "3d_road_boundaries", "road_boundaries", RoadBoundary.class);
        write(files, "3d_wait_lines", "wait_lines", WaitLine.class);
        write(files, "3d_crosswalks", "crosswalks", Crosswalk.class);
        write(files, "3d_road_markings", "road_markings", RoadMarking.class);
        write(files, "3d_poles", "poles", Pole.class);
        write(files, "3d_traffic_lights", "traffic_lights", TrafficLight.class);
        write(files, "3d_traffic_signs", "traffic_signs", TrafficSign.class);
        write(files, RdsHqClip.LANES, "lanes", Lane.class);
        tellLeftOut(leftOut);
    }

    private void tellLeftOut(List<Problem> leftOut) {
        for (Class<? extends MapElement> kind :
                List.of(Junction.class, Kerb.class, Walkway.class, DrivableArea.class)) {
            int count = map.listElements(kind).size();
            if (count > 0) {
                leftOut.add(leftOut(count + " " + kind.getSimpleName() + ": RDS-HQ has no such layer"));
            }
        }
        if (map.geoReference().isPresent()) {
            leftOut.add(leftOut("the georeference: RDS-HQ has no place for it"));
        }
    }

    private Problem leftOut(String detail) {
        return Problem.of("CONVERT-LEFT-OUT", map.name(), detail);
    }

    private void write(ClipFiles files, String layer, String name, Class<? extends MapElement> kind) {
        List<? extends MapElement> elements = map.listElements(kind);
        StringBuilder text = new StringBuilder("{\"labels\":[");
        String separator = "";
        int index = 0;
        for (MapElement element : elements) {
            text.append(separator).append(JsonWriter.compact(label(element, name, index++)));
            separator = ",";
        }
        if (elements.isEmpty()) {
            text.append(JsonWriter.compact(empty(name)));
        }
        files.add(layer, name + ".json", text.append("]}").toString().getBytes(StandardCharsets.UTF_8));
    }

    private Json empty(String name) {
        return head("EMPTY", name, 0)
                .put("labelData", Json.object().put("emptyLabel", true).build())
                .build();
    }

    private Json label(MapElement element, String name, int index) {
        Json.ObjectBuilder shape = Json.object()
                .put("attributes", attributes.of(element, startMicros))
                .put("unit", "METRIC");
        putGeometry(shape, element);
        return head("SHAPE3D", name, index)
                .put("labelData", Json.object().put("shape3d", shape.build()).build())
                .put("timestampMicroseconds", startMicros)
                .build();
    }

    private Json.ObjectBuilder head(String family, String name, int index) {
        Json frames = Json.object().put("frames", Json.ofNumbers(0)).build();
        return Json.object()
                .put("labelFamily", family)
                .put(
                        "assetRef",
                        Json.object()
                                .put("sessionId", session)
                                .put("sensorName", "map")
                                .put("frames", frames)
                                .build())
                .put(
                        "labelClassKey",
                        Json.object()
                                .put("labelClassNamespace", "minimap")
                                .put("labelClassIdentifier", name.replace('_', '-') + ":tailforge")
                                .put("labelClassVersion", "v0")
                                .build())
                .put("labelId", "tailforge:%06d".formatted(index));
    }

    /** By the key of its kind. */
    private static void putGeometry(Json.ObjectBuilder shape, MapElement element) {
        switch (element) {
            case LaneLine e -> shape.put("polyline3d", vertices(e.line()));
            case RoadBoundary e -> shape.put("polyline3d", vertices(e.line()));
            case WaitLine e -> shape.put("polyline3d", vertices(e.line()));
            case Pole e -> shape.put("polyline3d", vertices(e.axis()));
            case Crosswalk e -> shape.put("surface", vertices(e.area()));
            case RoadMarking e -> shape.put("surface", vertices(e.area()));
            case TrafficLight e -> shape.put("cuboid3d", vertices(e.corners()));
            case TrafficSign e -> shape.put("cuboid3d", vertices(e.corners()));
            case Lane e -> shape.put("polylines3d", rails(e.left(), e.right()));
            case Junction e -> throw noLayer(e);
            case Kerb e -> throw noLayer(e);
            case Walkway e -> throw noLayer(e);
            case DrivableArea e -> throw noLayer(e);
        }
    }

    private static IllegalArgumentException noLayer(MapElement element) {
        return new IllegalArgumentException("no layer holds " + element.id());
    }

    private static Json rails(Polyline3 left, Polyline3 right) {
        return Json.object()
                .put("polylines", Json.array(List.of(vertices(left), vertices(right))))
                .build();
    }

    private static Json vertices(Polyline3 line) {
        return Json.object()
                .put(
                        "vertices",
                        Json.array(
                                line.points().stream().map(LabelWriter::point).toList()))
                .build();
    }

    private static Json point(Vec3 point) {
        return Json.ofNumbers(point.x(), point.y(), point.z());
    }
}

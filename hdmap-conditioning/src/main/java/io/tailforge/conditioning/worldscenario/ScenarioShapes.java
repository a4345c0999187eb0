package io.tailforge.conditioning.worldscenario;

import io.tailforge.conditioning.DrawingOptions;
import io.tailforge.conditioning.worldscenario.WorldScenarioV3Style.Layer;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.map.HdMap;
import io.tailforge.scene.map.MapElement.Crosswalk;
import io.tailforge.scene.map.MapElement.LaneLine;
import io.tailforge.scene.map.MapElement.LineStyle;
import io.tailforge.scene.map.MapElement.Pole;
import io.tailforge.scene.map.MapElement.RoadBoundary;
import io.tailforge.scene.map.MapElement.RoadMarking;
import io.tailforge.scene.map.MapElement.TrafficLight;
import io.tailforge.scene.map.MapElement.TrafficSign;
import io.tailforge.scene.map.MapElement.WaitLine;
import io.tailforge.scene.motion.LightTimeline;
import io.tailforge.scene.motion.LightTimeline.Change;
import io.tailforge.scene.motion.LightTimeline.LightState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything of a map that is drawn, prepared once for all cameras and frames.
 *
 * @param shapes lines and surfaces in drawing order
 * @param signs drawn whatever level they are on, as lights are
 */
record ScenarioShapes(List<Shape> shapes, List<Area> signs, List<Light> lights) {
    /** A signal head and what it shows when. @param areas one for every state */
    record Light(Map<LightState, Area> areas, LightTimeline states) {
        Area at(long timestampMicros) {
            LightState state = states.at(timestampMicros);
            return areas.entrySet().stream()
                    .filter(entry -> entry.getKey() == state)
                    .findFirst()
                    .orElseThrow()
                    .getValue();
        }
    }

    /** @param reach what lies outside of it is left out */
    static ScenarioShapes of(HdMap map, List<LightTimeline> timelines, Reach reach, DrawingOptions options) {
        Builder builder = new Builder(map, timelines, reach, options);
        builder.add(Layer.LANELINES, builder::laneLines);
        builder.add(Layer.ROAD_BOUNDARIES, builder::roadBoundaries);
        builder.add(Layer.WAIT_LINES, builder::waitLines);
        builder.add(Layer.POLES, builder::poles);
        builder.add(Layer.CROSSWALKS, builder::crosswalks);
        builder.add(Layer.ROAD_MARKINGS, builder::roadMarkings);
        builder.add(Layer.TRAFFIC_SIGNS, builder::signs);
        builder.add(Layer.TRAFFIC_LIGHTS, builder::lights);
        return new ScenarioShapes(builder.shapes, builder.signs, builder.lights);
    }

    private static final class Builder {
        private final HdMap map;
        private final Reach reach;
        private final DrawingOptions options;
        private final Map<String, LightTimeline> timelines = new HashMap<>();
        private final List<Shape> shapes = new ArrayList<>();
        private final List<Area> signs = new ArrayList<>();
        private final List<Light> lights = new ArrayList<>();

        private Builder(HdMap map, List<LightTimeline> timelines, Reach reach, DrawingOptions options) {
            this.map = map;
            this.reach = reach;
            this.options = options;
            timelines.forEach(timeline -> this.timelines.put(timeline.lightId(), timeline));
        }

        private void add(Layer layer, Runnable adding) {
            if (options.draws(layer.label())) {
                adding.run();
            }
        }

        private void laneLines() {
            for (LaneLine line : map.listElements(LaneLine.class)) {
                if (line.style() != LineStyle.NONE && reach.touches(line.line())) {
                    shapes.add(Shape.of(
                            line.line().toArray(), LaneLinePaint.strokes(line, options.fixWarts()), List.of()));
                }
            }
        }

        private void roadBoundaries() {
            map.listElements(RoadBoundary.class)
                    .forEach(e -> line(e.line(), WorldScenarioV3Style.ROAD_BOUNDARY, WorldScenarioV3Style.LINE_WIDTH));
        }

        private void waitLines() {
            map.listElements(WaitLine.class)
                    .forEach(e -> line(e.line(), WorldScenarioV3Style.WAIT_LINE, WorldScenarioV3Style.LINE_WIDTH));
        }

        private void poles() {
            map.listElements(Pole.class)
                    .forEach(e -> line(e.axis(), WorldScenarioV3Style.POLE, WorldScenarioV3Style.POLE_WIDTH));
        }

        private void line(Polyline3 line, int rgb, double width) {
            if (!reach.touches(line)) {
                return;
            }
            double[] points = Subdivision.of(line, WorldScenarioV3Style.LINE_STEP);
            shapes.add(Shape.of(line.toArray(), List.of(new Stroke(points, rgb, width)), List.of()));
        }

        private void crosswalks() {
            map.listElements(Crosswalk.class).stream()
                    .filter(e -> reach.touches(e.area()))
                    .forEach(e -> surface(e.area(), Surfaces.concave(e.area(), WorldScenarioV3Style.CROSSWALK)));
        }

        private void roadMarkings() {
            int rgb = WorldScenarioV3Style.ROAD_MARKING;
            map.listElements(RoadMarking.class)
                    .forEach(e -> surface(
                            e.area(),
                            options.fixWarts()
                                    ? Surfaces.concave(e.area(), rgb)
                                    : Surfaces.fan(e.area().toArray(), rgb)));
        }

        private void surface(Polyline3 outline, Area area) {
            shapes.add(Shape.of(outline.toArray(), List.of(), List.of(area)));
        }

        private void signs() {
            map.listElements(TrafficSign.class)
                    .forEach(e -> signs.add(solid(e.corners(), WorldScenarioV3Style.TRAFFIC_SIGN)));
        }

        private void lights() {
            map.listElements(TrafficLight.class).forEach(e -> lights.add(light(e)));
        }

        private Light light(TrafficLight light) {
            Map<LightState, Area> areas = new EnumMap<>(LightState.class);
            for (LightState state : LightState.values()) {
                areas.put(state, solid(light.corners(), WorldScenarioV3Style.light(state)));
            }
            LightTimeline unknown = new LightTimeline(light.id(), List.of(new Change(0, LightState.UNKNOWN)));
            return new Light(areas, timelines.getOrDefault(light.id(), unknown));
        }

        private Area solid(Polyline3 corners, int rgb) {
            return options.fixWarts() ? Surfaces.cuboid(corners, rgb) : Surfaces.cuboidFan(corners, rgb);
        }
    }
}

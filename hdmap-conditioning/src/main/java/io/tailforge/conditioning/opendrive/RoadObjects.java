package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.BoundaryKind;
import io.tailforge.scene.map.MapElement.MarkingKind;
import io.tailforge.scene.map.MapElement.PoleKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Objects beside and on the road: crossings, painted areas, stop lines, poles, trees and barriers. */
final class RoadObjects {
    private static final int MAX_REPEATS = 2_000;
    private static final double STEP = 2;

    private final ElementIds ids;
    private final RoadFindings findings;
    private final List<MapElement> elements = new ArrayList<>();
    private final Map<String, XmlElement> unused = new TreeMap<>();

    RoadObjects(ElementIds ids, RoadFindings findings) {
        this.ids = ids;
        this.findings = findings;
    }

    List<MapElement> of(Road road) {
        elements.clear();
        road.element().at("objects", "object").forEach(object -> findings.check(object, () -> add(road, object)));
        return List.copyOf(elements);
    }

    /** One warning for each type that has no place in the map. */
    void warnOfUnused(Findings warnings) {
        unused.forEach((type, object) -> warnings.warn(
                object.problem("MAP-OBJECT-UNUSED", "objects of the type '" + type + "' have no place in the map")));
    }

    private void add(Road road, XmlElement object) {
        Placement placement = placement(road, object, object.number("s"), object.number("t"));
        String id = ids.unique("object:" + road.id() + "." + object.attribute("id"));
        String type = object.attribute("type", "").toLowerCase(Locale.ROOT);
        switch (type) {
            case "crosswalk", "roadmark" -> addAreas(road, object, placement, id, type.equals("crosswalk"));
            case "pole", "tree", "vegetation", "streetlamp", "trafficlight" -> addPoles(road, object, placement, id);
            case "barrier", "guardrail", "railing", "soundbarrier", "wall" -> addBarrier(road, object, placement, id);
            default -> unused.putIfAbsent(type, object);
        }
    }

    private void addAreas(Road road, XmlElement object, Placement placement, String id, boolean crossing) {
        List<Spot> spots = spots(road, object, placement);
        for (int i = 0; i < spots.size(); i++) {
            String part = i == 0 ? id : ids.unique(id);
            Placement at = spots.get(i).placement();
            if (crossing) {
                area(object, at).ifPresent(area -> elements.add(new MapElement.Crosswalk(part, area)));
            } else {
                addRoadMark(object, at, part);
            }
        }
    }

    /** Where one copy of an object stands, and how high. */
    private record Spot(Placement placement, double z) {}

    private static List<Spot> spots(Road road, XmlElement object, Placement placement) {
        List<XmlElement> repeats = object.children("repeat");
        if (repeats.isEmpty()) {
            return List.of(new Spot(placement, object.number("zOffset", 0)));
        }
        List<Spot> spots = new ArrayList<>();
        for (XmlElement repeat : repeats) {
            double distance = repeat.number("distance");
            double length = repeat.number("length");
            int count = distance > 0 ? (int) Math.min(MAX_REPEATS, Math.floor(length / distance) + 1) : 1;
            for (int i = 0; i < count; i++) {
                double along = length > 0 ? Math.min(1, i * distance / length) : 0;
                double t = mix(repeat.number("tStart"), repeat.number("tEnd"), along);
                Placement next = placement(road, object, repeat.number("s") + along * length, t);
                spots.add(new Spot(next, mix(repeat.number("zOffsetStart", 0), repeat.number("zOffsetEnd", 0), along)));
            }
        }
        return spots;
    }

    private static Placement placement(Road road, XmlElement object, double s, double t) {
        return Placement.of(road, s, t, object.number("hdg", 0));
    }

    private static Optional<Polyline3> area(XmlElement object, Placement placement) {
        List<Vec3> corners = Placement.outline(object, placement.road(), placement);
        if (corners.size() > 1 && corners.getFirst().distanceTo(corners.getLast()) < 1e-6) {
            corners.removeLast();
        }
        if (corners.size() >= 3) {
            return Optional.of(Polyline3.of(corners));
        }
        double length = object.number("length", 0);
        double width = object.number("width", 0);
        return length > 0 && width > 0
                ? Optional.of(placement.rectangle(length, width, object.number("zOffset", 0)))
                : Optional.empty();
    }

    private void addRoadMark(XmlElement object, Placement placement, String id) {
        String what = (object.attribute("name", "") + " " + object.attribute("subtype", "")).toLowerCase(Locale.ROOT);
        Optional<Polyline3> area = area(object, placement);
        if (area.isEmpty()) {
            unused.putIfAbsent("roadMark without extent", object);
        } else if (what.contains("stop") || what.contains("signallines") || what.contains("yield")) {
            elements.add(new MapElement.WaitLine(id, middleLine(area.get())));
        } else {
            elements.add(new MapElement.RoadMarking(id, area.get(), markingKind(what)));
        }
    }

    private static MarkingKind markingKind(String what) {
        if (what.contains("arrow")) {
            return MarkingKind.ARROW;
        }
        if (what.contains("text") || what.contains("symbol")) {
            return MarkingKind.TEXT;
        }
        return what.contains("hatch") ? MarkingKind.HATCHING : MarkingKind.OTHER;
    }

    /** The line along the middle of a four-cornered bar. */
    private static Polyline3 middleLine(Polyline3 area) {
        if (area.size() != 4) {
            return Polyline3.of(List.of(area.first(), area.point(area.size() / 2)));
        }
        Vec3 a = area.point(0).lerp(area.point(1), 0.5);
        Vec3 b = area.point(1).lerp(area.point(2), 0.5);
        Vec3 c = area.point(2).lerp(area.point(3), 0.5);
        Vec3 d = area.point(3).lerp(area.point(0), 0.5);
        return a.distanceTo(c) >= b.distanceTo(d) ? Polyline3.of(List.of(a, c)) : Polyline3.of(List.of(b, d));
    }

    private void addPoles(Road road, XmlElement object, Placement placement, String id) {
        List<Spot> spots = spots(road, object, placement);
        for (int i = 0; i < spots.size(); i++) {
            addPole(
                    object,
                    spots.get(i).placement(),
                    i == 0 ? id : ids.unique(id),
                    spots.get(i).z());
        }
    }

    private static double mix(double a, double b, double t) {
        return a + (b - a) * t;
    }

    private void addPole(XmlElement object, Placement placement, String id, double z) {
        PoleKind kind = poleKind(object);
        double height = object.number("height", 0) > 0 ? Math.min(object.number("height"), 100) : usualHeight(kind);
        double stated = object.number("radius", object.number("width", 0) / 2);
        boolean crown = kind == PoleKind.TREE && stated > 0.6;
        double radius = stated > 0 && !crown ? Math.min(stated, 2) : usualRadius(kind);
        Vec3 foot = placement.local(0, 0, z);
        elements.add(
                new MapElement.Pole(id, Polyline3.of(List.of(foot, foot.plus(new Vec3(0, 0, height)))), kind, radius));
    }

    private static PoleKind poleKind(XmlElement object) {
        String type = object.attribute("type", "").toLowerCase(Locale.ROOT);
        String name = object.attribute("name", "").toLowerCase(Locale.ROOT);
        if (type.equals("tree") || type.equals("vegetation")) {
            return PoleKind.TREE;
        }
        if (type.equals("streetlamp") || name.contains("lamp") || name.contains("streetlight")) {
            return PoleKind.STREET_LAMP;
        }
        if (name.contains("bollard")
                || name.contains("reflector")
                || name.contains("beacon")
                || name.contains("delineator")) {
            return PoleKind.BOLLARD;
        }
        if (name.contains("sign")) {
            return PoleKind.SIGN;
        }
        return type.equals("trafficlight") ? PoleKind.LIGHT : PoleKind.OTHER;
    }

    private static double usualHeight(PoleKind kind) {
        return switch (kind) {
            case TREE, STREET_LAMP, TELEGRAPH -> 8;
            case BOLLARD -> 1;
            case SIGN, LIGHT, OTHER -> 3;
        };
    }

    private static double usualRadius(PoleKind kind) {
        return switch (kind) {
            case TREE -> 0.2;
            case TELEGRAPH -> 0.15;
            case STREET_LAMP, LIGHT, OTHER -> 0.08;
            case SIGN, BOLLARD -> 0.05;
        };
    }

    private void addBarrier(Road road, XmlElement object, Placement placement, String id) {
        List<XmlElement> repeats = object.children("repeat");
        for (int i = 0; i < repeats.size(); i++) {
            String part = i == 0 ? id : ids.unique(id);
            repeated(road, repeats.get(i)).ifPresent(line -> addBoundary(part, line));
        }
        if (repeats.isEmpty()) {
            List<Vec3> corners = Placement.outline(object, road, placement);
            if (corners.size() >= 2) {
                addBoundary(id, Polyline3.of(corners));
            } else if (object.number("length", 0) > 0) {
                double half = object.number("length") / 2;
                addBoundary(id, Polyline3.of(List.of(placement.local(-half, 0, 0), placement.local(half, 0, 0))));
            } else {
                unused.putIfAbsent("barrier without extent", object);
            }
        }
    }

    private void addBoundary(String id, Polyline3 line) {
        elements.add(new MapElement.RoadBoundary(id, line, BoundaryKind.BARRIER));
    }

    /** The face towards the road of a barrier that runs along it; empty for what hangs above it. */
    private static Optional<Polyline3> repeated(Road road, XmlElement repeat) {
        double start = Math.clamp(repeat.number("s"), 0, road.length());
        double end = Math.clamp(start + repeat.number("length"), start, road.length());
        if (end - start < 0.1 || repeat.number("zOffsetStart", 0) > 1.5) {
            return Optional.empty();
        }
        int steps = (int) Math.ceil((end - start) / STEP);
        List<Vec3> points = new ArrayList<>();
        for (int i = 0; i <= steps; i++) {
            double along = (double) i / steps;
            double t = mix(repeat.number("tStart"), repeat.number("tEnd"), along);
            double width = mix(repeat.number("widthStart", 0), repeat.number("widthEnd", 0), along);
            double face = t - Math.signum(t) * Math.min(Math.abs(t), width / 2);
            double z = mix(repeat.number("zOffsetStart", 0), repeat.number("zOffsetEnd", 0), along);
            points.add(road.point(start + along * (end - start), face, z));
        }
        return Optional.of(Polyline3.of(points));
    }
}

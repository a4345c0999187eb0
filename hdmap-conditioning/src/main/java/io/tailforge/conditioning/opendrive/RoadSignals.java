package io.tailforge.conditioning.opendrive;

import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.xml.XmlElement;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.MarkingKind;
import io.tailforge.scene.map.MapElement.PoleKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Signals: lights and sign plates with the poles that carry them, and what exporters paint on the road by way of a
 * signal (stop lines, crossings, arrows).
 */
final class RoadSignals {
    private static final double SAME_POLE = 0.3;
    private static final double MIN_LIGHT_TOP = 2;
    private static final double USUAL_LIGHT_BOTTOM = 2.6;
    private static final Set<String> STOP_LINES = Set.of("294", "341");
    private static final Set<String> CROSSINGS = Set.of("293", "1000003");

    private final Findings warnings;
    private final RoadFindings findings;
    private final ElementIds ids;
    private final boolean offsetFromRoad;
    private final List<MapElement> elements = new ArrayList<>();
    private final List<Post> posts = new ArrayList<>();

    /**
     * @param vendor of the file: VectorZero's exporter counts {@code hOffset} from the road's heading whatever the
     *     orientation says, where the standard counts it from the orientation
     */
    RoadSignals(ElementIds ids, String vendor, RoadFindings findings, Findings warnings) {
        this.findings = findings;
        this.ids = ids;
        this.offsetFromRoad = vendor.equals("VectorZero");
        this.warnings = warnings;
    }

    /** A signal that is there for several roads stands where it was placed; the others only refer to it. */
    static void warnOfDangling(Map<String, Road> roads, Findings warnings) {
        Set<String> ids = roads.values().stream()
                .flatMap(road -> road.element().at("signals", "signal").stream())
                .map(signal -> signal.attribute("id"))
                .collect(Collectors.toSet());
        roads.values().stream()
                .flatMap(road -> road.element().at("signals", "signalReference").stream())
                .filter(reference -> !ids.contains(reference.attribute("id")))
                .forEach(reference ->
                        warnings.warn(reference.problem("MAP-DANGLING-LINK", "refers to a signal that is not there")));
    }

    /** A pole that may carry several plates. */
    private record Post(String id, Vec3 foot, double top, PoleKind kind) {}

    /** The elements of a road's signals. @param poles what stands there already */
    List<MapElement> of(Road road, List<MapElement.Pole> poles) {
        elements.clear();
        posts.clear();
        road.element().at("signals", "signal").forEach(signal -> findings.check(signal, () -> add(road, signal)));
        road.element()
                .at("signals", "signalReference")
                .forEach(reference -> findings.check(reference, () -> reference.attribute("id")));
        posts.stream()
                .filter(post -> poles.stream()
                        .noneMatch(pole -> pole.axis().first().horizontalDistanceTo(post.foot()) < SAME_POLE))
                .forEach(post -> elements.add(pole(post)));
        return List.copyOf(elements);
    }

    private static MapElement pole(Post post) {
        Vec3 top = post.foot().plus(new Vec3(0, 0, post.top()));
        return new MapElement.Pole(
                post.id(),
                Polyline3.of(List.of(post.foot(), top)),
                post.kind(),
                post.kind() == PoleKind.LIGHT ? 0.08 : 0.04);
    }

    private void add(Road road, XmlElement signal) {
        double hOffset = Math.IEEEremainder(signal.number("hOffset", 0), 2 * Math.PI);
        boolean against = signal.attribute("orientation", "+").equals("-");
        double turn = against && !offsetFromRoad ? Math.PI : 0;
        Placement placement = Placement.of(road, signal.number("s"), signal.number("t"), turn + hOffset);
        String id = ids.unique("signal:" + road.id() + "." + signal.attribute("id"));
        if (signal.attribute("dynamic", "no").equals("yes")) {
            addLight(signal, placement, id);
        } else if (isPaint(signal)) {
            addPaint(signal, placement, id, against);
        } else {
            addSign(signal, placement, id);
        }
    }

    /** A signal stands with its back to where its traffic goes: the face looks at the traffic. */
    private static double facing(Placement placement) {
        return Math.IEEEremainder(placement.heading() + Math.PI, 2 * Math.PI);
    }

    private void addLight(XmlElement signal, Placement placement, String id) {
        double width = positive(signal.number("width", 0), 0.35);
        double stated = positive(signal.number("height", 0), 1);
        double bottom = signal.number("zOffset", 0);
        double height = stated;
        if (bottom + stated < MIN_LIGHT_TOP) {
            warnings.warn(signal.problem(
                    "MAP-LIGHT-HEIGHT",
                    "a light whose top is " + (bottom + stated) + " m above the road is raised to " + USUAL_LIGHT_BOTTOM
                            + " m"));
            bottom = USUAL_LIGHT_BOTTOM;
        } else if (bottom < 1 && stated > 1.5) {
            // The stated box is post and head; the head is its upper end.
            height = Math.clamp(2.5 * width, 0.6, 1.2);
            bottom = bottom + stated - height;
        }
        double facing = facing(placement);
        Cuboid head = placement.plate(facing, 0.3, width, bottom, height);
        elements.add(new MapElement.TrafficLight(id, head.corners(), facing));
        addPost(placement, id, bottom + height, PoleKind.LIGHT);
    }

    private void addSign(XmlElement signal, Placement placement, String id) {
        double width = positive(signal.number("width", 0), 0.6);
        double height = positive(signal.number("height", 0), 0.6);
        double bottom = signal.number("zOffset", 0);
        if (bottom < 0.3) {
            bottom = 2;
        }
        double facing = facing(placement);
        Cuboid plate = placement.plate(facing, 0.03, width, bottom, height);
        elements.add(new MapElement.TrafficSign(id, plate.corners(), facing, code(signal)));
        addPost(placement, id, bottom + height, PoleKind.SIGN);
    }

    private static double positive(double value, double absent) {
        return value > 0 ? Math.min(value, 50) : absent;
    }

    /** Country and number, for example {@code de:274-50}. */
    private static String code(XmlElement signal) {
        String type = signal.attribute("type", "");
        String subtype = signal.attribute("subtype", "");
        boolean plain = subtype.isEmpty() || subtype.equals("-1") || subtype.equals("none");
        return signal.attribute("country", "").toLowerCase(Locale.ROOT) + ":" + type + (plain ? "" : "-" + subtype);
    }

    /** Signals over the road hang from something that the file does not tell. */
    private void addPost(Placement placement, String id, double top, PoleKind kind) {
        if (placement.isOnTraffic()) {
            return;
        }
        for (int i = 0; i < posts.size(); i++) {
            Post post = posts.get(i);
            if (post.foot().horizontalDistanceTo(placement.ground()) < SAME_POLE) {
                PoleKind stronger = post.kind() == PoleKind.LIGHT ? post.kind() : kind;
                posts.set(i, new Post(post.id(), post.foot(), Math.max(post.top(), top), stronger));
                return;
            }
        }
        posts.add(new Post("pole:" + id, placement.ground(), top, kind));
    }

    private static boolean isPaint(XmlElement signal) {
        return signal.number("height", 1) <= 0.1
                && signal.number("height", 1) > 0
                && Math.abs(signal.number("zOffset", 0)) < 0.3
                && signal.number("width", 0) > 0;
    }

    private void addPaint(XmlElement signal, Placement placement, String id, boolean against) {
        String type = signal.attribute("type", "");
        String name = signal.attribute("name", "").toLowerCase(Locale.ROOT);
        double width = signal.number("width");
        if (STOP_LINES.contains(type) || name.contains("stopline") || name.contains("holdingline")) {
            elements.add(new MapElement.WaitLine(id, stopLine(placement, width, against)));
        } else if (CROSSINGS.contains(type) || name.contains("crosswalk")) {
            double depth = signal.number("value", 4);
            double usual = depth >= 1 && depth <= 12 ? depth : 4;
            elements.add(new MapElement.Crosswalk(id, placement.rectangle(usual, width, 0)));
        } else {
            MarkingKind kind = name.contains("arrow") ? MarkingKind.ARROW : MarkingKind.OTHER;
            double length = positive(signal.number("length", 0), kind == MarkingKind.ARROW ? 5 : width);
            elements.add(new MapElement.RoadMarking(id, placement.rectangle(length, width, 0), kind));
        }
    }

    /** A stop line given at the middle of the road lies on the side of the lanes it is for. */
    private static Polyline3 stopLine(Placement placement, double width, boolean against) {
        Road road = placement.road();
        double t = placement.t();
        if (Math.abs(t) < width / 4) {
            t += (against == road.rightHandTraffic() ? 1 : -1) * width / 2;
        }
        return Polyline3.of(
                List.of(road.point(placement.s(), t + width / 2, 0), road.point(placement.s(), t - width / 2, 0)));
    }
}

package io.tailforge.conditioning.lanelet2;

import io.tailforge.conditioning.lanelet2.OsmDocument.Relation;
import io.tailforge.conditioning.lanelet2.OsmDocument.Way;
import io.tailforge.conditioning.roadside.Plate;
import io.tailforge.conditioning.roadside.Posts;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.topology.LaneIndex;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Lane;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lights and signs. The way is the lower edge of the plate; it looks at the traffic of the nearest lane among those whose
 * regulatory elements refer to it. What hangs over no lane stands on a pole.
 */
final class RoadsideSignals {
    private static final double MIN_BOTTOM = 1.5;
    private static final int MAX_LANES_LOOKED_AT = 64;

    private final OsmDocument document;
    private final NodePlaces places;
    private final Map<Long, List<Lane>> lanesOf = new HashMap<>();
    private final Posts posts;
    private int raised;

    /** @param lanes by the id of their lanelet */
    RoadsideSignals(OsmDocument document, NodePlaces places, LaneIndex index, Map<Long, Lane> lanes) {
        this.document = document;
        this.places = places;
        this.posts = new Posts(index);
        Map<Long, List<Lane>> subject = new HashMap<>();
        for (Relation lanelet : document.relations("lanelet")) {
            Optional.ofNullable(lanes.get(lanelet.id())).ifPresent(lane -> lanelet.members("regulatory_element")
                    .forEach(element -> add(subject, element.ref(), List.of(lane))));
        }
        for (Relation element : document.relations("regulatory_element")) {
            List<Lane> traffic = subject.getOrDefault(element.id(), List.of());
            element.members("refers").forEach(sign -> add(lanesOf, sign.ref(), traffic));
        }
    }

    private static void add(Map<Long, List<Lane>> lanes, long key, List<Lane> more) {
        List<Lane> list = lanes.computeIfAbsent(key, any -> new ArrayList<>(0));
        more.stream().limit(MAX_LANES_LOOKED_AT - list.size()).forEach(list::add);
    }

    List<MapElement> of(Way way) {
        List<Vec3> points = places.points(way);
        boolean light = way.is("traffic_light");
        if (points.isEmpty() || !light && !way.is("traffic_sign")) {
            return List.of();
        }
        Plate plate = plate(way, points, light);
        String id = "way:" + way.id();
        List<MapElement> elements = new ArrayList<>();
        elements.add(
                light
                        ? new MapElement.TrafficLight(id, plate.corners(), plate.facing())
                        : new MapElement.TrafficSign(
                                id, plate.corners(), plate.facing(), code(way.tag("subtype", ""))));
        posts.under(plate, "pole:" + way.id(), light).ifPresent(elements::add);
        return elements;
    }

    private Plate plate(Way way, List<Vec3> points, boolean light) {
        Vec3 one = points.getFirst();
        Vec3 other = points.stream()
                .max(Comparator.comparingDouble(one::horizontalDistanceTo))
                .orElse(one);
        Vec3 middle = one.lerp(other, 0.5);
        Optional<Lane> lane = lanesOf.getOrDefault(way.id(), List.of()).stream()
                .min(Comparator.comparingDouble(found -> end(found).horizontalDistanceTo(middle)));
        double lowest = points.stream().mapToDouble(Vec3::z).min().orElse(0);
        double ground = lane.map(found -> end(found).z()).orElse(lowest);
        double bottom = lowest;
        if (lowest - ground < MIN_BOTTOM) {
            bottom = ground + (light ? Plate.LIGHT_BOTTOM : Plate.SIGN_BOTTOM);
            raised += light ? 1 : 0;
        }
        double length = one.horizontalDistanceTo(other);
        Vec3 foot = new Vec3(middle.x(), middle.y(), ground);
        double facing = facing(one, other, lane);
        double height = SpeedLimits.positive(way.tag("height", ""), light ? 1 : 0.6, 10);
        double usual = light ? 0.35 : 0.6;
        double width = length < 0.05 ? usual : Math.clamp(length, 0.25, 3);
        return light
                ? Plate.light(foot, facing, bottom, width, height)
                : Plate.sign(foot, facing, bottom, width, height);
    }

    private static Vec3 end(Lane lane) {
        return lane.left().last().lerp(lane.right().last(), 0.5);
    }

    /** At right angles to the plate, towards the traffic; straight at the traffic where the two do not go together. */
    private static double facing(Vec3 one, Vec3 other, Optional<Lane> lane) {
        Vec3 along = other.minus(one);
        Vec3 normal = new Vec3(along.y(), -along.x(), 0);
        if (lane.isEmpty()) {
            return StrictMath.atan2(normal.y(), normal.x());
        }
        Polyline3 rail = lane.get().left();
        Vec3 towards = rail.point(rail.size() - 2).minus(rail.last());
        double product = normal.norm() * Math.hypot(towards.x(), towards.y());
        double cosine = product == 0 ? 0 : (normal.x() * towards.x() + normal.y() * towards.y()) / product;
        if (Math.abs(cosine) < 0.5) {
            return StrictMath.atan2(towards.y(), towards.x());
        }
        double sign = Math.signum(cosine);
        return StrictMath.atan2(sign * normal.y(), sign * normal.x());
    }

    /** {@code de205} is {@code de:205}. */
    private static String code(String subtype) {
        if (subtype.equals("stop_sign")) {
            return ":206";
        }
        return subtype.matches("[a-z]{2}[0-9].*") ? subtype.substring(0, 2) + ":" + subtype.substring(2) : subtype;
    }

    /** Ids of the lanes whose traffic obeys lights. */
    Set<String> signalledLanes() {
        Set<String> ids = new HashSet<>();
        document.ways().stream()
                .filter(way -> way.is("traffic_light"))
                .forEach(way -> lanesOf.getOrDefault(way.id(), List.of()).forEach(lane -> ids.add(lane.id())));
        return ids;
    }

    void warnOfRaised(Findings warnings) {
        if (raised > 0) {
            warnings.warn(document.root()
                    .problem(
                            "MAP-LIGHT-HEIGHT",
                            raised + " lights less than " + MIN_BOTTOM + " m above the road are raised to "
                                    + Plate.LIGHT_BOTTOM + " m"));
        }
    }
}

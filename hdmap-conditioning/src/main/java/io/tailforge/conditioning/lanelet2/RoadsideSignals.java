package io.tailforge.conditioning.lanelet2;

import io.tailforge.conditioning.lanelet2.OsmDocument.Relation;
import io.tailforge.conditioning.lanelet2.OsmDocument.Way;
import io.tailforge.conditioning.source.Findings;
import io.tailforge.conditioning.topology.LaneIndex;
import io.tailforge.scene.geometry.Cuboid;
import io.tailforge.scene.geometry.Polyline3;
import io.tailforge.scene.geometry.Pose;
import io.tailforge.scene.geometry.Vec3;
import io.tailforge.scene.map.MapElement;
import io.tailforge.scene.map.MapElement.Lane;
import io.tailforge.scene.map.MapElement.PoleKind;
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
    private static final double LIGHT_BOTTOM = 2.6;
    private static final double SIGN_BOTTOM = 2;
    private static final double MIN_BOTTOM = 1.5;
    private static final double POST_SPACING = 0.3;
    private static final int MAX_LANES_LOOKED_AT = 64;

    private final OsmDocument document;
    private final NodePlaces places;
    private final LaneIndex index;
    private final Map<Long, List<Lane>> lanesOf = new HashMap<>();
    private final Set<String> posts = new HashSet<>();
    private int raised;

    /** @param lanes by the id of their lanelet */
    RoadsideSignals(OsmDocument document, NodePlaces places, LaneIndex index, Map<Long, Lane> lanes) {
        this.document = document;
        this.places = places;
        this.index = index;
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
                        ? new MapElement.TrafficLight(id, plate.corners(), plate.facing)
                        : new MapElement.TrafficSign(id, plate.corners(), plate.facing, code(way.tag("subtype", ""))));
        post(way, plate, light).ifPresent(elements::add);
        return elements;
    }

    private record Plate(Vec3 foot, double facing, double bottom, double thickness, double width, double height) {
        Polyline3 corners() {
            double z = bottom + height / 2;
            return new Cuboid(Pose.ofYaw(foot.x(), foot.y(), z, facing), new Vec3(thickness, width, height)).corners();
        }
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
            bottom = ground + (light ? LIGHT_BOTTOM : SIGN_BOTTOM);
            raised += light ? 1 : 0;
        }
        double width = one.horizontalDistanceTo(other);
        double usual = light ? 0.35 : 0.6;
        return new Plate(
                new Vec3(middle.x(), middle.y(), ground),
                facing(one, other, lane),
                bottom,
                light ? 0.3 : 0.03,
                width < 0.05 ? usual : Math.clamp(width, 0.25, 3),
                SpeedLimits.positive(way.tag("height", ""), light ? 1 : 0.6, 10));
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

    private Optional<MapElement> post(Way way, Plate plate, boolean light) {
        String spot = Math.round(plate.foot.x() / POST_SPACING) + " " + Math.round(plate.foot.y() / POST_SPACING);
        if (index.exhausted() || index.isOnLane(plate.foot) || !posts.add(spot)) {
            return Optional.empty();
        }
        Vec3 top = new Vec3(plate.foot.x(), plate.foot.y(), plate.bottom + plate.height);
        return Optional.of(new MapElement.Pole(
                "pole:" + way.id(),
                Polyline3.of(List.of(plate.foot, top)),
                light ? PoleKind.LIGHT : PoleKind.SIGN,
                light ? 0.08 : 0.04));
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
                                    + LIGHT_BOTTOM + " m"));
        }
    }
}
